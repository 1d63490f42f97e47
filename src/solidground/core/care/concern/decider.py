"""A concern: opened by anyone, read by a person outside the unit, opening no case by itself, ended after thirty days.

Its source is protected: the handler learns it only if the source agrees. The member is told nothing by the machine.
"""

from dataclasses import replace
from typing import Final, NamedTuple, Protocol, assert_never

from solidground.core.care.concern.commands import (
    AcknowledgeConcern,
    Command,
    EndConcern,
    FollowUpConcern,
    MatchConcern,
    RaiseConcern,
    TakeBackConcern,
    TickConcern,
)
from solidground.core.care.concern.events import (
    ConcernAcknowledged,
    ConcernDescribed,
    ConcernEnded,
    ConcernFollowedUp,
    ConcernHandlerAsked,
    ConcernMatched,
    ConcernRaised,
    Event,
)
from solidground.core.care.world import Somebody
from solidground.core.hours import next_allowed
from solidground.core.kernel import (
    CLOCK,
    DAY,
    HOUR,
    MINUTE,
    Instant,
    Obligation,
    PersonId,
    Refusal,
    Span,
    obligation_id,
)
from solidground.core.kernel import CaseId as ConcernId
from solidground.core.subject import Notice

UNMATCHED: Final = PersonId("?")
"""Whom a concern is about until somebody finds out who is meant. No reference begins with such a sign."""

ENDS_FOR = 30 * DAY
"""A concern ends after this whatever became of it: nobody stays marked."""

READ_FOR = 12 * HOUR
"""How long a handler has to read it before the next person is asked."""

DANGER_READ_FOR = 10 * MINUTE
DANGER_SOON_TIMES, DANGER_HOURLY_TIMES = 6, 12
"""Where there is danger somebody is asked so often within minutes, then so often hourly; after that as any concern."""

READ_SOON_TIMES = 14
"""So often at most at the pace above; then daily, until the concern ends."""


class World(Protocol):
    """Who may read a concern."""

    def handler(self, about: PersonId, source: PersonId | None, tried: frozenset[PersonId]) -> Somebody | None:
        """Return a person outside the member's unit who may read it: never the source, the member or his supervisor."""


class State(NamedTuple):
    """A concern as it stands. ``about`` is empty before the first event."""

    about: PersonId = PersonId("")
    source: PersonId | None = None
    source_agrees: bool = False
    danger: bool = False
    handler: PersonId | None = None
    tried: frozenset[PersonId] = frozenset()
    repeat: int = 0
    acknowledged: bool = False
    followed_up: bool = False
    due_at: Instant = 0
    ends_at: Instant = 0
    ended: bool = False
    last_at: Instant = 0
    raised_at: Instant = 0
    sign: str = ""
    why: str = ""
    """Why it ended."""


INITIAL = State()
OVER = Refusal("ConcernOver", "This concern has ended. Raise a new one if you still worry.")
NOT_YOURS = Refusal("NotYours", "This is not on your list.")
MATCHED = Refusal("MatchedAlready", "Who is meant was found before.")


def decide(state: State, command: Command, world: World) -> tuple[Event, ...] | Refusal:
    """Answer what is asked of a concern. Time in a stream never goes back."""
    return _decide(state, replace(command, at=max(command.at, state.last_at)), world)


def _decide(state: State, command: Command, world: World) -> tuple[Event, ...] | Refusal:
    if isinstance(command, RaiseConcern):
        return _raise(state, command, world)
    if not state.about:
        return Refusal("NoConcern", "There is no concern here.")
    if state.ended:
        return () if isinstance(command, TickConcern | EndConcern) else OVER
    match command:
        case MatchConcern():
            return _match(state, command, world)
        case AcknowledgeConcern():
            return _acknowledge(state, command)
        case FollowUpConcern():
            return _follow_up(state, command)
        case TakeBackConcern():
            if state.source is None or command.by != state.source:
                return NOT_YOURS
            return (ConcernEnded(command.at, command.by, "taken_back"),)
        case EndConcern():
            return (ConcernEnded(command.at, command.by, "died"),)
        case TickConcern():
            return _tick(state, command.at, world)
        case _:
            assert_never(command)


def _raise(state: State, command: RaiseConcern, world: World) -> tuple[Event, ...] | Refusal:
    if state.about:
        return ()
    if command.source == command.about:
        return Refusal("Self", 'For yourself, tap "Call me": nobody has to worry about you first.')
    handler = world.handler(command.about, command.source, frozenset())
    person, way, send_at, due_at = _asked(handler, command.at, 0, danger=command.danger)
    raised = ConcernRaised(
        command.at,
        command.by,
        command.about,
        command.source,
        command.source_agrees,
        command.danger,
        person,
        way,
        send_at,
        due_at,
        command.at + ENDS_FOR,
    )
    return (raised,) if command.sign is None else (raised, ConcernDescribed(command.at, command.by, command.sign))


def _asked(
    handler: Somebody | None, at: Instant, repeat: int, *, danger: bool
) -> tuple[PersonId | None, str | None, Instant, Instant]:
    soon = danger and repeat < DANGER_SOON_TIMES + DANGER_HOURLY_TIMES
    read_for = _read_for(repeat, soon=soon)
    if handler is None:
        return None, None, at, at + read_for
    send_at = at if soon else next_allowed(handler.quiet, at)
    return handler.person, handler.ways[0], send_at, send_at + read_for


def _read_for(repeat: int, *, soon: bool) -> Span:
    if soon:
        return DANGER_READ_FOR if repeat < DANGER_SOON_TIMES else HOUR
    return READ_FOR if repeat < READ_SOON_TIMES else DAY


def _match(state: State, command: MatchConcern, world: World) -> tuple[Event, ...] | Refusal:
    if command.by != state.handler:
        return NOT_YOURS
    at, by, about = command.at, command.by, command.about
    if state.about != UNMATCHED:
        return () if state.about == about else MATCHED
    if _may_read(world, about, state.source, by):
        return (ConcernMatched(at, by, about, by, None, state.repeat, at, state.due_at, state.danger),)
    repeat = state.repeat + 1
    handler = world.handler(about, state.source, frozenset())
    person, way, send_at, due_at = _asked(handler, at, repeat, danger=state.danger)
    return (ConcernMatched(at, by, about, person, way, repeat, send_at, due_at, state.danger),)


def _may_read(world: World, about: PersonId, source: PersonId | None, person: PersonId) -> bool:
    """Return whether somebody is among those who may be asked."""
    tried: frozenset[PersonId] = frozenset()
    while (somebody := world.handler(about, source, tried)) is not None:
        if somebody.person == person:
            return True
        tried |= {somebody.person}
    return False


def _acknowledge(state: State, command: AcknowledgeConcern) -> tuple[Event, ...] | Refusal:
    if command.by in (state.about, state.source):
        return NOT_YOURS
    if state.acknowledged:
        return ()
    if command.next_at <= command.at:
        return Refusal("DayImpossible", "That time has passed. Say when the source hears more.")
    next_at = min(command.next_at, state.ends_at)
    return (ConcernAcknowledged(command.at, command.by, next_at),)


def _follow_up(state: State, command: FollowUpConcern) -> tuple[Event, ...] | Refusal:
    if command.by in (state.about, state.source):
        return NOT_YOURS
    at, by = command.at, command.by
    return (ConcernFollowedUp(at, by, command.act), ConcernEnded(at, by, "followed_up"))


def _tick(state: State, at: Instant, world: World) -> tuple[Event, ...]:
    if state.ends_at <= at:
        return (ConcernEnded(at, CLOCK, "aged"),)
    if state.due_at > at:
        return ()
    handler = world.handler(state.about, state.source, state.tried) or world.handler(
        state.about, state.source, frozenset()
    )
    repeat = state.repeat + 1
    person, way, send_at, due_at = _asked(handler, at, repeat, danger=state.danger)
    return (ConcernHandlerAsked(at, CLOCK, person, way, repeat, state.due_at, send_at, due_at, state.danger),)


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    return _evolve(state, event)._replace(last_at=event.at)


def _evolve(state: State, event: Event) -> State:
    match event:
        case ConcernRaised():
            return State(
                event.about,
                event.source,
                event.source_agrees,
                event.danger,
                event.handler,
                _first(event.handler),
                due_at=event.due_at,
                ends_at=event.ends_at,
                raised_at=event.at,
            )
        case ConcernDescribed():
            return state._replace(sign=event.sign)
        case ConcernMatched():
            return state._replace(
                about=event.about,
                handler=event.handler,
                tried=_first(event.handler),
                repeat=event.repeat,
                due_at=event.due_at,
                acknowledged=state.acknowledged and event.handler == state.handler,
            )
        case ConcernHandlerAsked():
            tried = state.tried | {event.handler} if event.handler else state.tried
            return state._replace(
                handler=event.handler, tried=tried, repeat=event.repeat, due_at=event.due_at, acknowledged=False
            )
        case ConcernAcknowledged():
            return state._replace(handler=event.by, acknowledged=True, due_at=event.next_at)
        case ConcernFollowedUp():
            return state._replace(followed_up=True)
        case ConcernEnded():
            return state._replace(ended=True, why=event.why)
        case _:
            assert_never(event)


def _first(handler: PersonId | None) -> frozenset[PersonId]:
    return frozenset([handler]) if handler else frozenset()


def due(state: State) -> tuple[Obligation, ...]:
    """Return what is owed: somebody reads it, and says what comes next."""
    if state.ended or not state.about:
        return ()
    return (Obligation(ConcernId("concern"), "concern", 0, state.handler, state.due_at, state.due_at, state.ends_at),)


def wake_at(state: State) -> Instant | None:
    """Return when it next needs looking at."""
    return None if state.ended or not state.about else min(state.due_at, state.ends_at)


def obligation_of(concern: str) -> str:
    """Return the id of what is owed: that somebody reads it."""
    return obligation_id(ConcernId(concern), "concern", 0)


def notices(concern: str, event: object) -> tuple[Notice, ...]:
    """Return what an event asks to be sent: to a handler alone, never to the member."""
    match event:
        case ConcernRaised():
            return _notice(concern, event, 0, urgent=event.danger)
        case ConcernHandlerAsked() | ConcernMatched():
            soon = event.danger and event.repeat < DANGER_SOON_TIMES + DANGER_HOURLY_TIMES
            return _notice(concern, event, event.repeat, urgent=soon)
        case _:
            return ()


def _notice(
    concern: str, event: ConcernRaised | ConcernHandlerAsked | ConcernMatched, repeat: int, *, urgent: bool
) -> tuple[Notice, ...]:
    if event.handler is None or event.way is None:
        return ()
    kind = "urgent_call" if urgent else "concern_asked"
    return (Notice(obligation_of(concern), repeat, 0, event.handler, event.way, kind, event.send_at, urgent),)
