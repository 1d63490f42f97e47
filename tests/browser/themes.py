"""How a page is looked at: by day and in the dark, on a small phone, in large letters, in a user's own colours."""

import os
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page

THEMES = "THEMES"
TALL = 844
Width = Literal[320, 390]


class Theme(NamedTuple):
    """One way to look at a page. ``larger`` is how much larger than usual a reader has set his letters."""

    name: str
    width: Width = 390
    scheme: Literal["light", "dark"] = "light"
    colours: Literal["active", "none"] = "none"
    language: str = "en-US"
    larger: int = 1


LIGHT = Theme("light")
ALL = (
    LIGHT,
    Theme("dark", scheme="dark"),
    Theme("narrow", width=320),
    Theme("large", larger=2),
    Theme("forced", colours="active"),
    Theme("spanish", width=320, language="es-MX"),
)


def wants_all() -> bool:
    """Tell whether the environment asks for everything, as a soak does."""
    return os.environ.get(THEMES) == "all"


def chosen() -> tuple[Theme, ...]:
    """Return the themes asked for: one, unless all are."""
    return ALL if wants_all() else (LIGHT,)


def phone(browser: Browser, theme: Theme = LIGHT, *, scripts: bool = True) -> BrowserContext:
    """Return a phone that has never been here."""
    return browser.new_context(
        viewport={"width": theme.width, "height": TALL},
        color_scheme=theme.scheme,
        forced_colors=theme.colours,
        locale=theme.language,
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )


def enlarge(page: Page, theme: Theme) -> None:
    """Set the letters of a page as large as this reader has them."""
    # A page that has only begun to come has no element yet.
    page.wait_for_load_state()
    page.evaluate("(percent) => { document.documentElement.style.fontSize = percent; }", f"{100 * theme.larger}%")
