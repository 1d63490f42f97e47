"""The board: who needs somebody first, then by time; fifty a page.

What must never happen here: a rank of people by how they are. Only rows that need somebody carry colour.
"""

from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from solidground.app.asking.board import BoardRow, BoardSeen
from solidground.app.asking.questions import Board
from solidground.core.care.needs import Needs
from solidground.core.hours import local_day
from solidground.web.gate import Seat, answered, seat_of
from solidground.web.panes import pane
from solidground.web.small_lines import small_lines
from solidground.web.tongue import when

PAGES_MOST: Final = 9_999


class Row(NamedTuple):
    """One case, as it is drawn."""

    seen: BoardRow
    needs: bool
    day: int
    next: str
    late: bool
    line: str


@require_safe
def board(request: HttpRequest, number: int = 1) -> HttpResponse:
    """Show one page of the board to a coordinator or deputy, the first by default."""
    seat = seat_of(request)
    page = number - 1 if number <= PAGES_MOST else -1
    seen: BoardSeen = answered(seat, Board(page))
    return pane(request, "board", _shown(seat, seen, page), role="coordinator")


def _shown(seat: Seat, seen: BoardSeen, page: int) -> dict[str, Any]:
    lines = small_lines(seat, seen.rows)
    return {
        "needing": seen.needing,
        "open": seen.open,
        "late": [(row, when(row.since_at, seat.now, seat.house.zone)) for row in seen.late],
        "rows": [_row(seat, row, lines.get(row.case, "")) for row in seen.rows],
        "before": max(0, page),
        "after": page + 2 if page + 1 < seen.pages else 0,
    }


def _row(seat: Seat, row: BoardRow, line: str) -> Row:
    zone = seat.house.zone
    day = local_day(seat.now, zone) - local_day(row.began_at, zone)
    following = when(row.next_at, seat.now, zone) if row.next_at is not None else ""
    late = row.next_at is not None and row.next_at < seat.now
    return Row(row, row.needs < Needs.NOTHING, day, following, late, line)
