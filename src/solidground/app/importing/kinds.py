"""Which files can be taken in, and how each is read and written."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from solidground.app.founding import FOUNDERS
from solidground.app.importing.incidents import BESIDE, parse_incident
from solidground.app.importing.incidents import COLUMNS as INCIDENT_COLUMNS
from solidground.app.importing.leave import COLUMNS as LEAVE_COLUMNS
from solidground.app.importing.leave import FURTHER as LEAVE_FURTHER
from solidground.app.importing.leave import parse_leave, write_leave
from solidground.app.importing.members import COLUMNS as MEMBER_COLUMNS
from solidground.app.importing.members import FURTHER as MEMBER_FURTHER
from solidground.app.importing.members import parse_member, write_members
from solidground.app.importing.reading import read_rows
from solidground.app.importing.roster import COLUMNS as ROSTER_COLUMNS
from solidground.app.importing.roster import FURTHER as ROSTER_FURTHER
from solidground.app.importing.roster import parse_roster, write_roster
from solidground.app.importing.statuses import COLUMNS as STATUS_COLUMNS
from solidground.app.importing.statuses import FURTHER as STATUS_FURTHER
from solidground.app.importing.statuses import Passing, parse_status, write_statuses
from solidground.app.importing.taking_incidents import write_incidents
from solidground.app.importing.whole import Imported, Read, Taking, Took, import_whole
from solidground.app.ports import Store, Unit


class Kind(NamedTuple):
    """One kind of file: the columns it must have and may have, how a row is read, how all are written.

    ``alone``: no other column may be in it.
    """

    columns: tuple[str, ...]
    further: tuple[str, ...]
    parse: Callable[[Mapping[str, str]], Any]
    write: Callable[[Taking, Unit, list[Read]], Took]
    alone: bool = False


def _write_statuses(taking: Taking, unit: Unit, rows: list[Read]) -> Took:
    # On the machine itself, where everything may be taken in, as two people stand behind it.
    return write_statuses(Passing(taking.agency, taking.at, FOUNDERS[0], taking.words), unit, rows)


KINDS: dict[str, Kind] = {
    "members": Kind(MEMBER_COLUMNS, MEMBER_FURTHER, parse_member, write_members),
    "roster": Kind(ROSTER_COLUMNS, ROSTER_FURTHER, parse_roster, write_roster),
    "incidents": Kind(INCIDENT_COLUMNS, BESIDE, parse_incident, write_incidents),
    "statuses": Kind(STATUS_COLUMNS, STATUS_FURTHER, parse_status, _write_statuses, alone=True),
    "leave": Kind(LEAVE_COLUMNS, LEAVE_FURTHER, parse_leave, write_leave, alone=True),
}


def import_file(
    kind: str, source: Path | bytes, store: Store, taking: Taking, progress: Callable[[int], None] = lambda _: None
) -> Imported:
    """Take a file in, or say by line what is wrong with it and write nothing."""
    found = KINDS[kind]
    table = read_rows(source, found.columns, found.further, alone=found.alone)
    return import_whole(table, found.parse, partial(found.write, taking), store, progress)
