"""What peers carried over the years: how many carried how much, never one peer beside another."""

from typing import Final

from solidground.core.figures import CityFigures, YearLoad
from solidground.documents.html import Markup
from solidground.documents.report.parts import both, card, key, note, swatch, table
from solidground.documents.report.words import figure, many
from solidground.documents.report.years import stacks

QUESTION = "How much did peers carry?"

LOOKS: Final = ("track", "pale", "half", "solid")
"""No case, one, two or three, four or more: the darker, the more."""

NOTE = (
    "Every column is all peers of a year, by the active cases that each held at once at the busiest moment. No peer is "
    "compared with another."
)


def section(figures: CityFigures) -> Markup:
    """Return the section."""
    if not figures.load:
        return card("load", QUESTION, "No peer has carried a case yet.")
    says = (QUESTION, sentence(figures.load))
    values = [(year.year, tuple(zip(LOOKS, year.held, strict=True))) for year in figures.load]
    held = ("no case", "one", "two or three", "four or more")
    legend = key(*((word, swatch(look)) for word, look in zip(held, LOOKS, strict=True)))
    return card(
        "load",
        QUESTION,
        sentence(figures.load),
        note(f"{heavy(figures.load)}{NOTE}"),
        both(lambda width, look: stacks(width, look, says, values), legend),
        table(
            "Peers by the active cases each held at once, at the most; the median of them, and the most of any",
            ("Year", "None", "One", "2\u20133", "4+", "Median", "Most"),
            [_row(year) for year in figures.load],
        ),
    )


def heavy(load: tuple[YearLoad, ...]) -> str:
    """Return in which year most peers held four cases or more; nothing where none did."""
    most = max(load, key=lambda year: year.held[3])
    if most.held[3] == 0:
        return ""
    return f"Four or more at once were held by {figure(most.held[3])} of {figure(most.peers)} peers in {most.year}. "


def sentence(load: tuple[YearLoad, ...]) -> str:
    """Return the answer: the most that anybody held, and what was usual then."""
    most = max(load, key=lambda year: year.highest)
    return (
        f"The most that a peer held at once was {many(most.highest, 'case')}, in {most.year}. "
        f"The median then was {figure(most.median)}."
    )


def _row(year: YearLoad) -> tuple[str, ...]:
    numbers = (*year.held, year.median, year.highest)
    return (str(year.year), *(figure(value) for value in numbers))
