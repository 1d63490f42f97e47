"""Who holds a case: the right peer, cover and coming back, who is next, and what shows when nobody is (P1, P8)."""

from dataclasses import replace

import pytest

from solidground.core.care.choice.commands import ChooseNotNow, RuleOut
from solidground.core.care.commands import AddInvolvedPerson, MovePlan
from solidground.core.care.contact.commands import AddDate, HandOn, RecordContact, RecordTask
from solidground.core.care.contact.events import HandedOn, StepLapsed
from solidground.core.care.keeping.commands import Acknowledge, AssignPeer, ChangePeer
from solidground.core.care.keeping.events import (
    CaseTaken,
    CaseUnheld,
    EscalationAcknowledged,
    EscalationJoined,
    EscalationRaised,
    EscalationStoodDown,
    PeerAssigned,
    PeerReleased,
    RungAsked,
)
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.care.state import item_of
from solidground.core.kernel import CLOCK, DAY, HOUR, PersonId
from solidground.core.protocol.plan import Ladder, Rung
from tests.core.care.cast import (
    ADAM,
    BAKER,
    CLINICIAN,
    COORDINATOR,
    DAVID,
    DEPUTY,
    MEMBER,
    PARTNER,
    PRECISE,
    Agency,
    Story,
    at,
    opened,
    plan,
    wall,
)


def offered(agency: Agency | None = None, part: str = "partner") -> Story:
    story = opened(agency, part)
    story.do(MakeOffer, ADAM if ADAM in story.agency.people else COORDINATOR, story.now, None, "on_call")
    story.sent()
    return story


def rungs(story: Story) -> list[tuple[PersonId | None, str]]:
    return [(event.asked, wall(event.at)) for event in story.happened(RungAsked)]


def test_a_helper_who_is_silent_is_reminded_and_then_the_next_is_asked_and_the_next() -> None:
    story = offered()
    story.until("2026-03-06 12:00")
    assert story.sent() == [
        ("keeper_asked", ADAM, "2026-03-04 09:00"),
        ("keeper_reminded", ADAM, "2026-03-04 12:00"),
        ("rung_asked", BAKER, "2026-03-04 18:00"),
        ("rung_asked", COORDINATOR, "2026-03-05 08:00"),
        ("member_asked", MEMBER, "2026-03-05 10:00"),
        ("rung_asked", DEPUTY, "2026-03-05 20:00"),
        ("keeper_asked", ADAM, "2026-03-06 09:00"),
        ("keeper_asked", PersonId("0004"), "2026-03-06 09:00"),
    ]


def test_i_have_it_stops_the_asking_until_somebody_asks_what_came_of_it() -> None:
    story = offered()
    story.until("2026-03-04 18:30")
    events = story.do(Acknowledge, BAKER, "helper", "peer")
    assert [type(event) for event in events] == [EscalationAcknowledged]
    assert story.do(Acknowledge, BAKER, "helper", "peer") == ()
    assert story.refused(Acknowledge, COORDINATOR, "helper", "coordinator") == "Taken"
    story.sent()
    story.until("2026-03-05 18:29")
    assert story.sent() == [("member_asked", MEMBER, "2026-03-05 10:00")]
    story.until("2026-03-05 18:30")
    assert story.sent() == [("rung_asked", COORDINATOR, "2026-03-05 18:30")], "a day later nothing was done"
    item = item_of(story.case, "day_1")
    assert item is not None
    assert item.keeper == BAKER


def test_what_was_done_stands_everything_down() -> None:
    story = offered()
    story.until("2026-03-04 18:30")
    story.do(RecordContact, BAKER, "day_1", 0, "made", story.now, PRECISE, "phone", None, "peer")
    assert isinstance(story.events[-1], EscalationStoodDown)
    assert story.refused(Acknowledge, BAKER, "helper", "peer") == "NothingRaised"


@pytest.mark.parametrize("person", [MEMBER, PARTNER])
def test_neither_the_member_nor_whoever_was_there_takes_an_escalation(person: PersonId) -> None:
    story = offered()
    story.until("2026-03-04 18:30")
    assert story.refused(Acknowledge, person, "helper", "peer") == "NotYours"


def test_whoever_is_ruled_out_does_not_take_it_either_and_the_next_is_asked() -> None:
    story = offered()
    story.until("2026-03-04 18:30").sent()
    story.do(RuleOut, MEMBER, BAKER)
    # As anybody is told who comes too late: nobody learns that he was ruled out.
    assert story.refused(Acknowledge, BAKER, "helper", "peer") == "NothingRaised"
    assert story.sent() == [("rung_asked", COORDINATOR, "2026-03-04 18:30")]


def test_a_rung_on_leave_is_skipped_at_once() -> None:
    story = offered()
    story.agency.leave(COORDINATOR, story.now, story.now + 90 * DAY)
    story.until("2026-03-05 12:00")
    assert rungs(story) == [(BAKER, "2026-03-04 18:00"), (DEPUTY, "2026-03-05 06:00")]
    assert [event.skipped for event in story.happened(RungAsked)] == [(), (1,)]


def test_who_was_asked_and_goes_on_leave_is_not_waited_for() -> None:
    story = offered()
    story.until("2026-03-04 18:30").sent()
    story.agency.leave(BAKER, story.now, story.now + DAY)
    story.tick()
    assert story.sent() == [("rung_asked", COORDINATOR, "2026-03-04 18:30")]


def test_a_ladder_may_begin_with_the_members_own_peer() -> None:
    story = offered()
    ladders = tuple(
        Ladder("helper", (Rung("peer", HOUR), Rung("coordinator", HOUR))) if ladder.name == "helper" else ladder
        for ladder in plan("partner").ladders
    )
    story.do(MovePlan, COORDINATOR, replace(plan("partner"), ladders=ladders))
    story.until("2026-03-04 19:30")
    assert rungs(story) == [(ADAM, "2026-03-04 18:00"), (COORDINATOR, "2026-03-04 19:00")]
    alone = offered(Agency(ADAM))
    alone.do(MovePlan, COORDINATOR, replace(plan("partner"), ladders=ladders))
    alone.agency.leave(ADAM, alone.now, alone.now + 9 * DAY)
    alone.tick()
    assert rungs(alone) == [(COORDINATOR, "2026-03-03 23:15")]


def test_when_nobody_is_left_the_case_shows_as_unheld_and_the_coordinator_hears_of_it() -> None:
    story = offered(Agency(ADAM))
    story.until("2026-03-04 10:00").sent()
    story.agency.leave(ADAM, story.now, story.now + 3 * DAY)
    story.tick()
    (released, unheld) = story.happened(PeerReleased, CaseUnheld)
    assert released == PeerReleased(story.now, CLOCK, ADAM, "cover", story.now + 3 * DAY)
    assert unheld == CaseUnheld(story.now, CLOCK, story.now)
    assert story.sent() == [("rung_asked", COORDINATOR, "2026-03-04 10:00")]
    story.do(Acknowledge, COORDINATOR, "helper", "coordinator")
    assert story.case.unheld_at is None
    story.until(story.now + 3 * DAY)
    assert story.case.peer == ADAM, "back on the day that was known"


def test_a_case_nobody_can_hold_is_sought_for_again_ever_more_rarely() -> None:
    agency = Agency(staff=False, on_call=())
    agency.people.clear()
    story = opened(agency, "asked")
    story.until("2027-03-03 12:00")
    released = story.happened(PeerReleased)
    assert 15 < len(released) < 25
    assert story.case.unheld_at is not None
    assert story.sent() == []


def test_who_comes_to_an_agency_where_nobody_was_is_asked_at_once() -> None:
    agency = Agency(staff=False, on_call=())
    kept = dict(agency.people)
    agency.people.clear()
    story = opened(agency, "asked")
    story.until("2026-03-20 12:00")
    agency.people.update(kept)
    agency.change(ADAM, own_case=True)
    story.tick()
    (matched,) = story.happened(PeerAssigned)
    assert (matched.peer, matched.why, matched.passed_over) == (BAKER, "matched", (("own_case", 1),))
    assert [kind for kind, _, _ in story.sent()] == ["rung_repeated"]


def test_a_coordinator_who_comes_is_asked_at_once_where_the_ladder_had_nobody() -> None:
    agency = Agency(ADAM)
    staff = dict(agency.staff)
    agency.staff.clear()
    story = offered(agency)
    story.until("2026-03-04 20:00")
    assert rungs(story) == [(None, "2026-03-04 18:00")]
    agency.staff.update(staff)
    story.tick()
    assert rungs(story)[-1] == (DEPUTY, "2026-03-04 20:00")


def test_the_member_may_have_somebody_else() -> None:
    story = offered()
    story.until("2026-03-06 10:00").sent()
    story.do(ChangePeer)
    assert (story.case.peer, story.case.regular) == (BAKER, BAKER)
    assert ("keeper_asked", BAKER, "2026-03-06 10:00") in story.sent()


def test_where_there_is_nobody_else_he_is_told_so() -> None:
    assert offered(Agency(ADAM)).refused(ChangePeer) == "NobodyElse"
    alone = Agency(staff=False, on_call=())
    alone.people.clear()
    assert opened(alone, "asked").refused(ChangePeer) == "NobodyElse"


def test_the_coordinator_may_choose_whoever_may_be_it() -> None:
    story = offered()
    assert story.refused(AssignPeer, COORDINATOR, PARTNER) == "PeerInConflict"
    story.do(AssignPeer, COORDINATOR, DAVID)
    assert (story.case.peer, story.case.regular) == (DAVID, DAVID)
    assert story.do(AssignPeer, COORDINATOR, DAVID) == ()


@pytest.mark.parametrize("tie", ["supervises", "reports_to", "kin"])
def test_a_peer_or_coordinator_tied_to_the_member_is_passed_over(tie: str) -> None:
    agency = Agency()
    agency.change(ADAM, **{tie: frozenset({MEMBER})})
    agency.change(COORDINATOR, **{tie: frozenset({MEMBER})})
    story = opened(agency, "asked")
    story.until("2026-03-10 12:00")
    asked = {recipient for _, recipient, _ in story.sent()}
    assert ADAM not in asked
    assert COORDINATOR not in asked
    assert DEPUTY in asked


def test_a_peer_with_a_case_of_his_own_is_nobodys_peer_while_it_lasts() -> None:
    story = offered()
    story.agency.change(ADAM, own_case=True)
    story.tick()
    assert story.case.peer == BAKER
    story.agency.change(ADAM, own_case=False)
    story.tick()
    assert story.case.peer == ADAM


def test_a_peer_who_turns_out_to_have_been_there_is_replaced() -> None:
    story = offered()
    story.do(AddInvolvedPerson, COORDINATOR, ADAM)
    assert story.case.peer == BAKER
    assert story.do(AddInvolvedPerson, COORDINATOR, ADAM) == ()


def test_a_coordinator_need_not_be_designated_as_a_peer_any_more() -> None:
    agency = Agency()
    agency.change(COORDINATOR, designated=((0, 1),), trained=((0, 1),))
    story = offered(agency)
    story.until("2026-03-05 12:00")
    assert (COORDINATOR, "2026-03-05 06:00") in rungs(story)


def test_somebody_on_call_who_is_no_peer_may_be_asked_unless_he_has_a_case_of_his_own() -> None:
    contracted = PersonId("0099")
    agency = Agency(on_call=(contracted, ADAM))
    agency.people[contracted] = agency.people[COORDINATOR]._replace(person=contracted)
    story = opened(agency, "asked")
    assert story.sent() == [("keeper_asked", contracted, "2026-03-03 23:15")]
    agency.change(contracted, own_case=True)
    story.tick()
    assert story.sent() == [("keeper_asked", ADAM, "2026-03-03 23:15")]


def test_a_keeper_hands_on_and_the_next_is_asked_at_once() -> None:
    story = offered()
    story.until("2026-03-04 10:00").sent()
    assert story.refused(HandOn, BAKER, "day_1", 0) == "NotYours"
    assert story.refused(HandOn, ADAM, "day_3", None) == "NothingOwed"
    story.do(AddDate, ADAM, "hearing", story.now + 30 * DAY, "2026-04-03T10:00")
    assert story.refused(HandOn, ADAM, "hearing", None) == "NothingOwed", "it is still ahead"
    story.do(HandOn, ADAM, "day_1", 0)
    assert len(story.happened(HandedOn)) == 1
    assert story.happened(StepLapsed) == []
    assert story.sent() == [("rung_asked", BAKER, "2026-03-04 10:00")]
    story.do(RuleOut, MEMBER, ADAM)
    assert story.refused(HandOn, ADAM, "day_1", 0) == "NothingOwed"


def test_the_last_rung_repeats_and_takes_in_what_lapses_later() -> None:
    story = offered()
    story.until("2026-06-01 12:00")
    assert story.case.unheld_at is not None
    assert len(story.case.raised) == 1
    gaps = {event.repeat for event in story.happened(RungAsked)}
    assert max(gaps) > 10
    assert story.happened(EscalationJoined), "what lapses while the ladder only repeats is heard of within a day"
    story.do(Acknowledge, DEPUTY, "handover", "deputy")
    assert isinstance(story.events[-1], CaseTaken), "what was asked for on one ladder may be gathered in another"


def test_a_case_shows_as_unheld_until_a_person_does_something_for_it() -> None:
    story = offered()
    story.until("2026-03-07 12:00")
    before = story.case.unheld_at
    story.do(RecordTask, CLINICIAN, "clinician_first", 0, story.now, "clinician")
    assert (before is None, story.case.unheld_at) == (False, None)
    assert [event.holder for event in story.happened(CaseTaken)] == [CLINICIAN]


def test_where_nothing_is_asked_for_any_more_the_case_is_its_peers_again() -> None:
    story = offered(part="witness")
    story.until("2026-03-07 12:00")
    before = story.case
    story.do(ChooseNotNow, MEMBER, at("2026-03-12 12:00"))
    assert (before.unheld_at is None, story.case.unheld_at, story.case.raised) == (False, None, ())
    assert [event.holder for event in story.happened(CaseTaken)] == [ADAM]


def test_somebody_asked_late_gets_his_time_before_the_next_is() -> None:
    story = opened(part="asked")
    story.do(MakeOffer, ADAM, story.now, None, "on_call")
    story.now = at("2026-03-04 17:55")
    story.tick()
    story.until("2026-03-04 18:54")
    story.tick()
    assert story.happened(RungAsked) == []
    assert [event.owed_at for event in story.happened(EscalationRaised)] == [at("2026-03-04 18:00")]
    story.until("2026-03-04 18:55")
    assert rungs(story) == [(BAKER, "2026-03-04 18:55")]
