"""What a coordinator enters so that somebody is there: a rota, who is on call for a time, and who will be away.

What must never happen here: a change that leaves the cases it concerns asleep.
"""

from solidground.app.again import transacted
from solidground.app.asking.questions import NOT_HERE
from solidground.app.asking.reading import Reading
from solidground.app.handle import Outcome, stream_of
from solidground.app.people import handle_person
from solidground.app.ports import Unit
from solidground.app.rosters import Rosters
from solidground.core.kernel import Instant, PersonId
from solidground.core.roster.reach.commands import PlanLeave
from solidground.core.roster.rota.commands import SetOverride, SetRota
from solidground.core.roster.rota.state import Layer
from solidground.core.roster.rota.world import RotaWorld
from solidground.core.roster.world import World
from solidground.core.wall import Bond, Viewer, What, sees


def set_rota(reading: Reading, rosters: Rosters, viewer: Viewer, rota: str, zone: str, layer: Layer) -> Outcome:
    """Say who takes turns by a rota."""
    command = SetRota(reading.now, viewer.person, rota, "peer", zone, (layer,))
    return _given(reading, rosters, viewer, f"rota/{rota}", command)


def put_on_call(
    reading: Reading, rosters: Rosters, viewer: Viewer, rota: str, person: PersonId, from_at: Instant, to_at: Instant
) -> Outcome:
    """Put somebody on call for a time, whoever's turn it is."""
    command = SetOverride(reading.now, viewer.person, person, from_at, to_at)
    return _given(reading, rosters, viewer, f"rota/{rota}", command)


def plan_leave(
    reading: Reading, rosters: Rosters, viewer: Viewer, person: PersonId, from_at: Instant, to_at: Instant
) -> Outcome:
    """Enter that somebody will be away."""
    command = PlanLeave(reading.now, viewer.person, from_at, to_at)
    return _given(reading, rosters, viewer, f"person/{person}", command)


def _given(reading: Reading, rosters: Rosters, viewer: Viewer, name: str, command: object) -> Outcome:
    if not sees(What.CIRCLE, viewer, Bond()):
        return NOT_HERE
    people = frozenset(reading.people().states)
    world = RotaWorld(people) if name.startswith("rota/") else World()

    def act(unit: Unit) -> Outcome:
        return handle_person(unit, stream_of(reading.agency, name), command, world)

    return transacted(reading.store, rosters, act)
