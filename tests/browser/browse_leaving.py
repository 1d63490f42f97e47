"""Leaving a page at once: by a tap, by three keys, and without a script; what was there is not one step back."""

import pytest
from playwright.sync_api import Browser, Page, Route

from solidground.web.pages.worried import EXITS
from tests.browser.reaching_more import CODE, worry
from tests.browser.stage import Stage
from tests.browser.themes import phone

ELSEWHERE = EXITS["US"]
PAGES = ("/worried", "/worried/tell", f"/worried/{CODE}")


def weather(route: Route) -> None:
    """Answer in the place of the page outside."""
    assert "referer" not in route.request.headers, "nobody learns where somebody came from"
    route.fulfill(body="<title>Weather</title>Sunny", content_type="text/html")


def came_to(page: Page, stage: Stage, address: str) -> None:
    """Come from another page to one of those that can be left at once."""
    page.route(f"{ELSEWHERE}/**", weather)
    worry(stage)
    page.goto(f"{stage.address}/help")
    page.goto(stage.address + address)


@pytest.mark.parametrize("address", PAGES)
def test_a_tap_leaves_and_going_back_does_not_lead_there(browser: Browser, stage: Stage, address: str) -> None:
    with phone(browser) as context:
        page = context.new_page()
        came_to(page, stage, address)
        page.locator("[data-leave]").click()
        page.wait_for_url(f"{ELSEWHERE}/**")
        page.go_back()
        assert page.url == f"{stage.address}/help"


def test_three_times_shift_leaves_and_twice_does_not(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        came_to(page, stage, "/worried")
        for key in ("Shift", "Shift", "Tab", "Shift", "Shift"):
            page.keyboard.press(key)
        assert page.url == f"{stage.address}/worried"
        page.keyboard.press("Shift")
        page.wait_for_url(f"{ELSEWHERE}/**")


@pytest.mark.parametrize("address", PAGES)
def test_without_a_script_the_way_out_is_a_link(browser: Browser, stage: Stage, address: str) -> None:
    with phone(browser, scripts=False) as context:
        page = context.new_page()
        came_to(page, stage, address)
        assert not page.get_by_text("Shift").is_visible(), "what needs a script is not promised"
        page.locator("[data-leave]").click()
        page.wait_for_url(f"{ELSEWHERE}/**")


def test_somebody_tells_a_person_with_a_few_taps(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(stage.address)
        page.locator("a[href='/worried']").click()
        page.locator("a[href='/worried/tell']").click()
        page.locator("#about").fill("m-1")
        page.locator("label[for=sign-not_himself]").click()
        page.locator("label[for=agrees-no]").click()
        page.locator("button[type=submit]").click()
        assert page.locator("h1").inner_text() == "A person is asked to read it."
        page.reload()
        assert page.locator("h1").inner_text() == "A person is asked to read it."
        assert len(stage.town.store.streams(next(iter(stage.town.store.agencies())), "concern")) == 1
