"""A file of the roster: who does what in an agency, from when until when, and how much each can carry.

What must never happen here: somebody in two rosters at once, or a role that undoes the wall.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple, cast, get_args

from solidground.app.founding import FOUNDERS
from solidground.app.handle import stream_of
from solidground.app.importing.cells import Cells, Wrong
from solidground.app.importing.fault import Refused
from solidground.app.importing.holidays import LATE_MORNING_MINUTE, holidays_of
from solidground.app.importing.members import WORLD
from solidground.app.importing.reading import nobody_known, shown
from solidground.app.importing.spelling import spelt_otherwise
from solidground.app.importing.whole import Read, Taking, Took
from solidground.app.people import handle_person
from solidground.app.ports import Unit
from solidground.core.hours import Quiet, local_day, to_local
from solidground.core.kernel import LATEST, Day, Instant, PersonId, Refusal
from solidground.core.roster.intervals import term
from solidground.core.roster.person.commands import GrantRole, JoinPerson, SetSupervisor
from solidground.core.roster.reach.commands import DesignatePeer, RecordTraining, SetCapacity, SetHours
from solidground.core.roster.roles import Role
from solidground.core.roster.state import State
from solidground.core.words import Said, Words, phrased, words_of

COLUMNS = ("person_ref", "role", "from_on", "until_on")
FURTHER = ("capacity", "trained_until", "supervisor_ref", "timezone", "quiet_from", "quiet_to")
"""Columns a file may have."""

CAPACITY_MOST, CAPACITY_USUAL = 100, 6
ROLES: tuple[Role, ...] = get_args(Role)
HOUR_MINUTES = 60


class RosterRow(NamedTuple):
    """Somebody's roles for a time."""

    person: PersonId
    roles: tuple[Role, ...]
    from_on: Day
    until_on: Day | None
    capacity: int
    trained_until: Day | None
    supervisor: str
    zone: str
    quiet: tuple[int, int] | None


def parse_roster(row: Mapping[str, str]) -> RosterRow | list[Wrong]:
    """Read one row, or say everything that is wrong with it."""
    cells = Cells(row)
    person, roles = cells.reference("person_ref"), _roles(cells)
    from_on, until_on = cells.needed_day("from_on"), cells.day("until_on")
    if until_on is not None and until_on < from_on:
        cells.refuse("until_on", phrased("It lies before from_on. Exchange the two days."))
    capacity = cells.count("capacity", CAPACITY_MOST) if cells.text("capacity") else CAPACITY_USUAL
    trained_until = cells.day("trained_until")
    supervisor = cells.reference("supervisor_ref") if cells.text("supervisor_ref") else ""
    if supervisor and supervisor == person:
        cells.refuse("supervisor_ref", phrased("Nobody reports to himself. Name another person."))
    zone = cells.zone("timezone") if cells.text("timezone") else ""
    quiet = _quiet(cells)
    if cells.wrong:
        return cells.wrong
    return RosterRow(PersonId(person), roles, from_on, until_on, capacity, trained_until, supervisor, zone, quiet)


def _roles(cells: Cells) -> tuple[Role, ...]:
    words = tuple(dict.fromkeys(cells.text("role").split()))
    wrong = [word for word in words if word not in ROLES]
    remedy = phrased("Write one or more of: %(known)s.", known=", ".join(ROLES))
    if wrong:
        cells.refuse("role", (phrased("%(cell)s is no role.", cell=shown(wrong[0])), remedy))
    elif not words:
        cells.refuse("role", (phrased("The cell is empty and is no role."), remedy))
    return cast("tuple[Role, ...]", words)


def _quiet(cells: Cells) -> tuple[int, int] | None:
    said = cells.text("quiet_from"), cells.text("quiet_to")
    if said == ("", ""):
        return None
    minutes = []
    for column, cell in zip(("quiet_from", "quiet_to"), said, strict=True):
        hour, colon, minute = cell.partition(":")
        whole = colon and hour.isdigit() and minute.isdigit() and cell.isascii() and len(minute) == len("00")
        if not whole or len(hour) > len("00") or int(hour) >= 24 or int(minute) >= HOUR_MINUTES:  # noqa: PLR2004 - a day
            cells.refuse(column, phrased("%(cell)s is no time of day. Write it as 22:00.", cell=shown(cell)))
            return None
        minutes.append(int(hour) * HOUR_MINUTES + int(minute))
    return minutes[0], minutes[1]


def write_roster(taking: Taking, unit: Unit, rows: list[Read]) -> Took:
    """Enter a whole roster."""
    took = Took(list(spelt_otherwise(unit, taking.agency, rows)), [])
    terms: dict[PersonId, list[Read]] = {}
    for row in rows:
        entry: RosterRow = row.value
        other = next((known for known in terms.get(entry.person, ()) if _meet(known.value, entry)), None)
        if other is not None:
            why = phrased(
                "The same person is in the roster at the same time on line %(line)s. End one, or join them.",
                line=other.line,
            )
            took.errors.append(Refused(row.line, "person_ref", why))
            continue
        terms.setdefault(entry.person, []).append(row)
        took.warnings.extend((row.line, words) for words in _held(taking, unit, entry))
        met = _enter(taking, unit, entry)
        took.errors.extend(Refused(row.line, column, words_of(refusal)) for column, refusal in met)
    took.warnings.extend(_strangers(taking, unit, rows))
    return took


def _strangers(taking: Taking, unit: Unit, rows: list[Read]) -> Iterator[tuple[int, Said]]:
    """Yield supervisors whom nobody knows: mistyped, one would keep nobody from being asked for his own people."""
    lines = {row.value.supervisor: row.line for row in reversed(rows) if row.value.supervisor}
    named = sorted(lines, key=lines.__getitem__)
    for name, loaded in zip(
        named, unit.load([stream_of(taking.agency, f"person/{name}") for name in named]), strict=True
    ):
        if loaded.state.person is None:
            yield lines[name], ("supervisor_ref:", nobody_known(name))


def _held(taking: Taking, unit: Unit, entry: RosterRow) -> Iterator[Said]:
    """Yield which roles of a row somebody has in another roster for other days: both go on, and it is said."""
    known: State = unit.load([stream_of(taking.agency, f"person/{entry.person}")])[0].state
    days = term(entry.from_on, entry.until_on, known.zone or taking.zone)
    for held in known.roles:
        together = held.from_at < days.to_at and days.from_at < held.to_at
        if held.role in entry.roles and together and (held.from_at, held.to_at) != (days.from_at, days.to_at):
            yield "role:", _already(held.role, held.from_at, held.to_at, days.zone)


def _already(role: Role, from_at: Instant, to_at: Instant, zone: str) -> Words:
    since = date.fromordinal(local_day(from_at, zone)).isoformat()
    if to_at == LATEST:
        return phrased("In the roster already as %(role)s from %(since)s; both count together.", role=role, since=since)
    return phrased(
        "In the roster already as %(role)s from %(since)s until %(until)s; both count together.",
        role=role,
        since=since,
        until=date.fromordinal(local_day(to_at - 1, zone)).isoformat(),
    )


def _meet(one: RosterRow, other: RosterRow) -> bool:
    return (one.until_on is None or other.from_on <= one.until_on) and (
        other.until_on is None or one.from_on <= other.until_on
    )


def _enter(taking: Taking, unit: Unit, entry: RosterRow) -> Iterator[tuple[str, Refusal]]:
    stream = stream_of(taking.agency, f"person/{entry.person}")
    known: State = unit.load([stream])[0].state
    for column, command in _commands(taking, entry, known):
        outcome = handle_person(unit, stream, command, WORLD)
        if isinstance(outcome, Refusal):
            yield column, outcome


def _commands(taking: Taking, entry: RosterRow, known: State) -> Iterator[tuple[str, object]]:
    by, second = FOUNDERS
    at, from_on, until_on = taking.at, entry.from_on, entry.until_on
    zone = entry.zone or known.zone or taking.zone
    if known.person is None:
        yield "person_ref", JoinPerson(at, by, entry.person, from_on, zone)
    for role in entry.roles:
        yield "role", GrantRole(at, by, second, role, from_on, until_on)
    if "peer" in entry.roles:
        yield "role", DesignatePeer(at, by, from_on, until_on)
        yield "trained_until", RecordTraining(at, by, from_on, entry.trained_until or until_on)
        yield "capacity", SetCapacity(at, by, entry.capacity)
    if entry.supervisor:
        yield "supervisor_ref", SetSupervisor(at, by, PersonId(entry.supervisor), from_on, until_on)
    if entry.quiet is not None:
        yield "quiet_from", SetHours(at, by, _hours(taking, zone, entry.quiet))


def _hours(taking: Taking, zone: str, quiet: tuple[int, int]) -> Quiet:
    days = holidays_of(taking.jurisdiction, to_local(taking.at, zone).year)
    return Quiet(zone, *quiet, holidays=days, holiday_to_minute=max(LATE_MORNING_MINUTE, quiet[1]))
