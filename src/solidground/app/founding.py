"""Setting up an agency's people: who they are, what they may do, how they are reached. Two people stand behind it."""

from typing import Any, NamedTuple

from solidground.app.handle import changed, stream_of
from solidground.app.ports import Unit
from solidground.core.hours import Quiet
from solidground.core.kernel import AgencyId, Day, Instant, PersonId, Refusal
from solidground.core.protocol.plan import Way
from solidground.core.roster.person.commands import GrantRole, JoinPerson, SeparatePerson
from solidground.core.roster.reach.commands import (
    AddRoute,
    DesignatePeer,
    RecordTraining,
    SetCapacity,
    SetHours,
    ShareExperience,
)
from solidground.core.roster.roles import Role
from solidground.core.roster.world import World
from solidground.core.subjects import subject_of

FOUNDERS = (PersonId("founder-1"), PersonId("founder-2"))
"""The two people who set an agency up: everything that takes two people takes them, until others hold the roles."""


class NewPerson(NamedTuple):
    """Somebody to be entered. ``separated_on`` and ``designated_until`` None where no end is known."""

    person: PersonId
    zone: str
    joined_on: Day
    roles: tuple[Role, ...] = ()
    designated_on: Day | None = None
    capacity: int = 0
    ways: tuple[Way, ...] = ("text",)
    quiet: Quiet | None = None
    experience: tuple[str, ...] = ()
    separated_on: Day | None = None


def enter(unit: Unit, agency: AgencyId, new: NewPerson, at: Instant, commitments: dict[Way, str] | None = None) -> None:
    """Enter one person with everything known. A refusal is a defect of the caller, who has checked the file."""
    by, second = FOUNDERS
    world = World(frozenset(FOUNDERS), founding=True)
    commands: list[Any] = [JoinPerson(at, by, new.person, new.joined_on, new.zone)]
    commands += [GrantRole(at, by, second, role, new.joined_on) for role in new.roles]
    if new.designated_on is not None:
        commands.append(DesignatePeer(at, by, new.designated_on))
        commands.append(RecordTraining(at, by, new.designated_on))
        commands.append(SetCapacity(at, by, new.capacity))
    for way in new.ways:
        commitment = (commitments or {}).get(way, "")
        commands.append(AddRoute(at, by, second, f"{new.person}-{way}", way, commitment))
    if new.quiet is not None:
        commands.append(SetHours(at, by, new.quiet))
    if new.experience:
        commands.append(ShareExperience(at, by, new.experience))
    if new.separated_on is not None:
        commands.append(SeparatePerson(at, by, new.separated_on))
    # One change for everything: thousands may be entered before a replay begins.
    stream = stream_of(agency, f"person/{new.person}")
    subject, loaded = subject_of(stream.name), unit.load([stream])[0]
    state, events = loaded.state, list[Any]()
    for command in commands:
        outcome = subject.decide(state, command, world)
        assert not isinstance(outcome, Refusal), f"{new.person}: {outcome}"
        for event in outcome:
            state = subject.evolve(state, event)
        events += outcome
    if events:
        unit.append([changed(subject, stream, loaded, tuple(events))])
