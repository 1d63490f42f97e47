"""A primary PostgreSQL killed under load, again and again: another takes over, and no promise is broken.

Run by ``make soak-failover``, which says what it needs; KILLS says how often, SEED when. Not named as a test, so that
``make test`` needs neither Patroni nor etcd.
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from solidground.app.throttle import WITHIN_FOR as THROTTLED_FOR
from solidground.store.fault import StoreError
from tests.soak.agency import PARTS, happen
from tests.soak.clocks import Running, pause, until
from tests.soak.cluster import Cluster
from tests.soak.conftest import Begin
from tests.soak.drill import LOAN_OVER, Drill

KILLS = "KILLS"
CLOCKS = 2
REPORTED_EVERY_SECONDS, TRIED_AGAIN_SECONDS, WORK_SECONDS = 0.5, 0.5, 3.0


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Give three nodes of this test's own; what they said is kept beside what the clocks said."""
    running = Cluster()
    yield running
    for log in running.layout.folder.glob("*.log"):
        shutil.copyfile(log, tmp_path / log.name)
    running.end()


def reported(drill: Drill, enough: Event) -> Counter[str]:
    """Report incidents until there are enough, each until it is in; return what was said to who had to try again."""
    said: Counter[str] = Counter()
    while not enough.is_set():
        drill.incidents += 1
        at = drill.shift.now()
        while True:
            try:
                happen(drill.directory, drill.incidents, at)
            except StoreError as error:
                said[error.sentence] += 1
                pause(TRIED_AGAIN_SECONDS)
            else:
                break
        enough.wait(REPORTED_EVERY_SECONDS)
    return said


@contextmanager
def load(drill: Drill) -> Iterator[None]:
    """Let people report incidents all the while; whoever met a database that was away has got his report in."""
    enough = Event()
    with ThreadPoolExecutor(1) as people:
        told = people.submit(reported, drill, enough)
        try:
            yield
        finally:
            enough.set()
            for sentence, times in told.result().items():
                print(f"  {times} times a person who reported was told: {sentence}")  # noqa: T201 - what a soak says


def times_back(clock: Running) -> int:
    """Return how often a clock has said that it goes on."""
    assert clock.program.poll() is None, f"the clock ended by itself:\n{clock.said}"
    return clock.said.count("The database answers again. The clock goes on.")


def killed_under_load(drill: Drill, cluster: Cluster) -> None:
    """Kill the primary at a random instant of the clocks' work, and wait until they have found the next one."""
    took, before = drill.provider.took().total(), [times_back(clock) for clock in drill.clocks]
    with load(drill):
        # Nobody is sent more than a few messages within an hour: by then there is room again.
        drill.shift.move(THROTTLED_FOR)
        until(lambda: drill.provider.took().total() > took, "the clocks are at work")
        pause(drill.chance.uniform(0, WORK_SECONDS))
        was = cluster.kill_primary()
        print(f"  {drill.provider.took().total() - took} mails had left since the work began")  # noqa: T201 - as above
        now = cluster.until_taken_over(was)
        until(
            lambda: all(times_back(clock) > times for clock, times in zip(drill.clocks, before, strict=True)),
            "the clocks say that they go on",
        )
    print(f"  node {was} was killed, node {now} took over")  # noqa: T201 - as above
    cluster.bring_back(was)


def test_a_primary_killed_at_any_instant_loses_nothing_that_was_taken_in_or_sent(
    begin: Begin, cluster: Cluster
) -> None:
    drill = begin(cluster.layout.address())
    for _ in range(CLOCKS):
        drill.start()
    drill.caught_up()
    events = 0
    for kills in range(1, int(os.environ[KILLS]) + 1):
        killed_under_load(drill, cluster)
        drill.shift.move(LOAN_OVER)
        drill.caught_up()
        found = drill.look(may_come_twice=CLOCKS * kills)
        assert not any(cluster.layout.password in clock.said for clock in drill.clocks)
        print(f"after {kills} kills: {found}", flush=True)  # noqa: T201 - as above
        assert found.cases == len(PARTS) * drill.incidents, "a report that was taken in is gone"
        assert found.events > events, "the log has lost its end"
        events = found.events
        cluster.until_whole()
    drill.halt()
