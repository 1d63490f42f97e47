"""The shelf of a unit: the texts of an agency's protocols, every edition that was in force, and the next one's draft.

What must never happen here: an edition that is written over. A draft may be.
"""

from typing import Final

from solidground.core.kernel import AgencyId, Instant
from solidground.store.session import Session

DRAFT: Final = "draft over "
"""How the name of a draft begins; the edition it was begun over ends it."""

DRAFTS_MOST: Final = 50
"""How many versions of a draft are kept: whoever looked at one of them is shown what changed since."""


class Shelf:
    """What a unit keeps of protocols."""

    _session: Session

    def put_protocol(self, agency: AgencyId, name: str, text: str, at: Instant) -> int:
        """Keep a copy of a protocol; the same text keeps its edition. Return the edition."""
        rows = self._session.run(
            "SELECT version, text FROM protocol WHERE agency = ? AND name = ? ORDER BY version DESC LIMIT 1",
            (agency, name),
        )
        if rows and rows[0][1] == text:
            return int(rows[0][0])
        edition = rows[0][0] + 1 if rows else 1
        self._session.change("INSERT INTO protocol VALUES (?, ?, ?, ?, ?)", (agency, name, edition, text, at))
        return int(edition)

    def protocol(self, agency: AgencyId, name: str, edition: int) -> str | None:
        """Return the text of a protocol's edition."""
        rows = self._session.run(
            "SELECT text FROM protocol WHERE agency = ? AND name = ? AND version = ?", (agency, name, edition)
        )
        return rows[0][0] if rows else None

    def put_draft(self, agency: AgencyId, over: int, number: int, text: str, at: Instant) -> None:
        """Keep a version of the draft of the next edition, begun over one. Of two with one number the second fails."""
        name = f"{DRAFT}{over}"
        self._session.change("INSERT INTO protocol VALUES (?, ?, ?, ?, ?)", (agency, name, number, text, at))
        self._session.change(
            "DELETE FROM protocol WHERE agency = ? AND name = ? AND version <= ?", (agency, name, number - DRAFTS_MOST)
        )

    def draft(self, agency: AgencyId) -> tuple[int, int, str] | None:
        """Return the edition the draft was begun over, its version and its text; None where there is none."""
        rows = self._session.run(
            "SELECT name, version, text FROM protocol WHERE agency = ? AND name LIKE ? ORDER BY version DESC LIMIT 1",
            (agency, f"{DRAFT}%"),
        )
        return (int(rows[0][0].removeprefix(DRAFT)), int(rows[0][1]), rows[0][2]) if rows else None

    def draft_at(self, agency: AgencyId, over: int, number: int) -> str | None:
        """Return a version of the draft, where it is still kept."""
        return self.protocol(agency, f"{DRAFT}{over}", number)

    def drop_draft(self, agency: AgencyId, number: int) -> None:
        """Throw the draft away up to a version of it: one that was kept meanwhile stays."""
        self._session.change(
            "DELETE FROM protocol WHERE agency = ? AND name LIKE ? AND version <= ?", (agency, f"{DRAFT}%", number)
        )
