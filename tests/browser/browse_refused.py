"""A form that is not taken: what somebody cannot do, and what he sent after he was signed out."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.browse_accounts import seen
from tests.browser.look import named
from tests.browser.reaching import ONE_CASE, at, choice, kept, seated
from tests.browser.stage import Stage
from tests.browser.themes import Theme, chosen, phone

themed = pytest.mark.parametrize("theme", chosen(), ids=lambda theme: theme.name)


@themed
def test_what_cannot_be_done_is_said_with_a_way_back(
    browser: Browser, stage: Stage, pictures: Path, theme: Theme
) -> None:
    with phone(browser, theme) as context:
        page = context.new_page()
        page.goto(stage.address + seated("peer", kept)(stage))
        page.locator(ONE_CASE).first.click()
        page.locator("#consult [name=case]").evaluate("(one) => { one.value = 'another'; }")
        page.locator(choice("consult_today")).click()
        page.wait_for_selector("[data-page=refused]")
        seen(page, pictures, "refused", theme)
        page.locator("main a").click()
        page.wait_for_selector("[data-page=my_list]")


@themed
def test_who_was_signed_out_sends_again_what_he_typed(
    browser: Browser, stage: Stage, pictures: Path, theme: Theme
) -> None:
    with phone(browser, theme) as context:
        page = context.new_page()
        page.goto(stage.address + seated("coordinator", at("/"))(stage))
        page.goto(f"{stage.address}/incident/new")
        page.locator("#person-0").fill("m-1")
        context.clear_cookies()
        page.locator("button[value=add]").click()
        page.wait_for_selector("[data-page=again]")
        assert named(page)[1] == "again"
        seen(page, pictures, "again", theme)
        other = context.new_page()
        other.goto(f"{stage.address}/demo/coordinator")
        page.locator("main button[type=submit]").click()
        page.wait_for_selector("[data-page=incident_new]")
        assert page.locator("#person-0").input_value() == "m-1"
