"""A running clock on a machine whose time is set wrong: it stands still, and goes on when it should."""

from collections import Counter
from contextlib import closing

from solidground.config.output import iso
from solidground.core.kernel import DAY, MINUTE
from tests.soak.agency import ZONE
from tests.soak.clocks import Running, pause, until
from tests.soak.conftest import Begin
from tests.soak.drill import Drill

TURNS_SECONDS = 6.0
"""Longer than a clock sleeps: it has had a turn in between."""


def done(drill: Drill) -> tuple[int, Counter[str]]:
    """Return how many events there are, and what reached the provider."""
    with closing(drill.open()) as store:
        ((events,),) = list(store.stream_rows("SELECT count(*) FROM event"))
    return int(events), drill.provider.took()


def doubts(clock: Running, said: str) -> None:
    until(lambda: f"The time of this machine lies {said}" in clock.said, f"it says that its time lies {said}")


def test_a_clock_set_a_year_ahead_stands_still_also_when_started_again_until_the_time_is_right(begin: Begin) -> None:
    drill = begin()
    drill.work()
    clock = drill.start()
    drill.caught_up()
    drill.shift.set(365 * DAY)
    doubts(clock, "365 days ahead")  # what it had in hand is out of the house
    before = done(drill)
    drill.pull(clock)
    again = drill.start()
    doubts(again, "365 days ahead")
    drill.shift.move(10 * MINUTE)
    pause(TURNS_SECONDS)
    assert done(drill) == before
    code, _, _ = drill.command("reconcile")
    assert code == 1, "no ping while the clock stands still"
    drill.shift.set(-365 * DAY)
    until(lambda: "is right again: the clock goes on" in again.said, "it goes on")
    drill.work()
    drill.caught_up()
    assert drill.look().cases == 12
    drill.halt()


def test_a_clock_set_right_after_it_had_been_behind_goes_on_when_a_person_says_so(begin: Begin) -> None:
    drill = begin()
    drill.work()
    clock = drill.start()
    drill.caught_up()
    drill.shift.set(3 * DAY)
    doubts(clock, "3 days ahead")
    before = done(drill)
    pause(TURNS_SECONDS)
    assert done(drill) == before
    assert drill.ask("confirm-time", iso(drill.shift.now(), ZONE)[:16])["time"]
    until(lambda: "is right again: the clock goes on" in clock.said, "it goes on")
    drill.caught_up()
    drill.look()
    assert done(drill)[0] > before[0]
    drill.halt()
