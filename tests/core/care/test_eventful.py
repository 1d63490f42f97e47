"""Every event of one eventful case, with all it holds and all it asks to be sent, line by line.

The file beside it is read by people: whoever changes it says what becomes of a case otherwise than before. Who is asked
by which way differs from person to person, so that no field can stand for another.
"""

from dataclasses import fields
from pathlib import Path

from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.choice.commands import (
    AdviseNoContact,
    CallMe,
    ChooseAnniversary,
    ChooseNotNow,
    ChooseSpot,
    ChooseWay,
    LetBackIn,
    ResumeContact,
    RuleOut,
    StopContact,
    UndoCall,
)
from solidground.core.care.commands import (
    CloseCase,
    LiftHold,
    PurgeDetails,
    RecordDeath,
    RecordHold,
    RecordSeparation,
    ReopenCase,
    SlowDown,
)
from solidground.core.care.companion.commands import ConfirmHandover, EndCompanion, HandOver, NameCompanion
from solidground.core.care.contact.commands import (
    AddDate,
    DecideNextAct,
    DisputeContact,
    HandOn,
    RecordContact,
    RecordTask,
    RemoveDate,
)
from solidground.core.care.decider import Event
from solidground.core.care.keeping.commands import Acknowledge, AssignPeer, ChangePeer, DeclineRung
from solidground.core.care.offer.commands import AcceptOffer, MakeOffer
from solidground.core.care.state import item_of
from solidground.core.care.views import notices
from solidground.core.kernel import DAY, HOUR, MINUTE, PersonId
from solidground.core.protocol.plan import Plan, Step
from tests.core.care.cast import (
    ADAM,
    BAKER,
    CASE,
    CHARLES,
    CLINICIAN,
    COORDINATOR,
    DAVID,
    DEPUTY,
    MEMBER,
    PRECISE,
    UNWANTED,
    WANTED,
    WIFE,
    Agency,
    Field,
    Story,
    at,
    opened,
    plan,
    wall,
)

GOLDEN = Path(__file__).parent / "golden" / "eventful.txt"


def agency() -> Agency:
    """Return an agency in which each is reached in another way, and sleeps at other hours."""
    made = Agency()
    for person, ways in ((BAKER, ("phone",)), (CHARLES, ("mail", "text")), (COORDINATOR, ("mail",))):
        made.change(person, ways=ways)
    made.change(BAKER, quiet=made.people[BAKER].quiet._replace(to_minute=11 * 60))
    return made


def records(story: Story, key: str, outcome: str, by: PersonId, way: str, **other: Field) -> None:
    role, held_at = other.get("role", "peer"), other.get("held_at", story.now - 10 * MINUTE)
    story.do(RecordContact, by, key, None, outcome, held_at, PRECISE, way, other.get("until_at"), role)


def first_hours(story: Story) -> None:
    story.do(NameCompanion, MEMBER, WIFE)
    story.until(story.now + 10 * MINUTE)
    story.do(HandOver, WIFE, CHARLES)
    story.until(story.now + 20 * MINUTE)
    story.do(ConfirmHandover, CHARLES)
    story.until(story.now + HOUR)
    story.do(MakeOffer, ADAM, story.now - 5 * MINUTE, "person", "on_call")
    story.do(AcceptOffer, MEMBER, "US-IL-2")
    story.do(HandOver, MEMBER, WIFE)
    story.do(EndCompanion)


def silence(story: Story) -> None:
    story.until("2026-03-04 10:00")
    story.do(HandOn, ADAM, "day_1", 0)
    story.do(DeclineRung, BAKER, "helper")
    story.do(Acknowledge, COORDINATOR, "helper", "coordinator")
    story.until("2026-03-04 12:00")
    records(story, "day_1", "no_answer", COORDINATOR, "phone", role="coordinator")
    story.until("2026-03-05 12:00")
    story.do(AnswerAsk, MEMBER, "day_2_ask", 0, "ok", None)
    story.until("2026-03-06 12:00")
    records(story, "day_3", "no_answer", ADAM, "phone")
    story.do(RecordTask, CLINICIAN, "clinician_first", 0, story.now - HOUR, "clinician")
    story.until("2026-03-07 09:00")
    story.until("2026-03-10 10:00")
    records(story, "week_1", "no_answer", ADAM, "phone")
    records(story, "silence", "no_answer", BAKER, "person")
    story.until("2026-03-10 12:00")
    story.do(DecideNextAct, COORDINATOR, "visit", None)
    story.until("2026-03-10 15:00")
    records(story, "visit", "not_now", ADAM, "person", until_at=at("2026-03-14 12:00"))


def keepers(story: Story) -> None:
    story.agency.leave(ADAM, at("2026-03-15 12:00"), at("2026-03-20 12:00"))
    story.do(ChooseWay, MEMBER, "phone")
    story.do(ChooseSpot, MEMBER, "coffee")
    story.do(RuleOut, MEMBER, DAVID)
    story.until("2026-03-18 12:00")
    story.do(LetBackIn, MEMBER, DAVID)
    story.until("2026-03-21 12:00")
    story.do(ChangePeer)
    story.do(AssignPeer, COORDINATOR, ADAM)
    for person in (ADAM, BAKER, CHARLES, DAVID):
        story.agency.leave(person, story.now, story.now + 2 * DAY)
    story.tick()
    story.until("2026-03-24 12:00")


def calls(story: Story) -> None:
    story.until("2026-03-25 03:00")
    story.do(CallMe)
    story.until("2026-03-25 03:07")
    story.do(UndoCall)
    story.do(CallMe)
    story.until("2026-03-25 03:16")
    story.do(Acknowledge, COORDINATOR, "urgent", "coordinator")
    records(story, "call", "no_answer", COORDINATOR, "phone", role="coordinator")
    story.until("2026-03-25 03:40")
    records(story, "call", "made", COORDINATOR, "phone", role="coordinator")
    story.do(DisputeContact, MEMBER, *story.case.contacts[-1])
    story.do(DecideNextAct, COORDINATOR, "wait", story.now + 3 * DAY)


def dates(story: Story) -> None:
    story.do(AddDate, COORDINATOR, "hearing", at("2026-04-20 09:00"), "2026-04-20T09:00")
    story.do(AddDate, COORDINATOR, "return_to_duty", at("2026-04-06 07:00"), "2026-04-06T07:00")
    hearing = item_of(story.case, "hearing")
    assert hearing is not None
    story.do(RemoveDate, COORDINATOR, "hearing", hearing.occurrence)
    story.do(SlowDown)
    story.until("2026-04-01 12:00")
    story.do(RecordHold, COORDINATOR, "arrest")
    story.do(LiftHold, COORDINATOR)
    story.do(AdviseNoContact)
    story.until("2026-04-20 12:00")
    story.do(ResumeContact)
    story.do(ChooseNotNow, MEMBER, at("2026-05-04 12:00"))
    story.until("2026-05-10 12:00")


def endings(story: Story) -> None:
    story.do(ChooseAnniversary, MEMBER, WANTED)
    story.do(RecordSeparation, COORDINATOR, 739_760)
    story.do(StopContact)
    story.do(CallMe)
    story.until(story.now + 2 * MINUTE)
    records(story, "call", "made", ADAM, "phone", role="on_call", held_at=story.now)
    story.do(ChooseAnniversary, MEMBER, WANTED)
    story.tick()
    story.do(ChooseAnniversary, MEMBER, UNWANTED)
    story.do(ReopenCase, COORDINATOR, plan("partner", story.now))
    story.until(story.now + HOUR)
    story.do(CloseCase, DEPUTY, "mistake")
    story.do(RecordDeath, COORDINATOR, WIFE)
    story.until(story.now + 40 * DAY)
    story.do(PurgeDetails, COORDINATOR, 30 * DAY)


def shown(name: str, value: Field) -> str:
    """Return a field as it is read: an instant as a wall clock, steps by their keys."""
    if isinstance(value, Plan):
        return value.protocol
    if isinstance(value, Step):
        times = " ".join(wall(instant) for instant in (value.opens_at, value.due_at, value.lapses_at))
        return f"({value.key} {value.kind} {value.who} {times} {value.ladder} {'/'.join(value.ways)} {value.local})"
    if isinstance(value, tuple):
        return "[" + " ".join(shown("", one) for one in value) + "]"
    return wall(value) if name.endswith("_at") and value is not None else str(value)


def lines(event: Event) -> list[str]:
    """Return an event with what it holds, and what it asks to be sent."""
    held = [f"{one.name}={shown(one.name, getattr(event, one.name))}" for one in fields(event) if one.name != "at"]
    sent = [
        f"    {one.kind} to {one.recipient} by {one.way} at {wall(one.send_at)}{' urgently' * one.urgent}"
        f" (time {one.repeat}, rung {one.rung}, of {one.obligation[:8]})"
        for one in notices(CASE, event)
    ]
    return [" ".join([wall(event.at), type(event).__name__, *held]), *sent]


def test_what_becomes_of_an_eventful_case_is_what_was_read_and_agreed() -> None:
    story = opened(agency())
    for part in (first_hours, silence, keepers, calls, dates, endings):
        part(story)
    told = [said for event in story.events for said in lines(event)]
    assert "\n".join(told) + "\n" == GOLDEN.read_text(encoding="utf-8")
