"""How much one person is sent in an hour. A throttle delays and never drops; what is urgent passes.

What must never happen here: a message that is forgotten. The outbox keeps it; this only says when.
"""

from solidground.core.kernel import HOUR, AgencyId, Instant, PersonId, Span

MESSAGES_MOST = 6
"""Messages to one person within ``WITHIN_FOR``."""

WITHIN_FOR: Span = HOUR
PEOPLE_MOST = 10_000
"""People remembered; above it, those with room again are let go."""


class Throttle:
    """Remembers, as long as this program runs, when each person was last sent something."""

    def __init__(
        self, most: int = MESSAGES_MOST, within_for: Span = WITHIN_FOR, people_most: int = PEOPLE_MOST
    ) -> None:
        """Begin with room for everybody."""
        self._most = most
        self._within_for = within_for
        self._people_most = people_most
        self._sent: dict[tuple[AgencyId, PersonId], list[Instant]] = {}

    def wait_until(self, agency: AgencyId, person: PersonId, now: Instant) -> Instant | None:
        """Take one place for a message now; where there is none, return when there is one again."""
        # What lies ahead was sent by a time that was wrong, and has been set right: it counts for nothing.
        recent = [at for at in self._sent.get((agency, person), []) if now - self._within_for < at <= now]
        if len(recent) >= self._most:
            self._sent[agency, person] = recent
            return recent[0] + self._within_for
        self._sent[agency, person] = [*recent, now]
        if len(self._sent) > self._people_most:
            self._sent = {who: ats for who, ats in self._sent.items() if ats[-1] > now - self._within_for}
        return None

    def give_back(self, agency: AgencyId, person: PersonId, at: Instant) -> None:
        """Give back the place of a message that did not go out."""
        taken = self._sent.get((agency, person), [])
        if at in taken:
            taken.remove(at)
