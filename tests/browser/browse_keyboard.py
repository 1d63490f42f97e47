"""Every page and every answer by the keyboard alone. Whatever is tapped in a scene is, in browse_without.py."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.keys import STOPS_MOST
from tests.browser.look import FOCUS_LEAST, focused, named
from tests.browser.phones import Phones
from tests.browser.reaching import member, night
from tests.browser.scene import Scene
from tests.browser.scenes import OPENED
from tests.browser.stage import Stage

LAG_MS = 200
"""On a busy machine the focus moves a moment after the key."""

LAGS_MOST = 25

NOTE = """() => document.addEventListener("focusin", (event) => {
  window.before = window.stood;
  window.stood = event.target;
})"""
ENDED = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
  const stops = all.filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility());
  const [first, last] = [stops[0], stops.at(-1)];
  const at = window.stood === first && window.before ? window.before : window.stood;
  return at === last || (last?.type === "radio" && at?.name === last.name);
}"""
"""Whether what had the focus last is the last on the page that can have it. A browser without a frame goes on to the
first, sooner or later: then it is what had the focus before."""


def stop(page: Page) -> dict[str, Any] | None:
    """Press Tab, and return what has the focus then; None at the end of the page."""
    page.keyboard.press("Tab")
    found = focused(page)
    for _ in range(LAGS_MOST):
        if found is not None:
            break
        page.wait_for_timeout(LAG_MS)
        found = focused(page)
        if found is None and page.evaluate(ENDED):
            break
    return found


def tab_to(page: Page, value: str) -> None:
    """Press Tab until something of this value has the focus."""
    for _ in range(STOPS_MOST):
        found = stop(page)
        if found is not None and found["value"] == value:
            return
    pytest.fail(f"Tab never comes to {value}.")


@pytest.mark.parametrize("scene", OPENED, ids=lambda scene: scene.name)
def test_whatever_has_the_focus_shows_it_and_nothing_keeps_it(phones: Phones, stage: Stage, scene: Scene) -> None:
    with phones.one(stage) as page:
        page.goto(stage.address + scene.reach(stage))
        page.evaluate(NOTE)
        stops: list[dict[str, Any]] = []
        for _ in range(STOPS_MOST):
            found = stop(page)
            if found is None or (stops and found == stops[0]):
                break
            stops.append(found)
        assert page.evaluate(ENDED), "the end of the page is reached"
    assert stops[0]["value"] == "#main", "the first stop skips to what the page says"
    assert [stop["said"] for stop in stops if stop["told"] < FOCUS_LEAST] == []


def test_the_first_stop_leads_past_what_every_page_has(phones: Phones, stage: Stage) -> None:
    with phones.one(stage) as page:
        page.goto(stage.address + member(stage))
        stop(page)
        page.keyboard.press("Enter")
        found = stop(page)
    assert found is not None
    assert found["value"] == "ok"


@pytest.mark.parametrize("answer", ["ok", "call_me"])
def test_an_answer_takes_two_keys(phones: Phones, stage: Stage, answer: str) -> None:
    with phones.one(stage) as page:
        page.goto(stage.address + member(stage))
        tab_to(page, answer)
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-page=answered]")


def test_not_now_and_its_day_are_chosen_with_the_keyboard(phones: Phones, stage: Stage) -> None:
    with phones.one(stage) as page:
        page.goto(stage.address + member(stage))
        tab_to(page, "call_me")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        assert page.locator("#until-3").is_checked()
        tab_to(page, "not_now")
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-page=answered]")


def test_what_is_missing_leads_to_where_it_is_chosen(phones: Phones, stage: Stage) -> None:
    with phones.one(stage) as page:
        page.goto(stage.address + member(stage, "?day"))
        tab_to(page, "not_now")
        page.keyboard.press("Enter")
        page.wait_for_selector(".govuk-error-summary")
        tab_to(page, "#until")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        found = focused(page)
        assert found is not None
        assert found["said"] == "Tomorrow"


def test_by_night_the_first_target_is_the_first_stop(phones: Phones, stage: Stage) -> None:
    with phones.one(stage) as page:
        page.goto(stage.address + night(stage))
        tab_to(page, "call_me")
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-page=answered]")
        assert named(page) == ("nobody", "answered")
