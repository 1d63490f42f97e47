"""Signing in where nothing can be written: it is said so, and nobody is told that he tried too often."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection  # noqa: TID251 - the disk is made full

from solidground.store.fault import StoreError
from solidground.web.house import House
from tests.app.town import MEMBER
from tests.web.conftest import visitor


@pytest.fixture
def full(keyed: House) -> Iterator[House]:
    """Give the pages over accounts that take nothing any more, as on a full disk."""
    cache.set("kept", 1)
    with connection.cursor() as hand:
        hand.execute("PRAGMA query_only = ON")
        yield keyed
        hand.execute("PRAGMA query_only = OFF")


def test_who_signs_in_on_a_full_disk_reads_that_it_failed_and_whom_to_call(full: House) -> None:
    page = visitor(full).post("/sign-in", {"login": MEMBER, "password": "one that is wrong"})
    assert (page.status_code, "too often" in page.text, "tel:" in page.text) == (500, False, True)
    assert "one that is wrong" not in page.text


@pytest.mark.usefixtures("full")
def test_what_is_there_is_there_and_what_cannot_be_added_is_a_fault() -> None:
    assert cache.add("kept", 2) is False
    with pytest.raises(StoreError, match="cannot be counted"):
        cache.add("new", 1)


@pytest.mark.usefixtures("keyed")
def test_what_can_be_added_is_added() -> None:
    assert [cache.add("new", 1) for _ in range(2)] == [True, False]
