"""That a member was referred to a fitness-for-duty exam, and how it ended.

What must never happen here: what an exam found, a word of somebody who cares for him, or a look at care.
"""

from typing import Final, NamedTuple, assert_never

from solidground.core.duty.fitness.commands import Command, RecordFitness
from solidground.core.duty.fitness.events import Event, Finding, FitnessRecorded
from solidground.core.hours import local_day
from solidground.core.kernel import Day, Instant, Obligation, PersonId, Refusal
from solidground.core.subject import Brief

BEHIND_DAYS_MOST: Final = 366
"""So long ago at most something was that is written down only now."""


class World(NamedTuple):
    """What the rules may look at: where it is."""

    zone: str = "UTC"


class Entry(NamedTuple):
    """One thing that was written down; ``corrected`` says that another stands in its place."""

    number: int
    finding: Finding
    on: Day
    by: PersonId
    corrected: bool = False


class State(NamedTuple):
    """All that was written down of one member, in that order."""

    member: PersonId = PersonId("")
    entries: tuple[Entry, ...] = ()
    last_at: Instant = 0

    @property
    def standing(self) -> tuple[Entry, ...]:
        """Return what stands: a referral, then how it ended, then perhaps another."""
        return tuple([one for one in self.entries if not one.corrected])


INITIAL = State()


def decide(state: State, command: Command, world: World) -> tuple[Event, ...] | Refusal:
    """Take down a referral, or how it ended. The same twice is once; what contradicts it is a correction."""
    if command.by == command.member:
        return Refusal("NotYours", "What is your own is written down by somebody else.")
    standing = state.standing
    last = standing[-1] if standing else None
    if last is not None and (last.finding, last.on) == (command.finding, command.on):
        return ()
    if last is None and command.finding != "referred":
        return Refusal("ReferralMissing", "Write down first that they were referred.")
    wrong = last if last is not None and _contradicts(last, command) else None
    before = [one.on for one in standing if one != wrong]
    today = local_day(command.at, world.zone)
    if not max([today - BEHIND_DAYS_MOST, *before[-1:]]) <= command.on <= today:
        return Refusal("DayImpossible", "Choose a day of the last year: none before what came earlier, none ahead.")
    said = (command.member, command.finding, command.on, 0 if wrong is None else wrong.number)
    # Each has an instant of its own, whatever the clock says: by it whoever looked before is told.
    return (FitnessRecorded(max(command.at, state.last_at + 1), command.by, *said),)


def _contradicts(last: Entry, command: RecordFitness) -> bool:
    """Return whether the last thing cannot be so any more: two referrals in a row, or two ends of one exam."""
    return (last.finding == "referred") == (command.finding == "referred")


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    match event:
        case FitnessRecorded():
            before = [one._replace(corrected=one.corrected or one.number == event.corrects) for one in state.entries]
            entry = Entry(len(state.entries) + 1, event.finding, event.on, event.by)
            return State(event.member, (*before, entry), event.at)
        case _:
            assert_never(event)


def due(state: State) -> tuple[Obligation, ...]:  # noqa: ARG001 - the one shape of due; an exam is another's to hold
    """Return nothing: whoever examines him is no part of this."""
    return ()


def brief(state: State) -> Brief:
    """Return whose it is and when anything last happened; nobody is asked for anything here."""
    return Brief(state.member, None, state.last_at)
