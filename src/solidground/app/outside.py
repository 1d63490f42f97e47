"""What the use cases need of the outside world beside the store: ways out of the building, accounts, time and ids.

They are named in ``ports`` too: whoever needs one takes it from there.
"""

from collections.abc import Collection
from contextlib import AbstractContextManager
from typing import Any, Protocol, runtime_checkable

from solidground.core.desk.signature import Signature
from solidground.core.kernel import AgencyId, Instant, PersonId, Side
from solidground.core.notice.message import Message
from solidground.core.notice.outcome import Outcome
from solidground.core.papers import Paper
from solidground.core.record import (
    Marked,
    Seated,
    Second,
    Tail,
)


class Accounts(Protocol):
    """Who may sign in, and where somebody is signed in. An account is whatever the pages sign in."""

    def is_free(self, agency: AgencyId, person: PersonId) -> bool:
        """Tell whether nobody else signs in under somebody's reference, however it is written."""

    def begin(self, agency: AgencyId, person: PersonId) -> Any:  # noqa: ANN401 - Django's own
        """Make somebody's account, or make it anew: with nothing to sign in with, and nobody signed in."""

    def end(self, agency: AgencyId, person: PersonId) -> None:
        """End somebody's account, and every session of it."""

    def is_kept(self, account: Any) -> bool:  # noqa: ANN401 - as above
        """Tell whether an account has a way in that a stolen password does not open."""

    def held(self, account: Any) -> AbstractContextManager[None]:  # noqa: ANN401 - as above
        """Let nobody else change how an account is signed in to, to the end of the block."""

    def seated(self, account: Any) -> list[Seated]:  # noqa: ANN401 - as above
        """Return where somebody is signed in, the newest first."""

    def leave(self, account: Any, place: str) -> None:  # noqa: ANN401 - as above
        """End one session of somebody's own."""

    def introduced(self, account: Any) -> None:  # noqa: ANN401 - as above
        """Note that the first page was shown."""

    def want(self, agency: AgencyId, second: Second) -> None:
        """Keep something that takes two people until the second has decided; the same again stays as it is."""

    def waiting(self, agency: AgencyId, now: Instant) -> list[Second]:
        """Return what waits for a second person, the oldest first; what waited too long goes."""

    def settle(self, agency: AgencyId, number: int) -> None:
        """Take out what was decided."""


class Channel(Protocol):
    """A way out of the building."""

    def send(self, message: Message) -> Outcome:
        """Hand one message over; return one of the four outcomes."""

    def ask(self, key: str) -> Outcome | None:
        """Ask the provider what became of a message; None where nobody can know."""


@runtime_checkable
class Lasting(Protocol):
    """A channel that keeps its line open from one message to the next."""

    def session(self) -> AbstractContextManager[Any]:
        """Keep the line open until the block ends."""


class Ping(Protocol):
    """The outside monitor that raises the alarm when it hears nothing."""

    def ping(self) -> str | None:
        """Tell it that all is well; return what went wrong, None when it was heard."""


class Signing(Protocol):
    """The signatures under papers: a part of a unit, with the names of the registry."""

    def put_signed(self, agency: AgencyId, stream: str, person: PersonId, signature: Signature) -> None:
        """Keep the signature under what a stream is about, in place of one that was there."""

    def signed(self, agency: AgencyId, streams: Collection[str]) -> dict[str, Signature]:
        """Return the signatures under papers, by their streams; one that is not signed is not in it."""

    def move_signed(self, agency: AgencyId, stream: str, to: str) -> None:
        """Let the signature under a decision be the one under its paper."""

    def drop_signed(self, agency: AgencyId, stream: str) -> None:
        """Delete the signature under what is signed no more."""


class Witness(Protocol):
    """What proves the logs of an agency, read side by side: who may see one of them may not see the other."""

    def marks(self, agency: AgencyId, side: Side, most: int) -> list[Marked]:
        """Return the newest checkpoints of one log, newest first."""

    def last_hashes(self, agency: AgencyId, streams: Collection[str]) -> dict[str, str]:
        """Return the commitment of the last event of each of some streams, in hex; read in one statement."""

    def tail(self, agency: AgencyId, side: Side, most: int) -> Tail:
        """Check the end of one log, no more than so many events of it."""

    def file(self, agency: AgencyId, sides: Collection[Side]) -> bytes:
        """Return the checkpoints of these logs and their proofs, as "solidground cosign" takes them."""

    def hashes(self, agency: AgencyId, stream: str, *, whole: bool = False) -> list[str]:
        """Return the commitment of every event of one stream, in order, in hex; ``whole`` leaves out purged ones."""


class Prints(Protocol):
    """What draws papers, and signs them where it can."""

    def signs(self, now: Instant) -> bool:
        """Tell whether a paper that is drawn now is signed."""

    def printed(self, paper: Paper, now: Instant) -> bytes:
        """Return a paper as a PDF, signed where it can be."""


class Clock(Protocol):
    """Where instants come from."""

    def now(self) -> Instant:
        """Return the present instant."""


class Ids(Protocol):
    """Where ids come from: random in service, derived in replay."""

    def new(self, parent: str, key: str) -> str:
        """Return an id. In replay it follows from (seed, parent, key) alone."""
