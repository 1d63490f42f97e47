"""What the liaison passes on: how an inquiry stands. The command side's own write path.

What must never happen here: somebody who passes on how his own incident stands, or a look at care.
"""

from functools import partial
from typing import Final

from solidground.app.again import transacted
from solidground.app.asking.happened import knows_how_it_stands
from solidground.app.handle import Outcome, handle, stream_of
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.core.duty.investigation.commands import RecordStatus
from solidground.core.duty.investigation.decider import State as Investigation
from solidground.core.duty.investigation.decider import Word, World, decide
from solidground.core.incident.decider import State
from solidground.core.kernel import AgencyId, Instant, Refusal
from solidground.core.wall import Role, Viewer

NOT_YOURS: Final = Refusal("IncidentUnknown", "Choose an incident of the list.")
CHANGED: Final = Refusal(
    "ChangedMeanwhile", "Somebody took down how this stands after you opened the page. Look at it, and say it again."
)


def record(
    store: Store,
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    command: RecordStatus,
    words: tuple[Word, ...],
    seen_at: Instant,
) -> Outcome:
    """Take down how an inquiry stands. ``seen_at`` is the last change that the liaison had seen of this incident."""
    act = partial(_record, rosters=rosters, agency=agency, viewer=viewer, command=command, words=words, seen_at=seen_at)
    return transacted(store, rosters, act)


def _record(
    unit: Unit,
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    command: RecordStatus,
    words: tuple[Word, ...],
    seen_at: Instant,
) -> Outcome:
    streams = [stream_of(agency, f"{subject}/{command.incident}") for subject in ("incident", "investigation")]
    loaded = unit.load(streams)
    incident: State = loaded[0].state
    known: Investigation = loaded[1].state
    roster = rosters.of(unit, agency, command.at, carrying=False)
    allowed = Role.LIAISON in viewer.roles and knows_how_it_stands(viewer, incident, roster)
    if not incident.incident or not allowed:
        return NOT_YOURS
    world = World(incident.occurred_at, incident.zone, words)
    if known.last_at > seen_at:
        # The same tapped twice is once.
        return () if decide(known, command, world) == () else CHANGED
    return handle(unit, streams[1], command, world)
