"""Who was reached when."""

from solidground.core.figures import CityFigures, ReachedBy
from solidground.documents.html import Markup
from solidground.documents.report.bars import Bar, bars
from solidground.documents.report.parts import both, card, note, table
from solidground.documents.report.words import figure, share

QUESTION = "Who was reached when?"

NOTE = (
    "Reached means that a person talked with them. Solid: reached. Hollow: not yet. Cases that were not old "
    "enough, or whose member had stopped before, are left out of each line."
)


def section(figures: CityFigures) -> Markup:
    """Return the section."""
    if not any(one.cases for one in figures.reached):
        return card("reach", QUESTION, "No case has come as far as its first hour.")
    says = (QUESTION, sentence(figures.reached))
    rows = [_bar(one) for one in figures.reached]
    return card(
        "reach",
        QUESTION,
        sentence(figures.reached),
        note(NOTE),
        both(lambda width, look: bars(width, look, says, rows)),
        table(
            "Cases in which the member had been reached, by time after the incident",
            ("By", "Reached", "Of", "Share"),
            [_row(one) for one in figures.reached],
        ),
    )


def sentence(reached: tuple[ReachedBy, ...]) -> str:
    """Return the answer: how it was at first, and how it came to be."""
    there = [one for one in reached if one.cases]
    first, last = there[0], there[-1]
    answer = f"In {first.by}, {figure(first.reached)} of {figure(first.cases)} were reached"
    if first is last:
        return answer + "."
    return f"{answer}; in {last.by}, {figure(last.reached)} of {figure(last.cases)}."


def _bar(one: ReachedBy) -> Bar:
    name = one.by[:1].upper() + one.by[1:]
    if one.cases == 0:
        return Bar(name, "no case that old", ())
    numbers = f"{figure(one.reached)} of {figure(one.cases)}, {share(one.reached, one.cases)}"
    return Bar(name, numbers, (("solid", one.reached), ("hollow", one.cases - one.reached)))


def _row(one: ReachedBy) -> tuple[str, ...]:
    return one.by, figure(one.reached), figure(one.cases), share(one.reached, one.cases)
