"""The pages of a made-up agency behind a real address, so that a real browser can open them."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any, NamedTuple
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.handlers.wsgi import WSGIHandler

from solidground.app.entering import Hall
from solidground.app.ids import RandomIds
from solidground.app.opening import Opening
from solidground.app.ports import Accounts
from solidground.app.wiring import draw_line
from solidground.config.wsgi import carrying, with_files
from solidground.core.kernel import Instant, PersonId, Span
from solidground.web.house import House
from tests.app.town import AGENCY, COORDINATOR, MEMBER, PEERS, PROTOCOL, VOICE, ZONE, Town, plan_for
from tests.web.conftest import LINE, Hand
from tests.web.headquarters import ADMINISTRATOR, CHIEF, COSIGNER, HR, LIAISON, OFFICER, SUPERVISOR, staffed, whole

CLINIC, FAMILY = PersonId("clinic"), PersonId("Home-2207")

GUESTS = {
    "member": MEMBER,
    "peer": PEERS[0],
    "coordinator": COORDINATOR,
    "clinician": CLINIC,
    "family": FAMILY,
    "supervisor": SUPERVISOR,
    "liaison": LIAISON,
    "property": OFFICER,
    "hr": HR,
    "chief": CHIEF,
    "administrator": ADMINISTRATOR,
    "cosigner": COSIGNER,
}
"""Whom each role of the demo signs in as."""


class Watch(Hand):
    """A clock that a test sets, and that a test can break: then every page that needs the time fails."""

    broken = False

    def now(self) -> Instant:
        """Return what was set."""
        if self.broken:
            raise OSError
        return super().now()

    def move(self, span: Span) -> None:
        """Let time pass."""
        self.at += span


class Stage(NamedTuple):
    """One agency, its clock, the address of its pages, and the bytes that were sent for each path, heads included."""

    town: Town
    hand: Watch
    address: str
    sent: Counter[str]
    hall: Hall | None = None
    """Where people sign in, what that works with."""


class _Server(ThreadingMixIn, WSGIServer):
    """Answers several requests at once, as a browser sends them."""

    daemon_threads = True

    def __init__(self, *arguments: Any) -> None:  # noqa: ANN401 the library's own
        self.sent: Counter[str] = Counter()
        super().__init__(*arguments)


class _Counting(BufferedIOBase):
    """Counts what is written to a connection."""

    def __init__(self, asked: "_Asked", wire: BufferedIOBase) -> None:
        self._asked, self._wire = asked, wire

    def write(self, some: Any) -> int:  # noqa: ANN401 any buffer
        """Write and count."""
        assert isinstance(self._asked.server, _Server)
        self._asked.server.sent[self._asked.path] += len(some)
        return self._wire.write(some)


class _Asked(WSGIRequestHandler):
    """Writes nothing down about a request, as the real one."""

    def setup(self) -> None:
        """Count what goes out."""
        super().setup()
        self.wfile = _Counting(self, self.wfile)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def staged(accounts: Accounts | None = None) -> Iterator[Stage]:
    """Serve the real application over an agency of its own, to the end of the block.

    With ``accounts`` people sign in to it; else each role is sat down by a link, as in the demo.
    """
    town, hand = Town(), Watch()
    town.people()
    town.enter(FAMILY)
    staffed(town)
    keys = {1: VOICE.signing}
    house = House(
        town.store,
        town.rosters,
        keys,
        hand,
        ZONE,
        "US-IL",
        LINE,
        AGENCY,
        draw_line,
        seats=b"a key",
        opening=Opening(plan_for, RandomIds(), ZONE, "US-IL"),
        guests=GUESTS,
        move=hand.move,
        protocol=PROTOCOL,
    )
    hall = None
    if accounts is not None:
        hall = Hall(town.store, town.rosters, AGENCY, accounts, VOICE.commitment)
        house = house._replace(seats=b"", guests={}, move=None, hall=hall)
    application = with_files(carrying(whole(house), WSGIHandler()))
    with make_server("127.0.0.1", 0, application, _Server, _Asked) as server:
        serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        try:
            yield Stage(town, hand, f"http://localhost:{server.server_port}", server.sent, hall)
        finally:
            server.shutdown()
            serving.join()
    town.store.close()
