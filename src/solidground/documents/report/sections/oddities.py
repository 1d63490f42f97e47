"""What was odd in the file, and what was made up."""

from collections.abc import Iterable
from itertools import groupby

from solidground.core.figures import CityFigures, Oddity
from solidground.documents.html import Markup, el, foreign
from solidground.documents.report.parts import card
from solidground.documents.report.words import figure, many, start

QUESTION = "What was refused, what was odd, and what was assumed?"

MOST_LINES = 12
"""How many lines are named for one reason."""

MOST_REASONS = 40
"""How many reasons are named in all."""


def section(figures: CityFigures) -> Markup:
    """Return the section."""
    return card(
        "odd",
        QUESTION,
        sentence(figures),
        *_reasons("Refused", figures.refused_rows, shown=figures.incidents == 0),
        *_reasons("Read with a warning", figures.warnings),
        *_assumed(figures.assumed),
    )


def sentence(figures: CityFigures) -> str:
    """Return the answer: how much of the file is not in this report, and how much is in it with a doubt."""
    if not figures.refused_rows and not figures.warnings:
        return "Every line of the file was read as it stands."
    refused = many(len(figures.refused_rows), "line was", "lines were")
    read = many(len(figures.warnings), "line was", "lines were")
    return start(f"{refused} refused, {read} read with a warning.")


def _reasons(title: str, oddities: Iterable[Oddity], *, shown: bool = False) -> list[Markup]:
    """Return the reasons with their lines, the most frequent first; nothing where there are none."""
    ordered = sorted(oddities, key=lambda one: (one.why, one.line))
    groups = [(why, [one.line for one in same]) for why, same in groupby(ordered, key=lambda one: one.why)]
    groups.sort(key=lambda group: (-len(group[1]), group[1]))
    if not groups:
        return []
    items = [el("li", None, foreign(why), f" ({_lines(lines)})") for why, lines in groups[:MOST_REASONS]]
    if len(groups) > MOST_REASONS:
        items.append(el("li", None, f"and {many(len(groups) - MOST_REASONS, 'more reason', 'more reasons')}."))
    look: dict[str, str | float] = {"open": ""} if shown else {}
    return [el("details", look, el("summary", None, f"{title}: the reasons"), el("ul", {"class": "plain"}, *items))]


def _lines(lines: list[int]) -> str:
    named = ", ".join(map(str, lines[:MOST_LINES]))
    if len(lines) == 1:
        return f"line {named}"
    if len(lines) <= MOST_LINES:
        return f"lines {named}"
    return f"{figure(len(lines))} lines: {named} and others"


def _assumed(assumed: tuple[str, ...]) -> list[Markup]:
    """Return what was made up, in words."""
    if not assumed:
        return []
    title = el("h3", None, "What was assumed")
    return [title, el("ul", {"class": "plain"}, *(el("li", None, sentence_) for sentence_ in assumed))]
