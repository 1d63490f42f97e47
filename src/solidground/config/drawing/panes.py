"""Panes side by side, all of one height; under each other where the terminal is too narrow for them."""

from collections.abc import Sequence

from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from solidground.app.demo.beats import Pane
from solidground.config.drawing.palette import SOFT, STRONG

NARROWEST = 25
"""A pane with fewer cells breaks every line."""

BORDERS = 4
"""Two strokes and a space inside each."""


def panes(shown: Sequence[Pane], console: Console, width: int) -> RenderableType:
    """Return panes in rows of as many as have room."""
    across = max(min(len(shown), width // NARROWEST), 1)
    if len(shown) > across:
        across = -(-len(shown) // -(-len(shown) // across))
    rows = [shown[first : first + across] for first in range(0, len(shown), across)]
    return Group(*[_row(row, console, width // across) for row in rows])


def _row(row: Sequence[Pane], console: Console, width: int) -> Table:
    texts = [_text(pane) for pane in row]
    options = console.options.update(width=width - BORDERS)
    height = max(len(console.render_lines(text, options)) for text in texts) + 2
    table = Table.grid()
    for _ in row:
        table.add_column(width=width)
    table.add_row(*[_panel(pane, text, width, height) for pane, text in zip(row, texts, strict=True)])
    return table


def _panel(pane: Pane, text: Text, width: int, height: int) -> Panel:
    title = Text(pane.title, STRONG)
    return Panel(text, box=ROUNDED, title=title, title_align="left", border_style=SOFT, width=width, height=height)


def _text(pane: Pane) -> Text:
    return Text("\n").join([Text(line) for line in pane.lines])
