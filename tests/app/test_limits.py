"""Bounds on what needs no account: the same for all processes on one database, and no address in it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from solidground.app.limits import BOUNDS, Caller, allowed, caller_of
from solidground.app.retention import purge_details
from solidground.app.rosters import Rosters
from solidground.core.kernel import HOUR, AgencyId
from solidground.core.notice.token import SigningKey
from solidground.core.subjects import SUBJECTS
from solidground.store.base import SqlStore
from solidground.store.memory import MemoryStore
from solidground.store.postgresql import open_postgresql
from solidground.store.purge import purge
from solidground.store.sqlite import open_sqlite
from tests.app.town import AGENCY, NOON

KEY = SigningKey(1, b"k" * 32)
HERE = "203.0.113.7"
MOST = BOUNDS["concern"].most
START = NOON // HOUR * HOUR


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], SqlStore]:
    """Give what opens one database once more, as another process would."""
    if request.param == "sqlite":
        return partial(open_sqlite, tmp_path, SUBJECTS, create=True)
    return partial(open_postgresql, request.getfixturevalue("postgresql_url"), tmp_path, SUBJECTS)


def caller(address: str = HERE) -> Caller:
    return caller_of(KEY, AGENCY, address)


def test_a_bound_holds_for_all_processes_together(opened: Callable[[], SqlStore]) -> None:
    one, other = opened(), opened()
    found = [allowed(store, "concern", caller(), START) for _ in range(MOST) for store in (one, other)]
    assert found == [True] * MOST + [False] * MOST
    assert not allowed(one, "concern", caller(), START + HOUR - 1)
    assert allowed(other, "concern", caller(), START + HOUR), "it counts for its hour alone"
    for store in (one, other):
        store.close()


def test_another_caller_another_thing_and_another_agency_are_counted_apart(opened: Callable[[], SqlStore]) -> None:
    store = opened()
    while allowed(store, "concern", caller(), START):
        pass
    assert allowed(store, "concern", caller("203.0.113.8"), START)
    assert allowed(store, "token", caller(), START)
    assert allowed(store, "concern", caller_of(KEY, AgencyId("elsewhere"), HERE), START)
    store.close()


def test_no_address_is_in_the_database_and_none_can_be_found_without_the_key(opened: Callable[[], SqlStore]) -> None:
    store = opened()
    assert allowed(store, "sign_in", caller(), START)
    ((mark,),) = store.stream_rows("SELECT caller FROM attempt")
    assert HERE not in mark
    assert mark == caller().mark != caller_of(SigningKey(1, b"x" * 32), AGENCY, HERE).mark
    store.close()


def test_what_counts_no_more_is_forgotten_by_the_hourly_purge() -> None:
    store = MemoryStore(SUBJECTS)
    assert allowed(store, "concern", caller(), START)
    for at, left in ((START + HOUR - 1, 1), (START + HOUR, 0)):
        purge_details(store, Rosters(), partial(purge, store), at)
        assert len(list(store.stream_rows("SELECT count FROM attempt"))) == left


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.7", HERE, True),
        (f"{HERE}:5123", f"{HERE}:5124", True),
        (f"{HERE}:5123", HERE, True),
        ("[2001:db8:1:2::1]:5123", "2001:db8:1:2::7", True),
        ("203.0.113.7:1", "203.0.113.8:1", False),
        ("", "", True),
        ("unix:", HERE, False),
    ],
)
def test_one_home_is_one_caller_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert (caller(one) == caller(other)) is same
