"""What a helper says of himself: leave, hours, how much he carries, what he would be asked about, a swap of turns.

The stream is that of whoever gives the command, so that nobody says any of it for another. What must never happen here:
a route, a role or a designation: those take two people, or a coordinator.
"""

import hashlib
from typing import Final, TypeAlias

from solidground.app.again import transacted
from solidground.app.handle import Outcome, stream_of
from solidground.app.people import handle_person, home_of
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.core.hours import DAY_MINUTES, at_minute, local_day
from solidground.core.kernel import AgencyId, Day, Instant, PersonId, Refusal
from solidground.core.roster.intervals import Interval
from solidground.core.roster.reach.commands import CancelLeave, PlanLeave, SetCapacity, SetHours, ShareExperience
from solidground.core.roster.rota.commands import AgreeSwap, AskSwap, DeclineSwap
from solidground.core.roster.rota.world import RotaWorld
from solidground.core.roster.world import World

OfHimself: TypeAlias = PlanLeave | CancelLeave | SetCapacity | SetHours | ShareExperience
OfTurns: TypeAlias = AskSwap | AgreeSwap | DeclineSwap

LEAVE_DAYS_MOST: Final = 731
"""How far ahead a leave may end, in days."""

NO_DAYS = Refusal("DayMissing", "Give the first and the last day.")
PAST = Refusal("DayPast", "The last day has passed. Choose a day from today on.")
FAR = Refusal("DayFar", "Choose a last day within two years.")
REVERSED = Refusal("DaysReversed", "The last day lies before the first. Exchange them.")


def leave_of(
    person: PersonId, now: Instant, zone: str, from_on: Day | None, until_on: Day | None
) -> PlanLeave | Refusal:
    """Return the leave that whole days mean, the last one included."""
    today = local_day(now, zone)
    if from_on is None or until_on is None:
        return NO_DAYS
    if until_on < from_on:
        return REVERSED
    if until_on < today:
        return PAST
    if until_on > today + LEAVE_DAYS_MOST:
        return FAR
    return PlanLeave(now, person, at_minute(from_on, 0, zone), at_minute(until_on, DAY_MINUTES, zone))


def say_of_himself(store: Store, rosters: Rosters, agency: AgencyId, command: OfHimself) -> Outcome:
    """Take what somebody says of himself; the cases it concerns wake in the same transaction."""

    def done(unit: Unit) -> Outcome:
        home = home_of(unit, agency, command.by)
        return handle_person(unit, stream_of(home, f"person/{command.by}"), command, World())

    return transacted(store, rosters, done)


def say_of_turns(store: Store, rosters: Rosters, agency: AgencyId, rota: str, command: OfTurns) -> Outcome:
    """Ask for a swap of turns, or answer one. Who may is the rota's to say."""
    stream = stream_of(agency, f"rota/{rota}")
    return transacted(store, rosters, lambda unit: handle_person(unit, stream, command, RotaWorld()))


def swap_of(by: PersonId, other: PersonId, given: Interval, taken: Interval) -> str:
    """Return the id of a swap: the same question, asked twice, is one."""
    words = "|".join((by, other, *(str(at) for at in (*given, *taken))))
    return hashlib.sha256(words.encode()).hexdigest()[:20]
