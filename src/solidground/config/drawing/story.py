"""The demo as it is drawn: the time, a sign for who did it, and the line; then the panes.

``●`` is the clock, ``○`` a person, ``✉`` a notification: the signs say it without colour.
"""

from datetime import date

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from solidground.app.demo.beats import Beat, Done, Panes, Said, Scene, Sent
from solidground.app.demo.cast import FIRST_DAY, ZONE
from solidground.config.drawing.ending import ending
from solidground.config.drawing.palette import ATTENTION, GROUND, SOFT, STRONG, TITLE
from solidground.config.drawing.panes import panes
from solidground.core.hours import to_local
from solidground.core.kernel import Instant

WIDEST = 108
"""A line longer than this is hard to read, however wide the terminal."""

YEAR_DAYS = 365
TIME_CELLS, SIGN_CELLS = 8, 1
NOON = 12
RULE_CELLS = 4
"""The room a rule takes beside its title, at the least."""


class Story:
    """Draws one beat after the other on a console; keeps only the day it last named."""

    def __init__(self, console: Console) -> None:
        """Begin before the first day."""
        self._console = console
        self._width = min(console.width, WIDEST)
        self._on: date | None = None

    def begin(self) -> None:
        """Say what this is."""
        self._print(Text("Solid Ground", TITLE))
        self._print(
            Text("A made-up agency lives the story, with time running fast. What you see is what the program does.")
        )
        signs = Text()
        for sign, style, words in (
            ("●", GROUND, "the clock"),
            ("○", STRONG, "a person"),
            ("✉", ATTENTION, "a notification"),
        ):
            signs.append(sign, style).append(f" {words}   ", SOFT)
        signs.rstrip()
        self._print(signs)

    def draw(self, beat: Beat) -> None:
        """Draw one beat."""
        match beat:
            case Scene():
                self._scene(beat)
            case Said():
                self._day(beat.at)
                self._row(beat.at, "", "", Text(beat.text, STRONG))
            case Done():
                self._day(beat.at)
                self._done(beat)
            case Sent():
                self._day(beat.at)
                words = Text.assemble((f"to {beat.to} by {beat.way}: ", SOFT), (beat.text, "italic"))
                self._row(beat.at, "✉", ATTENTION, words)
            case Panes():
                self._print(panes(beat.panes, self._console, self._width - 2))
            case _:
                self._console.print()
                self._console.print(Rule(style=SOFT), width=self._width)
                for part in ending(beat, self._width - 2):
                    self._print(part)

    def _scene(self, scene: Scene) -> None:
        self._on = None
        title = Text.assemble((f"{scene.row}  ", SOFT), (scene.title, TITLE))
        self._console.print()
        if title.cell_len + RULE_CELLS > self._width:
            # A rule would cut the title short.
            self._console.print(title, width=self._width)
            return
        self._console.print(Rule(title, align="left", style=SOFT), width=self._width)

    def _day(self, at: Instant) -> None:
        on = to_local(at, ZONE).date()
        if on != self._on:
            self._on = on
            days = (on - FIRST_DAY).days
            since = f"day {days}" if days < YEAR_DAYS else f"year {round(days / YEAR_DAYS)}"
            self._print(Text(f"{on:%A}, {on:%B} {on.day}, {on.year} · {since}", SOFT))

    def _done(self, done: Done) -> None:
        if done.who is None:
            self._row(done.at, "●", GROUND, Text(done.text))
        else:
            self._row(done.at, "○", STRONG, Text.assemble((f"{done.who} ", STRONG), done.text))

    def _row(self, at: Instant, sign: str, style: str, text: Text) -> None:
        table = Table.grid(padding=(0, 1), expand=False)
        table.add_column(width=TIME_CELLS, style=SOFT, justify="right")
        table.add_column(width=SIGN_CELLS)
        table.add_column(max_width=self._width - TIME_CELLS - SIGN_CELLS - 6)
        table.add_row(_clock(at), Text(sign, style), text)
        self._print(table)

    def _print(self, part: RenderableType) -> None:
        if isinstance(part, Text) and not part:
            self._console.print()
            return
        self._console.print(Padding(part, (0, 0, 0, 2), expand=False), width=self._width)


def _clock(at: Instant) -> str:
    wall = to_local(at, ZONE)
    return f"{wall.hour % NOON or NOON}:{wall.minute:02} {'AM' if wall.hour < NOON else 'PM'}"
