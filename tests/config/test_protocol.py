"""``protocol check``, ``show`` and ``diff``, in JSON, in the terminal and as a picture."""

import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from solidground.protocols import NAMES, text
from tests.config.conftest import Solidground

AT = ("--at", "2024-03-01T23:15", "--zone", "America/Chicago")


@pytest.mark.parametrize("name", NAMES)
def test_shipped_protocols_can_be_kept(solidground: Solidground, name: str) -> None:
    assert solidground("protocol", "check", name).code == 0
    assert solidground("protocol", "check", name, "--json").json["can_be_kept"] is True


def test_one_that_cannot_be_kept_fails_its_check_with_line_and_remedy(solidground: Solidground, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(text("default").replace('lapses = "PT45M"', 'lapses = "PT10M"'), encoding="utf-8")
    found = solidground("protocol", "check", file)
    assert found.code == 1
    assert re.search(rf"{re.escape(str(file))}, line \d+: .*companion", found.err)
    assert solidground("protocol", "show", file, *AT).code == 2


def test_one_cause_in_many_lines_is_told_once(solidground: Solidground, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(text("default").replace('"text"', '"pigeon"'), encoding="utf-8")
    found = solidground("protocol", "check", file)
    (line,) = found.err.splitlines()
    lines = len({one["line"] for one in solidground("protocol", "check", file, "--json").json["faults"]})
    assert "'pigeon'" in line
    assert line.endswith(f"(The same in {lines - 1} more lines.)")


def test_one_that_cannot_be_understood_is_bad_input(solidground: Solidground, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text("not = [toml", encoding="utf-8")
    found = solidground("protocol", "check", file, "--json")
    assert (found.code, found.json["faults"][0]["line"]) == (2, 1)


def test_show_answers_who_is_asked_when_and_by_what_way(solidground: Solidground) -> None:
    found = solidground("protocol", "show", "default", *AT, "--json")
    assert (found.code, found.err) == (0, "")
    step = next(one for one in found.json["steps"] if one["key"] == "companion")
    assert (step["opens_at"], step["due_at"], step["lapses_at"]) == (
        "2024-03-01T23:15:00-06:00",
        "2024-03-01T23:45:00-06:00",
        "2024-03-02T00:00:00-06:00",
    )
    assert step["asked"][0] == {"who": "on_call", "way": "text", "at": "2024-03-01T23:15:00-06:00", "why": "asked"}
    for one in found.json["steps"]:
        assert all(datetime.fromisoformat(asked["at"]).tzinfo for asked in one["asked"])


def test_a_time_with_an_offset_is_that_instant(solidground: Solidground) -> None:
    found = solidground(
        "protocol", "show", "default", "--at", "2024-03-02T05:15Z", "--zone", "America/Chicago", "--json"
    )
    assert found.json["at"] == "2024-03-01T23:15:00-06:00"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--at", "soon"), "--at"),
        (("--at", "2023-02-30T10:00"), "--at"),
        (("--at", "0001-01-01T00:00+14:00"), "1970"),
        (("--at", "9999-12-31T23:59"), "2200"),
        ((*AT[:2], "--zone", "Mars"), "--zone"),
        ((*AT, "--kind", "picnic"), "--kind"),
        ((*AT, "--part", "bystander"), "--part"),
    ],
)
def test_what_cannot_be_shown_names_its_option(solidground: Solidground, arguments: tuple[str, ...], says: str) -> None:
    found = solidground("protocol", "show", "default", *arguments)
    assert (found.code, found.out) == (2, "")
    assert says in found.err


@pytest.mark.parametrize("name", NAMES)
def test_the_timeline_fits_a_terminal_of_80_columns(solidground: Solidground, name: str) -> None:
    for part in ("discharged_weapon", "dispatcher"):
        found = solidground("protocol", "show", name, *AT, "--part", part)
        assert found.code == 0
        assert max(len(line.rstrip()) for line in found.out.splitlines()) <= 80
        assert "Fri 1 Mar 2024" in found.out
        assert "unheld until a person takes it" in found.out


def test_the_picture_needs_nothing_from_outside(solidground: Solidground, tmp_path: Path) -> None:
    file = tmp_path / "show.svg"
    assert solidground("protocol", "show", "default", *AT, "--svg", file, "--json").json["steps"]
    drawn = file.read_text(encoding="utf-8")
    root = ET.fromstring(drawn)  # noqa: S314 - our own drawing
    assert drawn.count("http") == 1
    assert "<script" not in drawn
    words = "".join(root.itertext())
    assert "month 12" in words
    assert "then the coordinator, the deputy and the staffed line" in words
    assert all(0 <= float(x) <= 960 for x in re.findall(r' (?:x|cx|x1|x2)="([^"]+)"', drawn))


def test_a_picture_that_cannot_be_written_is_a_sentence(solidground: Solidground, tmp_path: Path) -> None:
    found = solidground("protocol", "show", "default", *AT, "--svg", tmp_path / "none" / "x.svg")
    assert found.code == 2
    assert "is not there" in found.err


def test_diff_says_in_words_what_differs(solidground: Solidground) -> None:
    assert solidground("protocol", "diff", "default", "default").out == "Nothing differs.\n"
    found = solidground("protocol", "diff", "default", "small_agency", "--json")
    assert any("the role peer" in change for change in found.json["changes"])


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2024-03-10T02:30", "--at: 2024-03-10T02:30 was never on the clock in America/Chicago: 03:30 is taken.\n"),
        ("2024-11-03T01:30", "--at: 2024-11-03T01:30 was twice on the clock in America/Chicago: the first is taken.\n"),
        ("2024-11-03T01:30-05:00", ""),
        ("2024-11-03T03:30", ""),
    ],
)
def test_a_time_that_the_clock_never_or_twice_showed_is_said(solidground: Solidground, at: str, said: str) -> None:
    found = solidground("protocol", "show", "default", "--at", at, "--zone", "America/Chicago", "--json")
    assert (found.code, found.err) == (0, said)
