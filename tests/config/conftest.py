"""The command line as a person meets it, in this program or in one of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from solidground.app.settings import ADDRESS
from solidground.config.command_line import run


class Answer(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """The one object, and nothing else."""
        return json.loads(self.out)


Solidground = Callable[..., Answer]


@pytest.fixture
def solidground(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Solidground:
    """Run a command line; no traceback is ever shown for what a person did wrong."""
    monkeypatch.delenv(ADDRESS, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def ran(*arguments: object) -> Answer:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Answer(code, said.out, said.err)

    return ran


@pytest.fixture
def harbor(tmp_path: Path, solidground: Solidground) -> Path:
    """Give a data directory with its first two people."""
    folder = tmp_path / "harbor"
    made = solidground(
        "init", "--data", folder, "--administrator", "A1", "--coordinator", "C1", "--zone", "America/Chicago"
    )
    assert made.code == 0, made.err
    return folder
