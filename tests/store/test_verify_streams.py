"""Events taken away with everything that counts them show in what still names the versions of their streams."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from solidground.store.base import SqlStore
from solidground.store.fault import StoreError
from solidground.store.memory import MemoryStore
from solidground.store.sqlite import FILE
from solidground.store.verify import Bad, Verified, verify
from tests.store.made_up import AGENCY, SUBJECTS, case, made, opened, write
from tests.store.test_verify import WRITTEN, care, check, rewrite_hashes, tamper, with_hand

CUT = (
    "DELETE FROM event WHERE side = 'care' AND position > 5",
    "DELETE FROM checkpoint WHERE side = 'care' AND size > 5",
    "UPDATE head SET size = 5, chain = (SELECT chain FROM event WHERE position = 5) WHERE side = 'care'",
)


def test_a_tail_taken_away_with_its_head_and_its_checkpoints_is_noticed(folder: Path) -> None:
    tamper(folder, *CUT)
    assert check(folder).first_bad == care(6)


@pytest.mark.parametrize("table", ["snapshot", "case_row"])
def test_either_table_alone_tells_of_it(folder: Path, table: str) -> None:
    tamper(folder, *CUT, f"DROP TABLE {table}")
    assert check(folder).first_bad == care(6)


def test_a_whole_log_taken_away_is_noticed_from_its_first_event(folder: Path) -> None:
    tamper(folder, "DELETE FROM head WHERE side = 'care'", "DELETE FROM checkpoint WHERE side = 'care'")
    tamper(folder, "DELETE FROM event WHERE side = 'care'")
    assert check(folder).first_bad == care(1)
    tamper(folder, "DELETE FROM head", "DELETE FROM checkpoint", "DELETE FROM event")
    assert check(folder) == Verified(0, Bad(AGENCY, "command", 1), 0)


def test_an_event_cut_out_of_the_middle_is_noticed_by_the_version_after_it(folder: Path) -> None:
    tamper(folder, "DELETE FROM event WHERE side = 'care' AND position = 2", "DELETE FROM checkpoint")
    with_hand(folder, closed_up)
    assert check(folder).first_bad == care(2)


def closed_up(hand: sqlite3.Connection) -> None:
    """Let every later event move up by one, and every hash fit."""
    for position in range(3, WRITTEN + 1):
        hand.execute("UPDATE event SET position = ? WHERE side = 'care' AND position = ?", (position - 1, position))
    hand.execute("UPDATE head SET size = ? WHERE side = 'care'", (WRITTEN - 1,))
    rewrite_hashes(hand)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE snapshot",
        "DROP TABLE case_row",
        "DELETE FROM snapshot",
        "UPDATE snapshot SET version = 1",
        "UPDATE snapshot SET version = 'many'",
        "UPDATE snapshot SET stream = cast(x'6361736576ff' AS TEXT) WHERE stream = 'case/c-1'",
        "UPDATE snapshot SET stream = 'unheard/of' WHERE stream = 'case/c-1'",
        "UPDATE snapshot SET agency = x'00'",
    ],
)
def test_a_read_table_that_is_missing_or_damaged_is_no_altered_log(folder: Path, statement: str) -> None:
    tamper(folder, statement)
    assert check(folder) == Verified(WRITTEN + 1, None, 2)


def test_a_name_that_is_no_text_is_stumbled_over_by_nobody(folder: Path) -> None:
    tamper(
        folder,
        "UPDATE snapshot SET stream = cast(x'636173652fff' AS TEXT) WHERE stream = 'case/c-1'",
        "UPDATE event SET stream = cast(x'636173652fff' AS TEXT) WHERE stream = 'case/c-1' AND version > 2",
    )
    assert check(folder).first_bad == care(3)


@pytest.mark.parametrize("position", [0, -7])
def test_a_row_planted_before_the_first_is_named_by_its_own_position(folder: Path, position: int) -> None:
    plant = (
        f"INSERT INTO event SELECT agency, side, {position}, stream, 90, type, schema, at, by, body, salt, full_hash,"  # noqa: S608 - a test's own numbers
        " commitment, chain FROM event WHERE side = 'care' AND position = 7"
    )
    tamper(folder, plant)
    assert check(folder).first_bad == care(position)
    tamper(folder, "UPDATE event SET by = 'p-9' WHERE side = 'care' AND position = 3")
    assert check(folder).first_bad == care(position), "it comes before the third"


class Written(MemoryStore):
    """A store to which a clock writes between the reading of the head and the reading of the events."""

    def stream_rows(self, statement: str, row: tuple[Any, ...] = (), *, tolerant: bool = False) -> Iterator[Any]:
        """Write, then read."""
        if "ORDER BY position" in statement:
            write(self, case("c-1"), made(step="week"))
        return super().stream_rows(statement, row, tolerant=tolerant)


def test_what_a_clock_writes_meanwhile_is_not_taken_for_an_altered_log() -> None:
    store = Written(SUBJECTS)
    write(store, case("c-1"), opened(), made())
    assert verify(store, None) == Verified(3, None, 3)
    with store.session() as session:
        session.change("UPDATE head SET size = 9")
    assert verify(store, None).first_bad == care(4)
    store.close()


def test_every_kind_of_store_notices_a_missing_tail(store: SqlStore) -> None:
    write(store, case("c-1"), opened(), made())
    write(store, case("c-2"), opened())
    with store.session() as session:
        session.change("DELETE FROM event WHERE position = 3")
        session.change("UPDATE head SET size = 2, chain = (SELECT chain FROM event WHERE position = 2)")
    assert verify(store, None).first_bad == care(3)
    with store.session() as session:
        session.change("DROP TABLE case_row")
        session.change("DROP TABLE snapshot")
    assert verify(store, None).first_bad is None, "nothing is left that could tell"


def test_a_database_that_goes_away_is_still_a_fault(folder: Path) -> None:
    (folder / FILE).write_bytes((folder / FILE).read_bytes()[:8192])
    with pytest.raises(StoreError):
        check(folder)
