"""People who met a further incident while their case was active."""

from solidground.core.figures import CityFigures, YearAgain
from solidground.documents.html import Markup
from solidground.documents.report.parts import both, card, note, table
from solidground.documents.report.words import figure, many, start
from solidground.documents.report.years import columns

QUESTION = "Who had a second incident while their case was active?"


def section(figures: CityFigures) -> Markup:
    """Return the section."""
    if not any(year.again for year in figures.again):
        return card("again", QUESTION, "Nobody had a second incident while their case was active.")
    says = (QUESTION, sentence(figures.again))
    values = [(year.year, year.again) for year in figures.again]
    return card(
        "again",
        QUESTION,
        sentence(figures.again),
        note("People, by the year of the further incident. Each incident gives each of them a case of its own."),
        both(lambda width, look: columns(width, look, says, values)),
        table(
            "People with a further incident while a case of theirs was active, by year",
            ("Year", "People in incidents", "Again"),
            [(str(year.year), figure(year.people), figure(year.again)) for year in figures.again],
        ),
    )


def sentence(again: tuple[YearAgain, ...]) -> str:
    """Return the answer: the year with most of them."""
    most = max(again, key=lambda year: year.again)
    there = f"{many(most.again, 'person', 'people')} of {figure(most.people)} in {most.year}"
    return start(f"{there}, the most in any year." if len(again) > 1 else f"{there}.")
