"""What a store knows of the time: the last that was noted as right, and that of its last events."""

from solidground.core.kernel import HOUR, MINUTE
from solidground.core.record import Dial
from solidground.store.base import STARTS_MOST, SqlStore
from tests.store.made_up import NOON, OTHER_AGENCY, case, made, opened, write


def test_the_last_time_that_was_noted_is_there(store: SqlStore) -> None:
    assert store.noted_time() is None
    for dial in (Dial(NOON + HOUR, "a start", MINUTE), Dial(NOON, "another", 0)):
        store.note_time(dial)
        assert store.noted_time() == dial, "the last word counts, also where it is earlier"


def test_what_was_noted_since_a_start_is_asked_for_by_it_and_the_last_word_else(store: SqlStore) -> None:
    here, there = Dial(NOON, "here", MINUTE), Dial(NOON + HOUR, "there", 0)
    store.note_time(here)
    store.note_time(there)
    assert [store.noted_time(boot) for boot in ("here", "there", "a third", "")] == [here, there, there, there]


def test_starts_that_are_long_over_are_forgotten(store: SqlStore) -> None:
    for number in range(STARTS_MOST + 2):
        store.note_time(Dial(NOON - number * HOUR, f"start {number}", 0))
    last = Dial(NOON - (STARTS_MOST + 1) * HOUR, f"start {STARTS_MOST + 1}", 0)
    assert store.noted_time("start 0") == Dial(NOON, "start 0", 0)
    assert store.noted_time(f"start {STARTS_MOST}") == last, "of that start nothing is known: the last word counts"
    with store.reading() as session:
        [(notes,)] = session.run("SELECT count(*) FROM meta WHERE key LIKE ?", ("time %",))
    assert notes == STARTS_MOST


def test_the_time_of_the_last_events_is_the_latest_of_all_logs(store: SqlStore) -> None:
    assert store.last_at() is None
    write(store, case(), opened())
    write(store, case("c-1", OTHER_AGENCY), opened())
    write(store, case(), made(NOON + HOUR))
    assert store.last_at() == NOON + HOUR
