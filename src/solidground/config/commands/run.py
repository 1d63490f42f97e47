"""``solidground run``: the clock and the pages, or one of them, until they are told to stop.

What must never happen here: a clock that stops because pages did.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
from _thread import start_new_thread
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

WORKERS_MOST, UNASKED_MOST = 64, 4
"""How many programs may answer pages, and how many do where nobody said a number."""

WorkersOption = Annotated[
    int,
    typer.Option(
        "--workers",
        min=0,
        max=WORKERS_MOST,
        metavar="N",
        help="How many programs answer pages; 0: one where the database is a file, else one for each core, up to four.",
    ),
]

WhereOption = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="The data directory.")]

group = typer.Typer(help="Run the clock and the pages, or one of them.")

BESIDE = "SOLIDGROUND_BESIDE"
"""How the pages are told beside which process they run: config/serving.py, which loads the web server."""

WEB = ("-c", "from solidground.config.command_line import main; main()", "run", "web")
"""How the pages are run beside the clock: as a program of their own."""

SERVING = ("-c", "from solidground.config.serving import serve; serve()")
"""How the pages go on once their directory was looked at."""

NO_DIRECTORY = "Name the data directory: --data DIR."
ENDED = "The pages have ended. They begin again in a moment; the clock goes on."
AGAIN_SECONDS, LOOK_SECONDS = 5.0, 0.2
ENDS_SECONDS = 15.0
"""How long pages may take to end: longer than a request may take to arrive."""


@group.callback(invoke_without_command=True)
def run_both(
    context: typer.Context,
    directory: WhereOption = None,
    *,
    port: PortOption = 8000,
    host: HostOption = "127.0.0.1",
    workers: WorkersOption = 0,
    metrics: MetricsOption = 0,
) -> None:
    """Run the clock and the pages on one machine, until told to stop. Each can be run alone: clock, web."""
    if context.invoked_subcommand is not None:
        return
    if directory is None:
        from solidground.app.importing.fault import FileFault  # noqa: PLC0415 - what a command needs is loaded then

        raise FileFault(NO_DIRECTORY)
    _checked(directory, host, port)
    stop = threading.Event()
    pages = [sys.executable, *WEB, "--data", str(directory), "--port", str(port), "--host", host]
    pages += ["--workers", str(workers)]
    beside = threading.Thread(target=_keep_up, args=(pages, stop))
    beside.start()
    try:
        _run_clock(directory, metrics, stop)
    finally:
        stop.set()
        beside.join()


@group.command("clock")
def run_clock(directory: DirectoryOption, *, metrics: MetricsOption = 0) -> None:
    """Sweep, send and read replies until told to stop."""
    _run_clock(directory, metrics, threading.Event())


def _run_clock(directory: Path, metrics: int, stop: threading.Event) -> None:
    from solidground.app.editions import notice_of_edition  # noqa: PLC0415 - what a command needs is loaded then
    from solidground.app.wiring import agency_of, open_directory, service  # noqa: PLC0415 - as above

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    heed(stop)
    with closing(open_directory(directory)) as store:
        runs = f'The clock of "{directory}" runs. Ctrl-C stops it.'
        if edition := notice_of_edition(store, agency_of(directory, store)):
            warn(edition)
        clock = service(directory, store)
        with _figures(directory, store, clock, metrics):
            clock.run(stop, lambda: warn(runs))
    warn(STOPPED)


def heed(stop: threading.Event) -> None:
    """Let the program stop when it is told to.

    A thread sets the event: whoever is told may hold the event's own lock just then, and would wait for ever.
    """
    stopping = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        # The terminal was closed; whoever started this to outlive it has said so.
        stopping.append(signal.SIGHUP)
    for number in stopping:
        signal.signal(number, lambda _number, _frame: start_new_thread(stop.set, ()))


def _keep_up(pages: list[str], stop: threading.Event) -> None:
    """Run the pages until told to stop; where they end by themselves, begin them again."""
    while not stop.is_set():
        # In a session of its own: a Ctrl-C reaches it once, from here.
        program = subprocess.Popen(  # noqa: S603 - our own program
            pages, start_new_session=True, env={**os.environ, BESIDE: str(os.getpid())}
        )
        while program.poll() is None and not stop.wait(LOOK_SECONDS):
            pass
        end(program)
        if not stop.is_set():
            warn(ENDED)
            stop.wait(AGAIN_SECONDS)


def end(program: subprocess.Popen[bytes]) -> None:
    """Tell the pages to end; where they do not, end them and what they started."""
    program.terminate()
    try:
        program.wait(ENDS_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()


@group.command("web")
def run_web(
    directory: DirectoryOption,
    *,
    port: PortOption = 8000,
    host: HostOption = "127.0.0.1",
    workers: WorkersOption = 0,
) -> None:
    """Answer the links in messages, and show who helps now, until told to stop."""
    from solidground.app.administration import wrong_files  # noqa: PLC0415 - what a command needs is loaded then
    from solidground.app.importing.fault import FileFault  # noqa: PLC0415 - as above
    from solidground.app.wiring import settings_of  # noqa: PLC0415 - as above
    from solidground.config.wsgi import DIRECTORY  # noqa: PLC0415 - as above

    _checked(directory, host, port)
    settings = settings_of(directory)
    if wrong := wrong_files(directory, settings):
        # A clock beside them goes on: it reads none of these.
        raise FileFault("\n".join(wrong))
    os.environ[DIRECTORY] = str(directory.resolve())
    if not settings.link:
        warn("Messages carry no link to them yet: set link in settings.toml.")
    sys.stderr.flush()
    # In place of this program: what was loaded to look at the directory is not held beside the worker.
    words = [sys.executable, *SERVING, str(directory), host, str(port), str(workers or unasked(settings.kind))]
    os.execv(sys.executable, words)  # noqa: S606 - our own program  # nosec B606


def unasked(kind: str) -> int:
    """Return how many programs answer pages where nobody has said it.

    A file is a small agency's, on an old machine: each program holds some 70 MB.
    """
    return 1 if kind == "sqlite" else min(os.cpu_count() or 1, UNASKED_MOST)


def _checked(directory: Path, host: str, port: int) -> None:
    """Say what is wrong before a worker meets it."""
    from solidground.app.printing import printing_at  # noqa: PLC0415 - as above
    from solidground.app.wiring import CLOCK, open_directory, settings_of  # noqa: PLC0415 - as above
    from solidground.config.port import must_be_free  # noqa: PLC0415 - as above

    open_directory(directory).close()
    must_be_free(host, port, "--port or --host")
    # Where both run, the one that began the other has said it.
    if any(settings_of(directory).papers) and BESIDE not in os.environ:
        for fault in printing_at(directory).faults(CLOCK.now()):
            warn(fault)


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
