"""Nothing that stands in a cell can do harm on a page."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.documents.html import LONGEST, el, foreign, joined, number, visible


class Reader(HTMLParser):
    """Reads a page as a browser would: which elements there are, and what text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element."""
        self.tags.append(tag)
        self.text += "".join(f"[{name}={value}]" for name, value in attrs)

    def handle_data(self, data: str) -> None:
        """Take text."""
        self.text += data


def read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader


@given(st.text())
def test_any_text_is_read_back_as_text_and_makes_no_element(text: str) -> None:
    reader = read(el("td", {"title": text}, text))
    assert reader.tags == ["td"]
    assert reader.text == f"[title={visible(text)}]{visible(text)}"


def test_markup_stays_markup_within_markup() -> None:
    assert el("p", None, el("strong", None, "a & b"), " < c") == "<p><strong>a &amp; b</strong> &lt; c</p>"
    assert joined("<", el("p")) == "&lt;<p></p>"
    assert el("meta", {"charset": "utf-8"}) == '<meta charset="utf-8">'


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "  =1"])
def test_a_formula_is_no_formula_when_the_table_is_copied(cell: str) -> None:
    assert read(foreign(cell)).text == f"'{cell}"


def test_a_cell_of_two_megabytes_is_cut() -> None:
    assert len(foreign("x" * 2_000_000)) < LONGEST + 20
    assert read(foreign("short")).text == "short"


def test_signs_that_nobody_sees_are_seen() -> None:
    assert visible("a\x00b\u202ec\nd") == "a\ufffdb\ufffdc\nd"


@pytest.mark.parametrize("tag", ["script", "iframe", "img", "link", "form"])
def test_what_runs_or_loads_cannot_be_made(tag: str) -> None:
    with pytest.raises(AssertionError, match="no"):
        el(tag)


@pytest.mark.parametrize(
    ("name", "value"),
    [("onclick", "x"), ("OnLoad", "x"), ("href", "https://a.example/"), ("src", "//a.example"), ("a b", "x")],
)
def test_attributes_that_run_or_leave_the_page_cannot_be_made(name: str, value: str) -> None:
    with pytest.raises(AssertionError):
        el("p", {name: value})


def test_a_link_within_the_page_can() -> None:
    assert el("p", {"href": "#lines"}) == '<p href="#lines"></p>'


def test_lengths_are_short() -> None:
    assert [number(value) for value in (1, 2.5, 1 / 3, 100.0)] == ["1", "2.5", "0.33", "100"]
