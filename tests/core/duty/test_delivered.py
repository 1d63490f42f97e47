"""A paper that was sent: its member takes it back in time, whoever has acknowledged it, and nobody else does (S14)."""

import pytest

from solidground.core.duty.delivered.commands import AcknowledgeReceipt, Command, DeliverDecision, TakeBackDelivery
from solidground.core.duty.delivered.decider import INITIAL, State, World, decide, due, evolve, notices
from solidground.core.duty.delivered.events import Event
from solidground.core.hours import local_day
from solidground.core.kernel import HOUR, PersonId, Refusal, fold
from tests.core.sentences import is_sentences
from tests.core.written import check_written

ZONE = "America/Chicago"
AT = 1_700_000_000_000_000
TODAY = local_day(AT, ZONE)
MEMBER, HR, PARTNER = PersonId("m-1"), PersonId("hr"), PersonId("partner")
WORLD = World(ZONE, 72 * HOUR)
DELIVER = DeliverDecision(AT, MEMBER, "resign", TODAY + 14, TODAY - 3, (PARTNER,))
BACK = TakeBackDelivery(AT + HOUR, MEMBER)
RECEIPT = AcknowledgeReceipt(AT + HOUR, HR)


def done(state: State, command: Command, world: World = WORLD) -> tuple[Event, ...]:
    """Return what a command makes happen; it is written as every event is."""
    events = decide(state, command, world)
    assert not isinstance(events, Refusal), events
    check_written("delivered/d1", events, command.by)
    return events


def after(*commands: Command, state: State = INITIAL, world: World = WORLD) -> State:
    """Return how it stands after some commands, each of which made something happen."""
    for command in commands:
        events = done(state, command, world)
        assert events, command
        state = fold(evolve, state, events)
    return state


def reason(state: State, command: Command) -> str:
    """Return why a command is refused, in plain sentences."""
    refused = decide(state, command, WORLD)
    assert isinstance(refused, Refusal), refused
    assert is_sentences(refused.text)
    return refused.reason


SENT = after(DELIVER)


def test_the_paper_says_what_since_when_and_who_stood_beside() -> None:
    assert (SENT.member, SENT.option, SENT.last_on, SENT.signed_on) == (MEMBER, "resign", TODAY + 14, TODAY - 3)
    assert (SENT.beside, SENT.until_at) == ((PARTNER,), AT + 72 * HOUR)
    assert done(SENT, DELIVER) == ()
    assert due(SENT) == ()
    assert reason(INITIAL, DeliverDecision(AT, MEMBER, "stay", TODAY, TODAY, ())) == "NothingToDeliver"
    assert reason(SENT, DeliverDecision(AT, HR, "resign", TODAY, TODAY, ())) == "DeliveryUnknown"


def test_its_member_takes_it_back_in_one_tap_until_the_time_has_passed() -> None:
    back = after(BACK, state=SENT)
    assert back.taken_back_at == AT + HOUR
    assert done(back, BACK) == ()
    assert reason(SENT, TakeBackDelivery(AT + 72 * HOUR, MEMBER)) == "TakeBackOver"
    assert reason(SENT, TakeBackDelivery(AT, HR)) == "DeliveryUnknown"
    assert reason(after(DELIVER, world=World(ZONE)), BACK) == "TakeBackForbidden"


@pytest.mark.parametrize("first", ["he", "HR"])
def test_taken_back_and_acknowledged_at_once_it_is_taken_back_whoever_was_first(first: str) -> None:
    if first == "he":
        assert reason(after(BACK, state=SENT), RECEIPT) == "DeliveryTakenBack", "HR is told"
        return
    received = after(RECEIPT, state=SENT)
    assert received.received_on == TODAY
    assert done(received, RECEIPT) == ()
    assert after(BACK, state=received).taken_back_at is not None, "a receipt ends nothing of his"


def test_nobody_acknowledges_his_own_or_what_is_not_there() -> None:
    assert reason(SENT, AcknowledgeReceipt(AT, MEMBER)) == "DeliveryUnknown"
    assert reason(INITIAL, RECEIPT) == "DeliveryUnknown"


def test_time_never_goes_back_in_it() -> None:
    (event,) = done(SENT, TakeBackDelivery(AT - HOUR, MEMBER))
    assert event.at == AT


READING = WORLD._replace(readers=((HR, "mail"), (MEMBER, "mail")))


def test_who_reads_it_is_told_when_it_comes_and_when_it_is_taken_back_and_never_its_member() -> None:
    told = [notices("delivered/d1", event) for event in (*done(INITIAL, DELIVER, READING), *done(SENT, BACK, READING))]
    (came,), (went,) = (some for some in told if some)
    assert (came.recipient, came.way, came.kind, came.send_at) == (HR, "mail", "paper_waits", AT)
    assert (went.recipient, went.kind, went.urgent) == (HR, "paper_waits", False)
    assert came.obligation != went.obligation
    assert after(DELIVER, world=READING) == SENT
    assert done(SENT, RECEIPT, READING) == done(SENT, RECEIPT)
    assert len(done(INITIAL, DELIVER, WORLD._replace(readers=((MEMBER, "mail"),)))) == 1
