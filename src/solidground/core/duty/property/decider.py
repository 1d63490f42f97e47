"""What may be done about one thing that was taken, and when somebody is asked to tell the member.

What must never happen here: a serial number, a name or a text; a day that gives it back by itself; a look at care.
"""

from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias, assert_never

from solidground.core.duty.property.commands import (
    BeginHandover,
    Command,
    ConfirmHandover,
    CorrectProperty,
    LinkIncident,
    MoveProperty,
    OfferReplacement,
    PutOffReplacement,
    RecordQualification,
    TakeBackConfirmation,
    TakeProperty,
    TellMember,
    TickProperty,
)
from solidground.core.duty.property.events import (
    ConfirmationTakenBack,
    DecisionAsked,
    Event,
    IncidentLinked,
    MemberTold,
    PropertyCorrected,
    PropertyHandoverBegun,
    PropertyHandoverConfirmed,
    PropertyMoved,
    PropertyTaken,
    QualificationRecorded,
    ReplacementOffered,
    ReplacementPutOff,
    TellingAsked,
)
from solidground.core.duty.property.state import Described, Put, State, Told
from solidground.core.duty.telling import AHEAD_DAYS_MOST, NEXT, Teller, ask_at, asked_now, is_near
from solidground.core.hours import local_day
from solidground.core.kernel import CLOCK, Day, Instant, PersonId, Refusal

BEHIND_DAYS_MOST: Final = 366
"""So long ago at most a thing was taken that is written down only now."""

Outcome: TypeAlias = tuple[Event, ...] | Refusal

Asked: TypeAlias = (
    BeginHandover
    | ConfirmHandover
    | TakeBackConfirmation
    | CorrectProperty
    | MoveProperty
    | OfferReplacement
    | PutOffReplacement
    | RecordQualification
    | TellMember
)
"""What is asked of a thing while it is kept."""


class World(NamedTuple):
    """What the rules may look at: where it is, who may have taken a thing, and who tells the member."""

    zone: str = "UTC"
    takers: frozenset[PersonId] = frozenset()
    supervisors: tuple[Teller, ...] = ()
    officers: tuple[Teller, ...] = ()
    chiefs: tuple[Teller, ...] = ()


NOT_KEPT: Final = Refusal("NotKept", "It is not kept any more. Look at the page again.")
NOT_YOURS: Final = Refusal("HandoverUnknown", "This hand-over is not yours to confirm. Look at the page again.")
COUNTS: Final = Refusal("HandoverCounts", "Both of you have confirmed it. Write down a correction instead.")
STANDS: Final = Refusal(
    "HandoverCounts",
    "Both of you have confirmed before that it was taken. Write down a correction, or that it is back.",
)
DAY: Final = Refusal("DayImpossible", "Choose a day from the day it was taken until today.")
AFTER_ANOTHER: Final = Refusal("DayImpossible", "It comes back after another one was given. Choose such a day.")
BEFORE_BACK: Final = Refusal("DayImpossible", "Another one is given before it comes back. Choose such a day.")
GIVEN: Final = Refusal("ReplacementGiven", "Another one was given already.")


def decide(state: State, command: Command, world: World) -> Outcome:
    """Answer what is asked about one thing. Time in a stream never goes back."""
    today = local_day(command.at, state.zone or world.zone)
    # Each change has an instant of its own, whatever the clock says: by it whoever looked before is told.
    command = replace(command, at=max(command.at, state.last_at, state.changed_at + 1))
    if isinstance(command, TakeProperty):
        return _take(state, command, world, today)
    if isinstance(command, TickProperty):
        return _tick(state, command.at, world)
    if isinstance(command, LinkIncident):
        return _link(state, command, today)
    if not state.is_kept:
        return () if _again(state, command) else NOT_KEPT
    return _decide(state, command, today)


def _decide(state: State, command: Asked, today: Day) -> Outcome:
    match command:
        case BeginHandover():
            return _begin(state, command, today)
        case ConfirmHandover():
            return _confirm(state, command)
        case TakeBackConfirmation():
            return _take_back(state, command)
        case CorrectProperty():
            return _correct(state, command, today)
        case MoveProperty():
            return () if state.place == command.place else (PropertyMoved(command.at, command.by, command.place),)
        case OfferReplacement():
            return _offer(state, command)
        case PutOffReplacement():
            return _put_off(state, command, today)
        case RecordQualification():
            return _qualify(state, command, today)
        case TellMember():
            return _tell(state, command, today)
        case _:
            assert_never(command)


def _again(state: State, command: Command) -> bool:
    """Return whether somebody confirms once more what ended it."""
    returned = state.handover("returned")
    confirms = isinstance(command, ConfirmHandover | BeginHandover) and command.step == "returned"
    return confirms and returned is not None and command.by in returned.confirmed


def _take(state: State, command: TakeProperty, world: World, today: Day) -> Outcome:
    at, by, on = command.at, command.by, command.on
    if state.member:
        return () if _taken_so(state, command) else Refusal("TakenAlready", "This was written down before.")
    if command.taker not in world.takers - {command.member}:
        return Refusal("TakerUnknown", "Say who took it: you, or somebody this person reports to.")
    if not today - BEHIND_DAYS_MOST <= on <= today:
        return Refusal("DayImpossible", "Say when it was taken: today, or a day of the last year.")
    if not is_near(command.next_on, today):
        return NEXT
    asked = ask_at(command.next_on, world.zone)
    what = (command.member, command.incident, command.kind, command.why, command.place, command.taker)
    return (PropertyTaken(at, by, *what, on, command.next_on, world.zone, asked),)


def _taken_so(state: State, command: TakeProperty) -> bool:
    # The incident was found, not said: one that was entered meanwhile makes the same form no other one.
    said = (command.member, command.kind, command.why, command.on)
    return said == (state.member, state.kind, state.why, state.on)


def _begin(state: State, command: BeginHandover, today: Day) -> Outcome:
    known = state.handover(command.step)
    if command.step == "taken" or command.by == state.member:
        return NOT_YOURS
    if known is not None:
        same = known.on == command.on and known.giver == command.by
        return () if same else Refusal("HandoverWaits", "It was written down before. Take that back first.")
    if not state.on <= command.on <= today:
        return DAY
    return _out_of_order(state, command) or (PropertyHandoverBegun(command.at, command.by, command.step, command.on),)


def _out_of_order(state: State, command: BeginHandover) -> Refusal | None:
    """Return why a day contradicts the other hand-over: another one is given in its place, so before it is back."""
    given, back = state.handover("replacement"), state.handover("returned")
    if command.step == "returned" and given is not None and command.on < given.on:
        return AFTER_ANOTHER
    return BEFORE_BACK if command.step == "replacement" and back is not None and back.on < command.on else None


def _confirm(state: State, command: ConfirmHandover) -> Outcome:
    known = state.handover(command.step)
    if known is None or command.by not in (known.giver, known.taker):
        return NOT_YOURS
    return () if command.by in known.confirmed else (PropertyHandoverConfirmed(command.at, command.by, command.step),)


def _take_back(state: State, command: TakeBackConfirmation) -> Outcome:
    known = state.handover(command.step)
    if known is None:
        return ()
    if known.counts:
        return COUNTS
    if command.by == known.begun_by and not known.confirmed - {command.by}:
        fallen = ConfirmationTakenBack(command.at, command.by, command.step, falls=True)
        return (fallen,) if state.may_fall(command.step) else STANDS
    if command.by not in known.confirmed:
        return () if command.by in (known.giver, known.taker) else NOT_YOURS
    return (ConfirmationTakenBack(command.at, command.by, command.step, falls=False),)


def _correct(state: State, command: CorrectProperty, today: Day) -> Outcome:
    said = Described(command.kind, command.why, command.on)
    if said == (state.kind, state.why, state.on):
        return ()
    if not today - BEHIND_DAYS_MOST <= command.on <= _first(state, today):
        return Refusal("DayImpossible", "Choose a day of the last year, and none after what came later.")
    return (PropertyCorrected(command.at, command.by, *said),)


def _first(state: State, today: Day) -> Day:
    """Return the day of what was first written down of a thing after it was taken."""
    others = [one.on for one in state.handovers if one.step != "taken"]
    offered = [] if state.offered_on is None else [state.offered_on]
    return min([today, *others, *offered, *(one.on for one in state.told)])


def _link(state: State, command: LinkIncident, today: Day) -> Outcome:
    """Take the incident that was found. Also of what is back: who looks at the year later counts it right."""
    if not state.member or state.void:
        return NOT_KEPT
    if (state.incident, state.linked_on) == (command.incident, today):
        return ()
    return (IncidentLinked(command.at, command.by, command.incident, today),)


def _offer(state: State, command: OfferReplacement) -> Outcome:
    if state.handover("replacement") is not None:
        return GIVEN
    return () if state.offered else (ReplacementOffered(command.at, command.by),)


def _put_off(state: State, command: PutOffReplacement, today: Day) -> Outcome:
    if state.handover("replacement") is not None:
        return GIVEN
    said = Put(command.why, command.decides, command.decides_on)
    if state.put_off == said:
        return ()
    if not today <= command.decides_on <= today + AHEAD_DAYS_MOST:
        return Refusal("DecisionDayImpossible", "Say by which day it is decided: today or later, and within a year.")
    return (ReplacementPutOff(command.at, command.by, *said),)


def _qualify(state: State, command: RecordQualification, today: Day) -> Outcome:
    given = state.handover("replacement")
    if given is None or not given.counts:
        return Refusal("ReplacementMissing", "Another one is given first, and both confirm it.")
    if state.qualified_on == command.on:
        return ()
    if not given.on <= command.on <= today:
        return Refusal("DayImpossible", "Choose a day from the day it was given until today.")
    return (QualificationRecorded(command.at, command.by, command.on),)


def _tell(state: State, command: TellMember, today: Day) -> Outcome:
    if command.by == state.member:
        return Refusal("NotYours", "Somebody else tells the member.")
    said = Told(command.by, command.on, command.next_on)
    if state.told and state.told[-1][1:] == said[1:]:
        return ()
    if not max([state.on, *(one.on for one in state.told)]) <= command.on <= today:
        return Refusal("DayImpossible", "Say when they were told: a day since the last time, until today.")
    if not is_near(command.next_on, today):
        return NEXT
    asked = ask_at(command.next_on, state.zone)
    return (MemberTold(command.at, command.by, command.on, command.next_on, asked),)


def _tick(state: State, at: Instant, world: World) -> Outcome:
    """Ask who tells the member: his supervisor, then the property officer, then each of them again, a day apart.

    Where nobody is asked for that now, whoever decides about another one is, in the same way.
    """
    asked = asked_now(state.promised, at, world.supervisors, world.officers) if state.is_kept else None
    return _seek(state, at, world) if asked is None else (TellingAsked(at, CLOCK, *asked),)


def _seek(state: State, at: Instant, world: World) -> Outcome:
    """Ask who decides about another one, and every second day whoever else has to do with it: somebody sees to it."""
    put, decision = state.undecided, state.decision
    if put is None or decision is None:
        return ()
    of_role = {"supervisor": world.supervisors, "property_officer": world.officers, "chief": world.chiefs}
    others = world.supervisors if put.decides == "property_officer" else world.officers
    asked = asked_now(decision, at, of_role[put.decides], others)
    return () if asked is None else (DecisionAsked(at, CLOCK, *asked),)
