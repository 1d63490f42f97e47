"""What a hand does on a page: tapping, choosing and typing, and the same with the keyboard alone."""

from datetime import date, time

import pytest
from playwright.sync_api import ElementHandle, Locator, Page

Tap = str | tuple[str, str]
"""Where somebody taps; or where, and what is chosen or typed there; or, with a slash, where he goes."""

STOPS_MOST = 120
"""Somewhat more than the longest page has places to stop at."""

CHOICES_MOST = 60
WAITS_MS = 20_000

CONTROL = "(one) => one.control ?? one"
KIND = "(one) => one.type === 'select-one' ? 'select' : one.type ?? one.localName"
LEADS = "(one) => one.matches('a[href], button[type=submit]')"
HERE = """(one) => {
  const at = document.activeElement;
  return at === one || (one.type === 'radio' && at.type === 'radio' && at.name === one.name && at.form === one.form);
}"""
ITSELF = "(one) => one === document.activeElement"
VALUE = "(one) => one.value"


def tap(page: Page, where: Locator, words: str | None) -> None:
    """Tap, choose or type."""
    if words is None:
        where.click()
    elif where.evaluate(KIND) == "select":
        where.select_option(words)
    else:
        where.fill(words)
    page.wait_for_load_state()


def key(page: Page, where: Locator, words: str | None) -> None:
    """Do the same by the keyboard."""
    one = where.evaluate_handle(CONTROL).as_element()
    assert one is not None
    tab_to(page, one)
    kind = one.evaluate(KIND)
    if words is not None:
        _typed(page, one, kind, words)
    elif kind == "radio":
        _chosen(page, one)
    elif kind == "checkbox":
        page.keyboard.press("Space")
    elif one.evaluate(LEADS):
        with page.expect_navigation(timeout=WAITS_MS):
            page.keyboard.press("Enter")
    else:
        page.keyboard.press("Enter")


def tab_to(page: Page, one: ElementHandle) -> None:
    """Press Tab until something has the focus."""
    for _ in range(STOPS_MOST):
        if one.evaluate(HERE):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never comes to {one.evaluate('(one) => one.outerHTML')}.")


def _typed(page: Page, one: ElementHandle, kind: str, words: str) -> None:
    if kind == "select":
        for _ in range(CHOICES_MOST):
            if one.evaluate(VALUE) == words:
                return
            page.keyboard.press("ArrowDown")
        pytest.fail(f"There is no {words} to choose.")
    # A browser wants a day and a time in the order in which it shows them.
    shown = {
        "date": lambda: date.fromisoformat(words).strftime("%m%d%Y"),
        "time": lambda: time.fromisoformat(words).strftime("%I%M%p"),
    }
    page.keyboard.type(shown[kind]() if kind in shown else words)
    assert one.evaluate(VALUE) == words


def _chosen(page: Page, one: ElementHandle) -> None:
    # The first Tab into a group that nothing is chosen in stands on its first.
    for _ in range(CHOICES_MOST):
        if one.evaluate(ITSELF):
            page.keyboard.press("Space")
            assert one.is_checked()
            return
        page.keyboard.press("ArrowDown")
    pytest.fail("The arrows never come to it.")
