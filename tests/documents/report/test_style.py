"""Every pair of colours that meets can be read, in light, in dark and on paper."""

import re
from importlib.resources import files

import pytest

STYLE = files("solidground.documents.report").joinpath("style.css").read_text(encoding="utf-8")
THEMES = [dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", block)) for block in re.findall(r":root\{(.*?)\}", STYLE)]
READ = [(over, under) for over in ("ink", "soft", "attention", "link") for under in ("paper", "card")]
SEEN = [("ground", "card"), ("ahead", "card"), ("attention", "card"), ("ground", "band"), ("ground", "paper")]


def light(colour: str) -> float:
    digits = colour[1:] if len(colour) > 4 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark", "paper"])
def test_text_and_marks_stand_out_from_what_is_behind_them(theme: dict[str, str]) -> None:
    assert [pair for pair in READ if contrast(theme[pair[0]], theme[pair[1]]) < 4.5] == []
    assert [pair for pair in SEEN if contrast(theme[pair[0]], theme[pair[1]]) < 3] == []


def test_every_colour_is_one_of_the_palette() -> None:
    rules = re.sub(r":root\{.*?\}", "", STYLE)
    assert re.findall(r"#[0-9a-f]{3,6}\b", rules) == []
