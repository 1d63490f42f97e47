"""That a required session was attended: a disclosure by whoever cares for a member, and the only one there is of it.

Attending may be required, talking never is. What must never happen here: what was said, that a session was missed, or
a day that came here by itself.
"""

from typing import Final, NamedTuple, TypeAlias, assert_never

from solidground.core.duty.session.commands import Command, DiscloseAttendance, TakeBackAttendance
from solidground.core.duty.session.events import AttendanceDisclosed, AttendanceTakenBack, Event
from solidground.core.hours import local_day
from solidground.core.kernel import Day, Instant, Obligation, PersonId, Refusal
from solidground.core.subject import Brief

BEHIND_DAYS_MOST: Final = 366
"""So long ago at most a session was that is passed on only now."""

Outcome: TypeAlias = tuple[Event, ...] | Refusal


class World(NamedTuple):
    """What the rules may look at: where it is."""

    zone: str = "UTC"


class Attended(NamedTuple):
    """One session: its day, who passed it on and when. ``taken_back`` says that it was not so after all."""

    on: Day
    by: PersonId
    at: Instant
    taken_back: bool = False


class State(NamedTuple):
    """All that was passed on of one member's sessions, in that order."""

    member: PersonId = PersonId("")
    attended: tuple[Attended, ...] = ()
    last_at: Instant = 0

    @property
    def days(self) -> tuple[Day, ...]:
        """Return the days on which a session was attended: all of it that command is told."""
        return tuple(sorted({one.on for one in self.attended if not one.taken_back}))


INITIAL = State()


def decide(state: State, command: Command, world: World) -> Outcome:
    """Take down that a session was attended, or that it was not so. The same twice is once."""
    at = max(command.at, state.last_at)
    match command:
        case DiscloseAttendance():
            today = local_day(command.at, world.zone)
            if command.by == command.member:
                return Refusal("NotYours", "Whoever held the session passes on its day.")
            if not today - BEHIND_DAYS_MOST <= command.on <= today:
                return Refusal("DayImpossible", "Choose a day of the last year, until today.")
            so = command.on in state.days
            return () if so else (AttendanceDisclosed(at, command.by, command.member, command.on),)
        case TakeBackAttendance():
            known = [one for one in state.attended if one.on == command.on and one.by == command.by]
            if not known:
                return Refusal("NothingDisclosed", "You have passed on no such day. Look at the page again.")
            return () if known[-1].taken_back else (AttendanceTakenBack(at, command.by, command.on),)
        case _:
            assert_never(command)


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    match event:
        case AttendanceDisclosed():
            one = Attended(event.on, event.by, event.at)
            return State(event.member, (*state.attended, one), event.at)
        case AttendanceTakenBack():
            gone = [
                one._replace(taken_back=one.taken_back or (one.on == event.on and one.by == event.by))
                for one in state.attended
            ]
            return State(state.member, tuple(gone), event.at)
        case _:
            assert_never(event)


def due(state: State) -> tuple[Obligation, ...]:  # noqa: ARG001 - the one shape of due; that he goes is owed in his case
    """Return nothing: that a session is held is owed in a case, and never here."""
    return ()


def brief(state: State) -> Brief:
    """Return whose it is and when anything last happened; nobody is asked for anything here."""
    return Brief(state.member, None, state.last_at)
