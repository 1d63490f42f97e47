"""``solidground demo`` as it is typed: at once where nobody watches, and readable at every width."""

import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rich.console import Console

from solidground.app.demo.beats import Beat, Ended, Scene
from solidground.app.demo.script import play
from solidground.config.commands import demo
from solidground.config.drawing.story import WIDEST, Story
from solidground.core.ground import Overdue
from solidground.core.kernel import DAY, HOUR, MINUTE
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from tests.stories.field import default_protocol


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
    assert 20 < whole < 45, "long enough to read, short enough to watch"
    assert {type(beat) for beat in beats} == set(demo.PAUSES)
    assert demo.pause(Scene("S1", ""), speed=0) == 0
    assert demo.pause(Scene("S1", ""), speed=2) == demo.PAUSES[Scene] / 2
