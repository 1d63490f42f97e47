"""How members stand on duty, exams of their fitness, and days of required sessions, as each viewer may know them.

What must never happen here: a look at a case for somebody of command, or a reason of health.
"""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from solidground.app.asking.bonds import bond_of, towards
from solidground.app.asking.questions import NOT_HERE, DutyOf, MyDuty, OnDuty
from solidground.app.asking.reading import Reading
from solidground.app.handle import stream_of
from solidground.core.duty.fitness.decider import State as Fitness
from solidground.core.duty.session.decider import Attended
from solidground.core.duty.session.decider import State as Sessions
from solidground.core.duty.status.state import State as Status
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, Day, PersonId, Refusal
from solidground.core.wall import Bond, Viewer, What, sees

SHOWN_FOR: Final = MappingProxyType({"status": 30 * DAY, "fitness": 366 * DAY, "session": 366 * DAY})
"""So long what is over still stands on a page: that somebody is back, how an exam ended, a session's day."""


class DutySeen(NamedTuple):
    """What a viewer may know of one member. None is what he may not, or what nothing was written down of.

    ``days`` are those of required sessions that were passed on; ``passed_on`` who did it and when, to who may know it.
    """

    member: PersonId
    status: Status | None
    fitness: Fitness | None
    days: tuple[Day, ...]
    passed_on: tuple[Attended, ...]
    late: bool
    """Whether the day has passed by which the member was to hear more."""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing of it is this viewer's to know."""
        return (self.status, self.fitness, self.days, self.passed_on) == (None, None, (), ())


def on_duty(reading: Reading, viewer: Viewer, question: OnDuty) -> tuple[DutySeen, ...] | Refusal:
    """Return how others stand, to HR and the chief of everybody, to a supervisor of his own people."""
    assert isinstance(question, OnDuty)
    me = reading.people().people.get(viewer.person)
    everybody = sees(What.FITNESS, viewer, Bond())
    if not everybody and (me is None or not me.supervises):
        return NOT_HERE
    own = me.supervises if me is not None else frozenset[PersonId]()
    people = [one for one in _lately(reading) if one != viewer.person and (everybody or one in own)]
    bonds = [towards(viewer, person, reading.people()) for person in people]
    return tuple(sorted(_seen(reading, viewer, people, bonds), key=_order))


def my_duty(reading: Reading, viewer: Viewer, question: MyDuty) -> tuple[DutySeen, ...]:
    """Return how whoever asks stands himself; nothing where nothing was written down."""
    assert isinstance(question, MyDuty)
    return tuple(_seen(reading, viewer, [viewer.person], [Bond(is_member=True)]))


def duty_of(reading: Reading, viewer: Viewer, question: DutyOf) -> tuple[DutySeen, ...]:
    """Return how the member of a case stands, to those who care for him and may know."""
    case = reading.case(question.case)
    if case is None:
        return ()
    bond = bond_of(viewer, case, reading.roster(), reading.now)
    return tuple(_seen(reading, viewer, [case.head.member], [bond]))


def status_of(reading: Reading, member: PersonId) -> Status | None:
    """Return how a member stands; None where he is on full duty and has been for a while."""
    return _statuses(reading, [member])[0]


def _statuses(reading: Reading, people: list[PersonId]) -> list[Status | None]:
    found: list[Status | None] = _states(reading, "status", people)
    long_ago = reading.now - SHOWN_FOR["status"]
    return [None if one is None or (one.promised is None and one.last_at <= long_ago) else one for one in found]


def _lately(reading: Reading) -> list[PersonId]:
    """Return of whom something stands that is not long over; nothing else is read."""
    found = [
        PersonId(name)
        for subject, shown_for in SHOWN_FOR.items()
        for name, one in reading.indexed(subject).items()
        if one.wake_at is not None or one.last_at > reading.now - shown_for
    ]
    return list(dict.fromkeys(found))


def _states(reading: Reading, subject: str, people: list[PersonId]) -> list[Any]:
    """Return what stands in one subject about each of some people, None where nothing was ever written."""
    known = reading.indexed(subject)
    there = [person for person in people if person in known]
    found = reading.states([stream_of(reading.agency, f"{subject}/{person}") for person in there]) if there else []
    states = dict(zip(there, found, strict=True))
    return [states.get(person) for person in people]


def _seen(reading: Reading, viewer: Viewer, people: list[PersonId], bonds: list[Bond]) -> Iterable[DutySeen]:
    exams, sessions = (_states(reading, subject, people) for subject in ("fitness", "session"))
    known = zip(people, bonds, _statuses(reading, people), exams, sessions, strict=True)
    for person, bond, stands, exam, session in known:
        status = stands if sees(What.DUTY_STATUS, viewer, bond) else None
        fitness: Fitness | None = exam if sees(What.FITNESS, viewer, bond) else None
        days, passed_on = _sessions(viewer, bond, session)
        one = DutySeen(person, status, fitness, days, passed_on, _late(reading, status))
        if not one.is_empty:
            yield one


def _sessions(viewer: Viewer, bond: Bond, session: Sessions | None) -> tuple[tuple[Day, ...], tuple[Attended, ...]]:
    if session is None:
        return (), ()
    days = session.days if sees(What.SESSION_ATTENDED, viewer, bond) else ()
    told = [
        one for one in session.attended if sees(What.DISCLOSURES, viewer, bond._replace(is_own=one.by == viewer.person))
    ]
    return days, tuple(told)


def _late(reading: Reading, status: Status | None) -> bool:
    return status is not None and status.next_on is not None and status.next_on < local_day(reading.now, status.zone)


def _order(one: DutySeen) -> tuple[bool, bool, Day, PersonId]:
    """Whoever was to hear more comes first, then by the day by which each does; who is back, last."""
    next_on = one.status.next_on if one.status is not None else None
    return not one.late, next_on is None, next_on or 0, one.member
