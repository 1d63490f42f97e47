"""The pages of the demo, served on this machine alone from a made-up agency in memory."""

import json
import secrets
import signal
import webbrowser
from _thread import start_new_thread
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from solidground.app.demo.cast import AGENCY, FOUNDED_AT, ZONE
from solidground.app.demo.living import living, made_up_office
from solidground.app.opening import Opening
from solidground.app.options import read_options
from solidground.app.printing import Printing, certified
from solidground.app.protocols import plans
from solidground.app.proving import witness_of
from solidground.app.statuses import read_statuses
from solidground.app.wiring import IDS, SystemClock, draw_line, open_store
from solidground.config.port import must_be_free
from solidground.config.settings import NOWHERE, configure
from solidground.config.wsgi import HERE, carrying, with_files
from solidground.core.kernel import Instant
from solidground.core.protocol.read import read
from solidground.protocols import statuses_text, text

SECRET_BYTES = 32
JURISDICTION = "US-IL"
LINKED: Final = frozenset(
    {
        *("member", "peer", "coordinator", "clinician", "family", "supervisor", "liaison", "hr", "chief"),
        *("administrator", "cosigner"),
    }
)
"""The roles of which a file of links has one each. Its list is fixed; the page of the demo has one for everybody."""

OFFICES: Final = """
[[office]]
where = "any"
kind = "union"
name = "Harbor City Officers"
number = "555-0142"

[[office]]
where = "any"
kind = "benefits"
name = "City Hall, second floor"
number = "555-0143"
"""
"""Who answers first about leave and going, with numbers that ring nobody."""


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of who asks for what."""


class _StoryClock(SystemClock):
    def __init__(self, told: Any) -> None:  # noqa: ANN401 - a made-up agency
        super().__init__()
        self._told = told

    def now(self) -> Instant:
        """Return the present instant of the story."""
        now: Instant = self._told.now()
        return now


@contextmanager
def demo_server(port: int) -> Iterator[tuple[WSGIServer, dict[str, str]]]:
    """Make the agency and its pages; give the server, and a link for each role. FileFault where the port is taken."""
    must_be_free(HERE[0], port)
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 - Django is loaded where pages are

    from solidground.web.house import House  # noqa: PLC0415 - as above

    protocol = read(text("default"))
    assert not isinstance(protocol, tuple), "the protocol we ship can be kept"
    configure(HERE, secrets.token_hex(), "en-US", NOWHERE)
    with closing(open_store("memory")) as store, TemporaryDirectory() as folder:
        told = living(store, protocol)
        house = House(
            store,
            told.rosters,
            told.keys,
            _StoryClock(told),
            ZONE,
            JURISDICTION,
            protocol.staffed,
            AGENCY,
            draw_line,
            seats=secrets.token_bytes(SECRET_BYTES),
            opening=Opening(plans(protocol), IDS, ZONE, "US-IL"),
            guests=told.guests,
            move=told.move,
            protocol=protocol,
            statuses=read_statuses(statuses_text(), "The list that is shipped", JURISDICTION),
            options=read_options(OFFICES, "The offices of the demo", JURISDICTION),
            witness=witness_of(store, lambda: store.public),
            office=made_up_office(store, told.now),
            printing=Printing(certified(Path(folder), AGENCY, FOUNDED_AT)),
        )
        pages = with_files(carrying(house, WSGIHandler()))
        with make_server(HERE[0], port, pages, handler_class=_Silent) as server:
            at = f"http://localhost:{server.server_port}"
            yield server, {role: f"{at}/demo/{role}" for role in told.guests if role in LINKED}


def serve_demo(port: int, links: Path | None, *, browser: bool) -> None:
    """Serve the demo until told to stop; write the links where they are wanted."""
    from solidground.config.output import say  # noqa: PLC0415 - as above

    with demo_server(port) as (server, found):
        if links is not None:
            links.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        begin = f"http://localhost:{server.server_port}/demo"
        say(f"A made-up agency lives at {begin}. Ctrl-C ends it, and nothing is kept.")
        if browser:
            webbrowser.open(begin)
        # A request in hand would swallow an interruption: it is ended between two.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: start_new_thread(server.shutdown, ()))
        server.serve_forever()
