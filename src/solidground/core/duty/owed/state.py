"""What command owes one person after one incident, as it stands: each thing with its time, and what became of it."""

from typing import Final, NamedTuple, assert_never, get_args

from solidground.core.duty.owed.events import Duty, DutyDone, DutyExcused, DutyOpened, DutyReminded, Event, Role, WhyNot
from solidground.core.kernel import DAY, CaseId, Day, Instant, Obligation, PersonId, Span, obligation_id
from solidground.core.subject import Brief, Notice

DUTIES: Final[tuple[Duty, ...]] = get_args(Duty)

CHASED_FOR: Final[Span] = DAY
"""What was due longer than this before the incident was entered, nobody is reminded of."""


class Said(NamedTuple):
    """What was said of one thing that is owed: done on a day, or not done and why. One of the two is None."""

    duty: Duty
    at: Instant
    by: PersonId
    role: Role
    on: Day | None
    why: WhyNot | None


class State(NamedTuple):
    """What is owed to one person; to nobody before the first event. ``said`` holds everything, the newest last."""

    incident: str = ""
    member: PersonId = PersonId("")
    part: str = ""
    occurred_at: Instant = 0
    zone: str = "UTC"
    due: tuple[tuple[str, Instant], ...] = ()
    said: tuple[Said, ...] = ()
    reminded: frozenset[Duty] = frozenset()
    opened_at: Instant = 0
    last_at: Instant = 0
    changed_at: Instant = 0
    """When somebody last said something: the clock changes nothing that another one decides upon."""

    def due_at(self, duty: str) -> Instant | None:
        """Return by when something is owed; None where it is not."""
        return next((at for name, at in self.due if name == duty), None)

    def now(self, duty: Duty) -> Said | None:
        """Return what holds of one thing: what was last said of it."""
        return next((one for one in reversed(self.said) if one.duty == duty), None)

    def before(self, duty: Duty) -> tuple[Said, ...]:
        """Return what was said of one thing before it was corrected."""
        return tuple([one for one in self.said if one.duty == duty][:-1])

    def is_open(self, duty: Duty) -> bool:
        """Return whether something is owed of which nothing was said yet."""
        return self.due_at(duty) is not None and self.now(duty) is None

    def is_late(self, duty: Duty, now: Instant) -> bool:
        """Return whether the time for something has ended and nothing was said of it."""
        due_at = self.due_at(duty)
        return due_at is not None and due_at <= now and self.is_open(duty)


INITIAL = State()


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    match event:
        case DutyOpened():
            of = (event.incident, event.member, event.part, event.occurred_at, event.zone, event.due)
            return State(*of, opened_at=event.at, last_at=event.at, changed_at=event.at)
        case DutyDone():
            said = Said(event.duty, event.at, event.by, event.role, event.on, None)
        case DutyExcused():
            said = Said(event.duty, event.at, event.by, event.role, None, event.why)
        case DutyReminded():
            return state._replace(reminded=state.reminded | {event.duty}, last_at=event.at)
        case _:
            assert_never(event)
    return state._replace(said=(*state.said, said), last_at=event.at, changed_at=event.at)


def due(state: State) -> tuple[Obligation, ...]:
    """Return what is still owed by a supervisor, each until the instant it is due."""
    return tuple(
        [
            Obligation(CaseId("owed"), duty, 0, None, state.occurred_at, at, at)
            for duty in DUTIES
            if state.is_open(duty) and (at := state.due_at(duty)) is not None
        ]
    )


def reminders(state: State) -> list[tuple[Instant, Duty]]:
    """Return of what somebody is still to be reminded, and when, the first one first.

    What was due long before it was written down is shown and chased by nobody.
    """
    open_now = [(at, duty) for duty in DUTIES if state.is_open(duty) and (at := state.due_at(duty)) is not None]
    return sorted(
        (max(at, state.opened_at), duty)
        for at, duty in open_now
        if duty not in state.reminded and at > state.opened_at - CHASED_FOR
    )


def wake_at(state: State) -> Instant | None:
    """Return when somebody is next reminded."""
    return next((at for at, _ in reminders(state)), None)


def brief(state: State) -> Brief:
    """Return to whom it is owed, when somebody is next reminded, and when anything last happened."""
    return Brief(state.member, wake_at(state), state.last_at)


def notices(name: str, event: object) -> tuple[Notice, ...]:
    """Return what an event asks to be sent: to whoever owes it, never to the member."""
    if not isinstance(event, DutyReminded) or event.keeper is None or event.way is None:
        return ()
    owed = obligation_id(CaseId(name), event.duty, 0)
    return (Notice(owed, 0, 0, event.keeper, event.way, "telling_asked", event.at),)
