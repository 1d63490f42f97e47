"""The program that keeps the workers of the pages running. It loads the web server alone: 20 MB less to hold.

What must never happen here: anything of an agency. What was wrong with its directory was said before this began.
"""

import os
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from typing import Final

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from solidground.config.faults import BAD, STOPPED

BESIDE: Final = "SOLIDGROUND_BESIDE"
"""The environment variable with the process of the clock beside which pages run: they end when it does."""

LOOK_SECONDS: Final = 0.5
KNOCK_SECONDS: Final = 0.1
"""How often it is tried whether somebody answers already: a start takes a second or two, and somebody waits for it."""

ENDS_SECONDS: Final = 12
"""How long a worker may take to end: longer than a request may take to arrive."""


def serve() -> None:
    """Answer for a directory, on an address and a port, by so many programs, until told to stop."""
    directory, host, port, workers = sys.argv[1:]
    # Held by name to the end: the port is free for another as soon as nothing holds it.
    held = held_alone(host, port)
    said = f'The pages of "{directory}" are at http://{host}:{port}. Ctrl-C stops them.\n'
    threading.Thread(target=tell, args=((host, int(port)), said), daemon=True).start()
    if BESIDE in os.environ:
        threading.Thread(target=end_with, args=(int(os.environ[BESIDE]),), daemon=True).start()
    Server(
        "solidground.config.wsgi:make",
        address=host,
        port=int(port),
        interface=Interfaces.ASGINL,
        factory=True,
        workers=int(workers),
        log_level=LogLevels.warning,
        log_access=False,
        workers_kill_timeout=ENDS_SECONDS,
        respawn_failed_workers=True,
        websockets=False,
    ).serve()
    held.close()
    sys.stderr.write(STOPPED + "\n")


def held_alone(host: str, port: str) -> socket.socket:
    """Hold a port's name on this machine: of two begun in one moment both would listen, and a caller meet either."""
    held = socket.socket(socket.AF_UNIX)
    if sys.platform == "linux":
        try:
            held.bind(f"\0solidground {host} {port}")
        except OSError as error:
            sys.stderr.write(f"Port {port} of {host} cannot be used ({error.strerror}). Name another with --port.\n")
            sys.exit(BAD)
    return held


def tell(place: tuple[str, int], said: str) -> None:
    """Say where the pages are, once somebody answers there."""
    while True:
        with suppress(OSError), socket.create_connection(place, LOOK_SECONDS):
            break
        # A web server says nothing when it begins to listen.
        time.sleep(KNOCK_SECONDS)
    sys.stderr.write(said)
    sys.stderr.flush()


def end_with(beside: int) -> None:
    """Stop when the process that started this one is there no more, however it ended: nobody else would stop this."""
    while os.getppid() == beside:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
