"""What members signed a decision with, beside the log and with the names of the registry: a name, and a drawing of it.

What must never happen here: a name that can be found by anybody who does not know what was signed.
"""

from collections.abc import Collection
from typing import Final

from solidground.core.desk.signature import Signature, drawn_of, strokes_of
from solidground.core.kernel import AgencyId, PersonId
from solidground.store.session import Session
from solidground.store.shape import AGENCY, Column, Table

SIGNED = Table(
    "signed",
    "registry",
    "The name under a decision, typed and drawn. It moves with its paper, and goes with whoever is forgotten.",
    (
        AGENCY,
        Column("stream", "text", "what is signed: decision/… until it is sent, delivered/… from then on"),
        Column("person", "text", "who signed"),
        Column("name", "text", "the name as he typed it"),
        Column("drawn", "text", "the strokes that he drew beside it; empty where he drew nothing", empty=True),
    ),
    ("agency", "stream"),
)

ASKED_TOGETHER: Final = 50
"""Papers whose signatures are asked for in one statement: more than stand on most pages."""

_SIGNED: Final = (
    "SELECT stream, name, drawn FROM signed"  # noqa: S608 our names
    f" WHERE agency = ? AND stream IN ({', '.join('?' * ASKED_TOGETHER)})"
)


class Signing:
    """The part of a unit that knows the signatures under papers."""

    _session: Session

    def put_signed(self, agency: AgencyId, stream: str, person: PersonId, signature: Signature) -> None:
        """Keep the signature under what a stream is about, in place of one that was there."""
        self.drop_signed(agency, stream)
        row = (agency, stream, person, signature.name, drawn_of(signature.strokes) or None)
        self._session.change("INSERT INTO signed VALUES (?, ?, ?, ?, ?)", row)

    def signed(self, agency: AgencyId, streams: Collection[str]) -> dict[str, Signature]:
        """Return the signatures under papers, by their streams; one that is not signed is not in it."""
        found: dict[str, Signature] = {}
        wanted = list(streams)
        for first in range(0, len(wanted), ASKED_TOGETHER):
            some = wanted[first : first + ASKED_TOGETHER]
            # As many places in each statement: it is prepared once.
            places = (agency, *some, *[""] * (ASKED_TOGETHER - len(some)))
            found |= {
                str(stream): _signature(name, drawn) for stream, name, drawn in self._session.run(_SIGNED, places)
            }
        return found

    def move_signed(self, agency: AgencyId, stream: str, to: str) -> None:
        """Let the signature under a decision be the one under its paper."""
        self._session.change("UPDATE signed SET stream = ? WHERE agency = ? AND stream = ?", (to, agency, stream))

    def drop_signed(self, agency: AgencyId, stream: str) -> None:
        """Delete the signature under what is signed no more."""
        self._session.change("DELETE FROM signed WHERE agency = ? AND stream = ?", (agency, stream))


def _signature(name: str, drawn: str | None) -> Signature:
    # What is not a drawing any more takes nothing of the name with it.
    return Signature(name, strokes_of(drawn or "") or ())
