"""What somebody who is signed in does about a case: one command, where it is his to give.

What must never happen here: a choice of the member's made by anybody else, or an answer that tells a case that is not
his from one that is not there.
"""

from functools import partial
from typing import TypeAlias

from solidground.app.again import transacted
from solidground.app.asking.questions import NOT_HERE
from solidground.app.handle import Outcome, handle_case, stream_of
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.app.taps import MEMBERS, Tap, command_of
from solidground.core.care.choice.commands import Command as Choosing
from solidground.core.care.choice.commands import LetBackIn, RuleOut
from solidground.core.care.commands import ResumePace, SlowDown
from solidground.core.care.companion.commands import DeclineCompanion, EndCompanion, HandOver, NameCompanion
from solidground.core.care.contact.commands import DisputeContact
from solidground.core.care.keeping.commands import ChangePeer
from solidground.core.care.news.commands import ChooseNews
from solidground.core.care.offer.commands import AcceptOffer, DeclineOffer
from solidground.core.care.share.commands import Command as Sharing
from solidground.core.care.state import Case
from solidground.core.care.views import wanted_of
from solidground.core.kernel import AgencyId, CaseId, Refusal

OfMembers: TypeAlias = (
    Choosing
    | SlowDown
    | ResumePace
    | ChangePeer
    | AcceptOffer
    | DeclineOffer
    | NameCompanion
    | DeclineCompanion
    | HandOver
    | EndCompanion
    | DisputeContact
    | ChooseNews
    | Sharing
)
"""What only the member may decide."""


def tap(store: Store, rosters: Rosters, agency: AgencyId, case: CaseId, tapped: Tap) -> Outcome:
    """Do what somebody tapped about something he was asked, or he owes."""
    return transacted(store, rosters, partial(_tap, rosters=rosters, agency=agency, case=case, tapped=tapped))


def _tap(unit: Unit, rosters: Rosters, agency: AgencyId, case: CaseId, tapped: Tap) -> Outcome:
    stream = stream_of(agency, f"case/{case}")
    state: Case = unit.load([stream])[0].state
    if state.status == "none" or not _may(state, tapped):
        return NOT_HERE
    command = command_of(state, tapped)
    if isinstance(command, Refusal):
        return command
    return handle_case(unit, stream, command, rosters.of(unit, agency, tapped.at))


def _may(case: Case, tapped: Tap) -> bool:
    """Return whether it is this person's to answer: the member's own, or what he keeps or is asked for."""
    if tapped.by == case.head.member:
        return tapped.choice in MEMBERS
    if tapped.by in case.choices.ruled_out:
        return False
    item, raised = wanted_of(case, tapped.obligation)
    keeps = item is not None and item.keeper == tapped.by
    return keeps or (raised is not None and tapped.by in (raised.asked, raised.taken_by))


def choose(store: Store, rosters: Rosters, agency: AgencyId, case: CaseId, command: OfMembers) -> Outcome:
    """Do what the member decides about his own care."""
    return transacted(store, rosters, partial(_choose, rosters=rosters, agency=agency, case=case, command=command))


def _choose(unit: Unit, rosters: Rosters, agency: AgencyId, case: CaseId, command: OfMembers) -> Outcome:
    stream = stream_of(agency, f"case/{case}")
    state: Case = unit.load([stream])[0].state
    if state.status == "none" or state.head.member != command.by:
        return NOT_HERE
    outcome = handle_case(unit, stream, command, rosters.of(unit, agency, command.at))
    if isinstance(command, RuleOut | LetBackIn) and not isinstance(outcome, Refusal):
        # Whom he rules out he rules out of all that is open: who is a stranger to one case is no peer in another.
        for other, row in unit.cases_of(agency, member=command.by):
            if other != case and row.status != "closed":
                handle_case(unit, stream_of(agency, f"case/{other}"), command, rosters.of(unit, agency, command.at))
    return outcome
