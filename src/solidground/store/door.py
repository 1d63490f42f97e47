"""What a unit keeps of those who come without an account: how often they came, and what they said with a concern.

What must never happen here: an address that can be read, or a row that outlives its use.
"""

from solidground.core.kernel import AgencyId, Instant
from solidground.core.record import Said
from solidground.store.session import Session

COUNTED = (
    "INSERT INTO attempt VALUES (?, ?, ?, ?, 1) ON CONFLICT (agency, what, caller, until_at)"
    " DO UPDATE SET count = attempt.count + 1 WHERE attempt.count < ? RETURNING count"
)


class Door:
    """The part of a unit that knows callers and sources."""

    _session: Session

    def attempted(self, agency: AgencyId, what: str, caller: str, until_at: Instant, most: int) -> bool:
        """Count one more of something, unless it was done ``most`` times already; return whether it was counted."""
        return bool(self._session.run(COUNTED, (agency, what, caller, until_at, most)))

    def put_source(self, agency: AgencyId, concern: str, said: Said, until_at: Instant) -> None:
        """Keep what was said with a concern until it has ended; what is there already stays."""
        row = (agency, concern, said.meant, said.named, until_at)
        self._session.change("INSERT INTO source VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", row)

    def source(self, agency: AgencyId, concern: str) -> Said:
        """Return what was said with a concern; nothing where nothing was, or where it has ended."""
        row = (agency, concern)
        rows = self._session.run("SELECT meant, named FROM source WHERE agency = ? AND concern = ?", row)
        return Said(*rows[0]) if rows else Said()

    def forget_source(self, agency: AgencyId, concern: str) -> None:
        """Forget what was said with a concern: it is needed no more."""
        self._session.change("DELETE FROM source WHERE agency = ? AND concern = ?", (agency, concern))

    def forget_callers(self, now: Instant) -> None:
        """Let go of every attempt that counts no more, and of every source whose time has passed."""
        for table in ("attempt", "source"):
            self._session.change(f"DELETE FROM {table} WHERE until_at <= ?", (now,))  # noqa: S608 our names
