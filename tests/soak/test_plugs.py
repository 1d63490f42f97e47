"""Plugs pulled for real: a running clock is killed at random instants while cases come due.

After every restart each promise is whole. How often is said by PLUGS (10 without it), when by SEED.
"""

from solidground.core.kernel import MINUTE
from tests.soak.clocks import pause, until
from tests.soak.conftest import Begin
from tests.soak.drill import LOAN_OVER, Drill

EARLY = 0.1
"""So many plugs are pulled at any time from the very start on; the others once the clock has begun its work."""

EACH_ROUND = 4
"""The first rounds each bring an incident; later every so many, since the work of the earlier cases goes on."""

START_SECONDS, WORK_SECONDS = 0.8, 0.4
"""How long after the start, and after the beginning of its work, a plug may be pulled."""


def pull_at_random(drill: Drill, clocks: int) -> None:
    """Start clocks on work that is due, and pull the plug of one of them, or of all."""
    started = [drill.start() for _ in range(clocks)]
    if drill.chance.random() < EARLY:
        seconds = drill.chance.uniform(0, START_SECONDS)
    else:
        until(lambda: all(clock.begun for clock in started), "the clocks begin")
        seconds = drill.chance.uniform(0, WORK_SECONDS)
    pause(seconds)
    doomed = started if drill.chance.random() < 1 / 2 else started[:1]
    for clock in doomed:
        drill.pull(clock)


def soak(drill: Drill, plugs: int, clocks: int) -> None:
    """Pull plugs; after each, start what is missing, let it catch up, and look at everything."""
    rounds = 0
    while drill.pulled < plugs:
        if rounds < EACH_ROUND or rounds % EACH_ROUND == 0:
            drill.work()
        rounds += 1
        pull_at_random(drill, clocks)
        alone = not drill.clocks
        if not alone:
            drill.shift.move(LOAN_OVER)
        while len(drill.clocks) < clocks:
            drill.start()
        drill.caught_up()
        if alone:
            # Who is alone takes back what the dead ones had in their hands: nobody waits for the end of a loan.
            until(lambda: drill.lent() == 0, "what was in dead hands is sent")
        found = drill.look()
        print(f"after {drill.pulled} plugs: {found}")  # noqa: T201 - what a soak says while it runs
        drill.halt()
        drill.shift.move(10 * MINUTE + LOAN_OVER if alone else 10 * MINUTE)


def test_a_clock_on_sqlite_killed_at_any_instant_loses_nothing_and_doubles_nothing(begin: Begin, plugs: int) -> None:
    drill = begin()
    soak(drill, plugs, clocks=1)
    assert drill.pulled == plugs


def test_two_clocks_on_postgresql_killed_at_any_instant_lose_nothing_and_double_nothing(
    begin: Begin, plugs: int, postgresql_url: str
) -> None:
    drill = begin(postgresql_url)
    soak(drill, plugs, clocks=2)
    assert drill.pulled >= plugs
