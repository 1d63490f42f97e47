"""A clock that is told to stop, and one that stands still for an hour."""

import re
import signal
from functools import partial

from solidground.core.kernel import HOUR, MINUTE
from tests.soak.clocks import Running, pause, until
from tests.soak.conftest import Begin
from tests.soak.drill import Drill

STOPS, HOURS_MOST, FALLS_ASLEEP_SECONDS = 3, 5, 1.0
AN_HOUR_ABOUT = 50
"""Minutes: what it slept before, and what passed of the drill, are not told apart."""
STOOD = re.compile(r"The clock stood still for (\d+) minutes")


def has_taken_more(drill: Drill, than: int) -> bool:
    return drill.provider.took().total() > than


def all_begun(clocks: list[Running]) -> bool:
    return all(clock.begun for clock in clocks)


def told_to_stop(drill: Drill, clocks: int) -> None:
    """Tell clocks to stop in the middle of their work; nothing is left in anybody's hands."""
    for _ in range(STOPS):
        drill.work()
        took = drill.provider.took().total()
        started = [drill.start() for _ in range(clocks)]
        until(partial(has_taken_more, drill, took), "the first mail of the batch")
        until(partial(all_begun, started), "the clocks begin")
        drill.halt()
        # What was lent was sent or put back: nobody has to wait for the end of a loan.
        drill.start()
        drill.caught_up()
        drill.halt()
        assert drill.look().twice == 0
        drill.shift.move(10 * MINUTE)


def test_told_to_stop_a_clock_ends_after_its_batch_and_loses_nothing(begin: Begin) -> None:
    told_to_stop(begin(), clocks=1)


def stood_still(drill: Drill, clocks: int) -> None:
    """Stop a clock where it is, let an hour pass and an incident happen, and let it go on."""
    drill.work()
    started = [drill.start() for _ in range(clocks)]
    drill.caught_up()
    # It says so when it was asleep; a clock that was stopped in the middle of its work goes on with it.
    for _ in range(HOURS_MOST):
        pause(FALLS_ASLEEP_SECONDS)
        started[0].program.send_signal(signal.SIGSTOP)
        drill.shift.move(HOUR)
        drill.work()
        if clocks > 1:
            drill.caught_up()
        started[0].program.send_signal(signal.SIGCONT)
        drill.caught_up()
        assert drill.look().twice == 0
        # On a busy machine it may be stopped again before it has said so: then it says all of it.
        if any(int(minutes) >= AN_HOUR_ABOUT for minutes in STOOD.findall(started[0].said)):
            break
    else:
        raise AssertionError(started[0].said)
    drill.halt()


def test_a_clock_that_stood_still_for_an_hour_says_so_and_catches_up(begin: Begin) -> None:
    stood_still(begin(), clocks=1)


def test_while_one_of_two_clocks_stands_still_the_other_does_its_work(begin: Begin, postgresql_url: str) -> None:
    stood_still(begin(postgresql_url), clocks=2)
