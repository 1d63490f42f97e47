"""Where accounts are plugged in, by the settings of a data directory."""

from pathlib import Path

import pytest

from solidground.app.doors import accounts_at, keep_accounts, take_in_accounts, with_accounts
from solidground.app.keys import pages_key
from solidground.app.ports import Accounts
from solidground.app.proving import public_of
from solidground.app.settings import ADDRESS
from solidground.app.wiring import make_directory
from solidground.core.kernel import AgencyId, PersonId
from solidground.store.fault import StoreError
from tests.web.conftest import accounts

__all__ = ["accounts"]


def test_a_directory_has_accounts_where_pages_ran(tmp_path: Path) -> None:
    make_directory(tmp_path / "one", "harbor", "America/Chicago", "US-IL")
    assert not with_accounts(tmp_path / "one")
    assert accounts_at(tmp_path / "one")["NAME"] == str(tmp_path / "one" / "accounts.sqlite3")
    (tmp_path / "one" / "accounts.sqlite3").touch()
    assert with_accounts(tmp_path / "one")


def test_on_postgresql_they_have_a_schema_of_their_own(
    tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, postgresql_url)
    make_directory(tmp_path / "one", "harbor", "America/Chicago", "US-IL", "postgresql")
    assert not with_accounts(tmp_path / "one")
    told = accounts_at(tmp_path / "one")
    assert told["ENGINE"].endswith("postgresql")
    assert told["OPTIONS"]["options"] == "-c search_path=accounts -c lock_timeout=5s"
    assert told["OPTIONS"]["connect_timeout"] == 5, "a server that says nothing is not waited for without end"
    monkeypatch.setenv(ADDRESS, "host=nowhere.invalid dbname=x")
    with pytest.raises(StoreError, match="cannot be reached"):
        with_accounts(tmp_path / "one")


def test_accounts_are_written_and_taken_in(accounts: Accounts) -> None:
    accounts.begin(AgencyId("harbor"), PersonId("m-1"))
    kept = keep_accounts()
    assert b"m-1" in kept
    assert take_in_accounts(kept) == kept.count(b'"model"')


def test_the_key_of_the_pages_is_made_where_an_older_version_made_the_directory(tmp_path: Path) -> None:
    make_directory(tmp_path / "one", "harbor", "America/Chicago", "US-IL")
    (tmp_path / "one" / "keys" / "pages.key").unlink()
    made = pages_key(tmp_path / "one")
    assert made == pages_key(tmp_path / "one")
    assert len(public_of(tmp_path / "one")()) > 0
