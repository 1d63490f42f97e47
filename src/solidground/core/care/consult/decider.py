"""A consult: a peer asks a clinician of the agency about his own work, and it does not lie unanswered.

The clinicians are asked one after the other, then the coordinator and the deputy, then all of them again; who took it
is reminded once before another is asked. What must never happen here: what it is about, or a word about the member.
"""

from dataclasses import replace
from typing import NamedTuple, Protocol, assert_never

from solidground.core.care.consult.commands import (
    AskConsult,
    Command,
    EndConsult,
    Soon,
    TakeBackConsult,
    TakeConsult,
    TickConsult,
)
from solidground.core.care.consult.events import (
    ConsultAdviserAsked,
    ConsultAsked,
    ConsultEnded,
    ConsultTaken,
    Event,
)
from solidground.core.care.world import Somebody
from solidground.core.hours import next_allowed
from solidground.core.kernel import (
    CLOCK,
    DAY,
    HOUR,
    CaseId,
    Instant,
    Obligation,
    PersonId,
    Refusal,
    Span,
    obligation_id,
)
from solidground.core.subject import Notice

ENDS_FOR: Span = 30 * DAY
"""A consult ends after this whatever became of it."""

ANSWER_FOR: dict[Soon, Span] = {"today": 2 * HOUR, "week": DAY}
"""How long an adviser has to say "I have it" before the next is asked."""

TALK_FOR: dict[Soon, Span] = {"today": 12 * HOUR, "week": 7 * DAY}
"""By when the two should have talked, from when it was taken."""

SOON_TIMES = 8
"""So often at the pace above; then daily, until it ends."""


class World(Protocol):
    """Who may be asked for a consult."""

    def adviser(self, asker: PersonId, tried: frozenset[PersonId]) -> Somebody | None:
        """Return the next to be asked: clinicians first, then coordinator and deputy; never the asker."""


class State(NamedTuple):
    """A consult as it stands. ``asker`` is empty before the first event."""

    asker: PersonId = PersonId("")
    case: CaseId = CaseId("")
    soon: Soon = "week"
    asked_at: Instant = 0
    adviser: PersonId | None = None
    tried: frozenset[PersonId] = frozenset()
    repeat: int = 0
    taken: bool = False
    due_at: Instant = 0
    ends_at: Instant = 0
    ended: bool = False
    last_at: Instant = 0


INITIAL = State()
OVER = Refusal("ConsultOver", "This is over. Ask again if you would like to talk.")
NOT_YOURS = Refusal("NotYours", "This is not on your list.")
TAKEN = Refusal("ConsultTaken", "Somebody else has it by now. Nothing is left for you to do.")


def decide(state: State, command: Command, world: World) -> tuple[Event, ...] | Refusal:
    """Answer what is asked of a consult. Time in a stream never goes back."""
    return _decide(state, replace(command, at=max(command.at, state.last_at)), world)


def _decide(state: State, command: Command, world: World) -> tuple[Event, ...] | Refusal:
    if isinstance(command, AskConsult):
        return _ask(command, world) if not state.asker else ()
    if not state.asker:
        return NOT_YOURS
    if state.ended:
        return () if isinstance(command, TickConsult) else OVER
    match command:
        case TakeConsult():
            return _take(state, command)
        case EndConsult(at, by):
            has = state.taken and by == state.adviser
            return (ConsultEnded(at, by, "done"),) if has or by == state.asker else NOT_YOURS
        case TakeBackConsult(at, by):
            return (ConsultEnded(at, by, "taken_back"),) if by == state.asker else NOT_YOURS
        case TickConsult():
            return _tick(state, command.at, world)
        case _:
            assert_never(command)


def _ask(command: AskConsult, world: World) -> tuple[Event, ...]:
    at, by, soon = command.at, command.by, command.soon
    person, way, send_at, due_at = _asked(world.adviser(by, frozenset()), at, ANSWER_FOR[soon])
    return (ConsultAsked(at, by, command.case, soon, person, way, send_at, due_at, at + ENDS_FOR),)


def _asked(
    adviser: Somebody | None, at: Instant, answer_for: Span
) -> tuple[PersonId | None, str | None, Instant, Instant]:
    if adviser is None:
        return None, None, at, at + answer_for
    send_at = next_allowed(adviser.quiet, at)
    return adviser.person, adviser.ways[0], send_at, send_at + answer_for


def _take(state: State, command: TakeConsult) -> tuple[Event, ...] | Refusal:
    if command.by == state.asker or command.by not in state.tried:
        return NOT_YOURS
    if state.taken:
        return () if command.by == state.adviser else TAKEN
    return (ConsultTaken(command.at, command.by, min(command.at + TALK_FOR[state.soon], state.ends_at)),)


def _tick(state: State, at: Instant, world: World) -> tuple[Event, ...]:
    if state.ends_at <= at:
        return (ConsultEnded(at, CLOCK, "aged"),)
    if state.due_at > at:
        return ()
    # Who took it and has not talked yet is reminded; if he then says nothing, another is asked.
    tried = state.tried - {state.adviser} if state.taken and state.adviser is not None else state.tried
    found = world.adviser(state.asker, tried) or world.adviser(state.asker, frozenset())
    repeat = state.repeat + 1
    answer_for = ANSWER_FOR[state.soon] if repeat < SOON_TIMES else DAY
    person, way, send_at, due_at = _asked(found, at, answer_for)
    return (ConsultAdviserAsked(at, CLOCK, person, way, repeat, state.due_at, send_at, due_at),)


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    return _evolve(state, event)._replace(last_at=event.at)


def _evolve(state: State, event: Event) -> State:
    match event:
        case ConsultAsked():
            tried = frozenset([event.adviser]) if event.adviser else frozenset()
            return State(
                event.by,
                event.case,
                event.soon,
                event.at,
                event.adviser,
                tried,
                due_at=event.due_at,
                ends_at=event.ends_at,
            )
        case ConsultAdviserAsked():
            tried = state.tried | {event.adviser} if event.adviser else state.tried
            return state._replace(
                adviser=event.adviser, tried=tried, repeat=event.repeat, taken=False, due_at=event.due_at
            )
        case ConsultTaken():
            return state._replace(adviser=event.by, taken=True, due_at=event.due_at)
        case ConsultEnded():
            return state._replace(ended=True)
        case _:
            assert_never(event)


def due(state: State) -> tuple[Obligation, ...]:
    """Return what is owed: that somebody says "I have it", and then talks with who asked."""
    if state.ended or not state.asker:
        return ()
    return (Obligation(CaseId("consult"), "consult", 0, state.adviser, state.due_at, state.due_at, state.ends_at),)


def wake_at(state: State) -> Instant | None:
    """Return when it next needs looking at."""
    return None if state.ended or not state.asker else min(state.due_at, state.ends_at)


def obligation_of(consult: str) -> str:
    """Return the id of what is owed: a talk with who asked."""
    return obligation_id(CaseId(consult), "consult", 0)


def notices(consult: str, event: object) -> tuple[Notice, ...]:
    """Return what an event asks to be sent: to an adviser alone."""
    match event:
        case ConsultAsked(adviser=adviser, way=way, send_at=send_at):
            return _notice(consult, adviser, way, send_at, 0)
        case ConsultAdviserAsked(adviser=adviser, way=way, send_at=send_at, repeat=repeat):
            return _notice(consult, adviser, way, send_at, repeat)
        case _:
            return ()


def _notice(
    consult: str, adviser: PersonId | None, way: str | None, send_at: Instant, repeat: int
) -> tuple[Notice, ...]:
    if adviser is None or way is None:
        return ()
    return (Notice(obligation_of(consult), repeat, 0, adviser, way, "consult_asked", send_at),)
