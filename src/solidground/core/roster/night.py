"""When it is night for somebody, and when it ends: by the hours he set, or by those of most people."""

from typing import Final

from solidground.core.hours import Quiet, next_allowed
from solidground.core.kernel import HOUR, Instant
from solidground.core.roster.state import State

NIGHT_MINUTES: Final = (22 * 60, 6 * 60)
"""The night of who has set no quiet hours."""

WAKES_AFTER_FOR: Final = HOUR
"""So long after that night, at seven, somebody may ring."""


AHEAD_HOURS: Final = 48
"""Within so many hours everybody's night begins."""


def morning_after(state: State, at: Instant) -> Instant:
    """Return when somebody may ring after this night, or by day after the one that comes."""
    for hours in range(AHEAD_HOURS):
        found = rings_after(state, at + hours * HOUR)
        if found is not None:
            return found
    # Who set hours that never come has the night of most people.
    return morning_after(state._replace(quiet=None), at)


def rings_after(state: State, at: Instant) -> Instant | None:
    """Return when somebody may ring who is asked to wait for the morning; None where it is no night for this person."""
    if state.quiet is not None:
        ends_at = next_allowed(state.quiet, at)
        return ends_at if ends_at != at else None
    ends_at = next_allowed(Quiet(state.zone, *NIGHT_MINUTES), at)
    return ends_at + WAKES_AFTER_FOR if ends_at != at else None
