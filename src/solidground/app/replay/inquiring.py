"""What a liaison passes on in a replay of the inquiries after a shooting: that they are open, and that they have ended.

The files of a city know no inquiry: it is a model. What must never happen here: a word of what one found.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from solidground.app.replay.chance import Chance
from solidground.app.replay.city import CityIncident
from solidground.app.replay.errand import Errand
from solidground.app.statuses import ANY, statuses_of
from solidground.core.duty.investigation.commands import RecordStatus
from solidground.core.duty.investigation.decider import Word, World
from solidground.core.duty.terms import FIRED
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, PersonId

ASSUMED_INQUIRIES: Final = (
    "The file knows no inquiry. Two are opened within two days where somebody fired, and end within the year.",
    "No model says what one found. Each word is told by whoever the member's case asks for it.",
)

LIAISON = PersonId("staff-liaison")


class Lasts(NamedTuple):
    """How many days one kind of inquiry lasts at least, and how many more at most."""

    inquiry: str
    days: int
    more: int


INQUIRIES: Final = (Lasts("criminal", 60, 180), Lasts("administrative", 90, 260))


@cache
def words() -> tuple[Word, ...]:
    """Return the words of the list that is shipped."""
    return statuses_of(Path(), "", ANY).words


def inquiries(chance: Chance, incident: CityIncident) -> Iterator[Errand]:
    """Yield what becomes known of the inquiries after one incident; none follows where nobody fired."""
    at, zone, ref = incident.occurred_at, incident.zone, incident.ref
    if all(part != FIRED for _, part in incident.involved):
        return
    world = World(at, zone, words(), tuple([(person, part) for person, part in incident.involved]))
    # Both on the same instant: whoever tells a member of one tells him of the other.
    open_at = at + int((0.2 + 1.6 * chance.draws("inquiry", ref)[0]) * DAY)
    open_on = local_day(open_at, zone)
    for lasts in INQUIRIES:
        end_at = at + int((lasts.days + lasts.more * chance.draws("inquiry", ref, lasts.inquiry)[0]) * DAY)
        end_on = local_day(end_at, zone)
        for status in (
            RecordStatus(open_at, LIAISON, ref, lasts.inquiry, "open", open_on, end_on),
            RecordStatus(end_at, LIAISON, ref, lasts.inquiry, "closed", end_on, None),
        ):
            yield Errand(status.at, f"investigation/{ref}", status, world, None)
