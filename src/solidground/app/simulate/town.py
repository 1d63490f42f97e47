"""The made-up agencies of a simulation: who belongs to them, who helps, and what incidents befall them.

What must never happen here: a person, a place or an incident that there was.
"""

from typing import NamedTuple

from solidground.app.founding import NewPerson
from solidground.app.replay.cast import STAFF
from solidground.app.replay.chance import Chance
from solidground.app.simulate.drawing import drawn, gap
from solidground.app.simulate.rates import HOURS, INCIDENTS_FOR_1000_YEARS, KINDS, REPORTED_LATE, TIME_UNKNOWN
from solidground.app.simulate.story import YEAR_DAYS, Story
from solidground.core.hours import Quiet, ShiftPattern, at_minute, local_day, to_local
from solidground.core.incident.commands import ReportIncident
from solidground.core.kernel import DAY, HOUR, MINUTE, AgencyId, Instant, PersonId
from solidground.core.protocol.plan import Way
from solidground.core.roster.roles import Role

ZONES = (
    "America/Chicago",
    "Europe/London",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "America/Phoenix",
    "America/Santiago",
)
"""Zones with whole and half hours, north and south, one that is put forward by half an hour, one that never is."""

FROM_AT: Instant = 1_704_067_200 * 1_000_000
"""2024-01-01, midnight in UTC: where every simulation begins."""

COMMAND: tuple[tuple[str, Role], ...] = (("hr", "hr"), ("chief", "chief"), ("property", "property_officer"))
"""Those of command whom the clock asks to tell a member; nobody of them does anything with care."""

MEMBERS_FOR_ONE_PEER = 45
PEERS_LEAST = 3
CAPACITY = 6
FOUNDED_BEFORE_FOR = 7 * DAY
NIGHTS = ShiftPattern("DDNNOOO", 738_886)
"""A pattern of days and nights that some work in."""

REPORTER = PersonId("reporter")


class Befallen(NamedTuple):
    """An incident: when it becomes known, and the command that enters it."""

    known_at: Instant
    command: ReportIncident


class Agency(NamedTuple):
    """One agency at its founding, and the incidents that will befall it."""

    name: AgencyId
    zone: str
    people: tuple[NewPerson, ...]
    members: tuple[PersonId, ...]
    """Everybody; ``people`` are those of them who help, or will be in an incident, and those who hold a role."""
    peers: tuple[PersonId, ...]
    staff: tuple[PersonId, ...]
    command: tuple[PersonId, ...]
    incidents: tuple[Befallen, ...]


def town(story: Story) -> list[Agency]:
    """Return the agencies of a story."""
    chance = Chance(story.seed)
    return [_agency(story, chance, number) for number in range(story.agencies)]


def _agency(story: Story, chance: Chance, number: int) -> Agency:
    name = AgencyId(f"agency-{number + 1}")
    zone = ZONES[int(chance.draws("zone", number)[0] * len(ZONES))]
    on = local_day(FROM_AT - FOUNDED_BEFORE_FOR, zone)
    members = tuple([PersonId(f"m-{number + 1}-{each:05}") for each in range(1, story.members + 1)])
    peers = members[: min(story.members, max(PEERS_LEAST, story.members // MEMBERS_FOR_ONE_PEER))]
    staff, command = (
        [NewPerson(PersonId(f"{word}-{number + 1}"), zone, on, (role,), quiet=_night(zone)) for word, role in roles]
        for roles in (STAFF, COMMAND)
    )
    befallen = _befallen(story, chance, name, zone, members)
    # Somebody who helps nobody and is in no incident changes nothing, and is not entered.
    there = {person for each in befallen for person, _ in each.command.involved}.union(peers)
    people = [_member(chance, zone, on, person, helps=person in peers) for person in members if person in there]
    incidents = tuple(
        b for b in _befallen(story, chance, name, zone, members) if b.command.incident not in story.without
    )
    of_care, of_command = (tuple([new.person for new in some]) for some in (staff, command))
    return Agency(name, zone, (*staff, *command, *people), members, peers, of_care, of_command, incidents)


def _member(chance: Chance, zone: str, on: int, person: PersonId, *, helps: bool) -> NewPerson:
    shifts, mails, *_ = chance.draws("member", person)
    quiet = Quiet(zone, 22 * 60, 7 * 60, NIGHTS if shifts < 0.3 else None)  # noqa: PLR2004 - assumed: three in ten
    ways: tuple[Way, ...] = ("text", "mail") if mails < 0.5 else ("text",)  # noqa: PLR2004 - assumed: every second one
    experience = ("discharged_weapon",) if shifts < 0.1 else ()  # noqa: PLR2004 - assumed: one in ten
    if not helps:
        return NewPerson(person, zone, on, ways=ways, quiet=quiet)
    return NewPerson(person, zone, on, (), on, CAPACITY, ways, quiet, experience)


def _night(zone: str) -> Quiet:
    return Quiet(zone, 22 * 60, 7 * 60)


def _befallen(
    story: Story, chance: Chance, agency: AgencyId, zone: str, members: tuple[PersonId, ...]
) -> list[Befallen]:
    mean_for = YEAR_DAYS * DAY * 1000 / (INCIDENTS_FOR_1000_YEARS * len(members))
    until_at = FROM_AT + story.days * DAY
    found: list[Befallen] = []
    at = FROM_AT
    while True:
        number = len(found) + 1
        at += int(gap(chance.draws(agency, "gap", number)[0], mean_for))
        if at >= until_at:
            break
        found.append(_incident(chance, agency, zone, members, number, at))
    if not found:
        # Where the rates give none, there is one all the same: a simulation of nothing shows nothing.
        first_at = FROM_AT + int(chance.draws(agency, "first")[0] * min(30, story.days / 4) * DAY)
        found.append(_incident(chance, agency, zone, members, 1, first_at))
    return found


def _incident(
    chance: Chance, agency: AgencyId, zone: str, members: tuple[PersonId, ...], number: int, near_at: Instant
) -> Befallen:
    kind_share, size, hour, minute = chance.draws(agency, "incident", number)
    late, late_for, unknown, _ = chance.draws(agency, "known", number)
    total = [(kind, sum(count for _, count in kind.sizes)) for kind in KINDS]
    kind = drawn(total, kind_share)
    clock = drawn([(place, count) for place, count in enumerate(HOURS)], hour) * 240 + int(minute * 240)
    time_known = unknown >= TIME_UNKNOWN
    at = at_minute(local_day(near_at, zone), clock if time_known else 720, zone)
    people = min(drawn(kind.sizes, size), len(members))
    involved = _involved(chance, kind.parts, agency, members, number, people)
    known_for = int(late_for * 5 * DAY) if late < REPORTED_LATE else int((5 + 85 * late_for) * MINUTE)
    command = ReportIncident(
        at,
        REPORTER,
        f"{agency}-{number:05}",
        kind.name,
        at,
        to_local(at, zone).isoformat(timespec="minutes"),
        zone,
        time_known,
        "any",
        involved,
    )
    return Befallen(max(at + known_for, FROM_AT + HOUR), command)


def _involved(
    chance: Chance,
    parts: tuple[tuple[str, int], ...],
    agency: AgencyId,
    members: tuple[PersonId, ...],
    number: int,
    people: int,
) -> tuple[tuple[PersonId, str], ...]:
    found = {members[int(chance.draws(agency, "first", number)[0] * len(members))]: parts[0][0]}
    turn = 0
    while len(found) < people:
        turn += 1
        who, part, *_ = chance.draws(agency, "involved", number, turn)
        found.setdefault(members[int(who * len(members))], drawn(parts, part))
    return tuple(found.items())
