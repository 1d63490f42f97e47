"""The program that keeps the worker of the pages running. It loads the web server and nothing else: 20 MB less to hold.

What must never happen here: anything of an agency. What was wrong with its directory was said before this began.
"""

import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from solidground.config.faults import STOPPED


def serve() -> None:
    """Answer on an address and a port until told to stop."""
    host, port = sys.argv[1:]
    Server(
        "solidground.config.wsgi:make",
        address=host,
        port=int(port),
        interface=Interfaces.ASGINL,
        factory=True,
        workers=1,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
        websockets=False,
    ).serve()
    sys.stderr.write(STOPPED + "\n")
