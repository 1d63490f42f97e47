"""A legal hold on everything kept about one member: what a court has asked for is not purged until the hold is lifted.

What must never happen here: a hold that reaches some of a member's cases and not the others.
"""

from functools import partial

from solidground.app.again import transacted
from solidground.app.asking.at_hand import coordinates
from solidground.app.handle import handle_case, stream_of
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.core.care.commands import LiftLegalHold, PlaceLegalHold
from solidground.core.care.state import Case
from solidground.core.kernel import AgencyId, Instant, PersonId, Refusal
from solidground.core.wall import Viewer

NO_CASE_KEPT = Refusal("NoCaseKept", "No case of this person is kept: there is nothing to hold.")
NOT_YOURS = Refusal("NotYours", "Today's coordinator or deputy does this, and never about a case of his own.")


def hold_legally(
    store: Store, rosters: Rosters, agency: AgencyId, viewer: Viewer, member: PersonId, at: Instant, *, lift: bool
) -> int | Refusal:
    """Place or lift a legal hold on every case of a member; return on how many cases it now is so."""
    command = LiftLegalHold(at, viewer.person) if lift else PlaceLegalHold(at, viewer.person)
    return transacted(store, rosters, partial(_hold, rosters, agency, viewer, member, command))


def _hold(
    rosters: Rosters,
    agency: AgencyId,
    viewer: Viewer,
    member: PersonId,
    command: PlaceLegalHold | LiftLegalHold,
    unit: Unit,
) -> int | Refusal:
    roster = rosters.of(unit, agency, command.at)
    streams = [stream_of(agency, f"case/{case}") for case, _ in unit.cases_of(agency, member=member)]
    if not streams:
        return NO_CASE_KEPT
    states: list[Case] = [loaded.state for loaded in unit.load(streams)]
    if not all(coordinates(viewer, case, roster) for case in states):
        return NOT_YOURS
    for stream in streams:
        outcome = handle_case(unit, stream, command, roster)
        assert not isinstance(outcome, Refusal), "a case in every part of its life takes a legal hold"
    return len(streams)
