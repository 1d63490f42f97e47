"""What a store knows of the time: the last that was noted as right, and that of its last events."""

from solidground.core.kernel import HOUR, MINUTE
from solidground.core.record import Dial
from solidground.store.base import SqlStore
from tests.store.made_up import NOON, OTHER_AGENCY, case, made, opened, write


def test_the_last_time_that_was_noted_is_there(store: SqlStore) -> None:
    assert store.noted_time() is None
    for dial in (Dial(NOON + HOUR, "a start", MINUTE), Dial(NOON, "another", 0)):
        store.note_time(dial)
        assert store.noted_time() == dial, "the last word counts, also where it is earlier"


def test_the_time_of_the_last_events_is_the_latest_of_all_logs(store: SqlStore) -> None:
    assert store.last_at() is None
    write(store, case(), opened())
    write(store, case("c-1", OTHER_AGENCY), opened())
    write(store, case(), made(NOON + HOUR))
    assert store.last_at() == NOON + HOUR
