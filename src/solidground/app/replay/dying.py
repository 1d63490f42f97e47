"""Who dies in a mixed replay, while his case is young: rarely, by a seed, entered by a person and never by a file.

What must never happen here: a death of somebody whom the city's file names again later, or of somebody who helps.
"""

from collections.abc import Collection

from solidground.app.replay.chance import Chance
from solidground.app.replay.city import City
from solidground.core.kernel import DAY, Instant, PersonId

ASSUMED_DEATHS = (
    "In one case in four hundred the member dies within the year, and nothing is sent for him any more.",
    "The file knows no families, so the case of their own that opens after a death is left out.",
)

DIES = 0.0025


class Deaths:
    """Draws deaths, and keeps who has died."""

    def __init__(self, city: City, seed: int) -> None:
        """Note when the file last names each person."""
        self._chance = Chance(seed)
        self._named_at = {p: incident.occurred_at for incident in city.incidents for p, _ in incident.involved}
        self.dead: set[PersonId] = set()

    def drawn(self, case: str, person: PersonId, opened_at: Instant) -> Instant | None:
        """Return when the member of a case dies, if he does while it is young."""
        dies, wait, *_ = self._chance.draws(case, "dies")
        at = opened_at + int((1 + 360 * wait) * DAY)
        return at if dies < DIES and at > self._named_at[person] else None

    def may_die(self, person: PersonId, helpers: Collection[PersonId]) -> bool:
        """Tell whether a death can be entered: once, and of nobody on whom the cases of others depend."""
        return person not in self.dead and person not in helpers
