"""One drill: an agency, its clocks, the provider, and everything that is looked at after a plug was pulled."""

import json
from collections import Counter
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from solidground.app import wiring
from solidground.config.command_line import run
from solidground.core.kernel import MINUTE, Span
from solidground.store.base import SqlStore
from solidground.store.fault import StoreError
from tests.soak.agency import happen
from tests.soak.clocks import Running, environment, until
from tests.soak.outside import Provider, Shift

LOAN_OVER: Span = 11 * MINUTE
"""So long after a sender's death its rows are everybody's again."""

DOUBLED = (
    "SELECT obligation, repeat, rung, recipient, way FROM outbox"
    " GROUP BY agency, obligation, repeat, rung, recipient, way HAVING count(*) > 1"
)
LENT = "SELECT count(*) FROM outbox WHERE status = 'waiting' AND sent_as IS NOT NULL"
LEFT = (
    "SELECT (SELECT count(*) FROM outbox WHERE next_try_at <= ?) + (SELECT count(*) FROM inbox)"
    " + (SELECT count(*) FROM case_row WHERE wake_at <= ?)"
)


class Found(NamedTuple):
    """What was found after a restart: open cases, rows of the outbox, and what reached the provider more than once."""

    cases: int
    rows: int
    events: int
    twice: int


class Drill:
    """What happens to one agency. ``seed`` says when plugs are pulled."""

    def __init__(self, directory: Path, shift: Shift, provider: Provider, seed: int, address: str = "") -> None:
        """Take everything the drill works with."""
        self.directory, self.shift, self.provider = directory, shift, provider
        self.chance = Random(seed)  # noqa: S311 - when a plug is pulled, repeatable by its seed
        self._environment = environment(shift, address)
        self.clocks: list[Running] = []
        self.incidents = self.pulled = self._started = 0

    def start(self) -> Running:
        """Start one more clock."""
        self._started += 1
        said = self.directory.parent / f"clock-{self._started}.log"
        clock = Running(self.directory, said, self._environment)
        self.clocks.append(clock)
        return clock

    def pull(self, clock: Running) -> None:
        """Pull its plug."""
        clock.kill()
        self.clocks.remove(clock)
        self.pulled += 1

    def work(self) -> None:
        """Let something happen that the clock must see to."""
        self.incidents += 1
        happen(self.directory, self.incidents, self.shift.now())

    def open(self) -> SqlStore:
        """Open the database beside the clocks."""
        return wiring.open_directory(self.directory)

    def left(self, store: SqlStore) -> int:
        """Return how much is due and not done."""
        now = self.shift.now()
        try:
            ((count,),) = list(store.stream_rows(LEFT, (now, now)))
        except StoreError:  # the database is being pulled from under us
            return -1
        return int(count)

    def lent(self) -> int:
        """Return how many rows are in a sender's hands."""
        with closing(self.open()) as store:
            ((count,),) = list(store.stream_rows(LENT))
        return int(count)

    def caught_up(self) -> None:
        """Wait until every clock has begun and nothing is due."""
        until(lambda: all(clock.begun for clock in self.clocks), "the clocks begin")
        with closing(self.open()) as store:
            until(lambda: self.left(store) == 0, "the clocks catch up")

    def look(self, may_come_twice: int = 0) -> Found:
        """Look at everything that was promised; return what there is. Each plug pulled may have doubled one mail."""
        looked, checked = self.ask("reconcile"), self.ask("verify")
        assert looked["broken_promises"] == {}, looked
        assert checked["first_bad"] is None, checked
        with closing(self.open()) as store:
            assert list(store.stream_rows(DOUBLED)) == []
            rows = list(store.stream_rows("SELECT key, sent_as, status FROM outbox"))
        took = self.provider.took()
        self.told(rows, took)
        twice = sum(took.values()) - len(took)
        most = self.pulled + may_come_twice
        assert twice <= most, f"{twice} mails came twice, and {most} may have"
        return Found(looked["cases"], len(rows), checked["events"], twice)

    def command(self, command: str, *more: object, directory: Path | None = None) -> tuple[int, str, str]:
        """Run a command beside the clocks; return its exit code, and what it said."""
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            code = run([command, *map(str, more), "--data", str(directory or self.directory), "--json"])
        return code, out.getvalue(), err.getvalue()

    def ask(self, command: str, *more: object, directory: Path | None = None) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Ask a command beside the clocks; return its one object."""
        code, out, err = self.command(command, *more, directory=directory)
        assert out, (code, err)
        return json.loads(out)

    def told(self, rows: list[tuple[str, str | None, str]], took: Counter[str]) -> None:
        """Hold the outbox against the provider: what was handed over arrived, and nothing arrived by another key."""
        handed = {sent_as for _, sent_as, status in rows if status == "handed_over"}
        assert handed <= set(took), "handed over, and the provider never saw it"
        known = {sent_as for _, sent_as, _ in rows if sent_as is not None}
        assert set(took) <= known, "something arrived twice, under two keys"

    def halt(self) -> None:
        """Tell every clock to stop."""
        for clock in list(self.clocks):
            clock.stop()
            self.clocks.remove(clock)

    def end(self) -> None:
        """Leave nothing running."""
        for clock in self.clocks:
            clock.end()
