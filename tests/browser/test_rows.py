"""Every row of the story is seen in a browser, and so is every page."""

from tests.browser.rows import NO_PAGE, ROWS
from tests.browser.scenes import SCENES
from tests.house.sources import ROOT

STORY = [f"S{number}" for number in range(1, 23)]
TEMPLATES = ROOT / "src" / "solidground" / "web" / "templates"
BROWSED = ROOT / "tests" / "browser"
ELSEWHERE = {
    "accounts": "browse_accounts.py",
    "account": "browse_accounts.py",
    "begin": "browse_accounts.py",
    "welcome": "browse_accounts.py",
    "again": "browse_refused.py",
    "refused": "browse_refused.py",
}
"""Pages that need somebody's own account, or a form that is not taken: where they are opened instead."""
TOO_MANY = {"429": "too_often"}
"""A template whose page has a name of its own."""


def test_each_row_has_scenes_or_a_reason() -> None:
    assert sorted([*ROWS, *NO_PAGE]) == sorted(STORY)
    assert all(ROWS.values())


def test_every_scene_that_a_row_names_is_there() -> None:
    there = {scene.name for scene in SCENES}
    assert {name for names in ROWS.values() for name in names} - there == set()


def test_no_two_scenes_have_one_name() -> None:
    names = [scene.name for scene in SCENES]
    assert len(names) == len(set(names))


def test_every_page_is_opened_in_a_browser() -> None:
    pages = {path.stem for path in TEMPLATES.glob("*.html") if 'extends "base.html"' in path.read_text("utf-8")}
    opened = {scene.page for scene in SCENES}
    assert {TOO_MANY.get(page, page) for page in pages} - opened == set(ELSEWHERE)
    for page, file in ELSEWHERE.items():
        assert page in (BROWSED / file).read_text("utf-8")
