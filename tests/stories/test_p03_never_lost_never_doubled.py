"""P3: one row in the outbox for each notification, handed over at least once or refused for good.

A crash at any statement, of the sweep or of the delivery, loses none and doubles none in the outbox.
"""

import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from solidground.app.ids import DerivedIds
from solidground.app.service import Service
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant
from solidground.core.notice.outcome import HandedOver, Outcome, RefusedForGood, TryAgain, Unknown
from solidground.core.subjects import SUBJECTS
from solidground.store.fault import StoreError
from solidground.store.proof import digest_of
from solidground.store.seal import Seal
from solidground.store.sqlite import FILE, SqliteStore, open_sqlite
from solidground.store.verify import verify
from tests.app.town import MEMBER, NOON, PEERS, Spy, Town, plan_for
from tests.store.test_faults import Faulty

STATEMENTS_MOST = 400
LATER = NOON + 40 * MINUTE
"""Reminders are due, a step has lapsed, and a rung was asked."""

AFTER_THE_LOAN = LATER + 11 * MINUTE


class Hands:
    """A clock moved by hand."""

    def __init__(self, at: Instant) -> None:
        self.at = at

    def now(self) -> Instant:
        """Return where the hands are."""
        return self.at


def turn(town: Town, at: Instant) -> None:
    Service(town.post(), Hands(at), DerivedIds(1), plan_for, StoreError).turn()


def begin(folder: Path) -> None:
    """Make a database with a case whose first hour has passed without a sweep."""
    store = open_sqlite(folder, SUBJECTS, create=True)
    town = Town(store)
    town.people()
    town.incident()
    town.incident(PEERS[2], name="i-2")
    store.close()


def rows(town: Town) -> list[tuple[object, ...]]:
    return sorted(town.outbox("agency, key, obligation, repeat, rung, recipient, way"))


def events(town: Town) -> str:
    return digest_of(town.store.log())


def broken(folder: Path, spy: Spy, number: int) -> bool:
    """Do one turn that breaks at a numbered statement; return whether it broke."""
    made: list[Faulty] = []

    def faulty(path: Path) -> Faulty:
        connection: Faulty = sqlite3.connect(path, isolation_level=None, factory=Faulty)
        made.append(connection)
        return connection

    store = SqliteStore(folder / FILE, SUBJECTS, Seal.new(), connect=faulty)
    town = Town(store, {"mail": spy})
    made[0].left = number
    try:
        turn(town, LATER)
    except StoreError:
        return True
    finally:
        made[0].left = None
        store.close()
    return False


def test_a_fault_at_any_statement_of_a_turn_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    # Given two cases, an hour without a clock, and what a turn without a fault makes of them
    begin(tmp_path / "first")
    shutil.copytree(tmp_path / "first", tmp_path / "good")
    good = Town(open_sqlite(tmp_path / "good", SUBJECTS))
    turn(good, LATER)
    turn(good, AFTER_THE_LOAN)
    expected, log = rows(good), events(good)
    assert len(expected) > 8
    good.store.close()
    # When the database fails at its first statement, at its second, and so on to the last
    for number in range(STATEMENTS_MOST):
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "first", folder)
        spy = Spy()
        failed = broken(folder, spy, number)
        # Then, after a restart, everything is there once, and everything was handed over
        again = Town(open_sqlite(folder, SUBJECTS), {"mail": spy})
        turn(again, LATER)
        turn(again, AFTER_THE_LOAN)
        assert rows(again) == expected
        assert events(again) == log
        assert set(again.outbox("DISTINCT status")) <= {("handed_over",), ("withdrawn",)}
        assert {MEMBER}.isdisjoint(spy.told), "nothing unexpected was sent"
        assert verify(again.store, None).first_bad is None
        again.store.close()
        shutil.rmtree(folder)
        if not failed:
            break
    assert 60 < number < STATEMENTS_MOST - 1, "the last round was not broken: every statement had its turn"


KILLED = """
import os, sys
from pathlib import Path
from solidground.core.subjects import SUBJECTS
from solidground.store.sqlite import open_sqlite
from tests.app.town import NOON, Spy, Town
spy = Spy()
town = Town(open_sqlite(Path(sys.argv[1]), SUBJECTS), {"mail": spy})
def die():
    print(len(spy.sent), flush=True)
    if len(spy.sent) == int(sys.argv[2]):
        os.kill(os.getpid(), 9)
spy.before = die
town.deliver(NOON)
"""


@pytest.mark.parametrize("sent", [0, 1, 5])
def test_a_program_killed_while_it_sends_leaves_the_rest_to_the_next(tmp_path: Path, sent: int) -> None:
    begin(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(sent)],
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    town = Town(open_sqlite(tmp_path, SUBJECTS))
    assert [status for (status,) in town.outbox("status")].count("handed_over") == sent
    assert town.deliver(NOON + MINUTE).rows == 0, "lent to who died, until the loan ends"
    assert town.deliver(NOON + 11 * MINUTE).handed_over == 6 - sent
    assert town.outbox("DISTINCT status") == [("handed_over",)]
    town.store.close()


def test_whatever_a_provider_does_every_row_ends_handed_over_or_refused() -> None:
    town = Town()
    town.people()
    (case,) = town.incident()
    outcomes: list[Outcome] = [
        TryAgain("down", 0),
        Unknown("broke"),
        Unknown("broke"),
        TryAgain("down", HOUR),
        HandedOver("taken"),
    ]
    at = NOON
    for number in range(400):
        town.spy.endings = [outcomes[(number + n) % len(outcomes)] for n in range(7)]
        town.sweep_to(at)
        town.deliver(at)
        at += HOUR
    town.spy.endings = [RefusedForGood("no such address")]
    town.deliver(at)
    town.spy.endings = []
    town.deliver(at + DAY)
    town.deliver(at + DAY)
    waiting = [row for row in town.outbox("status, send_at") if row[0] in ("waiting", "unknown") and row[1] <= at]
    assert waiting == []
    keys = [key for (key,) in town.outbox("key")]
    assert len(keys) == len(set(keys))
    assert town.case(case).status == "active"
