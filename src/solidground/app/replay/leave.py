"""The leave that HR writes down in a replay after somebody fired, and his first day of full duty; as a seed has it.

What must never happen here: why anybody is off, or a leave of somebody who has left the agency.
"""

from collections.abc import Iterator
from typing import Final

from solidground.app.replay.chance import Chance
from solidground.app.replay.errand import Errand
from solidground.core.duty.status.commands import RecordDutyStatus
from solidground.core.duty.status.decider import World
from solidground.core.duty.terms import Terms
from solidground.core.hours import at_minute, local_day
from solidground.core.kernel import DAY, HOUR, Instant, PersonId

ASSUMED_LEAVE: Final = (
    "HR writes down a leave of three days to a month for nine of ten who fired; four of five have it in writing.",
)

HR = PersonId("staff-hr")
WRITTEN, ASSURED = 0.9, 0.8
WRITTEN_FOR = 2 * HOUR
DAYS_MORE = 27
BACK_AT_MINUTE = 9 * 60


def leave(
    chance: Chance, terms: Terms, person: PersonId, incident: str, at: Instant, zone: str, *, always: bool
) -> Iterator[Errand]:
    """Yield what HR writes down of somebody who fired."""
    writes, wait, lasts, has = chance.draws("off", incident, person)
    if writes >= WRITTEN and not always:
        return
    stream, world = f"status/{person}", World(zone, terms.leave_least_days.number)
    written_at = at + (WRITTEN_FOR if always else int((0.1 + 2 * wait) * DAY))
    on = local_day(at, zone)
    until_on = on + terms.leave_least_days.number + int(lasts * DAYS_MORE)
    assured = always or has < ASSURED
    off = RecordDutyStatus(written_at, HR, person, "administrative_leave", on, until_on, assured=assured)
    yield Errand(written_at, stream, off, world, person)
    back_at = at_minute(until_on + 1, BACK_AT_MINUTE, zone)
    # Who had another such day meanwhile comes back all the same: a model knows no better.
    back = RecordDutyStatus(back_at, HR, person, "full", until_on + 1, short="other_leave")
    yield Errand(back_at, stream, back, world, person)
