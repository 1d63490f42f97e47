"""What is asked of a page that stands in a browser. Each answer is a list of sentences: empty where all is well."""

from collections.abc import Callable
from typing import Any, Self

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Request

TARGET_LEAST, NIGHT_TARGET_LEAST = 44, 64
"""How high a target is at least, in pixels: by night a hand is less sure."""

ROUNDED = 0.5
"""Half a pixel is no difference that a finger feels."""

TARGETS = """() => {
  const shown = (box) => box.width > 1 && box.height > 1;
  const targets = "a[href], button, summary, select, input[type=range], .govuk-radios__label";
  const found = [];
  for (const one of document.querySelectorAll(targets)) {
    if (one.classList.contains("govuk-skip-link") || !one.checkVisibility()) continue;
    const box = one.getBoundingClientRect();
    if (shown(box)) found.push([one.textContent.trim(), box.height, box.width]);
  }
  return found;
}"""
WIDER = """() => {
  const wide = document.documentElement.clientWidth;
  const found = document.documentElement.scrollWidth > wide ? ["the page"] : [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    let box = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || box.closest(".govuk-visually-hidden, .govuk-skip-link")) continue;
    // A table of numbers is moved sideways in a frame of its own.
    if (!box.checkVisibility() || box.closest(".wide")) continue;
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    while (getComputedStyle(box).display === "inline") box = box.parentElement;
    const around = box.getBoundingClientRect(), text = range.getBoundingClientRect();
    const outside = text.right > Math.min(around.right, wide) + 1 || text.left < Math.max(around.left, 0) - 1;
    if (outside || text.bottom > around.bottom + 4) found.push(words.currentNode.data.trim());
  }
  return found;
}"""
FIRST = "() => { const { role, page } = document.body.firstElementChild.dataset; return [role, page]; }"
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === null || one === document.body) return null;
  const style = one.type === "radio" ? getComputedStyle(one.labels[0], "::before") : getComputedStyle(one);
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).map(Number);
    if (parts[3] === 0) return null;
    const linear = (part) => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = parts.map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(document.documentElement).backgroundColor);
  const drawn = style.boxShadow.match(/rgba?\\([^)]+\\)/g) ?? [];
  if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) drawn.push(style.outlineColor);
  if (one.type === "radio") drawn.push(style.borderTopColor);
  const apart = (it) => (it === null ? 1 : (Math.max(it, paper) + 0.05) / (Math.min(it, paper) + 0.05));
  const said = (one.labels?.[0] ?? one).textContent.trim();
  const told = Math.max(1, ...drawn.map(light).map(apart));
  return { said, value: one.value || one.getAttribute("href") || "", told };
}"""
FOCUS_LEAST = 3
"""How far the mark of the focus stands out from the page: what WCAG asks of whatever is no text."""


def faults(page: Page, *, forced: bool = False) -> list[str]:
    """Return what axe finds, each with the places where. ``forced`` is a page in colours that its reader chose."""
    # There axe reads the colours that the page would have had, and those that are seen are the reader's own.
    rules = {"color-contrast": {"enabled": not forced}}
    found = Axe().run(page, options={"resultTypes": ["violations"], "rules": rules}).response["violations"]
    return [f"{one['id']}: {one['help']}: {[place['html'] for place in one['nodes']]}" for one in found]


def small_targets(page: Page, *, night: bool) -> list[str]:
    """Return every target that a thumb may miss."""
    least = NIGHT_TARGET_LEAST if night else TARGET_LEAST
    return [
        f"{said!r} is {wide:.0f} wide and {high:.0f} high"
        for said, high, wide in page.evaluate(TARGETS)
        if high < least - ROUNDED or wide < TARGET_LEAST - ROUNDED
    ]


def too_wide(page: Page) -> list[str]:
    """Return what stands out over the side of a page, or words that stand out of their box."""
    return [f"{one} is too wide" for one in page.evaluate(WIDER)]


def named(page: Page) -> tuple[str, str]:
    """Return the role and the page of the first element."""
    role, name = page.evaluate(FIRST)
    return role, name


def focused(page: Page) -> dict[str, Any] | None:
    """Return what has the focus, its value or address, and how far its mark stands out; None for nothing."""
    found: dict[str, Any] | None = page.evaluate(FOCUSED)
    return found


class Witness:
    """Notes what a page says to its console, what it throws, and whom it asks, to the end of a block."""

    def __init__(self, page: Page, address: str) -> None:
        self.address = address
        self.heard: list[str] = []
        self._page = page
        self._hears: dict[str, Callable[..., None]] = {
            "console": self._said,
            "pageerror": self._thrown,
            "request": self._asked,
        }

    def __enter__(self) -> Self:
        on: Callable[..., None] = self._page.on
        for what, hears in self._hears.items():
            on(what, hears)
        return self

    def __exit__(self, *_: object) -> None:
        for what, hears in self._hears.items():
            self._page.remove_listener(what, hears)

    def _thrown(self, error: Error) -> None:
        self.heard.append(f"error: {error}")

    def _said(self, message: ConsoleMessage) -> None:
        # A page that is not there, or refuses, is told by its number: the browser writes that down by itself.
        refused = message.text.startswith("Failed to load resource") and "/static/" not in message.location["url"]
        if message.type in ("error", "warning") and not refused:
            self.heard.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(f"{self.address}/"):
            self.heard.append(f"asked elsewhere: {request.url}")
