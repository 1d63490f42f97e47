"""PostgreSQL stopped and started again under running clocks."""

from collections.abc import Iterator

import pytest

from solidground.core.kernel import MINUTE
from solidground.store.throwaway import Server, start
from tests.soak.clocks import until
from tests.soak.conftest import Begin
from tests.soak.drill import LOAN_OVER
from tests.soak.servers import control


@pytest.fixture
def server() -> Iterator[Server]:
    """Give a server of this test's own, whose commits survive its end."""
    running = start("synchronous_commit=on", "fsync=on")
    yield running
    control(running, "stop", "immediate")
    running.stop()


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_a_database_that_is_restarted_is_waited_for_and_everything_goes_on(
    begin: Begin, server: Server, how: str
) -> None:
    # Given two clocks in the middle of their work
    drill = begin(server.conninfo)
    drill.work()
    clocks = [drill.start(), drill.start()]
    until(lambda: all(clock.begun for clock in clocks), "both clocks run")
    until(lambda: bool(drill.provider.took()), "the first mail")
    # When the database goes, and comes back
    control(server, "stop", how)
    until(lambda: all("The clock tries again in" in clock.said for clock in clocks), "the clocks say what is wrong")
    control(server, "start", how)
    until(lambda: all("answers again. The clock goes on." in clock.said for clock in clocks), "the clocks go on")
    drill.work()
    drill.shift.move(LOAN_OVER)
    # Then the same clocks go on by themselves; each may have been cut off from writing one mail down
    drill.caught_up()
    found = drill.look(may_come_twice=len(clocks))
    assert found.cases == 12
    drill.shift.move(10 * MINUTE)
    drill.caught_up()
    drill.halt()
