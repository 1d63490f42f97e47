"""The way back to work: what the member and whoever goes along may say of a step, and what crosses to command by it.

What must never happen here: a step that crosses before both have confirmed it, or somebody of command who is asked.
"""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, NamedTuple

from solidground.app.again import transacted
from solidground.app.asking.questions import NOT_HERE
from solidground.app.handle import Outcome, handle, handle_case, stream_of
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Roster, Rosters
from solidground.core.care.decider import decide
from solidground.core.care.returning.commands import Command, PlanReturnStep
from solidground.core.care.returning.decider import completion, step_of
from solidground.core.care.returning.events import GoesAs
from solidground.core.care.state import Case
from solidground.core.duty.returned.commands import CompleteReturn
from solidground.core.duty.returned.decider import World
from solidground.core.duty.returned.events import Beside
from solidground.core.kernel import CLOCK, AgencyId, CaseId, Instant, PersonId, Refusal
from solidground.core.wall import Viewer

BESIDE: Final[Mapping[GoesAs, Beside]] = MappingProxyType(
    {"partner": "colleague", "peer": "colleague", "trainer": "trainer"}
)
"""As whom command learns that somebody confirmed it. That a colleague is a peer is not in it."""

UNKNOWN: Final = Refusal(
    "PersonUnknown", "Nobody here goes by that. Ask them how they are called here, or your coordinator."
)
CHANGED: Final = Refusal(
    "ChangedMeanwhile", "This step changed after you opened the page. Look at it, and say it again."
)


class Said(NamedTuple):
    """What somebody says of a step: of his own (``mine``), or of one at which he goes along.

    ``seen_at`` is the last change of it that he had seen.
    """

    case: CaseId
    command: Command
    seen_at: Instant
    mine: bool


def say(store: Store, rosters: Rosters, agency: AgencyId, viewer: Viewer, said: Said) -> Outcome:
    """Do what the member, or whoever goes along, says of a step."""
    if viewer.serves_command and not said.mine:
        # He goes along with nobody, and no case is looked at to say so.
        return NOT_HERE
    return transacted(store, rosters, partial(_say, rosters, agency, said))


def _say(rosters: Rosters, agency: AgencyId, said: Said, unit: Unit) -> Outcome:
    stream, command = stream_of(agency, f"case/{said.case}"), said.command
    before: Case = unit.load([stream])[0].state
    roster = rosters.of(unit, agency, command.at)
    if not _may(before, said, roster):
        return NOT_HERE
    named = command.person if isinstance(command, PlanReturnStep) else None
    if named is not None and not is_here(roster, named, command.at):
        return UNKNOWN
    known = step_of(before, command.step)
    if known is not None and known.changed_at > said.seen_at:
        # The same tapped twice is once; what can be done no more says why; anything else is looked at first.
        would = decide(before, command, roster.look())
        if isinstance(would, Refusal):
            return would
        # What the clock would do beside it is the clock's.
        return CHANGED if any(event.by != CLOCK for event in would) else ()
    events = handle_case(unit, stream, command, roster)
    if not isinstance(events, Refusal) and events:
        _let_know(unit, agency, before, unit.load([stream])[0].state, command)
    return events


def _may(case: Case, said: Said, roster: Roster) -> bool:
    """Return whether it is this person's to say: the member's, or whoever's he picked for that step."""
    command = said.command
    if said.mine or case.status == "none":
        return case.status != "none" and command.by == case.head.member
    known = step_of(case, command.step)
    return known is not None and known.person == command.by and is_here(roster, command.by, command.at)


def is_here(roster: Roster, person: PersonId, at: Instant) -> bool:
    """Return whether somebody is one of the agency's people, and has not left it."""
    if person not in roster.people:
        return False
    state = roster.states[person]
    return not state.died and (state.separated_at is None or state.separated_at > at)


def _let_know(unit: Unit, agency: AgencyId, before: Case, after: Case, command: Command) -> None:
    """Let command know what both have confirmed, in the member's name: he saw who learns it when he said so."""
    done = completion(step_of(before, command.step), step_of(after, command.step))
    if done is None:
        return
    member, zone = after.head.member, after.plan.zone
    known = CompleteReturn(command.at, member, member, done.step, done.on, BESIDE[done.goes_as], done.was)
    told = handle(unit, stream_of(agency, f"returned/{member}"), known, World(zone))
    assert not isinstance(told, Refusal), "care held the same bounds"
