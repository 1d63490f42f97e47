"""A file of members: everybody who may receive care, when they came and left, and how they are reached.

What must never happen here: a name or an address in the log. They go into the registry, under a keyed commitment.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from solidground.app.founding import FOUNDERS
from solidground.app.handle import Outcome, stream_of
from solidground.app.importing.cells import FIRST_BORN_YEAR, Cells, Wrong
from solidground.app.importing.fault import Refused
from solidground.app.importing.reading import shown
from solidground.app.importing.spelling import spelt_otherwise
from solidground.app.importing.whole import Read, Taking, Took
from solidground.app.people import handle_person
from solidground.app.ports import Route, Unit
from solidground.app.registry import add_address
from solidground.core.hours import local_day
from solidground.core.kernel import Day, PersonId, Refusal
from solidground.core.protocol.plan import Way
from solidground.core.roster.person.commands import JoinPerson, SeparatePerson
from solidground.core.roster.state import State
from solidground.core.roster.world import World
from solidground.core.words import Said, Words, phrased, words_of

COLUMNS = ("person_ref", "appointed_on", "separated_on")
ADDRESSES: tuple[Way, ...] = ("mail", "text", "phone")
"""Columns that hold an address of that way."""

FURTHER = ("name", "timezone", *ADDRESSES)
"""Columns a file may have."""

FORMULA = ("=", "+", "-", "@")
"""A cell that begins so is run by a spreadsheet, wherever it is exported to."""

ADDRESS_MOST, NAME_MOST = 254, 200
WORLD = World(frozenset(FOUNDERS), founding=True)


class MemberRow(NamedTuple):
    """Somebody of the agency. ``zone`` is empty where the file names none: then it is the agency's."""

    person: PersonId
    appointed_on: Day | None
    separated_on: Day | None
    zone: str
    name: str
    addresses: tuple[tuple[Way, str], ...]
    warnings: tuple[Words, ...] = ()


def parse_member(row: Mapping[str, str]) -> MemberRow | list[Wrong]:
    """Read one row, or say everything that is wrong with it."""
    cells = Cells(row)
    person = cells.reference("person_ref")
    came_on = cells.day("appointed_on", first_year=FIRST_BORN_YEAR)
    left_on = cells.day("separated_on", first_year=FIRST_BORN_YEAR)
    zone = cells.zone("timezone") if cells.text("timezone") else ""
    name = cells.text("name")
    if len(name) > NAME_MOST:
        why = phrased("It has %(count)s characters; %(most)s is the most.", count=len(name), most=NAME_MOST)
        cells.refuse("name", why)
    elif name.startswith(FORMULA) or not name.isprintable():
        why = phrased(
            "%(cell)s is no name: it begins as a formula does, or holds a sign no name has.", cell=shown(name)
        )
        cells.refuse("name", why)
    addresses = tuple((way, cells.text(way)) for way in ADDRESSES if cells.text(way))
    for way, address in addresses:
        _check_address(cells, way, address)
    if cells.wrong:
        return cells.wrong
    reversed_days = came_on is not None and left_on is not None and left_on < came_on
    odd = phrased("The person left before being appointed; both days are kept as written.")
    return MemberRow(PersonId(person), came_on, left_on, zone, name, addresses, (odd,) if reversed_days else ())


def _check_address(cells: Cells, way: Way, address: str) -> None:
    if len(address) > ADDRESS_MOST or not address.isprintable():
        cells.refuse(way, phrased("An address has at most %(most)s letters, digits and signs.", most=ADDRESS_MOST))
    elif way == "mail" and (address.count("@") != 1 or address[0] in "@=+-" or " " in address or address[-1] == "@"):
        cells.refuse(way, phrased("It is no mail address. Write one such as peer@example.org."))
    elif way != "mail" and not (address.lstrip("+").replace(" ", "").replace("-", "").isdigit() and address.isascii()):
        cells.refuse(way, phrased("It is no telephone number. Write it as +13125550123."))


def write_members(taking: Taking, unit: Unit, rows: list[Read]) -> Took:
    """Enter everybody of a file."""
    took = Took(list(spelt_otherwise(unit, taking.agency, rows)), [])
    lines: dict[PersonId, int] = {}
    for row in rows:
        member: MemberRow = row.value
        took.warnings.extend((row.line, words) for words in member.warnings)
        known = lines.setdefault(member.person, row.line)
        if known != row.line:
            why = phrased("The same person stands on line %(line)s. Keep one of the two.", line=known)
            took.errors.append(Refused(row.line, "person_ref", why))
            continue
        took.warnings.extend((row.line, words) for words in _otherwise(taking, unit, member))
        for column, outcome in enter_member(taking, unit, member):
            if isinstance(outcome, Refusal):
                took.errors.append(Refused(row.line, column, words_of(outcome)))
    return took


def _otherwise(taking: Taking, unit: Unit, member: MemberRow) -> Iterator[Said]:
    """Yield what the roster knows otherwise of somebody who is in it already: that stays, and is said."""
    known: State = unit.load([stream_of(taking.agency, f"person/{member.person}")])[0].state
    if known.person is None or known.joined_on is None or known.separated_at is not None:
        return
    if member.appointed_on not in (None, known.joined_on):
        since = date.fromordinal(known.joined_on).isoformat()
        stays = phrased("This person is in the roster already, since %(since)s; that day stays.", since=since)
        yield "appointed_on:", stays
    if member.zone not in ("", known.zone):
        stays = phrased("This person is in the roster already, in the zone %(zone)s; it stays.", zone=known.zone)
        yield "timezone:", stays


def enter_member(taking: Taking, unit: Unit, member: MemberRow) -> list[tuple[str, Outcome]]:
    """Enter one person; what is known already stays. Return what each column met."""
    by, second = FOUNDERS
    stream = stream_of(taking.agency, f"person/{member.person}")
    zone = member.zone or taking.zone
    joined_on = member.appointed_on or local_day(taking.at, zone)
    met: list[tuple[str, Outcome]] = []
    known: State = unit.load([stream])[0].state
    if known.person is None or member.separated_on is None:
        join = JoinPerson(taking.at, by, member.person, joined_on, zone)
        met.append(("person_ref", handle_person(unit, stream, join, WORLD)))
    for way, address in member.addresses:
        route = Route(taking.agency, member.person, f"{member.person}-{way}", way, address, working=True)
        met.append((way, add_address(unit, taking.secret, route, by, second, taking.at, WORLD)))
    if member.name:
        unit.put_person(taking.agency, member.person, member.name)
    if member.separated_on is not None:
        leave = SeparatePerson(taking.at, by, member.separated_on)
        met.append(("separated_on", handle_person(unit, stream, leave, WORLD)))
    return met
