"""One checkpoint kept elsewhere is enough: against it no rebuilt log passes, with whatever key it is signed."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from solidground.core.kernel import HOUR
from solidground.store.evidence import statements
from solidground.store.marks import Kept
from solidground.store.purge import purge
from solidground.store.seal import read_public
from solidground.store.sqlite import SqliteStore, open_sqlite
from solidground.store.verify import Bad, verify
from tests.store.forger import Tampering, forge
from tests.store.made_up import AGENCY, NOON, PEER, SUBJECTS, CaseClosed, DetailsPurged, case, made, opened, write

SIZES = (3, 5, 6)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a folder whose log was sealed at three sizes, with one event after the last."""
    store = open_sqlite(tmp_path / "home", SUBJECTS, create=True)
    write(store, case("c-1"), opened(), made(), made(step="day"))
    store.seal(NOON)
    write(store, case("c-2"), opened(), made())
    store.seal(NOON + 1)
    write(store, case("c-1"), made(step="week"))
    store.seal(NOON + 2)
    write(store, case("c-1"), made(step="month"))
    store.close()
    return tmp_path / "home"


def kept_of(folder: Path) -> list[Kept]:
    with opened_at(folder) as store:
        return statements(store, read_public(folder)).kept()


class opened_at:  # noqa: N801 - it reads as what it does
    """A store for one block."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> SqliteStore:
        self._store = open_sqlite(self._folder, SUBJECTS)
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()


def first_bad(folder: Path, *kept: Kept) -> Bad | None:
    with opened_at(folder) as store:
        return verify(store, read_public(folder), kept).first_bad


def running(statement: str) -> Tampering:
    return lambda hand: hand.execute(statement)


def swapped(hand: sqlite3.Connection) -> None:
    for old, new in ((1, -1), (2, 1), (-1, 2)):
        hand.execute("UPDATE event SET position = ? WHERE position = ?", (new, old))


FORGED: dict[str, Tampering] = {
    "the first is changed": running("UPDATE event SET body = replace(body, 'm-1', 'm-9') WHERE position = 1"),
    "one is changed": running("UPDATE event SET body = replace(body, 'hour', 'year') WHERE position = 2"),
    "one is removed": running("DELETE FROM event WHERE position = 2"),
    "two are swapped": swapped,
    "the first is removed": running("DELETE FROM event WHERE position = 1"),
    "one is added": running(
        "INSERT INTO event SELECT agency, side, 0, 'case/c-0', 1, type, schema, at, by, body, salt, full_hash,"
        " commitment, chain FROM event WHERE position = 1"
    ),
    "only a few are left": running("DELETE FROM event WHERE position > 2"),
    "all are gone": running("DELETE FROM event"),
}


def test_an_honest_log_adds_to_every_checkpoint_that_was_kept(home: Path) -> None:
    kept = kept_of(home)
    assert [one.size for one in kept] == list(SIZES)
    assert first_bad(home, *kept) is None
    for one in kept:
        assert first_bad(home, one) is None


@pytest.mark.parametrize("tampering", FORGED.values(), ids=FORGED)
def test_who_rebuilds_everything_and_has_the_key_is_caught_by_any_one_kept_checkpoint(
    home: Path, tampering: Tampering
) -> None:
    kept = kept_of(home)
    forge(home, tampering)
    assert first_bad(home) is None, "without a copy elsewhere the forgery passes"
    for one in kept:
        found = first_bad(home, one)
        assert found is not None
        assert (found.agency, found.side) == (AGENCY, "care")


def test_the_last_sealed_event_too_is_named_where_the_checkpoint_before_it_fits(home: Path) -> None:
    kept = kept_of(home)
    forge(home, running("UPDATE event SET body = replace(body, 'week', 'year') WHERE position = 6"))
    assert first_bad(home, *kept[:2]) is None, "those were before it"
    assert first_bad(home, kept[2]) == Bad(AGENCY, "care", 1), "the forged ones say nothing of where"
    assert first_bad(home, *kept) == Bad(AGENCY, "care", 6)


def test_a_checkpoint_from_before_there_was_a_tree_is_enough_too(home: Path) -> None:
    one = kept_of(home)[1]._replace(root=None)
    assert first_bad(home, one) is None
    forge(home, running("UPDATE event SET by = 'p-9', body = replace(body, 'p-1', 'p-9') WHERE position = 4"))
    assert first_bad(home, one) is not None


@pytest.fixture
def purged(tmp_path: Path) -> Iterator[tuple[Path, list[Kept]]]:
    folder = tmp_path / "purged"
    with_case = open_sqlite(folder, SUBJECTS, create=True)
    write(with_case, case("c-1"), opened(), made(), CaseClosed(NOON + HOUR, PEER))
    with_case.seal(NOON)
    write(with_case, case("c-2"), opened())
    kept = statements(with_case, read_public(folder)).kept()
    write(with_case, case("c-1"), DetailsPurged(NOON + 2 * HOUR, PEER))
    with_case.seal(NOON + 1)
    assert purge(with_case, case("c-1")) == 3
    yield folder, kept
    with_case.close()


def test_what_retention_takes_away_changes_no_leaf(purged: tuple[Path, list[Kept]]) -> None:
    folder, kept = purged
    assert first_bad(folder, *kept) is None
    with opened_at(folder) as store:
        write(store, case("c-2"), made())
        assert store.seal(NOON + 2)
    assert first_bad(folder, *kept, *kept_of(folder)) is None


def test_a_forged_log_that_was_purged_is_caught_as_well(purged: tuple[Path, list[Kept]], tmp_path: Path) -> None:
    folder, kept = purged
    other = shutil.copytree(folder, tmp_path / "other")
    forge(other, running("UPDATE event SET body = replace(body, 'peer', 'chap') WHERE position = 2"))
    assert first_bad(other) is None
    assert first_bad(other, *kept) == Bad(AGENCY, "care", 1)
