"""Which phones members keep the night page on: the table, and what a unit does with it. The same on every database.

What must never happen here: a token itself. Who reads the table can write nothing in anybody's place.
"""

from solidground.core.kernel import AgencyId, Instant, PersonId
from solidground.core.record import Device
from solidground.store.session import Session
from solidground.store.shape import Column, Index, Table

DEVICE = Table(
    "device",
    "care",
    "The phones on which members keep the night page: they may write a tap, and read nothing.",
    (
        Column("agency", "text", "whose it is"),
        Column("device", "text", "hash of the token that lies on the phone"),
        Column("person", "text", "whose taps it writes"),
        Column("kept_at", "int", "since when, microseconds UTC"),
        Column("until_at", "int", "until when at most, microseconds UTC"),
        Column("rang_at", "int", "when it last asked for a call, microseconds UTC", empty=True),
    ),
    ("agency", "device"),
    (Index("device_person", "agency, person"),),
)

_FIELDS = "device, person, kept_at, until_at, rang_at"


class Devices:
    """The part of a unit that knows the phones."""

    _session: Session

    def put_device(self, agency: AgencyId, device: Device) -> None:
        """Note that a phone keeps the night page."""
        self._session.change("INSERT INTO device VALUES (?, ?, ?, ?, ?, ?)", (agency, *device))

    def device(self, agency: AgencyId, device: str) -> Device | None:
        """Return a phone by the hash of its token; None where there is none, or no more."""
        rows = self._session.run(f"SELECT {_FIELDS} FROM device WHERE agency = ? AND device = ?", (agency, device))  # noqa: S608 our names
        return Device._make(rows[0]) if rows else None

    def devices(self, agency: AgencyId, person: PersonId) -> list[Device]:
        """Return somebody's phones, the newest first."""
        rows = self._session.run(
            f"SELECT {_FIELDS} FROM device WHERE agency = ? AND person = ? ORDER BY kept_at DESC, device",  # noqa: S608 our names
            (agency, person),
        )
        return [Device._make(row) for row in rows]

    def device_rang(self, agency: AgencyId, device: str, at: Instant | None) -> None:
        """Note when a phone asked for a call, or that it took it back."""
        self._session.change("UPDATE device SET rang_at = ? WHERE agency = ? AND device = ?", (at, agency, device))

    def end_device(self, agency: AgencyId, person: PersonId, device: str) -> bool:
        """Let a phone keep nothing any more; tell whether it was this person's."""
        row = (agency, person, device)
        return self._session.change("DELETE FROM device WHERE agency = ? AND person = ? AND device = ?", row) > 0
