"""``bench``: one object a line, a table for people, and the names there are for who names another."""

import json
from pathlib import Path

import pytest

from solidground.app.bench import growing
from solidground.app.bench.names import MEASURES
from solidground.config.commands.bench import KNOWN
from tests.config.conftest import Solidground


def test_each_measurement_is_one_object_on_one_line(solidground: Solidground) -> None:
    found = solidground("bench", "core", "core", "--quick", "--json")
    lines = [json.loads(line) for line in found.out.splitlines()]
    assert (found.code, found.err, len(lines)) == (0, "", 2)
    for line in lines:
        assert list(line)[:7] == ["name", "size", "value", "unit", "limit", "ratio", "seconds"]
        assert (line["name"], line["unit"]) == ("core", "events/s")


def test_a_person_gets_a_table(solidground: Solidground) -> None:
    found = solidground("bench", "core", "--quick")
    assert found.code == 0
    for word in ("What", "Bare loop", "Ratio", "core"):
        assert word in found.out


def test_what_is_not_measured_is_bad_usage_and_told_the_names(solidground: Solidground) -> None:
    found = solidground("bench", "sweeping", "--json")
    assert (found.code, found.out) == (2, "")
    assert found.err == f'"sweeping" is not measured. Name one of {", ".join([*MEASURES, "pages"])}.\n'


def test_help_names_everything_there_is(solidground: Solidground) -> None:
    said = solidground("bench", "--help")
    assert (said.code, list(KNOWN)) == (0, [*MEASURES, "pages"])
    for name in ("sweep-postgresql-2", "idle-1m", "pages"):
        assert name in said.out


def test_what_grows_is_drawn_where_it_is_wanted(
    solidground: Solidground, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(growing, "QUICK_SIZES", (12, 24))
    monkeypatch.setattr(growing, "QUICK_DUE", 6)
    said = solidground("bench", "growth", "--quick", "--picture", str(tmp_path / "growth.svg"))
    assert said.code == 0
    assert "us/step" in said.out
    assert "With 24 open cases a due step costs" in (tmp_path / "growth.svg").read_text(encoding="utf-8")


def test_a_picture_of_anything_else_is_refused(solidground: Solidground, tmp_path: Path) -> None:
    said = solidground("bench", "core", "--quick", "--picture", str(tmp_path / "core.svg"))
    assert (said.code, said.out, said.err) == (2, "", "Only growth is drawn. Name it, or nothing.\n")
    assert not (tmp_path / "core.svg").exists()
