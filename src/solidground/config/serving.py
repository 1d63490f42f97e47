"""The program that keeps the workers of the pages running. It loads the web server alone: 20 MB less to hold.

What must never happen here: anything of an agency. What was wrong with its directory was said before this began.
"""

import os
import signal
import sys
import threading
import time
from typing import Final

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from solidground.config.faults import STOPPED

BESIDE: Final = "SOLIDGROUND_BESIDE"
"""The environment variable with the process of the clock beside which pages run: they end when it does."""

LOOK_SECONDS: Final = 0.5
ENDS_SECONDS: Final = 12
"""How long a worker may take to end: longer than a request may take to arrive."""


def serve() -> None:
    """Answer on an address and a port, by so many programs, until told to stop."""
    host, port, workers = sys.argv[1:]
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
    sys.stderr.write(STOPPED + "\n")


def end_with(beside: int) -> None:
    """Stop when the process that started this one is there no more, however it ended: nobody else would stop this."""
    while os.getppid() == beside:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
