"""Two workers on one database: nobody takes the other's case, place or version."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import psycopg
import pytest

from solidground.core.kernel import DAY, HOUR
from solidground.core.record import ConflictError, Taken
from solidground.store.base import SqlStore
from solidground.store.fault import StoreError
from solidground.store.postgresql import PostgresqlStore, open_postgresql
from solidground.store.verify import verify
from tests.soak.clocks import until
from tests.store.made_up import AGENCY, NOON, PEER, SUBJECTS, CaseEvent, case, change, made, notice, opened, write


@pytest.fixture
def pair(postgresql_url: str, tmp_path: Path) -> Iterator[tuple[PostgresqlStore, PostgresqlStore]]:
    """Two connections to one schema."""
    first = open_postgresql(postgresql_url, tmp_path, SUBJECTS)
    second = open_postgresql(postgresql_url, tmp_path, SUBJECTS)
    yield first, second
    first.close()
    second.close()


def test_a_clock_knows_whether_another_is_there_however_that_one_ended(
    pair: tuple[PostgresqlStore, PostgresqlStore], postgresql_url: str
) -> None:
    first, second = pair
    assert first.is_only_clock()
    assert first.is_only_clock(), "asked twice it is still one"
    assert not second.is_only_clock()
    with psycopg.connect(postgresql_url, autocommit=True) as other:
        # As one that is killed: the server ends what it had.
        other.execute("SELECT pg_terminate_backend(%s)", (first.connection.info.backend_pid,))
    until(second.is_only_clock, "the server lets go of what it had")
    first.next_wake()
    assert not second.is_only_clock(), "one that was only cut off is counted again with its next statement"


def test_a_clock_that_could_not_be_counted_anew_does_not_go_on_uncounted(
    pair: tuple[PostgresqlStore, PostgresqlStore], postgresql_url: str
) -> None:
    first, second = pair
    assert first.is_only_clock()
    first.wait_at_most(0.1)
    with psycopg.connect(postgresql_url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (first.connection.info.backend_pid,))
        other.execute("SELECT pg_advisory_lock(hashtext('solidground clock solidground'))")
        with pytest.raises(StoreError):
            first.next_wake()
    first.next_wake()
    assert not second.is_only_clock()


def overtaken(pair: tuple[PostgresqlStore, PostgresqlStore], event: CaseEvent) -> None:
    """Load with one worker, write with the other, then append with the first."""
    with pair[1].transaction() as late:
        (loaded,) = late.load([case()])
        write(pair[0], case(), event)
        late.append([change(case(), loaded, event)])


def test_what_one_worker_has_claimed_the_other_passes_over(pair: tuple[PostgresqlStore, PostgresqlStore]) -> None:
    for number in range(4):
        write(pair[0], case(f"c-{number}"), opened(NOON + number), notices=(notice(f"o-{number}"),))
    with pair[0].transaction() as one, pair[1].transaction() as two:
        assert [found for _, found in one.claim(NOON + 2 * DAY, 2)] == ["c-0", "c-1"]
        assert [found for _, found in two.claim(NOON + 2 * DAY, 9)] == ["c-2", "c-3"]
        lent = {row.notice.obligation for row in one.outbox_due(NOON, 2)}
        assert lent == {"o-0", "o-1"}
        assert {row.notice.obligation for row in two.outbox_due(NOON, 9)} == {"o-2", "o-3"}


def test_of_two_writers_of_one_stream_the_second_is_in_conflict(pair: tuple[PostgresqlStore, PostgresqlStore]) -> None:
    write(pair[0], case(), opened())
    with pytest.raises(ConflictError):
        overtaken(pair, made())
    assert [event.version for event in pair[0].log()] == [1, 2]
    with pair[1].transaction() as again:
        assert again.load([case()])[0].version == 2


def test_of_two_openers_of_one_stream_the_second_is_in_conflict(pair: tuple[PostgresqlStore, PostgresqlStore]) -> None:
    with pytest.raises(ConflictError):
        overtaken(pair, opened())
    assert len(list(pair[0].log())) == 1


def test_two_cases_at_the_same_time_do_not_take_the_last_place(pair: tuple[PostgresqlStore, PostgresqlStore]) -> None:
    last = Taken(AGENCY, PEER, 1, NOON, capacity=1)
    ended: list[str] = []

    def take_it(store: PostgresqlStore) -> None:
        try:
            with store.transaction() as unit:
                unit.take([last])
            ended.append("taken")
        except ConflictError:
            ended.append("conflict")

    threads = [Thread(target=take_it, args=(store,)) for store in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["conflict", "taken"]


def test_a_waking_during_another_workers_claim_is_not_lost(pair: tuple[PostgresqlStore, PostgresqlStore]) -> None:
    write(pair[0], case(), opened())
    with pair[1].transaction() as late:
        (loaded,) = late.load([case()])
        with pair[0].transaction() as unit:
            assert unit.wake_keeper(AGENCY, PEER, NOON + HOUR) == 1
        late.append([change(case(), loaded, made())])
    assert pair[0].next_wake() == NOON + HOUR


def test_two_workers_write_one_chain(pair: tuple[PostgresqlStore, PostgresqlStore]) -> None:
    def write_many(store: PostgresqlStore, name: str) -> None:
        write(store, case(name), opened())
        for _ in range(20):
            write(store, case(name), made())

    threads = [Thread(target=write_many, args=(store, f"c-{number}")) for number, store in enumerate(pair)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verify(pair[0], None).first_bad is None
    assert verify(pair[0], None).events == 42


def test_a_lost_connection_is_said_and_the_next_transaction_connects_again(
    pair: tuple[PostgresqlStore, PostgresqlStore],
) -> None:
    write(pair[0], case(), opened())
    number = pair[0].connection.info.backend_pid
    with pytest.raises(StoreError, match="cannot be reached") as caught, pair[0].transaction():
        pair[1].connection.execute("SELECT pg_terminate_backend(%s)", (number,))
    assert "nothing was lost" in caught.value.sentence
    write(pair[0], case(), made())
    assert [event.version for event in pair[0].log()] == [1, 2]


def test_a_server_that_is_not_there_is_said_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_postgresql(f"host={tmp_path} dbname=x user=y password=hush", tmp_path, SUBJECTS)
    assert "hush" not in caught.value.sentence


def test_a_newer_schema_is_refused(postgresql_url: str, tmp_path: Path) -> None:
    open_postgresql(postgresql_url, tmp_path, SUBJECTS, schema="other").close()
    with psycopg.connect(postgresql_url, autocommit=True) as hand:
        hand.execute("UPDATE other.meta SET value = '99'")
    with pytest.raises(StoreError, match="newer version"):
        open_postgresql(postgresql_url, tmp_path, SUBJECTS, schema="other")


def test_two_data_sets_in_one_database_do_not_see_each_other(postgresql_url: str, tmp_path: Path) -> None:
    one = open_postgresql(postgresql_url, tmp_path, SUBJECTS, schema="one")
    two = open_postgresql(postgresql_url, tmp_path, SUBJECTS, schema="two")
    write(one, case(), opened())
    assert list(two.log()) == []
    one.close()
    two.close()


def test_a_second_store_on_one_file_sees_what_the_first_committed(opened_by: Callable[[str], SqlStore]) -> None:
    first, second = opened_by("sqlite"), opened_by("sqlite")
    write(first, case(), opened())
    write(second, case(), made())
    write(first, case(), made())
    assert [event.version for event in second.log()] == [1, 2, 3]
    assert verify(first, None).first_bad is None


def test_a_writer_waits_for_the_one_before_and_then_writes(opened_by: Callable[[str], SqlStore]) -> None:
    first, second = opened_by("sqlite"), opened_by("sqlite")
    write(first, case(), opened())
    waiting = Thread(target=write, args=(second, case(), made()))
    with first.transaction() as unit:
        waiting.start()
        waiting.join(0.05)
        assert waiting.is_alive(), "one writes at a time"
        assert unit.load([case()])[0].version == 1
    waiting.join()
    assert [event.version for event in first.log()] == [1, 2]
