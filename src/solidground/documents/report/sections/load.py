"""What peers carried over the years: never one peer beside another."""

from solidground.core.figures import CityFigures, YearLoad
from solidground.documents.html import Markup, el
from solidground.documents.report.parts import both, card, key, line, note, swatch, table
from solidground.documents.report.words import figure, many
from solidground.documents.report.years import Spread, band

QUESTION = "How much did peers carry?"


def section(figures: CityFigures) -> Markup:
    """Return the section."""
    if not figures.load:
        return card("load", QUESTION, "No peer has carried a case yet.")
    says = (QUESTION, sentence(figures.load))
    values = [(year.year, Spread(year.low, year.median, year.high, year.highest)) for year in figures.load]
    legend = key(
        ("highest", line("top", 1, 9, 28, 9)),
        ("median", line("middle", 2, 9, 26, 9)),
        ("middle half of the peers", swatch("band")),
    )
    return card(
        "load",
        QUESTION,
        sentence(figures.load),
        note("Active cases that a peer held at once, at the busiest moment of each year."),
        both(lambda width, look: band(width, look, says, values), legend),
        table(
            "Active cases held at once by a peer, at the most, by year",
            ("Year", "Peers", "Lower quarter", "Median", "Upper quarter", "Highest"),
            [_row(year) for year in figures.load],
        ),
        el("p", {"class": "note"}, "Peers are not compared with each other."),
    )


def sentence(load: tuple[YearLoad, ...]) -> str:
    """Return the answer: the most that anybody held, and what was usual then."""
    most = max(load, key=lambda year: year.highest)
    return (
        f"The most that a peer held at once was {many(most.highest, 'case')}, in {most.year}. "
        f"The median then was {figure(most.median)}."
    )


def _row(year: YearLoad) -> tuple[str, ...]:
    numbers = (year.peers, year.low, year.median, year.high, year.highest)
    return (str(year.year), *(figure(value) for value in numbers))
