"""A log altered in any cell is named at its first altered event, and never with a traceback."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from solidground.core.kernel import DAY, HOUR
from solidground.store.base import SqlStore
from solidground.store.directory import verify_directory
from solidground.store.proof import link
from solidground.store.refold import refold
from solidground.store.seal import Seal
from solidground.store.sqlite import FILE
from solidground.store.verify import Bad, Verified, digest, verify
from tests.store.made_up import (
    AGENCY,
    NOON,
    case,
    change,
    made,
    notice,
    opened,
)

SEALED, WRITTEN = 5, 7
Tampering = Callable[[sqlite3.Connection], object]


def check(folder: Path) -> Verified:
    """Verify a data directory."""
    return verify_directory(folder)


def tamper(folder: Path, *statements: str) -> None:
    """Change a database as a foreign hand would."""
    with_hand(folder, lambda hand: [hand.execute(statement) for statement in statements])


def with_hand(folder: Path, tampering: Tampering) -> None:
    """Open a database without the program."""
    hand = sqlite3.connect(folder / FILE)
    hand.execute("PRAGMA ignore_check_constraints = ON")
    tampering(hand)
    hand.commit()
    hand.close()


def loosened(hand: sqlite3.Connection) -> None:
    """Take every constraint from the table of events."""
    hand.execute("CREATE TABLE loose AS SELECT * FROM event")
    hand.execute("DROP TABLE event")
    hand.execute("ALTER TABLE loose RENAME TO event")


def rewrite_hashes(hand: sqlite3.Connection) -> None:
    """Make the chain of care's log fit whatever its events are now."""
    chain = bytes(32)
    rows = hand.execute("SELECT position, stream, version, commitment FROM event WHERE side = 'care' ORDER BY position")
    for position, stream, version, committed in rows.fetchall():
        chain = link(chain, AGENCY, "care", position, stream, version, committed)
        hand.execute("UPDATE event SET chain = ? WHERE side = 'care' AND position = ?", (chain, position))
    hand.execute("UPDATE head SET chain = ? WHERE side = 'care'", (chain,))


def care(position: int) -> Bad:
    """Return a place in care's log."""
    return Bad(AGENCY, "care", position)


def test_a_whole_log_is_whole(folder: Path) -> None:
    assert check(folder) == Verified(WRITTEN + 1, None, WRITTEN - SEALED)


ALTERED = {
    "body": "UPDATE event SET body = replace(body, 'hour', 'year') WHERE side = 'care' AND position = 2",
    "at": "UPDATE event SET at = at + 1 WHERE side = 'care' AND position = 2",
    "by": "UPDATE event SET by = 'p-9' WHERE side = 'care' AND position = 2",
    "type": "UPDATE event SET type = 'CaseClosed' WHERE side = 'care' AND position = 2",
    "schema": "UPDATE event SET schema = 1 WHERE side = 'care' AND position = 2",
    "stream": "UPDATE event SET stream = 'case/c-9' WHERE side = 'care' AND position = 2",
    "version": "UPDATE event SET version = 9 WHERE side = 'care' AND position = 2",
    "salt": "UPDATE event SET salt = zeroblob(16) WHERE side = 'care' AND position = 2",
    "commitment": "UPDATE event SET commitment = zeroblob(32) WHERE side = 'care' AND position = 2",
    "chain": "UPDATE event SET chain = zeroblob(32) WHERE side = 'care' AND position = 2",
    "a hash where none is": "UPDATE event SET full_hash = zeroblob(32) WHERE side = 'care' AND position = 2",
    "body is no JSON": "UPDATE event SET body = 'nothing' WHERE side = 'care' AND position = 2",
    "body is a list": "UPDATE event SET body = '[]' WHERE side = 'care' AND position = 2",
    "body nests too deep": "UPDATE event SET body = replace(hex(zeroblob(90000)), '00', '[') WHERE position = 2",
    "body is bytes": "UPDATE event SET body = x'00ff' WHERE side = 'care' AND position = 2",
    "body is text that is no text": "UPDATE event SET body = cast(x'22ff22' AS TEXT) WHERE position = 2",
    "body is a number": "UPDATE event SET body = 7 WHERE side = 'care' AND position = 2",
    "at is text": "UPDATE event SET at = 'noon' WHERE side = 'care' AND position = 2",
    "at is a fraction": "UPDATE event SET at = 0.5 WHERE side = 'care' AND position = 2",
    "salt is empty": "UPDATE event SET salt = NULL WHERE side = 'care' AND position = 2",
    "salt is text": "UPDATE event SET salt = 'salt' WHERE side = 'care' AND position = 2",
    "another side": "UPDATE event SET side = 'nobody' WHERE side = 'care' AND position = 2",
    "negative position": "UPDATE event SET position = -2 WHERE side = 'care' AND position = 2",
    "removed from the middle": "DELETE FROM event WHERE side = 'care' AND position = 2",
    "made to look purged": (
        "UPDATE event SET type = 'Purged', schema = 1, by = '', salt = NULL, full_hash = zeroblob(32)"
        " WHERE side = 'care' AND position = 2"
    ),
}


@pytest.mark.parametrize("statement", ALTERED.values(), ids=ALTERED)
def test_the_second_event_altered_is_named(folder: Path, statement: str) -> None:
    tamper(folder, statement)
    assert check(folder).first_bad == care(2)


LOOSE = {
    "body is empty": "UPDATE event SET body = NULL WHERE side = 'care' AND position = 2",
    "by is empty": "UPDATE event SET by = NULL WHERE side = 'care' AND position = 2",
    "chain is empty": "UPDATE event SET chain = NULL WHERE side = 'care' AND position = 2",
    "position is empty": "UPDATE event SET position = NULL WHERE side = 'care' AND position = 2",
    "position is text": "UPDATE event SET position = 'two' WHERE side = 'care' AND position = 2",
    "side is empty": "UPDATE event SET side = NULL WHERE side = 'care' AND position = 2",
    "agency is bytes": "UPDATE event SET agency = x'00' WHERE side = 'care' AND position = 2",
    "there twice": "INSERT INTO event SELECT * FROM event WHERE side = 'care' AND position = 2",
    "two swapped": "UPDATE event SET position = 5 - position WHERE side = 'care' AND position IN (2, 3)",
}


@pytest.mark.parametrize("statement", LOOSE.values(), ids=LOOSE)
def test_nonsense_in_a_table_without_constraints_is_named(folder: Path, statement: str) -> None:
    with_hand(folder, loosened)
    tamper(folder, statement)
    found = check(folder).first_bad
    assert found is not None
    if found.agency == AGENCY and found.side == "care":
        assert found.position in {2, 3}


def test_the_first_and_the_last_event_removed_are_named(folder: Path, sealed: Path, tmp_path: Path) -> None:
    tamper(folder, "DELETE FROM event WHERE side = 'care' AND position = 1")
    assert check(folder).first_bad == care(1)
    other = shutil.copytree(sealed, tmp_path / "other")
    tamper(other, "DELETE FROM event WHERE side = 'care' AND position = 7")
    assert check(other).first_bad == care(WRITTEN)


def test_an_event_added_is_named(folder: Path) -> None:
    tamper(
        folder,
        "INSERT INTO event SELECT agency, side, 8, stream, 9, type, schema, at, by, body, salt, full_hash, commitment,"
        " chain FROM event WHERE side = 'care' AND position = 7",
    )
    assert check(folder).first_bad == care(WRITTEN + 1)


def test_the_command_side_is_named_first(folder: Path) -> None:
    tamper(folder, "UPDATE event SET by = 'p-9'")
    assert check(folder).first_bad == Bad(AGENCY, "command", 1)


def test_a_tail_missing_against_a_checkpoint_is_named_by_size_plus_one(folder: Path) -> None:
    tamper(
        folder,
        "DELETE FROM event WHERE side = 'care' AND position > 4",
        "UPDATE head SET size = 4, chain = (SELECT chain FROM event WHERE side = 'care' AND position = 4)"
        " WHERE side = 'care'",
    )
    assert check(folder).first_bad == care(5)


def test_who_rewrites_every_hash_is_caught_by_the_checkpoint(folder: Path) -> None:
    tamper(folder, "UPDATE event SET stream = 'case/c-9' WHERE side = 'care' AND position = 5")
    with_hand(folder, rewrite_hashes)
    assert check(folder).first_bad == care(4), "the checkpoint over three events still fits"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE checkpoint SET signature = zeroblob(64) WHERE side = 'care' AND size = 5",
        "UPDATE checkpoint SET at = at + 1 WHERE side = 'care' AND size = 5",
        "UPDATE checkpoint SET chain = zeroblob(32) WHERE side = 'care' AND size = 5",
        "UPDATE checkpoint SET size = 4 WHERE side = 'care' AND size = 5",
        "UPDATE checkpoint SET signature = 'mine' WHERE side = 'care' AND size = 5",
        "UPDATE checkpoint SET size = 'many' WHERE side = 'care' AND size = 5",
    ],
)
def test_a_forged_checkpoint_is_bad_too(folder: Path, statement: str) -> None:
    tamper(folder, statement)
    found = check(folder).first_bad
    assert found is not None
    assert found.side == "care"


def test_a_checkpoint_signed_by_another_key_is_bad(folder: Path) -> None:
    (folder / "keys" / "seal.pub").write_text(Seal.new().public.hex(), encoding="ascii")
    assert check(folder).first_bad == Bad(AGENCY, "command", 1)


@pytest.mark.parametrize("table", ["event", "head", "checkpoint"])
def test_a_table_dropped_is_an_altered_log(folder: Path, table: str) -> None:
    tamper(folder, f"DROP TABLE {table}")
    assert check(folder).first_bad == Bad(AGENCY, "command", 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE head SET size = 9 WHERE side = 'care'",
        "UPDATE head SET size = 'x' WHERE side = 'care'",
        "UPDATE head SET size = -1 WHERE side = 'care'",
        "UPDATE head SET size = 3 WHERE side = 'care'",
        "UPDATE head SET chain = zeroblob(32) WHERE side = 'care'",
        "DELETE FROM head WHERE side = 'care'",
    ],
)
def test_an_altered_head_is_bad(folder: Path, statement: str) -> None:
    tamper(folder, statement)
    found = check(folder).first_bad
    assert found is not None
    assert found.side == "care"


DAYS, CASES = 4, 12


def replay(store: SqlStore) -> None:
    """Open cases at scattered times, then let days go by: one transaction a day, claiming as time moves on."""
    with store.transaction() as unit:
        for number in range(CASES):
            (loaded,) = unit.load([case(f"c-{number}")])
            unit.append([change(case(f"c-{number}"), loaded, opened(NOON + number * 7 % 5 * HOUR))])
    for day in range(1, DAYS + 1):
        with store.transaction() as unit:
            while (at := unit.next_wake()) is not None and at < NOON + day * DAY:
                for agency, found in unit.claim(at, 3):
                    (loaded,) = unit.load([case(found, agency)])
                    unit.append([change(case(found, agency), loaded, made(at, found), notices=(notice(found, at),))])


def test_the_same_days_give_the_same_digest_on_every_kind_of_store(opened_by: Callable[[str], SqlStore]) -> None:
    digests = set()
    for kind in ("memory", "sqlite", "postgresql"):
        store = opened_by(kind)
        replay(store)
        digests.add(digest(store))
        expected = CASES * DAYS
        assert verify(store, None) == Verified(expected, None, expected)
        assert refold(store).wrong == ()
    assert len(digests) == 1
