"""One thing that was taken from a member, as it stands, and what is owed about it: that he is told."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, assert_never

from solidground.core.duty.property.events import (
    ConfirmationTakenBack,
    Decides,
    DecisionAsked,
    Event,
    IncidentLinked,
    Kind,
    MemberTold,
    Place,
    PropertyCorrected,
    PropertyHandoverBegun,
    PropertyHandoverConfirmed,
    PropertyMoved,
    PropertyTaken,
    PutOff,
    QualificationRecorded,
    ReplacementOffered,
    ReplacementPutOff,
    Step,
    TellingAsked,
    Why,
)
from solidground.core.duty.telling import DECIDE, TELL, Asked, Promised, ask_at, notices_of, owed
from solidground.core.hours import local_day
from solidground.core.kernel import Day, Instant, Obligation, PersonId
from solidground.core.subject import Brief, Notice


class Handover(NamedTuple):
    """One hand-over. It counts once both have confirmed it, the giver and the taker."""

    step: Step
    giver: PersonId
    taker: PersonId
    on: Day
    begun_by: PersonId
    confirmed: frozenset[PersonId]

    @property
    def counts(self) -> bool:
        """Return whether both have confirmed it."""
        return self.confirmed >= {self.giver, self.taker}


class Described(NamedTuple):
    """What was written down of a thing, before it was corrected."""

    kind: Kind
    why: Why
    on: Day


class Told(NamedTuple):
    """Who told the member on which day, and by when he was to hear more."""

    by: PersonId
    on: Day
    next_on: Day


class Put(NamedTuple):
    """Why no replacement was offered, who decides, and by which day."""

    why: PutOff
    decides: Decides
    decides_on: Day


class Sought(NamedTuple):
    """How often a decision was put off, and who was asked for it last. ``ask_at`` is 0 before anybody was."""

    times: int = 0
    keeper: PersonId | None = None
    repeat: int = 0
    ask_at: Instant = 0


class Confirmed(NamedTuple):
    """That somebody confirmed a hand-over, and when; what was taken back, or corrected since, is none."""

    step: Step
    person: PersonId
    at: Instant


class State(NamedTuple):
    """One thing as it stands; of nobody before the first event. ``void`` says that it was never taken after all."""

    member: PersonId = PersonId("")
    incident: str = ""
    kind: Kind = "other"
    why: Why = "standard"
    place: Place = "property_room"
    zone: str = ""
    next_on: Day = 0
    ask_at: Instant = 0
    handovers: tuple[Handover, ...] = ()
    offered: bool = False
    offered_on: Day | None = None
    """The day on which another one was first offered, whatever was said of it since."""
    put_off: Put | None = None
    sought: Sought = Sought()
    qualified_on: Day | None = None
    told: tuple[Told, ...] = ()
    corrected: tuple[Described, ...] = ()
    keeper: PersonId | None = None
    repeat: int = 0
    linked_on: Day | None = None
    """The day on which the incident it was taken after was last looked for."""
    void: bool = False
    stood: bool = False
    """Whether both have confirmed any hand-over: from then on nobody can say alone that it was never taken."""
    last_at: Instant = 0
    changed_at: Instant = 0
    """When somebody last changed it: a confirmation and the clock change nothing that another one decides upon."""

    def handover(self, step: Step) -> Handover | None:
        """Return a hand-over, whether it counts or waits."""
        return next((one for one in self.handovers if one.step == step), None)

    def counted(self, step: Step) -> bool:
        """Return whether both have confirmed a hand-over."""
        found = self.handover(step)
        return found is not None and found.counts

    def may_fall(self, step: Step) -> bool:
        """Return whether who wrote a hand-over down can say that there was none; what was taken once stays taken."""
        return step != "taken" or not self.stood

    @property
    def on(self) -> Day:
        """Return the day on which it was taken."""
        return next(one.on for one in self.handovers if one.step == "taken")

    @property
    def is_kept(self) -> bool:
        """Return whether it is kept: until both have confirmed that the member has it back."""
        return bool(self.member) and not self.void and not self.counted("returned")

    @property
    def promised(self) -> Promised:
        """Return by when the member hears more."""
        return Promised(self.member, self.zone, self.next_on, self.ask_at, self.repeat)

    @property
    def undecided(self) -> Put | None:
        """Return what is still to be decided: whether there is another one, by whom and by which day."""
        return self.put_off if self.is_kept and self.handover("replacement") is None else None

    @property
    def decision(self) -> Promised | None:
        """Return by when it is to be decided whether there is another one; None where nothing is."""
        put = self.undecided
        if put is None:
            return None
        at = self.sought.ask_at or ask_at(put.decides_on, self.zone)
        return Promised(self.member, self.zone, put.decides_on, at, self.sought.repeat)


INITIAL = State()


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    changed = not isinstance(event, PropertyHandoverConfirmed | TellingAsked | DecisionAsked)
    return _evolve(state, event)._replace(last_at=event.at, changed_at=event.at if changed else state.changed_at)


def _evolve(state: State, event: Event) -> State:
    match event:
        case PropertyTaken():
            return _taken(event)
        case PropertyHandoverBegun() | PropertyHandoverConfirmed() | ConfirmationTakenBack() | PropertyCorrected():
            return _handed_over(state, event)
        case PropertyMoved():
            return state._replace(place=event.place)
        case IncidentLinked():
            return state._replace(incident=event.incident, linked_on=event.on)
        case ReplacementOffered():
            first_on = local_day(event.at, state.zone) if state.offered_on is None else state.offered_on
            return state._replace(offered=True, offered_on=first_on, put_off=None)
        case ReplacementPutOff():
            put = Put(event.why, event.decides, event.decides_on)
            return state._replace(offered=False, put_off=put, sought=Sought(state.sought.times + 1))
        case QualificationRecorded():
            return state._replace(qualified_on=event.on)
        case MemberTold():
            told = (*state.told, Told(event.by, event.on, event.next_on))
            return state._replace(told=told, next_on=event.next_on, ask_at=event.ask_at, keeper=None, repeat=0)
        case TellingAsked():
            return state._replace(keeper=event.keeper, repeat=event.repeat, ask_at=event.ask_at)
        case DecisionAsked():
            return state._replace(sought=Sought(state.sought.times, event.keeper, event.repeat, event.ask_at))
        case _:
            assert_never(event)


def _taken(event: PropertyTaken) -> State:
    confirmed = frozenset({event.by} & {event.member, event.taker})
    taken = Handover("taken", event.member, event.taker, event.on, event.by, confirmed)
    first = State(event.member, event.incident, event.kind, event.why, event.place, event.zone)
    return first._replace(next_on=event.next_on, ask_at=event.ask_at, handovers=(taken,))


def _handed_over(
    state: State, event: PropertyHandoverBegun | PropertyHandoverConfirmed | ConfirmationTakenBack | PropertyCorrected
) -> State:
    match event:
        case PropertyHandoverBegun():
            begun = Handover(event.step, event.by, state.member, event.on, event.by, frozenset({event.by}))
            return state._replace(handovers=(*state.handovers, begun))
        case PropertyHandoverConfirmed():
            confirmed = _with(state, event.step, lambda one: one.confirmed | {event.by})
            return confirmed._replace(stood=state.stood or confirmed.counted(event.step))
        case ConfirmationTakenBack() if not event.falls:
            return _with(state, event.step, lambda one: one.confirmed - {event.by})
        case ConfirmationTakenBack() if event.step == "taken":
            return state._replace(void=True)
        case ConfirmationTakenBack():
            return state._replace(handovers=tuple([one for one in state.handovers if one.step != event.step]))
        case PropertyCorrected():
            return _corrected(state, event)
        case _:
            assert_never(event)


def _with(state: State, step: Step, who: Callable[[Handover], frozenset[PersonId]]) -> State:
    """Return a state in which others have confirmed a hand-over."""
    return state._replace(
        handovers=tuple([one._replace(confirmed=who(one)) if one.step == step else one for one in state.handovers])
    )


def _corrected(state: State, event: PropertyCorrected) -> State:
    was = Described(state.kind, state.why, state.on)
    state = _with(state, "taken", lambda one: frozenset({event.by} & {one.giver, one.taker}))
    handovers = tuple([one._replace(on=event.on) if one.step == "taken" else one for one in state.handovers])
    return state._replace(kind=event.kind, why=event.why, corrected=(*state.corrected, was), handovers=handovers)


def confirmations(events: Iterable[Event]) -> tuple[Confirmed, ...]:
    """Return who has confirmed which hand-over, by all that happened to a thing, in order."""
    state, found = INITIAL, dict[tuple[Step, PersonId], Instant]()
    for event in events:
        state = evolve(state, event)
        # Whoever corrects it says it anew; whoever else confirmed it before did not confirm this.
        corrected = "taken" if isinstance(event, PropertyCorrected) else ""
        now = {(one.step, person) for one in state.handovers for person in one.confirmed}
        found = {one: event.at if one[0] == corrected else found.get(one, event.at) for one in now}
    made = [Confirmed(step, person, at) for (step, person), at in found.items()]
    return tuple(sorted(made, key=lambda one: (one.at, one.step, one.person)))


def due(state: State) -> tuple[Obligation, ...]:
    """Return what is owed while it is kept: that somebody tells the member, and that it is decided about another one.

    Each by the end of the day that was said; neither gives anything back.
    """
    if not state.is_kept:
        return ()
    told = owed("property", state.promised, len(state.told), state.keeper)
    if state.decision is None:
        return (told,)
    return (told, owed("property", state.decision, state.sought.times - 1, state.sought.keeper, DECIDE))


def wake_at(state: State) -> Instant | None:
    """Return when somebody is next asked to tell the member, or to decide."""
    if not state.is_kept:
        return None
    return state.ask_at if state.decision is None else min(state.ask_at, state.decision.ask_at)


def brief(state: State) -> Brief:
    """Return whose it is, when somebody is next asked about it, and when anything last happened."""
    return Brief(state.member, wake_at(state), state.last_at)


def notices(name: str, event: object) -> tuple[Notice, ...]:
    """Return what an event asks to be sent: to whoever tells the member, or decides, never to the member."""
    if not isinstance(event, TellingAsked | DecisionAsked):
        return ()
    asked = Asked(event.keeper, event.way, event.repeat, event.owed_at, event.ask_at)
    return notices_of(name, asked, event.at, TELL if isinstance(event, TellingAsked) else DECIDE)
