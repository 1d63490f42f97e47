"""What a transaction keeps beside the log, in ordinary tables: phones, shares, words, who looked at what.

What must never happen here: something that has to be proved. A row here is deleted when it has done its work.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from solidground.core.care.storage import Stored
from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId
from solidground.core.record import Device, Looked, Said


class BesideLog(Protocol):
    """The part of a transaction that no event follows from."""

    def put_device(self, agency: AgencyId, device: Device) -> None:
        """Note that a phone keeps the night page."""

    def device(self, agency: AgencyId, device: str) -> Device | None:
        """Return a phone by the hash of its token; None where there is none, or no more."""

    def devices(self, agency: AgencyId, person: PersonId) -> list[Device]:
        """Return somebody's phones, the newest first."""

    def device_rang(self, agency: AgencyId, device: str, at: Instant | None) -> None:
        """Note when a phone asked for a call, or that it took it back."""

    def end_device(self, agency: AgencyId, person: PersonId, device: str) -> bool:
        """Let a phone keep nothing any more; tell whether it was this person's."""

    def put_stored(self, agency: AgencyId, person: PersonId, stored: Stored) -> None:
        """Note where a member keeps something of his own; what is noted already stays as it is."""

    def stored(self, agency: AgencyId, person: PersonId) -> list[Stored]:
        """Return where a member keeps something of his own, the newest first."""

    def end_stored(self, agency: AgencyId, person: PersonId, place: str) -> None:
        """Delete one of those places."""

    def put_serial(self, agency: AgencyId, thing: str, person: PersonId, number: str) -> None:
        """Keep the number on a thing that was taken, in place of one that was there; an empty one is none."""

    def serials(self, agency: AgencyId) -> dict[str, str]:
        """Return every such number of an agency, by the thing it stands on."""

    def put_looked(self, rows: Sequence[Looked]) -> None:
        """Note who looked at what; one that is there already stays as it is. Nothing is read."""

    def looked_since(self, agency: AgencyId, by: PersonId, since: Instant) -> list[Looked]:
        """Return what one person has looked at since an instant."""

    def looked_at(self, agency: AgencyId, member: PersonId) -> list[Looked]:
        """Return who looked at what of one member's, newest first."""

    def looked_count(self, agency: AgencyId) -> int:
        """Return how many looks of an agency were noted."""

    def attempted(self, agency: AgencyId, what: str, caller: str, until_at: Instant, most: int) -> bool:
        """Count one more of something, unless it was done ``most`` times already; return whether it was counted."""

    def put_source(self, agency: AgencyId, concern: str, said: Said, until_at: Instant) -> None:
        """Keep what was said with a concern until it has ended; what is there already stays."""

    def source(self, agency: AgencyId, concern: str) -> Said:
        """Return what was said with a concern; nothing where nothing was, or where it has ended."""

    def forget_source(self, agency: AgencyId, concern: str) -> None:
        """Forget what was said with a concern: it is needed no more."""

    def forget_callers(self, now: Instant) -> None:
        """Let go of every attempt that counts no more, and of every source whose time has passed."""

    def put_shares(self, agency: AgencyId, case: CaseId, shared: Iterable[tuple[PersonId, str]]) -> None:
        """Write with whom a case is shared, and as whom each sees it, in place of what was written before."""

    def shared_with(self, agency: AgencyId, person: PersonId) -> dict[CaseId, str]:
        """Return as whom somebody sees something of which cases, in order of their ids."""

    def put_words(self, agency: AgencyId, case: CaseId, number: int, text: str, until_at: Instant) -> None:
        """Keep words of a member's own until an instant."""

    def words(self, agency: AgencyId, case: CaseId, now: Instant) -> dict[int, str]:
        """Return the words of a case that can still be read, by number."""

    def drop_words(self, agency: AgencyId, case: CaseId, number: int) -> None:
        """Delete words that were taken back."""

    def forget_words(self, now: Instant) -> int:
        """Delete all words whose time is over; return how many."""
