"""Which browser the pages are opened in: the one that is named, else one that is here, else one that can be had.

``python -m tests.browser.chromium`` prints where it is; where there is none it says so, and ends with 2.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

NAMED: Final = "SOLIDGROUND_CHROMIUM"
NAMES: Final = ("google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome")
FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""It shows no window, calls home for nothing, and runs where a container has no rights of its own."""

NONE_FOUND: Final = (
    "A Chrome or Chromium is needed. Name one in SOLIDGROUND_CHROMIUM, put one on the path, "
    "or type: .venv/bin/playwright install chromium"
)


def here() -> str | None:
    """Return the browser of the environment, of the path, or of Playwright."""
    named = os.environ.get(NAMED)
    if named:
        return shutil.which(named)
    return next((place for name in NAMES if (place := shutil.which(name))), None) or of_playwright()


def of_playwright() -> str | None:
    """Return the browser that ``playwright install`` has left on this machine."""
    with sync_playwright() as playwright:
        place = playwright.chromium.executable_path
    return place if Path(place).is_file() else None


def install() -> None:
    """Install one where that takes no question: on Debian, as root."""
    if os.environ.get(NAMED) or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    sys.stderr.write("Installing chromium ...\n")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "-qq", *words], env=quiet, stdout=sys.stderr, check=False)  # noqa: S607 of the system


def main() -> int:
    """Print where the browser is; return 2 where there is none."""
    place = here()
    if place is None:
        install()
        place = here()
    if place is None:
        sys.stderr.write(f"{NONE_FOUND}\n")
        return 2
    sys.stdout.write(f"{place}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
