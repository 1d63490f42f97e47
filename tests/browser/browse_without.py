"""Without scripts everything works; without a connection the numbers are there all the same."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from solidground.web.pages.help_now import lines
from tests.browser.browse_pages import reached
from tests.browser.look import named
from tests.browser.scenes import SCENES, Scene, member
from tests.browser.stage import Stage
from tests.browser.themes import phone

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


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_nothing_needs_a_script(browser: Browser, stage: Stage, scene: Scene) -> None:
    with phone(browser, scripts=False) as context:
        page = context.new_page()
        assert reached(page, scene, stage) == scene.status
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
        assert {one for one in addresses if not one.startswith("/static/")} == {"/help"}
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
