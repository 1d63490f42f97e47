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
from solidground.core.protocol.terms import INCIDENT_KINDS, PARTS

COLUMNS = ("incident_ref", "kind", "occurred_at", "timezone", "time_known", "person_ref", "part")
BESIDE = ("injured", "on_duty", "unit")
"""Columns that are checked where a file has them, and change nothing."""

_WALL = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?", re.ASCII)
_OFFSET = re.compile(r"(Z|z|[+-]\d{2}(:?\d{2})?)$", re.ASCII)
_DATE_LENGTH = len("2024-03-01")


class IncidentRow(NamedTuple):
    """Somebody's part in an incident. ``local`` is the wall clock as written; ``warnings`` are sentences."""

    ref: str
    kind: str
    occurred_at: Instant
    local: str
    zone: str
    time_known: bool
    person: PersonId
    part: str
    warnings: tuple[str, ...] = ()


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


_OUTSIDE = f"It lies before {FIRST_YEAR} or after {LAST_YEAR}. Check the year."


def _wall(cells: Cells) -> datetime | None:
    """Read a wall clock: with an offset of its own it would say twice where it is, and perhaps differently."""
    cell = cells.text("occurred_at")
    if _OFFSET.search(cell[_DATE_LENGTH:]) and _WALL.fullmatch(_OFFSET.sub("", cell)):
        why = f"{shown(cell)} has an offset. Write what the clock on the wall showed, and its zone in timezone."
        cells.refuse("occurred_at", why)
        return None
    if not _WALL.fullmatch(cell):
        cells.refuse("occurred_at", f"{shown(cell)} is no date with a time. Write it as 2024-03-01T23:15.")
        return None
    try:
        wall = datetime.fromisoformat(cell)
    except ValueError:
        cells.refuse("occurred_at", f"{shown(cell)} is on no calendar and no clock. Check the day and the hour.")
        return None
    if not FIRST_YEAR <= wall.year <= LAST_YEAR:
        cells.refuse("occurred_at", _OUTSIDE)
        return None
    return wall


def _kind_warnings(kind: str) -> tuple[str, ...]:
    if kind in INCIDENT_KINDS:
        return ()
    return (f"The kind {shown(kind)} is not known; it is read as any other.",)


def _wall_warnings(wall: datetime, local: str, zone: str) -> tuple[str, ...]:
    said = _SAID.get(wall_kind(wall, zone))
    return () if said is None else (said.format(local=local, zone=zone),)


_SAID = {
    "gap": "{local} was never on the clock in {zone}; it is read as the time after the gap.",
    "twice": "{local} was twice on the clock in {zone}; it is read as the first.",
}
