"""The work: figures as they were released, what is counted and what never is. Everybody opens this same page.

What must never happen here: anything that depends on who looks, or a number that was not released.
"""

from datetime import date
from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from solidground.app.ask import ask
from solidground.app.asking.machine import Health
from solidground.app.asking.questions import NOT_RELEASED, Figures, Machine
from solidground.core.counting import THRESHOLD, WINDOW, Figure, Shown
from solidground.web.gate import answered, seat_of
from solidground.web.panes import pane

BAR_WIDTH: Final = 480
WORDS: Final = {
    "what was owed, and how it went": gettext_noop("What was owed, and how it went"),
    "offers": gettext_noop("offers of care"),
    "conversations": gettext_noop("conversations"),
    "words": gettext_noop("a few words, no reply needed"),
    "tasks": gettext_noop("things to do"),
    "dates": gettext_noop("days that matter"),
    "added in a case": gettext_noop("added later"),
    "on time": gettext_noop("on time"),
    "late": gettext_noop("late"),
    "not done": gettext_noop("not done"),
}
"""What the words of a released table read as on a page."""

HEALTH: Final[dict[Health, str]] = {
    "running": gettext_noop("The clock runs."),
    "late": gettext_noop("The clock is late."),
    "stopped": gettext_noop("The clock has stopped."),
}


class Bar(NamedTuple):
    """One part of the bar over a table: which, from where and how wide, and how many."""

    name: str
    words: str
    left: int
    width: int
    number: int


class Drawn(NamedTuple):
    """One released table, as it is drawn. ``bars`` is empty where a total is hidden."""

    name: str
    from_on: date
    last_on: date
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    hides: bool
    bars: tuple[Bar, ...]


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Show everybody the same: the work."""
    seat = seat_of(request)
    released = ask(seat.reading, seat.viewer, Figures())
    # Before the first release there is nothing to show, and the page says when there will be.
    figures: tuple[Figure, ...] = () if released == NOT_RELEASED else answered(seat, Figures())
    shown = {
        "figures": [_drawn(figure) for figure in reversed(figures[-WINDOW:])],
        "health": gettext(HEALTH[answered(seat, Machine())]),
        "threshold": THRESHOLD,
    }
    return pane(request, "work", shown, role="chief")


def _drawn(figure: Figure) -> Drawn:
    shown = figure.shown
    names = [*(_said(row) for row in shown.rows), gettext("all")]
    lines = tuple(zip(names, shown.cells, strict=True))
    hides = any(count is None for line in shown.cells for count in line)
    from_on, last_on = date.fromordinal(figure.from_on), date.fromordinal(figure.until_on - 1)
    columns = (*(_said(column) for column in shown.columns), gettext("all"))
    return Drawn(_said(figure.name), from_on, last_on, columns, lines, hides, _bars(shown))


def _said(word: str) -> str:
    return gettext(WORDS[word]) if word in WORDS else word


def _bars(shown: Shown) -> tuple[Bar, ...]:
    *counts, total = shown.cells[-1]
    if not total or None in counts:
        return ()
    bars: list[Bar] = []
    left = 0
    for name, count in zip(shown.columns, counts, strict=True):
        assert count is not None, "a hidden one leaves no bar"
        width = BAR_WIDTH * count // total
        bars.append(Bar(name.replace(" ", "_"), _said(name), left, width, count))
        left += width
    return tuple(bars)
