"""People who met a further incident while their case was active."""

from solidground.core.figures import CityFigures
from solidground.documents.html import Markup
from solidground.documents.report.parts import both, card, note, table
from solidground.documents.report.words import figure
from solidground.documents.report.years import columns

QUESTION = "Who had a second incident while their case was active?"


def section(figures: CityFigures) -> Markup:
    """Return the section."""
    if not any(year.again for year in figures.again):
        return card("again", QUESTION, "Nobody had a second incident while their case was active.")
    says = (QUESTION, sentence(figures))
    values = [(year.year, year.again) for year in figures.again]
    return card(
        "again",
        QUESTION,
        sentence(figures),
        note("People, by the year of the further incident. Each incident gives each of them a case of its own."),
        both(lambda width, look: columns(width, look, says, values)),
        table(
            "People with a further incident while a case of theirs was active, by year",
            ("Year", "People in incidents", "Had a further one"),
            [(str(year.year), figure(year.people), figure(year.again)) for year in figures.again],
        ),
    )


def sentence(figures: CityFigures) -> str:
    """Return the answer: how many in all, and the year with most of them."""
    people = "person" if figures.people == 1 else "people"
    there = f"{figure(figures.met_again)} of {figure(figures.people)} {people} had a second one"
    if len(figures.again) == 1:
        return f"{there}."
    most = max(figures.again, key=lambda year: year.again)
    return f"{there}; the most in a year was {figure(most.again)} of {figure(most.people)}, in {most.year}."
