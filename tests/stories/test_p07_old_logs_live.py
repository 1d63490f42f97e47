"""P7: an agency that lives on under later releases finds its people, its cases and its promises as they were."""

from typing import Any

import pytest

from solidground.app.rosters import Roster
from solidground.core.care.choice.commands import StopContact
from solidground.core.care.clock import due
from solidground.core.care.commands import Tick
from solidground.core.care.contact.events import StepOpened
from solidground.core.care.decider import run
from solidground.core.care.look import Look
from solidground.core.care.state import Case
from solidground.core.care.views import row
from solidground.core.hours import to_local
from solidground.core.kernel import CLOCK, Instant, PersonId, Refusal
from solidground.store.archive import thaw
from tests.archive.freezing import FOLDER, folded

ZONE = "America/Chicago"
DETECTIVE, PEER = PersonId("2207"), PersonId("Cedar")


class Left:
    """What the first release left: a detective five years on, who wants somebody in touch near the day each year."""

    def __init__(self) -> None:
        self.states: dict[str, Any] = folded(thaw(FOLDER / "0.1.0.log.gz"))
        cases: list[Case] = [state for name, state in self.states.items() if name.startswith("case/")]
        (self.case,) = [case for case in cases if case.head.member == DETECTIVE]

    def world(self, at: Instant) -> Look:
        """Return the agency's people as a rule may look at them, out of the same log."""
        people = {state.person: state for name, state in self.states.items() if name.startswith("person/")}
        rotas = [state for name, state in self.states.items() if name.startswith("rota/")]
        return Roster(people, rotas, {}, at).look()

    def do(self, command: Tick | StopContact) -> tuple[Any, ...]:
        """Let the rules of today do something about his case."""
        outcome = run(self.case, command, self.world(command.at))
        assert not isinstance(outcome, Refusal), outcome
        events, self.case = outcome
        return events


@pytest.fixture
def left() -> Left:
    return Left()


def wakes_at(case: Case) -> Instant:
    seen = row(case)
    assert seen is not None
    assert seen.wake_at is not None
    return seen.wake_at


def test_his_next_day_is_still_promised_and_his_peer_is_still_his(left: Left) -> None:
    assert (left.case.status, left.case.peer) == ("standing", PEER)
    (owed,) = due(left.case)
    assert (owed.step, owed.keeper) == ("anniversary", PEER)
    assert to_local(owed.opens_at, ZONE).isoformat(timespec="minutes") == "2030-02-26T12:00"


def test_on_that_day_the_clock_of_today_asks_his_peer_and_nobody_else(left: Left) -> None:
    events = left.do(Tick(wakes_at(left.case), CLOCK))
    (opened,) = [event for event in events if isinstance(event, StepOpened)]
    assert (opened.key, opened.keeper) == ("anniversary", PEER)
    assert left.case.unheld_at is None


def test_what_he_decides_today_ends_what_was_promised_then(left: Left) -> None:
    left.do(StopContact(wakes_at(left.case), DETECTIVE))
    assert due(left.case) == ()
