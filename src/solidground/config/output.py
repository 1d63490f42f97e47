"""What a command says: one JSON object on standard output, or sentences; progress on standard error.

What must never happen here: anything but the object on standard output with --json, or a bar in a file.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from solidground.config.plain_signs import shows_all
from solidground.core.kernel import Instant

DirectoryOption = Annotated[Path, typer.Option("--data", metavar="DIR", help="The data directory.", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on standard output, and nothing else.")]

SHOWN_AFTER_SECONDS = 1.0
"""Nothing is drawn for what is done sooner."""


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def iso(at: Instant, zone: str = "UTC") -> str:
    """Return an instant as ISO 8601 with its offset, on the wall of a zone."""
    return (EPOCH + timedelta(microseconds=at)).astimezone(ZoneInfo(zone)).isoformat()


def minute(at: Instant, zone: str) -> str:
    """Return an instant as a person writes it down, on the wall of a zone: 2026-11-20 14:05."""
    return f"{(EPOCH + timedelta(microseconds=at)).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def say(sentence: str) -> None:
    """Say something to whoever reads standard output."""
    sys.stdout.write(sentence + "\n")


def warn(sentence: str) -> None:
    """Say something beside the answer, on standard error."""
    sys.stderr.write(sentence + "\n")


def counted(number: int, thing: str) -> str:
    """Return a number of things in words that fit it."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def say_json(answer: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write the one object."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=not shows_all(sys.stdout), allow_nan=False) + "\n")


Progress = Callable[[float], None]
"""Told how far something is, from 0 to 1."""


@contextmanager
def progress(what: str, *, quiet: bool) -> Iterator[Progress]:
    """Draw a bar on standard error once something takes longer than a second, where a person is looking."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from time import perf_counter  # noqa: PLC0415 - rich is loaded only where a bar may be drawn

    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.progress import Progress as Bars  # noqa: PLC0415 - as above

    began = perf_counter()
    with Bars(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(what, total=1.0, visible=False)

        def moved(share: float) -> None:
            bars.update(task, completed=share, visible=perf_counter() - began > SHOWN_AFTER_SECONDS)

        yield moved


@contextmanager
def waiting(what: str, *, quiet: bool) -> Iterator[None]:
    """Show that something goes on whose end cannot be told."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - rich is loaded only where something may be drawn

    with Console(stderr=True).status(what):
        yield
