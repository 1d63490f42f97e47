"""``solidground run``: the clock, until it is told to stop."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from solidground.config.faults import STOPPED
from solidground.config.output import DirectoryOption, warn

MetricsOption = Annotated[
    int,
    typer.Option(
        min=0,
        max=65_535,
        metavar="PORT",
        help="Give figures to Prometheus on this port of this machine alone, behind a token; 0 gives none.",
    ),
]

group = typer.Typer(help="Run the clock.", no_args_is_help=True)


@group.callback()
def _top() -> None:
    """Hold the commands together: with one alone the group would be that one."""


@group.command("clock")
def run_clock(directory: DirectoryOption, *, metrics: MetricsOption = 0) -> None:
    """Sweep, send and read replies until told to stop."""
    from solidground.app.wiring import open_directory, service  # noqa: PLC0415 - what a command needs is loaded then

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    with closing(open_directory(directory)) as store:
        runs = f'The clock of "{directory}" runs. Ctrl-C stops it.'
        clock = service(directory, store)
        with _figures(directory, store, clock, metrics):
            clock.run(stop, lambda: warn(runs))
    warn(STOPPED)


@contextmanager
def _figures(directory: Path, store: Any, clock: Any, port: int) -> Iterator[None]:  # noqa: ANN401 - loaded when it runs
    if not port:
        yield
        return
    from solidground.app.gauges import Gauging  # noqa: PLC0415 - as above
    from solidground.app.importing.fault import FileFault  # noqa: PLC0415 - as above
    from solidground.app.keys import METRICS, metrics_token  # noqa: PLC0415 - as above
    from solidground.app.wiring import CLOCK  # noqa: PLC0415 - as above
    from solidground.web.metrics import HERE, PLACE, serving  # noqa: PLC0415 - as above

    token = metrics_token(directory)
    figures = Gauging(store, clock.turns, CLOCK.now, directory, clock.fault)
    with ExitStack() as lasting:
        try:
            lasting.enter_context(serving(port, token, figures.page))
        except OSError as error:
            sentence = f"Port {port} of this machine cannot be used ({error.strerror}). Name another with --metrics."
            raise FileFault(sentence) from error
        warn(f'Figures: http://{HERE}:{port}{PLACE}, with the token in "{directory / METRICS}".')
        yield
