"""What those of command do after an incident of a simulation: as in a replay, and under the same faults as all else.

What must never happen here: something done for somebody who has died, or a look at care.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from solidground.app.again import transacted
from solidground.app.duty_terms import shipped_terms
from solidground.app.handle import handle, stream_of
from solidground.app.replay.chance import Chance
from solidground.app.replay.city import CityIncident, Involved
from solidground.app.replay.duty import Duties
from solidground.app.replay.errand import Errand
from solidground.app.simulate.machine import Program
from solidground.app.simulate.town import Befallen
from solidground.app.simulate.witness import Seen
from solidground.core.duty.property.commands import TellMember as TellOfThing
from solidground.core.duty.property.decider import World as ThingWorld
from solidground.core.duty.property.events import TellingAsked as OfThing
from solidground.core.duty.status.commands import TellMember as TellOfStatus
from solidground.core.duty.status.decider import World as StatusWorld
from solidground.core.duty.status.events import TellingAsked as OfStatus
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, MINUTE, AgencyId, Instant

ASSUMED_COMMAND: Final = (
    "Those of command act as in a mixed replay: most of what they owe is done in time, some late, some not at all.",
    "Whoever is asked to tell a member does so within a day, three of four times.",
)
TELLS: Final = 0.75
NEXT_DAYS_MOST: Final = 20


def due_after(duties: Duties, befallen: Befallen) -> Iterator[Errand]:
    """Yield what is done because of an incident; nothing before it has become known."""
    command = befallen.command
    people = tuple([Involved(person, part) for person, part in command.involved])
    at, zone, ref = command.occurred_at, command.zone, command.incident
    incident = CityIncident(ref, command.kind, at, command.local, zone, command.time_known, people)
    found = [*duties.inquiries(incident)]
    for person, part in people:
        found += duties.errands(ref, person, part, at, zone)
    for errand in found:
        yield errand._replace(at=max(errand.at, befallen.known_at + MINUTE))


def told(chance: Chance, seen: Seen) -> Iterator[Errand]:
    """Yield that whoever was asked to tell a member does, of three of four times; else he is asked again."""
    asked, stream = seen.event, seen.stream.name
    if not isinstance(asked, OfThing | OfStatus) or asked.keeper is None:
        return
    tells, wait, later, _ = chance.draws(stream, "tells", asked.owed_at, asked.repeat)
    if tells < TELLS:
        at, zone = asked.at + int(wait * DAY), seen.after.zone
        on = local_day(at, zone)
        next_on = on + 1 + int(later * NEXT_DAYS_MOST)
        if isinstance(asked, OfThing):
            yield Errand(at, stream, TellOfThing(at, asked.keeper, on, next_on), ThingWorld(zone), seen.after.member)
        else:
            yield Errand(at, stream, TellOfStatus(at, asked.keeper, on, next_on), StatusWorld(zone), seen.after.member)


def give(program: Program, agency: AgencyId, errand: Errand, now: Instant) -> None:
    """Let somebody do what is his. It may be refused: a wrong clock, or another incident, made it impossible."""
    stream, command = stream_of(agency, errand.stream), replace(errand.command, at=now)
    transacted(program.store, program.rosters, lambda unit: handle(unit, stream, command, errand.world))


def terms_duties(seed: int) -> Duties:
    """Return those of command, by the list that is shipped."""
    return Duties(seed, shipped_terms(), never=False, always=False)
