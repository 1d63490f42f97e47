"""A guide for each role, short, with pictures that are there and small."""

import re
import zlib
from collections.abc import Iterable
from pathlib import Path

from solidground.web.ways import BEGINS
from tests.browser.guides import SIGNATURE, TAKEN, chunks, dots, part, small
from tests.house.sources import ROOT

GUIDES = ROOT / "docs" / "guides"
PICTURE = re.compile(r'<img src="pictures/(?P<name>[a-z_]+)\.png"[^>]* alt="[^"]{20,}">')
WORDS_MOST = 770
"""A page and a half, with its pictures: a page holds some 500 words."""

PICTURES = range(1, 4)
BYTES_MOST = 60_000
MARKS = re.compile(r"<img[^>]*>|\[|\]\([^)]*\)|[#*`|]|^-+$", re.MULTILINE)


def words(text: str) -> int:
    """Count the words of a page as a reader sees them."""
    return len(MARKS.sub(" ", text).split())


def wrong(role: str, text: str, pictures: Iterable[str]) -> list[str]:
    """Return what a guide has too much or too little of."""
    there = set(pictures)
    named = [found["name"] for found in PICTURE.finditer(text)]
    found = [f"{role}: {name}.png is not there" for name in named if name not in there]
    if len(named) not in PICTURES:
        found.append(f"{role}: {len(named)} pictures, not one to three")
    if words(text) > WORDS_MOST:
        found.append(f"{role}: {words(text)} words, at most {WORDS_MOST} fit on a page and a half")
    return found


def _pictures() -> dict[str, Path]:
    return {one.stem: one for one in (GUIDES / "pictures").glob("*.png")}


def test_each_role_has_a_short_guide_with_pictures() -> None:
    found = [
        line
        for role in BEGINS
        for line in wrong(role, (GUIDES / f"{role}.md").read_text(encoding="utf-8"), _pictures())
    ]
    assert not found, "Shorten the guide, or make its pictures with make guides.\n" + "\n".join(found)


def test_each_guide_is_in_the_list() -> None:
    listed = (GUIDES / "README.md").read_text(encoding="utf-8")
    missing = [one.name for one in GUIDES.glob("*.md") if one.name != "README.md" and f"({one.name})" not in listed]
    assert not missing, f"Add to docs/guides/README.md: {missing}"


def test_every_picture_is_used_is_small_and_is_taken_by_the_browser_suite() -> None:
    used = {found["name"] for one in GUIDES.glob("*.md") for found in PICTURE.finditer(one.read_text(encoding="utf-8"))}
    assert set(_pictures()) == used == set(TAKEN.values())
    assert {name: one.stat().st_size for name, one in _pictures().items() if one.stat().st_size > BYTES_MOST} == {}


def test_a_picture_is_cut_to_one_screen_and_keeps_its_colours() -> None:
    red, white = b"\xff\x00\x00", b"\xff\xff\xff"
    # The second row says how much each dot differs from the one on its left, as a browser writes it.
    rows = b"\x00" + red + white + b"\x01" + white + b"\x00\x00\x00" + b"\x00" + red + red
    head = (2).to_bytes(4, "big") + (3).to_bytes(4, "big") + bytes((8, 2, 0, 0, 0))
    png = SIGNATURE + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
    assert dots(png, 3) == [[red, white], [white, white], [red, red]]
    found = dict(chunks(small(png, tallest=2)))
    assert found[b"PLTE"] == white + red
    assert zlib.decompress(found[b"IDAT"]) == bytes((0, 1, 0, 0, 0, 0))


def test_the_rule_finds_what_is_too_long_and_what_is_not_there() -> None:
    picture = '<img src="pictures/one.png" width="195" alt="A page with one thing on it.">'
    assert wrong("peer", f"{picture} some words", ["one"]) == []
    assert wrong("peer", f"{picture} some words", []) == ["peer: one.png is not there"]
    assert wrong("peer", "some words", ["one"]) == ["peer: 0 pictures, not one to three"]
    assert wrong("peer", picture + " word" * 771, ["one"]) == ["peer: 771 words, at most 770 fit on a page and a half"]
    assert words("| *[two](words.md)* | here |") == 2
