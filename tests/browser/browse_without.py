"""Everything works without scripts and by the keyboard alone; without a connection the numbers are there."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from solidground.web.pages.help_now import lines, shown
from solidground.web.pages.unsent import KINDS
from tests.browser.browse_pages import reached
from tests.browser.keys import key
from tests.browser.look import named
from tests.browser.phones import Phones
from tests.browser.reaching import Reach, choice, member, night
from tests.browser.reaching_more import TO_KEEP
from tests.browser.rows import ROWS
from tests.browser.scene import Scene
from tests.browser.scenes import SCENES
from tests.browser.stage import Stage
from tests.browser.themes import phone, wants_all

UNSENT = {f"/unsent/{kind}" for kind in KINDS}
STORY = {name for names in ROWS.values() for name in names}
TASKS = [scene for scene in SCENES if wants_all() or scene.name in STORY]
"""What somebody does in the story; with all themes, whatever can be done."""

WORKING = "navigator.serviceWorker.ready.then(() => true)"


def numbers(page: Page) -> list[str]:
    """Return every number that a page lets somebody call."""
    found: list[str] = page.eval_on_selector_all("a[href^='tel:']", "all => all.map((one) => one.href.slice(4))")
    return sorted(found)


def kept(context: BrowserContext, stage: Stage) -> Page:
    """Visit the help page once, and lose the connection."""
    page = context.new_page()
    page.goto(f"{stage.address}/help")
    assert page.evaluate(WORKING)
    context.set_offline(offline=True)
    return page


@pytest.mark.parametrize("scene", TASKS, ids=lambda scene: scene.name)
def test_nothing_needs_a_script_or_a_pointer(phones: Phones, stage: Stage, scene: Scene) -> None:
    with phones.one(stage, scripts=False) as page:
        assert reached(page, scene, stage, key) == scene.status
        assert page.locator(f"body > [data-page={scene.page}]:first-child").count() == 1


@pytest.mark.parametrize("address", ["/help", "/", "/nothing-here", "/help?from=home"])
def test_without_a_connection_every_address_shows_the_numbers(browser: Browser, stage: Stage, address: str) -> None:
    with phone(browser) as context:
        page = kept(context, stage)
        page.goto(stage.address + address)
        assert named(page) == ("nobody", "help")
        assert numbers(page) == sorted(line.call for line in lines())
        assert page.evaluate(
            "() => document.fonts.ready.then((all) => all.check('1em \"Atkinson Hyperlegible Next\"'))"
        )
        assert page.evaluate("() => document.styleSheets.length") == 1


def test_a_link_shows_the_numbers_too_and_is_kept_nowhere(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        link = stage.address + member(stage)
        page.goto(link)
        assert page.evaluate(WORKING)
        page.goto(link)
        assert named(page) == ("nobody", "link")
        addresses = page.evaluate(
            "async () => { const found = []; for (const name of await caches.keys())"
            " for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname);"
            " return found; }"
        )
        assert {one for one in addresses if not one.startswith("/static/")} == {"/help", *UNSENT}
        context.set_offline(offline=True)
        page.goto(link)
        assert named(page) == ("nobody", "help")
        context.set_offline(offline=False)
        page.goto(link)
        assert named(page) == ("nobody", "link")


def test_what_is_kept_is_the_page_as_it_was_last_seen(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(f"{stage.address}/help")
        assert page.evaluate(WORKING)
        page.evaluate(
            "async () => { const kept = await caches.open((await caches.keys())[0]);"
            " await kept.put('/help', new Response('what it was years ago')); }"
        )
        page.reload()
        page.wait_for_function(
            "async () => !(await (await caches.match('/help')).text()).includes('years ago')", polling=50
        )
        context.set_offline(offline=True)
        page.reload()
        assert numbers(page) == sorted(line.call for line in lines())


def lost(page: Page, context: BrowserContext) -> None:
    """Have the worker at hand, and lose the connection."""
    assert page.evaluate(WORKING)
    page.reload()
    context.set_offline(offline=True)


def home() -> list[str]:
    """Return the numbers of the agency's country."""
    return sorted(line.call for line in shown("US-IL").home)


def test_going_back_to_a_form_that_was_sent_is_no_tap_that_was_lost(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(f"{stage.address}/worried/tell")
        assert page.evaluate(WORKING)
        page.reload()
        page.locator("main button[type=submit]").click()
        page.wait_for_selector(".govuk-error-summary")
        page.goto(f"{stage.address}/help")
        page.go_back()
        page.wait_for_selector("[data-page=worried_tell]")
        assert page.locator(".govuk-error-summary").count() == 0, "the page is opened anew, and nothing was sent"
        page.goto(f"{stage.address}/help")
        context.set_offline(offline=True)
        page.go_back()
        assert named(page) == ("nobody", "help"), "without a connection too"


@pytest.mark.parametrize("reach", [member, night], ids=["day", "night"])
def test_a_tap_on_a_link_without_a_connection_says_that_nobody_got_it(
    browser: Browser, stage: Stage, reach: Reach
) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(stage.address + reach(stage))
        lost(page, context)
        page.locator(choice("call_me")).click()
        page.wait_for_selector("[data-page=unsent]")
        assert "Your tap did not get through. Do not wait for it: call." in page.inner_text("h1")
        assert numbers(page) == home()


def test_so_does_a_tap_on_a_phone_that_keeps_the_night_page_and_it_stays_dark(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(stage.address + TO_KEEP(stage))
        page.locator(choice("keep")).click()
        page.wait_for_selector("[data-page=night]")
        for one in ("call_me", "ok", "not_now"):
            lost(page, context)
            page.locator(choice(one)).click()
            page.wait_for_selector("[data-page=unsent]")
            assert "Your tap did not get through." in page.inner_text("h1")
            assert page.locator("html.night").count() == 1
            assert numbers(page) == home()
            page.go_back()
            page.wait_for_selector("h1:not(:has-text('Your tap'))")
            assert page.locator("html.night").count() == 1
            assert numbers(page) == home(), "a page that is about somebody is kept nowhere: the numbers are"
            context.set_offline(offline=False)
            page.reload()
            page.wait_for_selector("[data-page=night]")


def test_the_night_page_opens_to_the_numbers_without_a_connection(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = kept(context, stage)
        page.goto(f"{stage.address}/night")
        assert named(page) == ("nobody", "unsent")
        assert page.locator("html.night").count() == 1
        assert numbers(page) == home()
        assert "Your tap" not in page.inner_text("main")


def test_numbers_of_one_s_own_come_first_stay_here_and_are_taken_off(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(f"{stage.address}/help")
        assert page.evaluate(WORKING)
        page.locator("#mine-number").fill("12")
        page.locator("#mine-add").click()
        assert page.locator("#mine-error").is_visible()
        before = stage.sent.total()
        page.locator("#mine-name").fill("Cedar")
        page.locator("#mine-number").fill("(312) 555-0142")
        page.locator("#mine-number").press("Enter")
        assert page.locator("#mine-error").is_hidden()
        assert page.locator("a[href^='tel:']").first.get_attribute("href") == "tel:3125550142"
        assert stage.sent.total() == before, "nothing was sent"
        context.set_offline(offline=True)
        page.reload()
        assert page.locator("a[href^='tel:']").first.get_attribute("href") == "tel:3125550142"
        page.locator("#mine-lines button").click()
        assert page.locator("#mine-lines").is_hidden()
        page.reload()
        assert numbers(page) == sorted(line.call for line in lines())


def test_without_scripts_nobody_is_asked_for_numbers_that_would_not_stay(browser: Browser, stage: Stage) -> None:
    with phone(browser, scripts=False) as context:
        page = context.new_page()
        page.goto(f"{stage.address}/help")
        assert page.locator("#mine").is_hidden()
