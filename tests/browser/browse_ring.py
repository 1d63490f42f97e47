"""The page of a ring looks again by itself: what is said changes in its place, and nothing else; it can be stopped."""

from playwright.sync_api import Browser, Page

from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.state import raised_on
from tests.app.town import AGENCY, MEMBER
from tests.browser.reaching import clocked, member, seated
from tests.browser.stage import Stage
from tests.browser.themes import phone

A_TURN = 20_000


def rung(page: Page, stage: Stage) -> None:
    """Ask for a call, with time in the browser in our hands."""
    page.clock.install()
    page.goto(stage.address + seated("member", clocked(member))(stage))
    page.goto(f"{stage.address}/ring")
    page.get_by_role("button", name="Have someone call me now").click()
    page.get_by_role("heading", name="Somebody is being asked to call you.").wait_for()


def has_it(stage: Stage) -> None:
    """Let whoever is asked say that he has it."""
    town = stage.town
    with town.store.transaction() as unit:
        ((name, _),) = unit.cases_of(AGENCY, member=MEMBER)
    raised = raised_on(town.case(name), "urgent")
    assert raised is not None
    assert raised.asked is not None
    town.do(name, Acknowledge(stage.hand.at, raised.asked, "urgent", "on_call"))


def test_it_says_by_itself_that_somebody_has_it(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        rung(page, stage)
        undo = page.get_by_role("button", name="Take it back")
        undo.focus()
        has_it(stage)
        page.clock.run_for(A_TURN)
        page.get_by_role("heading", name="has it and rings you").wait_for()
        assert undo.evaluate("one => one === document.activeElement"), "whoever was about to tap still is"
        assert not page.locator("[data-looks]").is_visible(), "it looks no more"


def test_it_can_be_stopped(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        rung(page, stage)
        page.get_by_role("button", name="Stop that").click()
        has_it(stage)
        page.clock.run_for(3 * A_TURN)
        assert page.get_by_role("heading", name="Somebody is being asked to call you.").is_visible()
        assert page.locator("#again").evaluate("one => one === document.activeElement")


def test_without_a_script_there_is_the_link(browser: Browser, stage: Stage) -> None:
    with phone(browser, scripts=False) as context:
        page = context.new_page()
        page.goto(stage.address + seated("member", clocked(member))(stage))
        page.goto(f"{stage.address}/ring")
        page.get_by_role("button", name="Have someone call me now").click()
        assert not page.get_by_text("looks by itself").is_visible(), "what needs a script is not promised"
        has_it(stage)
        page.get_by_role("link", name="Look again").click()
        assert page.get_by_role("heading", name="has it and rings you").is_visible()
