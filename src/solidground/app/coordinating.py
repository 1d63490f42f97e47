"""What a coordinator does about somebody's case: one command, fenced by what he was looking at.

What must never happen here: an act on a case that another person changed meanwhile, before he has seen that; or on a
coordinator's own case.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from solidground.app.again import transacted
from solidground.app.asking.at_hand import coordinates
from solidground.app.asking.questions import NOT_HERE
from solidground.app.death import record_death
from solidground.app.handle import Outcome, handle_case, stream_of
from solidground.app.people import handle_person
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.core.care.commands import RecordSeparation
from solidground.core.care.state import Case
from solidground.core.kernel import CLOCK, AgencyId, CaseId, Day, Instant, PersonId, Refusal
from solidground.core.roster.person.commands import SeparatePerson
from solidground.core.roster.world import World
from solidground.core.wall import Viewer

CHANGED = Refusal("Changed", "Somebody else changed this meanwhile. Look at how it stands now, then decide again.")

Give = Callable[[Unit, Case], Outcome]


class Hand(NamedTuple):
    """Who acts on which case, when, and at which version he was looking."""

    store: Store
    rosters: Rosters
    agency: AgencyId
    viewer: Viewer
    case: CaseId
    version: int
    at: Instant


def coordinate(hand: Hand, command: Any) -> Outcome:  # noqa: ANN401 - any command of a case
    """Give one command to a case."""

    def give(unit: Unit, _case: Case) -> Outcome:
        stream = stream_of(hand.agency, f"case/{hand.case}")
        return handle_case(unit, stream, command, hand.rosters.of(unit, hand.agency, hand.at))

    return _fenced(hand, give)


def separate(hand: Hand, on: Day) -> Outcome:
    """Enter that the member leaves the agency: in the roster, and in each of his cases."""

    def give(unit: Unit, case: Case) -> Outcome:
        member, roster = case.head.member, hand.rosters.of(unit, hand.agency, hand.at)
        person = stream_of(hand.agency, f"person/{member}")
        outcome = handle_person(unit, person, SeparatePerson(hand.at, hand.viewer.person, on), World())
        if isinstance(outcome, Refusal):
            return outcome
        for name, _ in unit.cases_of(hand.agency, member=member):
            command = RecordSeparation(hand.at, hand.viewer.person, on)
            handle_case(unit, stream_of(hand.agency, f"case/{name}"), command, roster)
        return outcome

    return _fenced(hand, give)


def bury(hand: Hand, on: Day, family: PersonId | None) -> Outcome:
    """Enter the member's death, and whose own track opens."""

    def give(unit: Unit, case: Case) -> Outcome:
        if case.life.died:
            return ()
        member, by = case.head.member, hand.viewer.person
        return record_death(unit, hand.rosters, hand.agency, member, on, by, family, hand.at) or ()

    return _fenced(hand, give)


def _fenced(hand: Hand, give: Give) -> Outcome:
    # What the clock did meanwhile, or this person by tapping twice, is no surprise to him.
    stream = stream_of(hand.agency, f"case/{hand.case}")
    since = hand.store.events(stream)[hand.version :]
    if any(event.by not in (CLOCK, hand.viewer.person) for event in since):
        return CHANGED
    seen = hand.version + len(since)
    return transacted(hand.store, hand.rosters, partial(_given, hand=hand, seen=seen, give=give))


def _given(unit: Unit, hand: Hand, seen: int, give: Give) -> Outcome:
    case, version = unit.load([stream_of(hand.agency, f"case/{hand.case}")])[0]
    if not coordinates(hand.viewer, case, hand.rosters.of(unit, hand.agency, hand.at)):
        return NOT_HERE
    return give(unit, case) if version <= seen else CHANGED
