"""Going back: a page is loaded anew, whatever the browser kept of it, and by whoever looks now."""

import pytest
from playwright.sync_api import Browser, expect

from tests.app.town import COORDINATOR
from tests.browser.browse_accounts import come_in, keyed
from tests.browser.chromium import FLAGS, here
from tests.browser.conftest import PATIENCE_MS
from tests.browser.stage import Stage
from tests.browser.themes import phone

KEEPS_NOTHING = "--disable-back-forward-cache"
RESTORED = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
"""What a browser says to a page that it kept."""


@pytest.mark.parametrize("address", ["/me", "/night", "/me/choices"])
def test_a_page_that_the_browser_kept_is_loaded_anew_for_who_looks_now(
    browser: Browser, stage: Stage, address: str
) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(f"{stage.address}/demo/member")
        page.goto(stage.address + address)
        before = page.locator("h1").first.inner_text()
        context.clear_cookies()
        page.evaluate(RESTORED)
        expect(page.locator("h1").first).not_to_have_text(before)


def test_after_signing_out_no_step_back_shows_a_page_of_whoever_was_there(browser: Browser, signing: Stage) -> None:
    # As people's browsers do, and those of tests else do not, it keeps pages to come back to.
    keeping = browser.browser_type.launch(
        executable_path=here(), args=list(FLAGS), timeout=PATIENCE_MS, ignore_default_args=[KEEPS_NOTHING]
    )
    with phone(keeping) as context:
        page = context.new_page()
        keyed(context, page)
        come_in(page, signing, COORDINATOR)
        page.click("a[href='/account/keys/new']")
        page.click("#mfa_webauthn_add")
        page.wait_for_url("**/account/spare*")
        for address in ("/board", "/accounts"):
            page.goto(signing.address + address)
        page.goto(f"{signing.address}/sign-out")
        page.click("main button[type=submit]")
        page.wait_for_url("**/sign-in")
        for _ in range(4):
            page.go_back()
            expect(page.locator("#passkey_login")).to_be_visible()
    keeping.close()
