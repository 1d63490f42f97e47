"""Who was reached when."""

from solidground.core.figures import CityFigures, ReachedBy
from solidground.documents.html import Markup
from solidground.documents.report.bars import Bar, bars
from solidground.documents.report.parts import both, card, key, note, swatch, table
from solidground.documents.report.words import figure, share

QUESTION = "Who was reached when?"

NOTE = (
    "Reached means that a person talked with them: by then, or near month 4 and month 12. Cases that were not yet that "
    "old, or that the member had stopped before, are left out."
)

MANY = 100
"""From so many cases on, a share says more than a count."""

LEGEND = key(("reached", swatch("solid")), ("not reached", swatch("hollow")))


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
        both(lambda width, look: bars(width, look, says, rows, "reached, of cases"), LEGEND),
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
    was = "was" if first.cases < MANY and first.reached == 1 else "were"
    answer = f"{_part(first)} {was} reached in {first.by}"
    return f"{answer}." if first is last else f"{answer}, {_part(last)} in {last.by}."


def _part(one: ReachedBy) -> str:
    """Return how many of how many; a share where there are so many that it says more."""
    few = one.cases < MANY
    return f"{figure(one.reached)} of {figure(one.cases)}" if few else share(one.reached, one.cases)


def _bar(one: ReachedBy) -> Bar:
    name = one.by[:1].upper() + one.by[1:]
    if one.cases == 0:
        return Bar(name, "no case that old", ())
    numbers = f"{figure(one.reached)} of {figure(one.cases)}, {share(one.reached, one.cases)}"
    return Bar(name, numbers, (("solid", one.reached), ("hollow", one.cases - one.reached)))


def _row(one: ReachedBy) -> tuple[str, ...]:
    return one.by, figure(one.reached), figure(one.cases), share(one.reached, one.cases)
