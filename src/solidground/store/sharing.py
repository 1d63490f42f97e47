"""The part of a unit that knows who may see what is shared, and keeps words of a member's own for a while.

What must never happen here: words that are read after they were taken back, or after their time.
"""

from collections.abc import Iterable

from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId
from solidground.store.session import Session


class Sharing:
    """What a unit does about shares and words."""

    _session: Session

    def put_shares(self, agency: AgencyId, case: CaseId, shared: Iterable[tuple[PersonId, str]]) -> None:
        """Write with whom a case is shared, and as whom each sees it, in place of what was written before."""
        self._session.change("DELETE FROM shared WHERE agency = ? AND case_id = ?", (agency, case))
        rows = [(agency, person, case, seen_as) for person, seen_as in shared]
        self._session.many("INSERT INTO shared VALUES (?, ?, ?, ?)", rows)

    def shared_with(self, agency: AgencyId, person: PersonId) -> dict[CaseId, str]:
        """Return as whom somebody sees something of which cases, in order of their ids."""
        statement = "SELECT case_id, seen_as FROM shared WHERE agency = ? AND person = ? ORDER BY case_id"
        return {CaseId(case): str(seen_as) for case, seen_as in self._session.run(statement, (agency, person))}

    def put_words(self, agency: AgencyId, case: CaseId, number: int, text: str, until_at: Instant) -> None:
        """Keep words of a member's own until an instant."""
        self._session.change("INSERT INTO own_words VALUES (?, ?, ?, ?, ?)", (agency, case, number, text, until_at))

    def words(self, agency: AgencyId, case: CaseId, now: Instant) -> dict[int, str]:
        """Return the words of a case that can still be read, by number."""
        rows = self._session.run(
            "SELECT number, text FROM own_words WHERE agency = ? AND case_id = ? AND until_at > ? ORDER BY number",
            (agency, case, now),
        )
        return {int(number): str(text) for number, text in rows}

    def drop_words(self, agency: AgencyId, case: CaseId, number: int) -> None:
        """Delete words that were taken back."""
        self._session.change(
            "DELETE FROM own_words WHERE agency = ? AND case_id = ? AND number = ?", (agency, case, number)
        )

    def forget_words(self, now: Instant) -> int:
        """Delete all words whose time is over; return how many."""
        return self._session.change("DELETE FROM own_words WHERE until_at <= ?", (now,))
