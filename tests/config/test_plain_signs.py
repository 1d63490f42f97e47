"""A terminal without our letters is answered all the same, in plainer signs; JSON loses no letter to it."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from solidground.config.output import say_json
from solidground.config.plain_signs import NAME, PLAIN, legible, shows_all


def spoken(*arguments: str, encoding: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from solidground.config.command_line import main; main()", *arguments]
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    return subprocess.run(command, capture_output=True, check=False, env=environment)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_the_demo_plays_to_its_end_where_signs_cannot_be_shown(encoding: str) -> None:
    ran = spoken("demo", "--speed", "0", encoding=encoding)
    assert (ran.returncode, ran.stderr) == (0, b"")
    said = ran.stdout.decode(encoding)
    assert "The report of the agency" in said
    assert "* reached   o tried   @ both   + not now   . promised   = kept   ~ overdue" in said


def test_a_protocol_is_shown_where_signs_cannot_be() -> None:
    ran = spoken("protocol", "show", "default", "--at", "2026-03-04T22:40", encoding="ascii")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"\n|- " in ran.stdout.replace(b"\r", b"")


@pytest.mark.parametrize(("encoding", "shown"), [("ascii", "*?"), ("utf-8", "●ł")])
def test_a_letter_that_has_no_plainer_sign_is_a_question_mark(encoding: str, shown: str) -> None:
    there = io.BytesIO()
    with io.TextIOWrapper(there, encoding=encoding, errors=NAME) as stream:
        stream.write("●ł")
        stream.flush()
        assert there.getvalue().decode(encoding) == shown


def test_no_two_signs_that_stand_together_become_the_same() -> None:
    together = ("●○✉", "●○◉◆◦━═┄┃╵")
    assert all(len({PLAIN[sign] for sign in signs}) == len(signs) for signs in together)


@pytest.mark.parametrize(("encoding", "written"), [("ascii", '"\\u00e9"'), ("utf-8", '"é"')])
def test_json_spells_out_what_the_stream_cannot_hold(
    monkeypatch: pytest.MonkeyPatch, encoding: str, written: str
) -> None:
    there = io.BytesIO()
    with io.TextIOWrapper(there, encoding=encoding) as stream:
        monkeypatch.setattr("sys.stdout", stream)
        say_json({"zone": "é"})
        stream.flush()
        said = there.getvalue().decode(encoding)
    assert written in said
    assert json.loads(said) == {"zone": "é"}


@pytest.fixture
def outputs(monkeypatch: pytest.MonkeyPatch) -> Callable[[io.TextIOBase], None]:
    def become(stream: io.TextIOBase) -> None:
        monkeypatch.setattr("sys.stdout", stream)
        monkeypatch.setattr("sys.stderr", stream)

    return become


def test_only_a_real_stream_is_changed(outputs: Callable[[io.TextIOBase], None]) -> None:
    real = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    outputs(real)
    legible()
    assert real.errors == NAME
    outputs(io.StringIO())
    legible()
    assert shows_all(io.StringIO())
    assert not shows_all(real)
