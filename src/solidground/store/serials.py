"""The numbers on what was taken from members, beside the log and with the names of the registry.

What must never happen here: a number that stays when whoever it was taken from is forgotten.
"""

from solidground.core.kernel import AgencyId, PersonId
from solidground.store.session import Session
from solidground.store.shape import AGENCY, Column, Table

SERIAL = Table(
    "serial",
    "registry",
    "The number on a thing that was taken, for the property officer. It goes some time after the thing is back.",
    (
        AGENCY,
        Column("thing", "text", "the thing, as its stream has it: property/…"),
        Column("person", "text", "the member from whom it was taken"),
        Column("number", "text", "the number as it stands on the thing"),
    ),
    ("agency", "thing"),
)


class Serials:
    """The part of a unit that knows those numbers."""

    _session: Session

    def put_serial(self, agency: AgencyId, thing: str, person: PersonId, number: str) -> None:
        """Keep the number on a thing in place of one that was there; an empty one is none."""
        self._session.change("DELETE FROM serial WHERE agency = ? AND thing = ?", (agency, thing))
        if number:
            self._session.change("INSERT INTO serial VALUES (?, ?, ?, ?)", (agency, thing, person, number))

    def serials(self, agency: AgencyId) -> dict[str, str]:
        """Return every number of an agency, by the thing it stands on."""
        rows = self._session.run("SELECT thing, number FROM serial WHERE agency = ? ORDER BY thing", (agency,))
        return {str(thing): str(number) for thing, number in rows}
