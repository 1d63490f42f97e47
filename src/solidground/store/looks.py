"""Who looked at what: one row for each person, thing and hour, for the member to read.

What must never happen here: a look that is read by whoever looked, or a row that tells more than who, at what, when.
"""

from collections.abc import Sequence

from solidground.core.kernel import AgencyId, Instant, PersonId
from solidground.core.record import Looked
from solidground.store.session import Session


class Looks:
    """The part of a unit that keeps looks. The same on every database."""

    _session: Session

    def put_looked(self, rows: Sequence[Looked]) -> None:
        """Note who looked at what; one that is there already stays as it is. Nothing is read."""
        self._session.many(
            "INSERT INTO looked (agency, member, by, what, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [tuple(row) for row in rows],
        )

    def looked_since(self, agency: AgencyId, by: PersonId, since: Instant) -> list[Looked]:
        """Return what one person has looked at since an instant."""
        rows = self._session.run(
            "SELECT agency, member, by, what, at FROM looked WHERE agency = ? AND by = ? AND at > ?"
            " ORDER BY at, member, what",
            (agency, by, since),
        )
        return [Looked._make(row) for row in rows]

    def looked_at(self, agency: AgencyId, member: PersonId) -> list[Looked]:
        """Return who looked at what of one member's, newest first."""
        rows = self._session.run(
            "SELECT agency, member, by, what, at FROM looked WHERE agency = ? AND member = ?"
            " ORDER BY at DESC, by, what",
            (agency, member),
        )
        return [Looked._make(row) for row in rows]

    def looked_count(self, agency: AgencyId) -> int:
        """Return how many looks of an agency were noted."""
        count: int = self._session.run("SELECT count(*) FROM looked WHERE agency = ?", (agency,))[0][0]
        return count
