"""A name is drawn by hand beside the typed one: by finger or mouse, taken back line by line, and signed with it."""

from playwright.sync_api import Browser, Page

from tests.browser.reaching_desk import DECISION, SIGN, draws, thinks
from tests.browser.stage import Stage
from tests.browser.themes import phone

LINES = "() => document.getElementById('drawn').value.split(';').filter(Boolean).length"
POINTS = "() => document.getElementById('drawn').value.split(/[ ;]/).length"
PICTURE = "svg.drawn path"


def comes_to_sign(page: Page, stage: Stage) -> None:
    """Come to where he signs what he has drafted."""
    thinks(stage)
    page.goto(f"{stage.address}/demo/member")
    for where in (*DECISION, SIGN):
        page.locator(where).first.click()
    page.wait_for_load_state()


def test_what_is_drawn_is_taken_back_line_by_line_or_whole(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        comes_to_sign(page, stage)
        undo, clear = page.locator("[data-pad=undo]"), page.locator("[data-pad=clear]")
        assert undo.is_disabled()
        draws(page)
        assert page.evaluate(LINES) == 2
        undo.click()
        assert page.evaluate(LINES) == 1
        clear.click()
        assert (page.evaluate(LINES), clear.is_disabled()) == (0, True)
        assert not page.locator("#pad-line").get_attribute("d")


def test_what_is_drawn_is_signed_and_stays_where_the_name_was_wrong(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        comes_to_sign(page, stage)
        draws(page)
        drawn = page.locator("#pad-line").get_attribute("d")
        page.locator("#name").fill("4411")
        page.locator("button[value=sign]").click()
        assert page.locator(".govuk-error-summary").is_visible()
        assert page.locator("#pad-line").get_attribute("d") == drawn
        page.locator("#name").fill("Maria Lopez")
        page.locator("button[value=sign]").click()
        page.wait_for_url("**/me/decision")
        assert page.locator(PICTURE).get_attribute("d") == drawn


def test_no_more_is_drawn_than_fits(browser: Browser, stage: Stage) -> None:
    with phone(browser) as context:
        page = context.new_page()
        comes_to_sign(page, stage)
        full = page.locator("#pad-full")
        assert not full.is_visible()
        for _ in range(20):
            draws(page)
        assert full.is_visible()
        assert page.evaluate(LINES) == 40
        page.locator("[data-pad=undo]").click()
        assert not full.is_visible()


def test_a_finger_draws_and_does_not_move_the_page(browser: Browser, stage: Stage) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    try:
        page = context.new_page()
        comes_to_sign(page, stage)
        page.locator("#pad").scroll_into_view_if_needed()
        box, before = page.locator("#pad").bounding_box(), page.evaluate("() => scrollY")
        assert box is not None
        session = context.new_cdp_session(page)
        x, y = box["x"] + 40, box["y"] + 20

        def touched(kind: str, down: float) -> None:
            points = [] if kind == "touchEnd" else [{"x": x + down, "y": y + down}]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touched("touchStart", 0)
        for down in range(5, 60, 5):
            touched("touchMove", down)
        touched("touchEnd", 60)
        assert page.evaluate(LINES) == 1
        assert page.evaluate(POINTS) > 5
        assert page.evaluate("() => scrollY") == before
    finally:
        context.close()


def test_without_scripts_the_typed_name_is_enough(browser: Browser, stage: Stage) -> None:
    with phone(browser, scripts=False) as context:
        page = context.new_page()
        comes_to_sign(page, stage)
        assert not page.locator("#pad").is_visible()
        page.locator("#name").fill("Maria Lopez")
        page.locator("button[value=sign]").click()
        assert "NOT DELIVERED" in page.locator("h1").inner_text()
        assert page.locator(PICTURE).count() == 0
