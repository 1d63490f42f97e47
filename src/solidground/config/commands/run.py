"""``solidground run``: the clock, until it is told to stop."""

import logging
import signal
import threading
from contextlib import closing

import typer

from solidground.config.faults import STOPPED
from solidground.config.output import DirectoryOption, warn

group = typer.Typer(help="Run the clock.", no_args_is_help=True)


@group.callback()
def _top() -> None:
    """Hold the commands together: with one alone the group would be that one."""


@group.command("clock")
def run_clock(directory: DirectoryOption) -> None:
    """Sweep, send and read replies until told to stop."""
    from solidground.app.wiring import open_directory, service  # noqa: PLC0415 - what a command needs is loaded then

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    with closing(open_directory(directory)) as store:
        runs = f'The clock of "{directory}" runs. Ctrl-C stops it.'
        service(directory, store).run(stop, lambda: warn(runs))
    warn(STOPPED)
