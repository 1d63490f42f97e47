"""Phones that are used again: one that is wiped opens a page in half the time of a new one."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.browser.stage import Stage
from tests.browser.themes import LIGHT, Theme, phone


class Phones:
    """The phones of one run: at most one of each kind, and whoever gets it finds nothing of the one before him."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[tuple[Theme, bool], Page] = {}

    @contextmanager
    def one(self, stage: Stage, theme: Theme = LIGHT, *, scripts: bool = True) -> Iterator[Page]:
        """Lend a phone to the end of the block. One on which something went wrong is never lent again."""
        kind = (theme, scripts)
        page = self._free.pop(kind, None) or phone(self._browser, theme, scripts=scripts).new_page()
        try:
            yield page
            wipe(page, stage)
        except BaseException:
            page.context.close()
            raise
        self._free[kind] = page


def wipe(page: Page, stage: Stage) -> None:
    """Take off a phone whatever an agency has left on it: every agency has an address of its own, but for cookies."""
    page.context.clear_cookies()
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": stage.address, "storageTypes": "all"})
    session.detach()
    page.goto("about:blank")
