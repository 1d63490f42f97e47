"""The rules of a case alone, without any store, beside making the same events and states by hand."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import fields
from heapq import heappop, heappush
from typing import Any, NamedTuple

from solidground.app.bench.rounds import Row, in_turn, row_of, timed
from solidground.app.bench.sweep import AGENCY, SEED, openings, people
from solidground.app.founding import enter
from solidground.app.replay.acting import mixed
from solidground.app.replay.chance import Chance
from solidground.app.replay.deeds import deed, follow_up
from solidground.app.rosters import Rosters
from solidground.app.wiring import open_store
from solidground.core.care.clock import wake_at
from solidground.core.care.commands import OpenCase, Tick
from solidground.core.care.decider import Command, Event, evolve, run
from solidground.core.care.look import Look
from solidground.core.care.state import INITIAL, Case
from solidground.core.kernel import CLOCK, DAY, Instant, Refusal

SIZE, QUICK_SIZE = 300, 30
ROUNDS, QUICK_ROUNDS = 7, 3
PEERS = 40
PLAYED_FOR = 400 * DAY


class Made(NamedTuple):
    """An event's class and fields, and the state after it: what the bare loop makes."""

    kind: type
    fields: tuple[Any, ...]
    state: Case


class Life(NamedTuple):
    """One case: the commands given to it in order, and all they led to."""

    commands: list[Command]
    made: list[Made]


def world(at: Instant) -> Look:
    """Return a roster to look at, which stays as it is."""
    with closing(open_store("memory")) as store, store.transaction() as unit:
        for person in people(PEERS):
            enter(unit, AGENCY, person, at - DAY)
        return Rosters().of(unit, AGENCY, at).look()


def live(opened: OpenCase, look: Look) -> Life:
    """Let a case live a year: the clock ticks when it must, and people act as in a replay."""
    acting, chance, until_at = mixed(SEED), Chance(SEED), opened.at + PLAYED_FOR
    acts: list[tuple[Instant, int, Any]] = []
    life, state, drawn = Life([], []), INITIAL, 0
    waiting: list[Command] = [opened]
    act: Any = None
    while True:
        for command in waiting:
            life.commands.append(command)
            for event in _answered(state, command, look)[0]:
                state = evolve(state, event)
                life.made.append(Made(type(event), tuple([getattr(event, f.name) for f in fields(event)]), state))
                for later in acting(opened.case, event, state):
                    drawn += 1
                    heappush(acts, (later.at, drawn, later))
        for later in follow_up(act, state, chance, "mixed", opened.case) if act and act.doing == "take" else ():
            drawn += 1
            heappush(acts, (later.at, drawn, later))
        wakes_at = wake_at(state)
        now = min(until_at if wakes_at is None else wakes_at, acts[0][0] if acts else until_at)
        if now >= until_at:
            return life
        act = None if wakes_at is not None and wakes_at <= now else heappop(acts)[2]
        waiting = [Tick(now, CLOCK)] if act is None else list(deed(chance, "mixed", act, state, opened.case))


def _answered(state: Case, command: Command, look: Look) -> tuple[tuple[Event, ...], Case]:
    outcome = run(state, command, look)
    return ((), state) if isinstance(outcome, Refusal) else outcome


def decide_all(lives: Sequence[Life], look: Look) -> int:
    """Give every command to its case; return how many events came of it."""
    events = 0
    for life in lives:
        state = INITIAL
        for command in life.commands:
            made, state = _answered(state, command, look)
            events += len(made)
    return events


def make_all(lives: Sequence[Life]) -> int:
    """Make the same events and the same states, without a rule; return how many."""
    made = 0
    for life in lives:
        for kind, given, state in life.made:
            kind(*given)
            Case(*state)
            made += 1
    return made


def measure(*, quick: bool = False, size: int = 0, rounds: int = 0) -> Iterator[Row]:
    """Measure decide and evolve over whole lives of cases."""
    commands = openings(size or (QUICK_SIZE if quick else SIZE), DAY)
    look = world(commands[0].at)
    lives = [live(command, look) for command in commands]
    events = make_all(lives)
    assert decide_all(lives, look) == events, "the same commands lead to the same events"
    pairs = in_turn(
        rounds or (QUICK_ROUNDS if quick else ROUNDS),
        lambda: timed(lambda: decide_all(lives, look)),
        lambda: timed(lambda: make_all(lives)),
    )
    yield row_of("core", events, "events/s", pairs, done=events)
