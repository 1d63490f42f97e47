"""What a coordinator enters so that somebody is there: a rota, who is on call for a time, and who will be away.

What must never happen here: a change that leaves the cases it concerns asleep, or that writes over another unseen.
"""

from typing import Final

from solidground.app.again import transacted
from solidground.app.asking.questions import NOT_HERE
from solidground.app.asking.reading import Reading
from solidground.app.handle import Outcome, stream_of
from solidground.app.people import handle_person
from solidground.app.ports import Unit
from solidground.app.rosters import Rosters
from solidground.core.kernel import Instant, PersonId, Refusal
from solidground.core.roster.reach.commands import PlanLeave
from solidground.core.roster.rota.commands import SetOverride, SetRota
from solidground.core.roster.rota.decider import decide
from solidground.core.roster.rota.state import Layer, Override, RotaState
from solidground.core.roster.rota.world import RotaWorld
from solidground.core.roster.world import World
from solidground.core.wall import Bond, Viewer, What, sees

CHANGED: Final = Refusal(
    "ChangedMeanwhile", "Somebody changed these turns after you opened the page. Look at them, and say it again."
)


def set_rota(
    reading: Reading, rosters: Rosters, viewer: Viewer, rota: str, zone: str, layer: Layer, seen_at: Instant
) -> Outcome:
    """Say who takes turns by a rota. ``seen_at`` is the last change of it that was seen."""
    command = SetRota(reading.now, viewer.person, rota, "peer", zone, (layer,))
    return _turns(reading, rosters, viewer, rota, command, seen_at)


def put_on_call(
    reading: Reading, rosters: Rosters, viewer: Viewer, rota: str, override: Override, seen_at: Instant
) -> Outcome:
    """Put somebody on call for a time, whoever's turn it is. ``seen_at`` is the last change that was seen."""
    command = SetOverride(reading.now, viewer.person, *override)
    return _turns(reading, rosters, viewer, rota, command, seen_at)


def plan_leave(
    reading: Reading, rosters: Rosters, viewer: Viewer, person: PersonId, from_at: Instant, to_at: Instant
) -> Outcome:
    """Enter that somebody will be away."""
    if not sees(What.CIRCLE, viewer, Bond()):
        return NOT_HERE
    command, stream = PlanLeave(reading.now, viewer.person, from_at, to_at), f"person/{person}"
    return transacted(
        reading.store, rosters, lambda unit: handle_person(unit, stream_of(reading.agency, stream), command, World())
    )


def _turns(
    reading: Reading, rosters: Rosters, viewer: Viewer, rota: str, command: SetRota | SetOverride, seen_at: Instant
) -> Outcome:
    if not sees(What.CIRCLE, viewer, Bond()):
        return NOT_HERE
    stream, world = stream_of(reading.agency, f"rota/{rota}"), RotaWorld(frozenset(reading.people().states))

    def act(unit: Unit) -> Outcome:
        known: RotaState = unit.load([stream])[0].state
        if known.last_at > seen_at:
            # The same sent twice is once.
            return () if decide(known, command, world) == () else CHANGED
        return handle_person(unit, stream, command, world)

    return transacted(reading.store, rosters, act)
