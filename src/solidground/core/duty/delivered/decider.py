"""What may be done about a decision that its member delivered: he takes it back in time, HR says that it has it.

Nothing here knows what was before the delivery. What must never happen here: a delivery that the member did not ask
for himself, a receipt that ends his right to take it back, or a look at care.
"""

from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias, assert_never

from solidground.core.duty.delivered.commands import AcknowledgeReceipt, Command, DeliverDecision, TakeBackDelivery
from solidground.core.duty.delivered.events import (
    DecisionDelivered,
    DeliveryTakenBack,
    Event,
    Option,
    ReadersTold,
    ReceiptAcknowledged,
)
from solidground.core.hours import local_day
from solidground.core.kernel import CaseId, Day, Instant, Obligation, PersonId, Refusal, Span, obligation_id
from solidground.core.subject import Brief, Notice

Outcome: TypeAlias = tuple[Event, ...] | Refusal

READ: Final = "read"
UNKNOWN: Final = Refusal("DeliveryUnknown", "Choose one of the papers on this page.")
TAKEN_BACK: Final = Refusal("DeliveryTakenBack", "The member took this paper back. It counts for nothing.")
NEVER_BACK: Final = Refusal(
    "TakeBackForbidden",
    "Here nobody can take back on this page what was sent. Ask your union what can be done.",
)
TOO_LATE: Final = Refusal(
    "TakeBackOver", "The time to take it back has passed. Ask your union, or the benefits office, what can be done."
)


class World(NamedTuple):
    """What the rules may look at: where it is, and how long the agency or its law lets a paper be taken back.

    ``readers`` are who reads it and is told that something waits, each with the way by which he is reached.
    """

    zone: str = "UTC"
    take_back_for: Span = 0
    readers: tuple[tuple[PersonId, str], ...] = ()


class State(NamedTuple):
    """One paper as it stands; of nobody before the first event."""

    member: PersonId = PersonId("")
    option: Option = "stay"
    last_on: Day = 0
    signed_on: Day = 0
    beside: tuple[PersonId, ...] = ()
    zone: str = ""
    delivered_at: Instant = 0
    until_at: Instant = 0
    taken_back_at: Instant | None = None
    received_on: Day | None = None
    last_at: Instant = 0

    def may_take_back(self, now: Instant) -> bool:
        """Return whether its member may take it back now."""
        return bool(self.member) and self.taken_back_at is None and now < self.until_at


INITIAL = State()


def decide(state: State, command: Command, world: World) -> Outcome:
    """Answer what is asked about one paper. Time in a stream never goes back."""
    command = replace(command, at=max(command.at, state.last_at))
    match command:
        case DeliverDecision():
            return _deliver(state, command, world)
        case TakeBackDelivery():
            return _take_back(state, command, world)
        case AcknowledgeReceipt():
            return _acknowledge(state, command)
        case _:
            assert_never(command)


def _deliver(state: State, command: DeliverDecision, world: World) -> Outcome:
    if state.member:
        return () if state.member == command.by else UNKNOWN
    if command.option == "stay":
        return Refusal("NothingToDeliver", "To stay, nothing is sent.")
    what = (command.by, command.option, command.last_on, command.signed_on, command.beside)
    until_at = command.at + world.take_back_for
    sent = DecisionDelivered(command.at, command.by, *what, world.zone, until_at)
    return (sent, *_told(command, world, taken_back=False))


def _told(command: DeliverDecision | TakeBackDelivery, world: World, *, taken_back: bool) -> tuple[ReadersTold, ...]:
    readers = tuple([one for one in world.readers if one[0] != command.by])
    return (ReadersTold(command.at, command.by, readers, taken_back),) if readers else ()


def _take_back(state: State, command: TakeBackDelivery, world: World) -> Outcome:
    if command.by != state.member:
        return UNKNOWN
    if state.taken_back_at is not None:
        return ()
    if state.may_take_back(command.at):
        return (DeliveryTakenBack(command.at, command.by), *_told(command, world, taken_back=True))
    return NEVER_BACK if state.until_at == state.delivered_at else TOO_LATE


def _acknowledge(state: State, command: AcknowledgeReceipt) -> Outcome:
    if command.by == state.member or not state.member:
        return UNKNOWN
    if state.taken_back_at is not None:
        return TAKEN_BACK
    on = local_day(command.at, state.zone)
    return () if state.received_on is not None else (ReceiptAcknowledged(command.at, command.by, on),)


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    match event:
        case DecisionDelivered():
            said = (event.member, event.option, event.last_on, event.signed_on, event.beside, event.zone)
            return State(*said, event.at, event.until_at, last_at=event.at)
        case DeliveryTakenBack():
            return state._replace(taken_back_at=event.at, last_at=event.at)
        case ReceiptAcknowledged():
            return state._replace(received_on=event.on, last_at=event.at)
        case ReadersTold():
            return state
        case _:
            assert_never(event)


def brief(state: State) -> Brief:
    """Return whose it is, that nobody is ever asked about it, and when anything last happened."""
    return Brief(state.member, None, state.last_at)


def notices(name: str, event: object) -> tuple[Notice, ...]:
    """Return what an event asks to be sent: to those who read papers, in words that say nothing of it."""
    if not isinstance(event, ReadersTold):
        return ()
    waits = obligation_id(CaseId(name), READ, int(event.taken_back))
    return tuple([Notice(waits, 0, 0, reader, way, "paper_waits", event.at) for reader, way in event.readers])


def due(state: State) -> tuple[Obligation, ...]:  # noqa: ARG001 - the one shape of due; what was delivered owes nothing
    """Return nothing: what HR does with a paper is not this system's to watch."""
    return ()
