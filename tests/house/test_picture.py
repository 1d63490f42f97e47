"""The picture of the README is what the drawing code draws, and loads nothing from anywhere."""

from tests.house.picture import picture
from tests.house.sources import ROOT


def test_the_picture_in_the_readme_is_drawn_by_the_code_as_it_is() -> None:
    drawn = (ROOT / "docs/picture.svg").read_text(encoding="utf-8")
    assert drawn == picture(), "Make it again, as tests/house/picture.py says."


def test_the_picture_is_whole_in_itself_and_tells_what_it_shows_in_words() -> None:
    drawn = picture()
    addresses = drawn.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in addresses
    assert "<desc>Reached nine times, tried without an answer two times, overdue one time" in drawn
