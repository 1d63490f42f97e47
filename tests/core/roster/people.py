"""The people of the roster's tests: badge numbers, days and short ways to give and ask."""

from collections.abc import Sequence
from datetime import date

from solidground.core.hours import at_minute
from solidground.core.kernel import Instant, PersonId, Refusal, fold
from solidground.core.protocol.plan import Way
from solidground.core.roster.commands import Command
from solidground.core.roster.decider import decide, evolve
from solidground.core.roster.events import Event
from solidground.core.roster.person.commands import JoinPerson
from solidground.core.roster.reach.commands import AddRoute, DesignatePeer, RecordTraining, SetCapacity
from solidground.core.roster.state import INITIAL, State
from solidground.core.roster.world import World
from tests.core.sentences import is_sentences
from tests.core.written import check_written

CHICAGO = "America/Chicago"
ADMIN, COORDINATOR, PEER, MEMBER, SERGEANT = map(PersonId, ("0001", "0002", "1201", "4417", "3300"))
WORLD = World(frozenset({ADMIN, COORDINATOR}))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def at(text: str, minute: int = 0) -> Instant:
    return at_minute(day(text), minute, CHICAGO)


NOW = at("2026-03-02", 9 * 60)


def given(*commands: Command, state: State = INITIAL, world: World = WORLD) -> State:
    for command in commands:
        events = decide(state, command, world)
        assert not isinstance(events, Refusal), events
        check_written("person/1201", events, command.by)
        state = fold(evolve, state, events)
    return state


def when(state: State, command: Command, world: World = WORLD) -> Sequence[Event]:
    events = decide(state, command, world)
    assert not isinstance(events, Refusal), events
    check_written("person/1201", events, command.by)
    assert decide(fold(evolve, state, events), command, world) == (), "the same asked again changes nothing"
    return events


def refused(state: State, command: Command, world: World = WORLD) -> str:
    answer = decide(state, command, world)
    assert isinstance(answer, Refusal), answer
    assert is_sentences(answer.text), "a person reads a sentence"
    return answer.reason


def joined(person: PersonId = PEER, on: str = "2020-01-01") -> State:
    return given(JoinPerson(NOW, ADMIN, person, day(on), CHICAGO))


def route(name: str = "r1", way: Way = "phone", commitment: str = "c1") -> AddRoute:
    return AddRoute(NOW, ADMIN, COORDINATOR, name, way, commitment)


def a_peer(person: PersonId = PEER, until: str | None = None, capacity: int = 3) -> State:
    """Return somebody designated, trained and reachable."""
    last = None if until is None else day(until)
    return given(
        DesignatePeer(NOW, ADMIN, day("2021-01-01"), last),
        RecordTraining(NOW, ADMIN, day("2021-01-01")),
        SetCapacity(NOW, ADMIN, capacity),
        route(),
        state=joined(person),
    )
