"""Two programs on one PostgreSQL: an edition that one puts in force counts for the other at once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from solidground.app.editions import protocol_in_force
from solidground.app.rosters import Rosters
from solidground.app.studio import DRAFT_CHANGED, Desk, Looked, put_in_force, save
from solidground.core.kernel import HOUR, PersonId, Refusal
from solidground.core.protocol.edit import with_values
from solidground.core.protocol.edition.decider import CHANGED
from solidground.core.subjects import SUBJECTS
from solidground.core.wall import Role, Viewer
from solidground.store.postgresql import PostgresqlStore, open_postgresql
from tests.store.made_up import AGENCY, NOON

TODAY = date(2026, 11, 28)


@pytest.fixture
def pair(postgresql_url: str, tmp_path: Path) -> Iterator[tuple[PostgresqlStore, PostgresqlStore]]:
    """Two programs, each with its own connections and what it remembers."""
    first = open_postgresql(postgresql_url, tmp_path, SUBJECTS)
    second = open_postgresql(postgresql_url, tmp_path, SUBJECTS)
    yield first, second
    first.close()
    second.close()


def desk(store: PostgresqlStore, person: str) -> Desk:
    viewer = Viewer(PersonId(person), frozenset({Role.COORDINATOR}))
    return Desk(store, Rosters(), AGENCY, viewer, "", NOON)


def kept(store: PostgresqlStore, person: str, hours: int, looked: Looked) -> object:
    return save(desk(store, person), looked, lambda text: with_values(text, "limits", 0, {"taken": f"PT{hours}H"}))


def test_what_one_puts_in_force_counts_for_the_other(pair: tuple[PostgresqlStore, PostgresqlStore]) -> None:
    with pair[1].transaction() as unit:
        assert protocol_in_force(unit, AGENCY) is None
    for nth, hours in enumerate((5, 6)):
        assert kept(pair[0], "one", hours, Looked(nth, 0)) == ()
        assert put_in_force(desk(pair[0], "one"), Looked(nth, 1), f"v{nth}", TODAY)
        with pair[1].transaction() as unit:
            found = protocol_in_force(unit, AGENCY)
        assert found is not None
        assert found.limits.taken_for == hours * HOUR


def test_of_two_at_once_one_is_told_that_it_changed(pair: tuple[PostgresqlStore, PostgresqlStore]) -> None:
    for act, refused in ((_saved, DRAFT_CHANGED), (_adopted, CHANGED)):
        ended: list[object] = []
        threads = [Thread(target=lambda s=store, n=nth: ended.append(act(s, n))) for nth, store in enumerate(pair)]  # noqa: B023 - ended in this turn
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [one for one in ended if isinstance(one, Refusal)] == [refused]


def _saved(store: PostgresqlStore, nth: int) -> object:
    return kept(store, f"p-{nth}", 5 + nth, Looked(0, 0))


def _adopted(store: PostgresqlStore, nth: int) -> object:
    return put_in_force(desk(store, f"p-{nth}"), Looked(0, 1), f"v{nth}", TODAY)
