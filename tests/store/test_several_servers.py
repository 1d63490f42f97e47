"""A database that several servers keep: the one that takes writing is used, and no other."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from solidground.core.subjects import SUBJECTS
from solidground.store.fault import StoreError
from solidground.store.postgresql import open_postgresql
from solidground.store.throwaway import Server, start

WRITES = "target_session_attrs=read-write"


@pytest.fixture
def standby(postgresql_url: str) -> Iterator[Server]:
    """Give a server that has the database too, and takes no writing."""
    server = start("default_transaction_read_only=on")
    name = conninfo_to_dict(postgresql_url)["dbname"]
    with psycopg.connect(server.conninfo, autocommit=True, options="-c default_transaction_read_only=off") as hand:
        hand.execute(f"CREATE DATABASE {name}".encode())
    yield server
    server.stop()


def test_of_several_servers_the_one_that_takes_writing_is_used(
    tmp_path: Path, postgresql_url: str, standby: Server
) -> None:
    writes = conninfo_to_dict(postgresql_url)["host"]
    for hosts in (f"{standby.folder},{writes}", f"{writes},{standby.folder}", f"/gone,{standby.folder},{writes}"):
        store = open_postgresql(make_conninfo(f"{postgresql_url} {WRITES}", host=hosts), tmp_path, SUBJECTS)
        assert store.connection.info.host == writes
        assert list(store.stream_rows("SELECT current_setting('transaction_read_only')")) == [("off",)]
        store.close()


def test_while_none_of_them_takes_writing_that_is_what_is_said(
    tmp_path: Path, postgresql_url: str, standby: Server
) -> None:
    hosts = f"/gone,{standby.folder}"
    told = make_conninfo(f"{postgresql_url} {WRITES} password=hush", host=hosts)
    with pytest.raises(StoreError, match="none of its servers takes writing now") as caught:
        open_postgresql(told, tmp_path, SUBJECTS)
    assert f'on "{hosts}" cannot be reached' in caught.value.sentence
    assert "hush" not in caught.value.sentence


def test_a_machine_that_vanishes_is_given_up_unless_the_address_says_otherwise(
    tmp_path: Path, postgresql_url: str
) -> None:
    store = open_postgresql(f"{postgresql_url} keepalives_idle=60", tmp_path, SUBJECTS)
    said = store.connection.info.get_parameters()
    assert (said["keepalives_idle"], said["keepalives_interval"], said["tcp_user_timeout"]) == ("60", "5", "20000")
    store.close()
