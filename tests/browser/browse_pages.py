"""Every page, opened in a browser: whole for who cannot see it, reads large letters or has a small phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Response

from tests.browser.keys import tap
from tests.browser.look import Witness, faults, named, small_targets, too_wide
from tests.browser.phones import Phones
from tests.browser.scene import Scene
from tests.browser.scenes import SCENES
from tests.browser.stage import Stage
from tests.browser.themes import Theme, chosen, enlarge

Does = Callable[[Page, Locator, str | None], None]
"""Taps, chooses or types."""


def reached(page: Page, scene: Scene, stage: Stage, does: Does = tap) -> int:
    """Go where a scene is, tapping on the way; return the status of the page that stands there in the end."""
    statuses: list[int] = []

    def noted(response: Response) -> None:
        if response.request.is_navigation_request():
            statuses.append(response.status)

    page.on("response", noted)
    page.goto(stage.address + scene.reach(stage))
    for one in scene.taps:
        where, words = one if isinstance(one, tuple) else (one, None)
        if where.startswith("/"):
            page.goto(stage.address + where)
            continue
        target = page.locator(where).first
        if not target.is_visible():
            does(page, page.locator(".ways__more summary"), None)
        does(page, target, words)
    page.wait_for_load_state()
    page.remove_listener("response", noted)
    return statuses[-1]


@pytest.mark.parametrize("theme", chosen(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_page_is_whole(phones: Phones, stage: Stage, pictures: Path, scene: Scene, theme: Theme) -> None:
    with phones.one(stage, theme) as page, Witness(page, stage.address) as witness:
        assert reached(page, scene, stage) == scene.status
        assert named(page) == (scene.role, scene.page)
        enlarge(page, theme)
        page.evaluate("() => document.fonts.ready")
        page.mouse.move(0, 0)
        page.screenshot(path=pictures / f"{theme.name}-{scene.name}.png", full_page=True)
        found = [
            *faults(page, forced=theme.colours == "active"),
            *too_wide(page),
            *small_targets(page, night=scene.page == "night"),
            *witness.heard,
        ]
    assert found == []
