"""The names that members typed to sign a decision, beside the log and with the names of the registry.

What must never happen here: a name that can be found by anybody who does not know what was signed.
"""

from collections.abc import Collection

from solidground.core.kernel import AgencyId, PersonId
from solidground.store.session import Session
from solidground.store.shape import AGENCY, Column, Table

SIGNED = Table(
    "signed",
    "registry",
    "The name typed under a decision. It goes with the paper when it is sent, and goes away with whoever is forgotten.",
    (
        AGENCY,
        Column("stream", "text", "what is signed: decision/… until it is sent, delivered/… from then on"),
        Column("person", "text", "who signed"),
        Column("name", "text", "the name as he typed it"),
    ),
    ("agency", "stream"),
)


class Signing:
    """The part of a unit that knows the names under papers."""

    _session: Session

    def put_signed(self, agency: AgencyId, stream: str, person: PersonId, name: str) -> None:
        """Keep the name under what a stream is about, in place of one that was there."""
        self.drop_signed(agency, stream)
        self._session.change("INSERT INTO signed VALUES (?, ?, ?, ?)", (agency, stream, person, name))

    def signed(self, agency: AgencyId, streams: Collection[str]) -> dict[str, str]:
        """Return the names under papers, by their streams; one that is not signed is not in it."""
        statement = "SELECT name FROM signed WHERE agency = ? AND stream = ?"
        found = {stream: self._session.run(statement, (agency, stream)) for stream in streams}
        return {stream: str(rows[0][0]) for stream, rows in found.items() if rows}

    def move_signed(self, agency: AgencyId, stream: str, to: str) -> None:
        """Let the name under a decision be the one under its paper."""
        self._session.change("UPDATE signed SET stream = ? WHERE agency = ? AND stream = ?", (to, agency, stream))

    def drop_signed(self, agency: AgencyId, stream: str) -> None:
        """Delete the name under what is signed no more."""
        self._session.change("DELETE FROM signed WHERE agency = ? AND stream = ?", (agency, stream))
