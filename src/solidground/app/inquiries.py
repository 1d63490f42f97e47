"""What the liaison passes on: how an inquiry stands, and when somebody is interviewed. Command's own write path.

What must never happen here: somebody who passes on how his own incident stands, or a look at care.
"""

from functools import partial
from typing import Final, NamedTuple

from solidground.app.again import transacted
from solidground.app.asking.happened import knows_how_it_stands
from solidground.app.handle import Outcome, handle, stream_of
from solidground.app.importing.fault import FileFault
from solidground.app.importing.reading import read_rows
from solidground.app.importing.statuses import COLUMNS, FURTHER, Passing, parse_status, write_statuses
from solidground.app.importing.whole import Imported, Read, Took, import_whole, small_enough
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Roster, Rosters
from solidground.core.duty.investigation.commands import CallOffInterview, PlanInterview, RecordStatus
from solidground.core.duty.investigation.decider import ONE_NIGHT, Word, World, decide
from solidground.core.duty.investigation.state import State as Investigation
from solidground.core.duty.terms import Least
from solidground.core.incident.decider import State
from solidground.core.kernel import AgencyId, Instant, Refusal
from solidground.core.wall import Role, Viewer
from solidground.core.words import phrased

NOT_YOURS: Final = Refusal("IncidentUnknown", "Choose an incident of the list.")
LIAISONS_ALONE: Final = phrased("The liaison alone passes on how an inquiry stands.")
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
    return transacted(store, rosters, partial(_pass_on, rosters, agency, viewer, command, _World(words), seen_at))


def plan_interview(
    store: Store,
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    command: PlanInterview,
    seen_at: Instant,
    rest: Least = ONE_NIGHT,
) -> Outcome:
    """Take down when somebody is interviewed; sooner than ``rest`` it takes a reason."""
    rested = _World((), rest)
    return transacted(store, rosters, partial(_pass_on, rosters, agency, viewer, command, rested, seen_at))


def call_off_interview(
    store: Store, rosters: Rosters, agency: AgencyId, viewer: Viewer, command: CallOffInterview, seen_at: Instant
) -> Outcome:
    """Take down that an interview does not take place."""
    return transacted(store, rosters, partial(_pass_on, rosters, agency, viewer, command, _World(()), seen_at))


def take_in(
    store: Store,
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    file: bytes,
    words: tuple[Word, ...],
    at: Instant,
) -> Imported:
    """Take down how all inquiries of a file stand, or say by line what is wrong with it and write nothing.

    Raises FileFault where nothing of it can be read.
    """
    if Role.LIAISON not in viewer.roles:
        raise FileFault(LIAISONS_ALONE)
    table = read_rows(small_enough(file), COLUMNS, FURTHER, alone=True)
    return import_whole(table, parse_status, partial(_written, rosters, agency, viewer, words, at), store)


def _written(
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    words: tuple[Word, ...],
    at: Instant,
    unit: Unit,
    rows: list[Read],
) -> Took:
    roster = rosters.of(unit, agency, at, carrying=False)
    may = partial(_knows, viewer, roster)
    return write_statuses(Passing(agency, at, viewer.person, words, may), unit, rows)


def _knows(viewer: Viewer, roster: Roster, incident: State) -> bool:
    return knows_how_it_stands(viewer, incident, roster)


class _World(NamedTuple):
    """What of an agency's lists an act needs: its words, and how much rest it gives."""

    words: tuple[Word, ...]
    rest: Least = ONE_NIGHT


def _pass_on(
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    command: RecordStatus | PlanInterview | CallOffInterview,
    lists: _World,
    seen_at: Instant,
    unit: Unit,
) -> Outcome:
    streams = [stream_of(agency, f"{subject}/{command.incident}") for subject in ("incident", "investigation")]
    loaded = unit.load(streams)
    incident: State = loaded[0].state
    known: Investigation = loaded[1].state
    roster = rosters.of(unit, agency, command.at, carrying=False)
    allowed = Role.LIAISON in viewer.roles and knows_how_it_stands(viewer, incident, roster)
    if not incident.incident or not allowed:
        return NOT_YOURS
    world = World(incident.occurred_at, incident.zone, lists.words, incident.involved, lists.rest)
    if known.changed_at > seen_at:
        # The same tapped twice is once.
        return () if decide(known, command, world) == () else CHANGED
    return handle(unit, streams[1], command, world)
