"""A purge keeps step, day and role; the chain still verifies, and folding gives the closed state."""

import json
from pathlib import Path

import pytest

from solidground.core.kernel import DAY, HOUR
from solidground.store import walk
from solidground.store.base import SqlStore
from solidground.store.codec import Codec
from solidground.store.fault import StoreError
from solidground.store.proof import EPOCH_DAY
from solidground.store.purge import purge
from solidground.store.refold import refold
from solidground.store.sqlite import FILE, open_sqlite, plain
from solidground.store.verify import verify
from tests.store.made_up import (
    CASE,
    NOON,
    PEER,
    SUBJECTS,
    CaseClosed,
    DetailsPurged,
    Kept,
    case,
    made,
    notice,
    opened,
    write,
)


def live(store: SqlStore) -> None:
    """Write a case's life up to its purging event, and another case beside it."""
    write(store, case("c-1"), opened(plan=("telling-plan",)), notices=(notice(),))
    write(store, case("c-2"), opened())
    write(store, case("c-1"), made(by=PEER), CaseClosed(NOON + HOUR, PEER))
    write(store, case("c-1"), DetailsPurged(NOON + 200 * DAY, PEER))


def test_a_purged_log_keeps_step_day_and_role_and_verifies(store: SqlStore) -> None:
    live(store)
    assert purge(store, case("c-1")) == 3
    assert verify(store, None).first_bad is None
    rows = [row for row in store.log() if row.stream == "case/c-1"]
    assert [row.type for row in rows] == ["Purged", "Purged", "Purged", "DetailsPurged"]
    assert json.loads(rows[1].body) == {"day": NOON // DAY + EPOCH_DAY, "role": "peer", "step": "hour"}
    assert {(row.by, row.at % DAY) for row in rows[:3]} == {("", 0)}
    assert purge(store, case("c-1")) == 0, "once is enough"


def test_folding_a_purged_log_gives_the_closed_state(store: SqlStore) -> None:
    live(store)
    purge(store, case("c-1"))
    with store.transaction() as unit:
        (loaded,) = unit.load([case("c-1")])
    assert loaded == (Kept("closed", at=NOON + 200 * DAY), 4)
    assert store.events(case("c-1")) == [DetailsPurged(NOON + 200 * DAY, PEER)]
    assert refold(store).wrong == ()


def test_a_case_whose_log_does_not_say_so_is_not_purged(store: SqlStore) -> None:
    write(store, case(), opened())
    with pytest.raises(StoreError, match="not to be purged yet"):
        purge(store, case())
    assert [row.type for row in store.log()] == ["CaseOpened"]


def test_nothing_of_the_details_is_left_in_the_file(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path, SUBJECTS, create=True)
    live(store)
    purge(store, case("c-1"))
    store.close()
    everything = b"".join(path.read_bytes() for path in tmp_path.glob(FILE + "*"))
    assert b"telling-plan" not in everything
    assert b"case/c-2" in everything


def test_a_disk_that_fills_up_during_a_purge_loses_nothing(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path, SUBJECTS, create=True)
    live(store)
    store.connection.execute("CREATE TABLE ballast (bytes)")
    store.connection.execute(
        "CREATE TRIGGER grow AFTER UPDATE ON snapshot BEGIN INSERT INTO ballast VALUES (zeroblob(9000000)); END"
    )
    store.connection.execute("PRAGMA max_page_count = 200")
    with pytest.raises(StoreError, match="no room left"):
        purge(store, case("c-1"))
    assert [row.type for row in store.log()] == ["CaseOpened"] * 2 + ["ContactMade", "CaseClosed", "DetailsPurged"]
    assert verify(store, None).first_bad is None
    store.close()


def test_a_purged_row_without_its_purging_event_is_an_altered_log(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path, SUBJECTS, create=True)
    live(store)
    purge(store, case("c-1"))
    store.close()
    hand = plain(tmp_path / FILE)
    hand.execute("DELETE FROM event WHERE position = 5")
    hand.execute("UPDATE head SET size = 4, chain = (SELECT chain FROM event WHERE position = 4)")
    hand.close()
    store = open_sqlite(tmp_path, SUBJECTS)
    found = verify(store, None).first_bad
    assert found is not None
    assert found.position == 1
    store.close()


@pytest.mark.parametrize(
    ("alteration", "place"),
    [
        ("UPDATE event SET by = 'somebody' WHERE position = 3", 3),
        ("UPDATE event SET at = at + 1 WHERE position = 5", 5),
        ("UPDATE event SET schema = 2 WHERE position = 2", 2),
        ("DELETE FROM event WHERE position = 3", 3),
        ("DELETE FROM event WHERE position = 5", 5),
    ],
)
def test_what_is_altered_in_a_purged_log_is_named_and_no_row_before_it(
    tmp_path: Path, alteration: str, place: int
) -> None:
    store = open_sqlite(tmp_path, SUBJECTS, create=True)
    write(store, case("c-2"), opened())
    write(store, case("c-1"), opened())
    write(store, case("c-2"), CaseClosed(NOON + HOUR, PEER))
    write(store, case("c-1"), CaseClosed(NOON + HOUR, PEER))
    write(store, case("c-1"), DetailsPurged(NOON + 200 * DAY, PEER))
    purge(store, case("c-1"))
    store.close()
    hand = plain(tmp_path / FILE)
    hand.execute(alteration)
    hand.close()
    store = open_sqlite(tmp_path, SUBJECTS)
    found = verify(store, None).first_bad
    store.close()
    assert found is not None
    assert found.position == place


def test_a_state_that_does_not_follow_from_its_events_is_named(store: SqlStore) -> None:
    write(store, case("c-1"), opened())
    write(store, case("c-2"), opened())
    write(store, case("c-3"), opened())
    with store.session() as session:
        session.change("UPDATE case_row SET next_step = 'other' WHERE case_id = 'c-1'")
        session.change("UPDATE snapshot SET version = 7 WHERE stream = 'case/c-2'")
        session.change("DELETE FROM keeping WHERE case_id = 'c-3'")
    assert [wrong.stream.name for wrong in refold(store).wrong] == ["case/c-1", "case/c-2", "case/c-3"]


def test_a_snapshot_of_another_state_version_gap_or_without_events_is_named(store: SqlStore) -> None:
    write(store, case("c-1"), opened())
    write(store, case("c-2"), opened(), made())
    write(store, case("c-3"), opened())
    with store.session() as session:
        (packed,) = session.run("SELECT state FROM snapshot WHERE stream = 'case/c-2'")[0]
        session.change("UPDATE snapshot SET state = ? WHERE stream = 'case/c-1'", (packed,))
        session.change("DELETE FROM event WHERE stream = 'case/c-2' AND version = 1")
        session.change("DELETE FROM event WHERE stream = 'case/c-3'")
    assert [wrong.stream.name for wrong in refold(store).wrong] == ["case/c-1", "case/c-2", "case/c-3"]


def test_a_case_that_shows_as_held_while_its_events_say_it_is_not_is_named(store: SqlStore) -> None:
    for name in ("c-1", "c-2", "c-3"):
        write(store, case(name), opened())
    with store.session() as session:
        session.change("UPDATE case_row SET unheld_at = 5 WHERE case_id = 'c-1'")
        session.change("DELETE FROM case_row WHERE case_id = 'c-2'")
        session.change("INSERT INTO keeping VALUES ('harbor', 'stranger', 'c-3')")
    assert [(wrong.stream.name, wrong.why) for wrong in refold(store).wrong] == [
        ("case/c-2", "has a case row its events do not give"),
        ("case/c-3", "is kept by others than its events say"),
    ], "a case set apart shows as unheld"


def test_more_streams_than_are_looked_at_together_are_all_looked_at(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "TOGETHER", 2)
    for name in ("c-1", "c-2", "c-3", "c-4", "c-5"):
        write(store, case(name), opened(), made())
    assert refold(store)[:2] == (5, 10)
    with store.session() as session:
        session.change("UPDATE snapshot SET version = 7 WHERE stream IN ('case/c-3', 'case/c-4')")
    assert [wrong.stream.name for wrong in refold(store).wrong] == ["case/c-3", "case/c-4"]


def test_an_old_snapshot_is_folded_again_from_events(store: SqlStore) -> None:
    write(store, case(), opened(), made())
    with store.session() as session:
        session.change("UPDATE snapshot SET schema = 1, state = ?", (b"old",))
        session.change("DELETE FROM plan")
    store.forget(case())
    assert refold(store).wrong == ()
    write(store, case(), made())
    store.forget(case())
    with store.transaction() as unit:
        (loaded,) = unit.load([case()])
    assert (loaded.version, loaded.state.made, loaded.state.plan) == (3, 2, ("hour", "day", "week"))


def test_a_stream_on_the_wrong_side_is_named(store: SqlStore) -> None:
    write(store, case(), opened())
    with store.session() as session:
        session.change("UPDATE event SET side = 'command'")
    (wrong,) = refold(store).wrong
    assert wrong.why == "is on the side command, not care"


def test_a_subject_without_a_read_row_is_purged_too(store: SqlStore) -> None:
    store.codec = Codec({"case": CASE._replace(row=None, rarely=None)})
    write(store, case(), opened(), CaseClosed(NOON, PEER), DetailsPurged(NOON, PEER), row=False)
    assert purge(store, case()) == 2
    assert verify(store, None).first_bad is None
