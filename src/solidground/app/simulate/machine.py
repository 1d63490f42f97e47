"""What a simulation needs of the machine under it, and one program that runs there."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from solidground.app.deliver import Post
from solidground.app.intake import PlanFor
from solidground.app.ports import Ids, Store
from solidground.app.rosters import Rosters
from solidground.app.service import Service
from solidground.app.simulate.outside import Hands, Provider
from solidground.app.throttle import Throttle
from solidground.app.voices import Voice
from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Stream
from solidground.core.notice.token import SECRET_BYTES_LEAST, SigningKey
from solidground.core.protocol.plan import Way
from solidground.core.subject import CaseRow

WAYS: tuple[Way, ...] = ("text", "mail", "phone", "push")
VOICE = Voice("Coffee?", "en-US", "https://sg.example", SigningKey(1, bytes(SECRET_BYTES_LEAST)), b"simulated")
"""How the made-up agencies speak. Their keys are no secret: they open nothing."""


class Written(Protocol):
    """One event as an outside eye found it in the log. ``flaw`` says what is wrong with its row, if anything is."""

    stream: Stream
    version: int
    event: Any
    flaw: str


class Posted(Protocol):
    """One row of the outbox, as an outside eye found it."""

    number: int
    agency: AgencyId
    key: str
    recipient: PersonId
    obligation: str
    urgent: int
    status: str
    send_at: Instant
    ended_at: Instant | None


class Trap(Protocol):
    """Where a program, or its database, breaks next."""

    left: int | None
    lost: bool

    def arm(self, left: int, how: Any, *, after: bool) -> None:  # noqa: ANN401 - one of two words
        """Break at a statement, counted from now."""


class Machine(Protocol):
    """One database, what stands on it, and an outside eye."""

    fault: type[Exception]
    killed: type[BaseException]
    trap: Any
    eye: Any

    def boot(self) -> Store:
        """Start a program's store, with nothing in mind."""

    def end(self, store: Any) -> None:  # noqa: ANN401 - what was booted
        """End a program; the database stays."""

    def calm(self) -> AbstractContextManager[None]:
        """Let nothing break."""

    def fill(self) -> None:
        """Let the disk be full."""

    def make_room(self) -> None:
        """Let there be room again."""

    def waiting_at(self) -> Instant | None:
        """Return when something in the outbox is to be tried next."""

    def posted(self, after: int) -> list[Any]:
        """Return the rows of the outbox from a number on."""

    def posted_rows(self) -> int:
        """Return how many rows the outbox has."""

    def read_on(self) -> list[Any]:
        """Return what was committed since the last look."""

    def rewritten(self) -> list[tuple[Stream, str]]:
        """Return the logs that are not any more, to the byte, what was read, and why."""

    def rewritten_of(self, streams: Iterable[Stream]) -> list[Stream]:
        """Return which streams are not any more, to the byte, what was read."""

    def kept_states(self, agency: AgencyId, subject: str = "") -> dict[str, Any]:
        """Return what is kept of the state of every stream, to the byte; of one subject without what rarely changes."""

    def kept_rows(self, agency: AgencyId) -> dict[CaseId, CaseRow]:
        """Return the read row of every case."""

    def misheld(self) -> list[Stream]:
        """Return the cases of which the way from a roster event to them is not what their rows say."""

    def altered(self) -> str:
        """Return what is wrong with the whole log."""

    def folded_otherwise(self) -> list[tuple[Stream, str]]:
        """Return the streams whose kept state is another than their events give, and why."""


class Program(NamedTuple):
    """One clock that runs: its store, what it has in mind, and its turn."""

    store: Store
    rosters: Rosters
    service: Service


def voice(_: AgencyId) -> Voice:
    """Return how an agency speaks."""
    return VOICE


def started(machine: Machine, hands: Hands, provider: Provider, ids: Ids, plan_for: PlanFor) -> Program:
    """Start a clock with nothing in mind."""
    with machine.calm():
        store = machine.boot()
    rosters = Rosters()
    post = Post(store, rosters, dict.fromkeys(WAYS, provider), voice, Throttle(), lambda: 0.0)
    return Program(store, rosters, Service(post, hands, ids, plan_for, machine.fault))
