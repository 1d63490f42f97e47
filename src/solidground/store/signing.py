"""What members signed a decision with, beside the log and with the names of the registry: a name, and a drawing of it.

What must never happen here: a name that can be found by anybody who does not know what was signed.
"""

from collections.abc import Collection

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
        statement = "SELECT name, drawn FROM signed WHERE agency = ? AND stream = ?"
        found = {stream: self._session.run(statement, (agency, stream)) for stream in streams}
        return {stream: _signature(*rows[0]) for stream, rows in found.items() if rows}

    def move_signed(self, agency: AgencyId, stream: str, to: str) -> None:
        """Let the signature under a decision be the one under its paper."""
        self._session.change("UPDATE signed SET stream = ? WHERE agency = ? AND stream = ?", (to, agency, stream))

    def drop_signed(self, agency: AgencyId, stream: str) -> None:
        """Delete the signature under what is signed no more."""
        self._session.change("DELETE FROM signed WHERE agency = ? AND stream = ?", (agency, stream))


def _signature(name: str, drawn: str | None) -> Signature:
    # What is not a drawing any more takes nothing of the name with it.
    return Signature(name, strokes_of(drawn or "") or ())
