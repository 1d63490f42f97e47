"""What command owes after an incident, to whom and by when: an agency's own list, as values.

What must never happen here: an interval. Those are the agency's, in its file.
"""

from typing import Final, Literal, NamedTuple, TypeAlias

from solidground.core.hours import to_instant, to_local
from solidground.core.kernel import Instant
from solidground.core.protocol.duration import Duration, wall_after

Whom: TypeAlias = Literal["all", "fired"]

FIRED: Final = "discharged_weapon"
"""The part of those who fired, as an incident has it."""


class Within(NamedTuple):
    """By when something is owed, and to whom: to everybody who took part, or to those who fired."""

    within: Duration
    whom: Whom

    def until(self, since_at: Instant, zone: str) -> Instant:
        """Return by when: months and days move the clock on the wall, hours and minutes are time that passes."""
        months, days, exact = self.within
        if not months and not days:
            return since_at + exact
        return to_instant(wall_after(to_local(since_at, zone), Duration(months, days)), zone) + exact

    def owed_to(self, part: str) -> bool:
        """Return whether it is owed to somebody who took part so."""
        return self.whom == "all" or part == FIRED


class Least(NamedTuple):
    """How many days, or nights, there are at least, and for whom."""

    number: int
    whom: Whom

    def owed_to(self, part: str) -> bool:
        """Return whether it is owed to somebody who took part so."""
        return self.whom == "all" or part == FIRED


class ReturnStep(NamedTuple):
    """One step of the way back to work: its name in the log, and what a person reads.

    ``followed``: it is a return to duty, and after it somebody is in touch on the days that the protocol names.
    """

    key: str
    says: str
    followed: bool = False


class Terms(NamedTuple):
    """What the command side of one agency owes."""

    visit_within: Within
    call_within: Within
    replacement_within: Within
    leave_said_within: Within
    leave_least_days: Least
    session_within: Within
    status_told_within: Within
    rest_before_interview: Least
    return_steps: tuple[ReturnStep, ...]
