"""What a page weighs on the wire, counted where it is sent: also what the worker fetches to keep."""

from playwright.sync_api import Browser

from tests.browser.browse_without import WORKING
from tests.browser.reaching import choice, member
from tests.browser.stage import Stage
from tests.browser.themes import phone

FIRST_MOST, AFTER_MOST = 120 * 1024, 40 * 1024


def test_a_page_is_light_at_first_and_lighter_after(browser: Browser, stage: Stage) -> None:
    weights = []
    with phone(browser) as context:
        page = context.new_page()
        page.goto(stage.address + member(stage), wait_until="networkidle")
        assert page.evaluate(WORKING)
        weights.append(stage.sent.total())
        page.locator(choice("ok")).click()
        page.wait_for_load_state("networkidle")
        weights.append(stage.sent.total())
        page.goto(f"{stage.address}/help", wait_until="networkidle")
        weights.append(stage.sent.total())
    first, after, more = weights[0], weights[1] - weights[0], weights[2] - weights[1]
    print(f"\nA first page {first:,} bytes, the answer {after:,}, help {more:,}: {dict(stage.sent)}")  # noqa: T201 who measures reads it
    assert 0 < first < FIRST_MOST
    assert 0 < after < AFTER_MOST
    assert 0 < more < AFTER_MOST
