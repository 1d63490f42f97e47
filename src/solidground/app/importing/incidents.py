"""One row of a file of incidents: somebody's part in one of them. Read alike by the import and by a replay.

Columns: incident_ref, kind, occurred_at, timezone, time_known, person_ref, part; and, where the file has them,
injured, on_duty, unit. What must never happen here: an injury in a file that changes what anybody is owed.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from solidground.app.importing.cells import FIRST_YEAR, LAST_YEAR, Cells, Wrong
from solidground.app.importing.reading import shown
from solidground.core.hours import known_zone, to_instant, wall_kind
from solidground.core.kernel import EARLIEST, LATEST, Instant, PersonId
from solidground.core.protocol.terms import INCIDENT_KINDS, KINDS_ENTERED, PARTS
from solidground.core.words import Words, phrased

COLUMNS = ("incident_ref", "kind", "occurred_at", "timezone", "time_known", "person_ref", "part")
BESIDE = ("injured", "on_duty", "unit")
"""Columns that are checked where a file has them, and change nothing."""

_WALL = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?", re.ASCII)
_OFFSET = re.compile(r"(Z|z|[+-]\d{2}(:?\d{2})?)$", re.ASCII)
_DATE_LENGTH = len("2024-03-01")


class IncidentRow(NamedTuple):
    """Somebody's part in an incident. ``local`` is the wall clock as written; ``warnings`` are words to be said."""

    ref: str
    kind: str
    occurred_at: Instant
    local: str
    zone: str
    time_known: bool
    person: PersonId
    part: str
    warnings: tuple[Words, ...] = ()


def missing_beside(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns a file of incidents usually has and this one has not."""
    return tuple(name for name in BESIDE if name not in columns)


def parse_incident(row: Mapping[str, str]) -> IncidentRow | list[Wrong]:
    """Read one row, or say everything that is wrong with it."""
    cells = Cells(row)
    ref, kind = cells.reference("incident_ref"), cells.word("kind")
    wall = _wall(cells)
    zone, time_known = cells.zone("timezone"), cells.yes("time_known")
    person, part = cells.reference("person_ref"), cells.one_of("part", PARTS)
    for column in ("injured", "on_duty"):
        cells.yes(column, unknown=False)
    occurred_at = to_instant(wall, zone) if wall is not None and known_zone(zone) else EARLIEST
    if not EARLIEST <= occurred_at <= LATEST:
        cells.refuse("occurred_at", _OUTSIDE)
    if wall is None or cells.wrong:
        return cells.wrong
    local = wall.isoformat(timespec="minutes")
    warnings = (*_kind_warnings(kind), *_wall_warnings(wall, local, zone))
    return IncidentRow(ref, kind, occurred_at, local, zone, time_known, PersonId(person), part, warnings)


_OUTSIDE = phrased("It lies before %(first)s or after %(last)s. Check the year.", first=FIRST_YEAR, last=LAST_YEAR)


def _wall(cells: Cells) -> datetime | None:
    """Read a wall clock: with an offset of its own it would say twice where it is, and perhaps differently."""
    cell = cells.text("occurred_at")
    if _OFFSET.search(cell[_DATE_LENGTH:]) and _WALL.fullmatch(_OFFSET.sub("", cell)):
        why = phrased(
            "%(cell)s has an offset. Write what the clock on the wall showed, and its zone in timezone.",
            cell=shown(cell),
        )
        cells.refuse("occurred_at", why)
        return None
    if not _WALL.fullmatch(cell):
        why = phrased("%(cell)s is no date with a time. Write it as 2024-03-01T23:15.", cell=shown(cell))
        cells.refuse("occurred_at", why)
        return None
    try:
        wall = datetime.fromisoformat(cell)
    except ValueError:
        why = phrased("%(cell)s is on no calendar and no clock. Check the day and the hour.", cell=shown(cell))
        cells.refuse("occurred_at", why)
        return None
    if not FIRST_YEAR <= wall.year <= LAST_YEAR:
        cells.refuse("occurred_at", _OUTSIDE)
        return None
    return wall


def _kind_warnings(kind: str) -> tuple[Words, ...]:
    if kind in INCIDENT_KINDS:
        return ()
    why = phrased(
        "The kind %(kind)s is not known; it is read as any other. Known are: %(kinds)s.",
        kind=shown(kind),
        kinds=", ".join(KINDS_ENTERED),
    )
    return (why,)


def _wall_warnings(wall: datetime, local: str, zone: str) -> tuple[Words, ...]:
    said = _ODD.get(wall_kind(wall, zone))
    return () if said is None else (Words(said.text, (("local", local), ("zone", zone))),)


_ODD = {
    "gap": phrased("%(local)s was never on the clock in %(zone)s; it is read as the time after the gap."),
    "twice": phrased("%(local)s was twice on the clock in %(zone)s; it is read as the first."),
}
