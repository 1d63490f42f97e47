"""The steps of a member's way back that are done, as command knows them.

What must never happen here: a step that is planned, put off or taken back; a count; or a look at care.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple, assert_never

from solidground.core.duty.returned.commands import Command, CompleteReturn
from solidground.core.duty.returned.events import Beside, Event, ReturnCompleted, ReturnCorrected
from solidground.core.hours import local_day
from solidground.core.kernel import Day, Instant, Obligation, PersonId, Refusal
from solidground.core.subject import Brief

NOT_YOURS: Final = Refusal("MembersAlone", "Only the one it is about decides this.")
DAY_IMPOSSIBLE: Final = Refusal("DayImpossible", "Choose a day from the day it happened until today.")


class World(NamedTuple):
    """What the rules may look at: where the agency is."""

    zone: str


class Done(NamedTuple):
    """A step that is done. ``corrected`` are the days that were said of it before, the first one first."""

    step: str
    on: Day
    beside: Beside
    corrected: tuple[Day, ...] = ()


class State(NamedTuple):
    """What command knows of one member's way back, in the order in which it heard of it."""

    member: PersonId = PersonId("")
    done: tuple[Done, ...] = ()
    last_at: Instant = 0


INITIAL = State()


def decide(state: State, command: Command, world: World) -> tuple[Event, ...] | Refusal:
    """Take down what the member lets command know. Time in a stream never goes back."""
    match command:
        case CompleteReturn():
            return _complete(state, command, world)
        case _:
            assert_never(command)


def _complete(state: State, command: CompleteReturn, world: World) -> tuple[Event, ...] | Refusal:
    at, by, member = max(command.at, state.last_at), command.by, command.member
    step, on, was, beside = command.step, command.on, command.was, command.beside
    if by != member or state.member not in ("", member):
        return NOT_YOURS
    if on > local_day(command.at, world.zone):
        return DAY_IMPOSSIBLE
    known = [(one.step, one.on) for one in state.done]
    if (step, on) in known:
        return ()
    if was is not None and (step, was) in known:
        return (ReturnCorrected(at, by, member, step, on, was, beside),)
    return (ReturnCompleted(at, by, member, step, on, beside),)


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    match event:
        case ReturnCompleted():
            done = (*state.done, Done(event.step, event.on, event.beside))
        case ReturnCorrected():
            done = tuple([_corrected(one, event) for one in state.done])
        case _:
            assert_never(event)
    return State(event.member, done, event.at)


def _corrected(one: Done, event: ReturnCorrected) -> Done:
    if (one.step, one.on) != (event.step, event.was):
        return one
    return Done(one.step, event.on, event.beside, (*one.corrected, one.on))


def confirmed_at(events: Iterable[Event]) -> tuple[Instant, ...]:
    """Return when both had confirmed each step that is done, as it stands after some events: in the order of those."""
    state, found = INITIAL, list[Instant]()
    for event in events:
        before, state = state.done, evolve(state, event)
        found += [event.at] * (len(state.done) - len(before))
        found = [at if one in before else event.at for one, at in zip(state.done, found, strict=True)]
    return tuple(found)


def brief(state: State) -> Brief:
    """Return whose it is, that nobody is ever asked about it, and when anything last happened."""
    return Brief(state.member, None, state.last_at)


def due(state: State) -> tuple[Obligation, ...]:  # noqa: ARG001 - the one shape of due
    """Return nothing: the way back is the member's, and nothing of it is ever owed."""
    return ()
