"""``solidground run``: the clock, or the pages, until they are told to stop."""

import logging
import os
import signal
import socket
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

PortOption = Annotated[int, typer.Option(min=1, max=65_535, metavar="PORT", help="The port on this machine.")]
HostOption = Annotated[
    str,
    typer.Option(
        "--host", metavar="ADDRESS", help="The address it answers on; any but this machine's own needs TLS before it."
    ),
]

group = typer.Typer(help="Run the clock, or the pages.", no_args_is_help=True)


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


@group.command("web")
def run_web(directory: DirectoryOption, *, port: PortOption = 8000, host: HostOption = "127.0.0.1") -> None:
    """Answer the links in messages, and show who helps now, until told to stop."""
    from granian.constants import Interfaces  # noqa: PLC0415 - what a command needs is loaded then
    from granian.log import LogLevels  # noqa: PLC0415 - as above
    from granian.server import Server  # noqa: PLC0415 - as above

    from solidground.app.wiring import open_directory, settings_of  # noqa: PLC0415 - as above
    from solidground.config.wsgi import DIRECTORY  # noqa: PLC0415 - as above

    settings = settings_of(directory)
    # What is wrong is said here, and not by a worker.
    open_directory(directory).close()
    _free(host, port)
    os.environ[DIRECTORY] = str(directory.resolve())
    warn(f'The pages of "{directory}" are at http://{host}:{port}. Ctrl-C stops them.')
    if not settings.link:
        warn("Messages carry no link to them yet: set link in settings.toml.")
    Server(
        "solidground.config.wsgi:make",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=1,
        blocking_threads=1,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
        websockets=False,
    ).serve()
    warn(STOPPED)


def _free(host: str, port: int) -> None:
    from solidground.app.importing.fault import FileFault  # noqa: PLC0415 - as above

    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        sentence = f"Port {port} of {host} cannot be used ({error.strerror}). Name another with --port or --host."
        raise FileFault(sentence) from error


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
