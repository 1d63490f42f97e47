"""A real browser, and a made-up agency behind a real address.

The files here that need a browser are named ``browse_*.py``, not as tests: ``make test`` needs none. ``make browser``
names them, and finds one.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Browser, sync_playwright

from solidground.app.ports import Accounts
from tests.browser.chromium import FLAGS, NONE_FOUND, here
from tests.browser.phones import Phones
from tests.browser.stage import Stage, staged
from tests.house.sources import ROOT
from tests.web.conftest import accounts

__all__ = ["accounts"]

PATIENCE_MS = 20_000

# Playwright has a loop of its own in this thread; nothing of ours waits in it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the browser, started once."""
    place = here()
    assert place is not None, NONE_FOUND
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=place, args=list(FLAGS), timeout=PATIENCE_MS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def phones(browser: Browser) -> Phones:
    """Give the phones that are used again."""
    return Phones(browser)


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Give an agency of five people, and the address of its pages."""
    with staged() as made:
        yield made


@pytest.fixture
def signing(accounts: Accounts) -> Iterator[Stage]:
    """Give the same agency where people sign in."""
    call_command("flush", verbosity=0, interactive=False)
    cache.clear()
    with staged(accounts) as made:
        yield made


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Give the folder in which every page is kept as a picture."""
    folder = ROOT / "build" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
