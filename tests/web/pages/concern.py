"""A concern behind the pages: what it came to, and what somebody does about it."""

from typing import Any

from solidground.app.again import transacted
from solidground.app.asking.reading import Reading
from solidground.app.concerns import Readers
from solidground.app.handle import Outcome, handle, stream_of
from solidground.app.worried import concern_of
from solidground.core.care.concern.decider import State
from solidground.core.kernel import Refusal
from solidground.web.house import House


def about(house: House, code: str) -> State:
    """Return the concern that a code opens, as it stands."""
    reading = Reading(house.store, house.rosters, house.agency, house.clock.now())
    found: State = reading.state(f"concern/{concern_of(code)}")
    return found


def do(house: House, code: str, command: Any) -> Outcome:  # noqa: ANN401 - any command of a concern
    """Give a command to a concern."""
    stream = stream_of(house.agency, f"concern/{concern_of(code)}")
    outcome = transacted(
        house.store,
        house.rosters,
        lambda unit: handle(
            unit, stream, command, Readers(house.rosters.of(unit, house.agency, command.at), command.at)
        ),
    )
    assert not isinstance(outcome, Refusal), outcome
    return outcome
