"""Where members keep something of their own outside the agency: the table, and what a unit does with it.

What must never happen here: a row that stays when its member says that it goes.
"""

from solidground.core.care.storage import Stored
from solidground.core.kernel import AgencyId, PersonId
from solidground.store.session import Session
from solidground.store.shape import Column, Table

ELSEWHERE = Table(
    "elsewhere",
    "care",
    "Where a member keeps a weapon of his own outside the agency. A row is deleted when he says so, or is forgotten.",
    (
        Column("agency", "text", "whose it is"),
        Column("person", "text", "the member"),
        Column("place", "text", "the place, by chance: it says nothing"),
        Column("holder", "text", "who holds it: a kind, never a name"),
        Column("since_on", "int", "since which day"),
        Column("back", "text", "on what word it comes back"),
        Column("back_on", "int", "on which day, where one was agreed", empty=True),
    ),
    ("agency", "person", "place"),
)


class Elsewhere:
    """The part of a unit that knows those places."""

    _session: Session

    def put_stored(self, agency: AgencyId, person: PersonId, stored: Stored) -> None:
        """Note a place; one that is noted already stays as it is."""
        row = (agency, person, *stored)
        self._session.change("INSERT INTO elsewhere VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", row)

    def stored(self, agency: AgencyId, person: PersonId) -> list[Stored]:
        """Return somebody's places, the newest first."""
        rows = self._session.run(
            "SELECT place, holder, since_on, back, back_on FROM elsewhere"
            " WHERE agency = ? AND person = ? ORDER BY since_on DESC, place",
            (agency, person),
        )
        return [Stored._make(row) for row in rows]

    def end_stored(self, agency: AgencyId, person: PersonId, place: str) -> None:
        """Delete one place."""
        row = (agency, person, place)
        self._session.change("DELETE FROM elsewhere WHERE agency = ? AND person = ? AND place = ?", row)
