"""An outlook in the terminal: a line of time with every step on it, and under each who would be asked.

What must never happen here: a line that breaks at 80 columns, or a meaning that is in a colour alone.
"""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from solidground.app.outlook import Asked, Foreseen, Outlook
from solidground.config.outlook_words import KIND, NOT_ASKED, WHO, WHY, clock, day, how_often, plain, spoken, when
from solidground.core.kernel import Instant

WIDTH_MOST = 88
GROUND, ATTENTION, SOFT = "#5f9c8e", "#c98540", "grey58"
"""The house's ground and attention, a step lighter: they must be read on black and on white."""

WHEN_WIDTH = 18
WHO_WIDTH = 20
WAY_WIDTH = 7


def show(console: Console, seen: Outlook) -> None:
    """Print an outlook."""
    for line in (*_head(seen), *_days(seen), *_tail(seen)):
        console.print(line, highlight=False, soft_wrap=False)


def _head(seen: Outlook) -> Iterator[Text]:
    yield Text.assemble((f"{plain(seen.kind).capitalize()}: {plain(seen.part)}", "bold"))
    yield Text(f"{day(seen.at, seen.zone)}, {clock(seen.at, seen.zone)} in {seen.zone}")
    yield Text(f"Protocol {seen.protocol}, version {seen.version}", SOFT)
    yield Text("")
    yield Text("What would happen if nobody ever answered. Everybody in it is made up:")
    yield Text("each role is filled, reached by text or phone, and asleep from 22:00 to 07:00.")


def _days(seen: Outlook) -> Iterator[Text]:
    before = ""
    for step in seen.steps:
        today = day(step.opens_at, seen.zone)
        yield Text("")
        if today != before:
            yield Text(today, f"bold {GROUND}")
            before = today
        yield from _step(step, seen.zone)


def _step(step: Foreseen, zone: str) -> Iterator[Text]:
    mark = "◇" if step.kind == "ask" else "○"
    owed = "asked of the member" if step.kind == "ask" else f"owed by {WHO[step.who]}"
    yield Text.assemble(
        (f"{mark} ", GROUND),
        f"{clock(step.opens_at, zone)}  ",
        (plain(step.key), "bold"),
        f"  {KIND[step.kind]} {owed}",
    )
    bar = "│ " if step.asked or step.cancelled else "╵ "
    due, lapses = when(step.due_at, zone, step.opens_at), when(step.lapses_at, zone, step.opens_at)
    yield Text.assemble((bar, GROUND), (f"{'':5}  due {due}, lapses {lapses}", SOFT))
    if step.cancelled:
        said = NOT_ASKED.get(step.cancelled, f"Not asked: {plain(step.cancelled)}.")
        yield Text.assemble(("╰─", GROUND), (f"{'':5}  {said}", SOFT))
    for nth, asked in enumerate(step.asked):
        corner = "╰─" if nth == len(step.asked) - 1 else "├─"
        yield _asked(corner, asked, zone, step.opens_at)


def _asked(corner: str, asked: Asked, zone: str, beside: Instant) -> Text:
    calm = asked.why in ("asked", "reminded")
    at = when(asked.at, zone, beside)
    return Text.assemble(
        (corner, GROUND),
        f"{'':5}  {at:<{WHEN_WIDTH}}{WHO[asked.who]:<{WHO_WIDTH}}{asked.way:<{WAY_WIDTH}}",
        (WHY[asked.why], SOFT if calm else ATTENTION),
    )


def _tail(seen: Outlook) -> Iterator[Text]:
    if seen.unheld_at is None:
        return
    yield Text("")
    yield Text(f"{day(seen.unheld_at, seen.zone)}, {clock(seen.unheld_at, seen.zone)}", f"bold {ATTENTION}")
    yield Text.assemble(("● ", ATTENTION), ("The case shows as unheld until a person takes it.", "bold"))
    if seen.repeated:
        who = spoken(list(dict.fromkeys(WHO[asked.who] for asked in seen.repeated)))
        times = len(seen.repeated)
        yield Text(f"  Until then {who} is asked {times} times by {day(seen.until_at, seen.zone)}:")
        yield Text(f"  {how_often(seen.repeated, seen.unheld_at)};")
        yield Text("  and within a day whenever another step lapses. It never ends in silence.")


def console_for() -> Console:
    """Return the terminal, no wider than a line is read with ease."""
    console = Console()
    console.width = min(console.width, WIDTH_MOST)
    return console
