"""``solidground demo`` as it is typed: at once where nobody watches, and readable at every width."""

import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rich.console import Console

from solidground.app.demo.beats import Beat, Ended, Panes, Scene
from solidground.app.demo.script import play
from solidground.config.commands import demo
from solidground.config.drawing.story import WIDEST, Story
from solidground.core.ground import Overdue
from solidground.core.kernel import DAY, HOUR, MINUTE
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from tests.stories.field import default_protocol

MEMBERS = ["1868", "2207", "2214", "D-09"]


@pytest.fixture(scope="module")
def beats() -> list[Beat]:
    return list(play(MemoryStore(SUBJECTS), default_protocol()))


def drawn(beats: list[Beat], width: int, *, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, highlight=False, force_terminal=colour, color_system="truecolor" if colour else None
    )
    story = Story(console)
    story.begin()
    for beat in beats:
        story.draw(beat)
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal_nor_too_wide_to_read(beats: list[Beat], width: int) -> None:
    longest = max(len(line) for line in drawn(beats, width).splitlines())
    assert longest <= min(width, WIDEST)


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_title_of_a_scene_or_pane_is_cut_at_80_and_none_of_a_scene_anywhere(beats: list[Beat], width: int) -> None:
    plain = " ".join(drawn(beats, width).split())
    assert [beat.title for beat in beats if isinstance(beat, Scene) and beat.title not in plain] == []
    if width == 80:
        titles = [pane.title for beat in beats if isinstance(beat, Panes) for pane in beat.panes]
        assert [title for title in titles if f" {title} ─" not in plain] == []


def test_everybody_with_a_case_is_on_the_coordinators_board(beats: list[Beat]) -> None:
    boards = [pane.lines for beat in beats if isinstance(beat, Panes) for pane in beat.panes if "coord" in pane.title]
    assert boards
    assert all(sorted(line.partition(":")[0] for line in lines[1:]) == MEMBERS for lines in boards)


def test_facts_stand_in_columns_whatever_the_day(beats: list[Beat]) -> None:
    plain = drawn(beats, 80)
    assert "Mar  9 2024 12:05  tried" in plain
    assert "Mar 10 2024 15:30  reached" in plain


def test_signs_say_without_colour_who_did_it(beats: list[Beat]) -> None:
    plain = drawn(beats, 80)
    assert "\x1b[" not in plain
    assert all(sign in plain for sign in "●○✉◆◦━═")


def test_colour_adds_nothing_that_plain_text_does_not_say(beats: list[Beat]) -> None:
    coloured = drawn(beats, 80, colour=True)
    assert "\x1b[" in coloured
    stripped = "".join(part.partition("m")[2] if at else part for at, part in enumerate(coloured.split("\x1b[")))
    assert stripped.split() == drawn(beats, 80).split()


def test_it_ends_with_the_line_and_the_report(beats: list[Beat]) -> None:
    plain = drawn(beats, 120)
    assert "The ground line of 2207" in plain
    assert "things were owed over 4 cases" in plain
    assert "training runs out (Harbor)" in plain
    assert "Every case is held." in plain


def test_a_stretch_says_how_long_it_was_in_minutes_hours_or_days(beats: list[Beat]) -> None:
    ended = beats[-1]
    assert isinstance(ended, Ended)
    at = ended.ground.began_at + DAY
    late = tuple(
        Overdue(at + n * 30 * DAY, at + n * 30 * DAY + span) for n, span in enumerate((MINUTE, 5 * HOUR, 9 * DAY))
    )
    plain = drawn([ended._replace(ground=ended.ground._replace(overdue=late))], 80)
    assert all(f"overdue for {length}" in plain for length in ("1 min", "5 h", "9 days"))


def test_an_agency_with_gaps_unheld_cases_or_nothing_to_do_is_said_too(beats: list[Beat]) -> None:
    ended = beats[-1]
    assert isinstance(ended, Ended)
    nothing = ended.report._replace(gaps=(), unheld=2, work=ended.report.work._replace(owed=0))
    plain = drawn([ended._replace(report=nothing)], 80)
    assert "No gap in cover in the next 30 days." in plain
    assert "2 cases are held by nobody." in plain
    assert "nothing owed" in plain
    nobody = ended.report.gaps[0]._replace(person=None, why="nobody_on_call")
    assert "nobody is on call." in drawn([ended._replace(report=nothing._replace(gaps=(nobody,)))], 80)


def test_piped_it_is_played_at_once_and_writes_the_line_as_a_drawing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    svg = tmp_path / "line.svg"
    demo.command(svg=svg)
    assert "\x1b[" not in capsys.readouterr().out
    root = ET.fromstring(svg.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    demo.command()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "://" not in svg.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")


def test_on_a_terminal_each_beat_stays_a_while_and_speed_shortens_it(beats: list[Beat]) -> None:
    whole = sum(demo.PAUSES[type(beat)] for beat in beats)
    assert 30 < whole < 60, "long enough to read, short enough to watch"
    assert {type(beat) for beat in beats} == set(demo.PAUSES)
    assert demo.pause(Scene("S1", ""), speed=0) == 0
    assert demo.pause(Scene("S1", ""), speed=2) == demo.PAUSES[Scene] / 2
