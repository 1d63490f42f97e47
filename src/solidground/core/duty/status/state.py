"""A member's duty status as it stands, what stood before, and what is owed about it: that he is told."""

from typing import NamedTuple, assert_never

from solidground.core.duty.status.events import (
    AssuranceGiven,
    Calls,
    DutyStatusRecorded,
    Event,
    MemberTold,
    Pay,
    Short,
    Status,
    TellingAsked,
)
from solidground.core.duty.telling import Asked, Promised, notices_of, owed
from solidground.core.kernel import Day, Instant, Obligation, PersonId
from solidground.core.subject import Brief, Notice


class Entry(NamedTuple):
    """One thing that was written down. ``number`` counts from 1; ``corrected`` says that another stands in its place.

    ``next_on`` is what was said with it; by when he hears more now stands in the state.
    """

    number: int
    status: Status
    on: Day
    until_on: Day | None
    next_on: Day | None
    pay: Pay
    calls: Calls
    caller: PersonId | None
    assured: bool
    short: Short | None
    least_days: int
    by: PersonId
    assured_at: Instant | None = None
    """Since when he has it in writing, as far as it was written down."""
    corrected: bool = False


class Told(NamedTuple):
    """Who told the member on which day, and by when he was to hear more."""

    by: PersonId
    on: Day
    next_on: Day


class State(NamedTuple):
    """All that was written down of one member, in that order; nothing before the first event."""

    member: PersonId = PersonId("")
    zone: str = ""
    entries: tuple[Entry, ...] = ()
    next_on: Day | None = None
    ask_at: Instant | None = None
    told: tuple[Told, ...] = ()
    keeper: PersonId | None = None
    repeat: int = 0
    last_at: Instant = 0
    changed_at: Instant = 0
    """When somebody last changed it: the clock changes nothing that anybody decides upon."""

    @property
    def standing(self) -> tuple[Entry, ...]:
        """Return what stands, by its first day: each until the next one begins."""
        return tuple([one for one in self.entries if not one.corrected])

    @property
    def newest(self) -> Entry | None:
        """Return what stands last, whether it has begun or lies ahead."""
        return self.standing[-1] if self.standing else None

    def on_day(self, day: Day) -> Entry | None:
        """Return what holds on a day; None before anything does, which is full duty."""
        return next((one for one in reversed(self.standing) if one.on <= day), None)

    @property
    def promised(self) -> Promised | None:
        """Return by when the member hears more; None where nothing more is to be heard."""
        if self.next_on is None or self.ask_at is None:
            return None
        return Promised(self.member, self.zone, self.next_on, self.ask_at, self.repeat)


INITIAL = State()


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    changed_at = state.changed_at if isinstance(event, TellingAsked) else event.at
    return _evolve(state, event)._replace(last_at=event.at, changed_at=changed_at)


def _evolve(state: State, event: Event) -> State:
    match event:
        case DutyStatusRecorded():
            return _recorded(state, event)
        case AssuranceGiven():
            newest = state.newest
            given = [one._replace(assured=True, assured_at=event.at) if one == newest else one for one in state.entries]
            return state._replace(entries=tuple(given))
        case MemberTold():
            told = (*state.told, Told(event.by, event.on, event.next_on))
            return state._replace(told=told, next_on=event.next_on, ask_at=event.ask_at, keeper=None, repeat=0)
        case TellingAsked():
            return state._replace(keeper=event.keeper, repeat=event.repeat, ask_at=event.ask_at)
        case _:
            assert_never(event)


def _recorded(state: State, event: DutyStatusRecorded) -> State:
    entry = Entry(
        len(state.entries) + 1,
        event.status,
        event.on,
        event.until_on,
        event.next_on,
        event.pay,
        event.calls,
        event.caller,
        event.assured,
        event.short,
        event.least_days,
        event.by,
        event.at if event.assured else None,
    )
    before = [one._replace(corrected=one.corrected or one.number in event.corrects) for one in state.entries]
    return state._replace(
        member=event.member,
        zone=event.zone,
        entries=(*before, entry),
        next_on=event.next_on,
        ask_at=event.ask_at,
        keeper=None,
        repeat=0,
    )


def due(state: State) -> tuple[Obligation, ...]:
    """Return what is owed while more is to be heard: that somebody tells the member, by the end of the day."""
    promised = state.promised
    return () if promised is None else (owed("status", promised, len(state.told), state.keeper),)


def wake_at(state: State) -> Instant | None:
    """Return when somebody is next asked to tell the member."""
    return state.ask_at


def brief(state: State) -> Brief:
    """Return whose it is, when somebody is next asked to tell him, and when anything last happened."""
    return Brief(state.member, wake_at(state), state.last_at)


def notices(name: str, event: object) -> tuple[Notice, ...]:
    """Return what an event asks to be sent: to whoever tells the member, never to the member."""
    if not isinstance(event, TellingAsked):
        return ()
    asked = Asked(event.keeper, event.way, event.repeat, event.owed_at, event.ask_at)
    return notices_of(f"status/{name}", asked, event.at)
