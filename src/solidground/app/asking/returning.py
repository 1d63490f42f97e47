"""The way back to work, as each may know it: its member all of it, whoever goes along his steps, command what is done.

What must never happen here: a planned step to command, how many there are, or a look at care for a question of command.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from solidground.app.asking.bonds import bond_of, towards
from solidground.app.asking.questions import NOT_HERE, MyAlong, MyReturn, Returned, ReturnOf
from solidground.app.asking.reading import Reading
from solidground.app.asking.shares import near_to, serves
from solidground.app.handle import stream_of
from solidground.app.returning import is_here
from solidground.app.rosters import Roster
from solidground.core.care.state import Case, ReturnStep
from solidground.core.duty.returned.decider import Done
from solidground.core.duty.returned.decider import State as ReturnedState
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, CaseId, Day, PersonId, Refusal, Span
from solidground.core.wall import Bond, Viewer, What, sees

DONE_DAYS: Final = 366
"""So many days what is done stands on a page of command."""

OVER_FOR: Final[Span] = 14 * DAY
"""So long whoever went along is shown what became of it."""

NEAR_MOST: Final = 8
"""People who are offered by name; anybody else is named by the member."""

INDEXED: Final = ("along", "family", "clinician")
"""As whom somebody may stand beside a case: with whom something is shared as well, stands there once."""


class WayBack(NamedTuple):
    """A member's way back as he sees it. ``case`` is None where no case of his is open: then only the done is here.

    ``gone`` are those he picked who cannot go along any more: they left, or serve command now.
    """

    case: CaseId | None
    steps: tuple[ReturnStep, ...]
    done: tuple[Done, ...]
    near: tuple[PersonId, ...]
    gone: frozenset[PersonId]
    since_on: Day
    zone: str


class Along(NamedTuple):
    """A step that somebody goes along at, or was to: ``step`` says what became of it."""

    case: CaseId
    member: PersonId
    step: ReturnStep
    since_on: Day
    zone: str


class WayBackOf(NamedTuple):
    """A member's way back as somebody sees it who cares for him: as much as is his to know."""

    steps: tuple[ReturnStep, ...]
    done: tuple[Done, ...]


class ReturnedSeen(NamedTuple):
    """What a member let command know."""

    member: PersonId
    done: tuple[Done, ...]


def my_return(reading: Reading, viewer: Viewer, question: MyReturn) -> WayBack:
    """Return whoever asks his own way back."""
    assert isinstance(question, MyReturn)
    bond = Bond(is_member=True)
    case = _own_case(reading, viewer) if sees(What.RETURN_PLANNED, viewer, bond) else None
    done = _done(reading, viewer.person) if sees(What.RETURN_COMPLETED, viewer, bond) else ()
    if case is None:
        return WayBack(None, (), done, (), frozenset(), 0, "")
    roster, steps = reading.roster(), case.choices.returning
    picked = {one.person for one in steps if one.person is not None}
    gone = frozenset([one for one in picked if not _fits(reading, roster, case, one)])
    near = [person for person in near_to(case, roster) if person not in roster.holders("family_contact")]
    since_on = local_day(case.head.began_at, case.plan.zone)
    return WayBack(case.head.case, steps, done, tuple(near[:NEAR_MOST]), gone, since_on, case.plan.zone)


def _own_case(reading: Reading, viewer: Viewer) -> Case | None:
    """Return the open case in which somebody began his way back, else his newest one."""
    names = [case for case, row in reading.cases_of(viewer.person) if row.status != "closed"]
    cases = reading.cases(names)
    begun = [case for case in cases if case.choices.returning]
    found = begun or cases
    return found[-1] if found else None


def _fits(reading: Reading, roster: Roster, case: Case, person: PersonId) -> bool:
    return is_here(roster, person, reading.now) and not serves(roster, case, person)


def _done(reading: Reading, member: PersonId) -> tuple[Done, ...]:
    if member not in reading.indexed("returned"):
        return ()
    state: ReturnedState = reading.state(f"returned/{member}")
    return state.done


def my_along(reading: Reading, viewer: Viewer, question: MyAlong) -> tuple[Along, ...]:
    """Return the steps at which whoever asks goes along with somebody, those that lie ahead first."""
    assert isinstance(question, MyAlong)
    if viewer.serves_command:
        return ()
    names = reading.shared_with(viewer.person, *INDEXED)
    people = reading.people()
    along = [
        Along(name, case.head.member, step, local_day(case.head.began_at, case.plan.zone), case.plan.zone)
        for name, case in zip(names, reading.cases(names), strict=True)
        if is_here(people, viewer.person, reading.now)
        for step in _involved(viewer, case, people)
        if not _is_over(reading, step, case.plan.zone)
    ]
    return tuple(sorted(along, key=_order))


def _order(one: Along) -> tuple[bool, bool, Day, CaseId, str]:
    step = one.step
    return step.taken_back or step.is_done, step.on is None, step.on or 0, one.case, step.step


def _is_over(reading: Reading, step: ReturnStep, zone: str) -> bool:
    """Return whether what became of a step was to be seen long enough."""
    if step.taken_back:
        return step.changed_at <= reading.now - OVER_FOR
    done_on = step.completed[-1] if step.is_done else None
    return done_on is not None and done_on <= local_day(reading.now - OVER_FOR, zone)


def _involved(viewer: Viewer, case: Case, people: Roster) -> Iterable[ReturnStep]:
    """Return the steps of a case at which a viewer goes along: whoever was ruled out is in none, by the case itself."""
    # At that step he is what a companion is, and nothing else of the case is his by it.
    bond = towards(viewer, case.head.member, people)._replace(is_companion_now=True, is_involved=True)
    for step in case.choices.returning:
        what = What.RETURN_COMPLETED if step.is_done else What.RETURN_PLANNED
        if step.person == viewer.person and sees(what, viewer, bond):
            yield step


def return_of(reading: Reading, viewer: Viewer, question: ReturnOf) -> WayBackOf:
    """Return the way back of the member of a case, to those who care for him and may know."""
    case = reading.case(question.case)
    if case is None:
        return WayBackOf((), ())
    bond = bond_of(viewer, case, reading.roster(), reading.now)
    if not sees(What.RETURN_PLANNED, viewer, bond):
        mine = () if viewer.serves_command else tuple(_involved(viewer, case, reading.people()))
        return WayBackOf(mine, ())
    done = _done(reading, case.head.member) if sees(What.RETURN_COMPLETED, viewer, bond) else ()
    return WayBackOf(case.choices.returning, done)


def returned(reading: Reading, viewer: Viewer, question: Returned) -> tuple[ReturnedSeen, ...] | Refusal:
    """Return what members let command know, to who may know it: of everybody, or of whom he supervises."""
    assert isinstance(question, Returned)
    people = reading.people()
    me = people.people.get(viewer.person)
    own = me.supervises if me is not None else frozenset[PersonId]()
    everybody = sees(What.RETURN_COMPLETED, viewer, Bond()) and viewer.serves_command
    if not everybody and not own:
        return NOT_HERE
    known = [one for one in sorted(reading.indexed("returned")) if everybody or one in own]
    states: list[ReturnedState] = reading.states([stream_of(reading.agency, f"returned/{one}") for one in known])
    fresh = local_day(reading.now, "UTC") - DONE_DAYS
    seen = [_seen(viewer, state, people, fresh) for state in states if state.member != viewer.person]
    return tuple([one for one in seen if one.done])


def _seen(viewer: Viewer, state: ReturnedState, people: Roster, fresh: Day) -> ReturnedSeen:
    bond = towards(viewer, state.member, people)
    may = sees(What.RETURN_COMPLETED, viewer, bond)
    done = sorted((one for one in state.done if may and one.on > fresh), key=lambda one: one.on, reverse=True)
    return ReturnedSeen(state.member, tuple(done))
