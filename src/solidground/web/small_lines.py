"""Small ground lines beside the rows of a list: drawn once for each case as it stands, and kept for some minutes.

What must never happen here: a line of somebody whose row the viewer does not see. Only what is shown is asked for.
"""

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final, TypeAlias
from weakref import WeakKeyDictionary

from django.utils.translation import get_language

from solidground.app.asking.board import BoardRow
from solidground.app.asking.questions import BoardLines
from solidground.app.ports import Store
from solidground.core.kernel import MINUTE, CaseId, Span
from solidground.web.gate import Seat, answered
from solidground.web.tongue import tell

LINE_WIDTH: Final = 240
"""Small enough to be drawn without words."""

HOLDS_FOR: Final[Span] = 5 * MINUTE
"""A line is drawn anew after this, and when anything happens to its case."""

KEPT_MOST: Final = 2_000
"""Lines kept in one process: forty pages of the board, 4 MB."""

_Key: TypeAlias = tuple[str, CaseId, int, int, str | None]
_KEPT: WeakKeyDictionary[Store, OrderedDict[_Key, str]] = WeakKeyDictionary()


def small_lines(seat: Seat, rows: Iterable[BoardRow]) -> dict[CaseId, str]:
    """Return the lines of rows that the viewer was just shown."""
    kept = _KEPT.setdefault(seat.house.store, OrderedDict())
    agency, language, slot = seat.house.agency, get_language(), seat.now // HOLDS_FOR
    keys = {row.case: (agency, row.case, row.version, slot, language) for row in rows}
    missing = tuple(case for case, key in keys.items() if key not in kept)
    found = answered(seat, BoardLines(missing)) if missing else {}
    for case, ground in found.items():
        kept[keys[case]] = seat.house.draw(ground, "", LINE_WIDTH, tell)
    lines = {case: kept[key] for case, key in keys.items() if key in kept}
    while len(kept) > KEPT_MOST:
        kept.popitem(last=False)
    return lines
