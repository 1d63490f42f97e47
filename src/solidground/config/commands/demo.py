"""``solidground demo``: a throw-away agency lives the story in the terminal, with time running fast, or in pages."""

import time
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from solidground.app.demo.beats import Beat, Done, Ended, Panes, Said, Scene, Sent
from solidground.app.demo.script import play
from solidground.app.wiring import draw_ground, open_store
from solidground.config.drawing.story import Story
from solidground.core.protocol.read import read
from solidground.protocols import text

PAUSES: Final[dict[type, float]] = {Scene: 0.6, Said: 0.4, Done: 0.16, Sent: 0.3, Panes: 0.7, Ended: 0.0}
"""How many seconds each beat stays before the next, at speed 1."""

Speed = Annotated[float, typer.Option("--speed", metavar="N", min=0, help="Times as fast; 0 plays it at once.")]
Svg = Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write the ground line as a drawing too.")]


Port = Annotated[
    int | None, typer.Option(min=1, max=65_535, metavar="PORT", help="Show it as pages, on this port of this machine.")
]
Links = Annotated[Path | None, typer.Option("--links", metavar="FILE.json", help="Write a sign-in link for each role.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open the pages in a browser.")]


def command(
    speed: Speed = 1.0, svg: Svg = None, port: Port = None, links: Links = None, *, browser: Browser = True
) -> None:
    """Live the story in the terminal: one case, from the first hour to five years on; with --port, as pages."""
    if port is not None:
        from solidground.config.demo_pages import serve_demo  # noqa: PLC0415 - Django is loaded where pages are

        serve_demo(port, links, browser=browser)
        return
    protocol = read(text("default"))
    assert not isinstance(protocol, tuple), "the protocol we ship can be kept"
    console = Console(highlight=False)
    story = Story(console)
    story.begin()
    store = open_store("memory")
    try:
        for beat in play(store, protocol):
            story.draw(beat)
            time.sleep(pause(beat, speed if console.is_terminal else 0))
            if svg is not None:
                _kept(beat, svg)
    finally:
        store.close()


def pause(beat: Beat, speed: float) -> float:
    """Return how many seconds a beat stays."""
    return PAUSES[type(beat)] / speed if speed > 0 else 0.0


def _kept(beat: Beat, svg: Path) -> None:
    if isinstance(beat, Ended):
        svg.write_text(draw_ground(beat.ground, f"The ground line of {beat.member}"), encoding="utf-8")
