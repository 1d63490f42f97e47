"""The first two people come to their accounts, and a backup brings the accounts back. Each in a program of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from solidground.app.settings import ADDRESS
from tests.config.conftest import Answer, Solidground

WHOLE = "from solidground.config.command_line import main; main()"
COUNT = (
    "import sys; from pathlib import Path; from solidground.config.accounts import accounts_of;"
    "accounts_of(Path(sys.argv[1])); from solidground.store.accounts.models import Account, Wanted;"
    "print(Account.objects.count(), Wanted.objects.count())"
)
TAKE = (
    "import sys; from pathlib import Path; from solidground.config.accounts import take_in; take_in(Path(sys.argv[1]))"
)
FILL = (
    "import sys; from pathlib import Path; from solidground.config.accounts import accounts_of;"
    "from solidground.core.record import Second;"
    "accounts = accounts_of(Path(sys.argv[1])); accounts.begin('agency', 'C1');"
    "accounts.want('agency', Second(0, 'role', 'A1', 'chief', 'C1', 1)); accounts.end('agency', 'A1')"
)


def program(script: str, *arguments: object, address: str = "") -> Answer:
    known = {**os.environ, **({ADDRESS: address} if address else {})}
    ran = subprocess.run(
        [sys.executable, "-c", script, *[str(word) for word in arguments]],
        capture_output=True,
        text=True,
        check=False,
        env=known,
        timeout=120,
    )
    return Answer(ran.returncode, ran.stdout, ran.stderr)


def test_the_first_coordinator_is_asked_in_with_two_halves(harbor: Path) -> None:
    asked = program(WHOLE, "invite", "C1", "--data", harbor, "--json")
    assert (asked.code, asked.err) == (0, "")
    said: dict[str, Any] = json.loads(asked.out)
    assert said["link"].startswith("http://localhost:8000/")
    assert len(said["digits"]) == 6
    told = program(WHOLE, "invite", "A1", "--data", harbor)
    assert "Hand the two over apart" in told.out
    assert "where the pages run with --port, put that number in place of 8000" in told.out
    refused = program(WHOLE, "invite", "nobody", "--data", harbor)
    assert (refused.code, "Nobody with this reference is in the agency" in refused.err) == (2, True)
    assert oct((harbor / "accounts.sqlite3").stat().st_mode & 0o777) == "0o600"


def test_a_backup_brings_the_accounts_back(harbor: Path, solidground: Solidground, tmp_path: Path) -> None:
    none = tmp_path / "none.zip"
    assert solidground("backup", none, "--data", harbor).code == 0, "where no pages ever ran there are none"
    assert program(FILL, harbor).err == ""
    assert program(WHOLE, "backup", tmp_path / "b.zip", "--data", harbor).code == 0
    restored = program(WHOLE, "restore", tmp_path / "b.zip", "--data", tmp_path / "again")
    assert (restored.code, restored.err) == (0, "")
    assert program(COUNT, tmp_path / "again").out.split() == ["1", "1"]
    assert not (tmp_path / "again" / "accounts.json").exists()


def test_accounts_go_into_postgresql_and_back(harbor: Path, tmp_path: Path, postgresql_url: str) -> None:
    program(FILL, harbor)
    program(WHOLE, "backup", tmp_path / "b.zip", "--data", harbor)
    into = ("--store", "postgresql")
    shared = tmp_path / "shared"
    restored = program(WHOLE, "restore", tmp_path / "b.zip", "--data", shared, *into, address=postgresql_url)
    assert (restored.code, restored.err) == (0, "")
    assert program(COUNT, shared, address=postgresql_url).out.split() == ["1", "1"]
    assert program(WHOLE, "backup", tmp_path / "c.zip", "--data", shared, address=postgresql_url).code == 0
    assert program(WHOLE, "restore", tmp_path / "c.zip", "--data", tmp_path / "back").code == 0
    assert program(COUNT, tmp_path / "back").out.split() == ["1", "1"]


def test_a_backup_with_accounts_that_cannot_be_read_restores_the_rest(
    harbor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)
    (harbor / "accounts.json").write_text('[{"model": "accounts.account", "pk": 1, "fields"', encoding="utf-8")
    broken = program(TAKE, harbor)
    assert "The accounts of this backup cannot be read." in broken.err
