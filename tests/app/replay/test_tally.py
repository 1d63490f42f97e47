"""Counting one case's work, event by event."""

from solidground.app.replay.acting import Act, mixed
from solidground.app.replay.choices import choices
from solidground.app.replay.summary import badly, ended, needs
from solidground.app.replay.tally import Tally
from solidground.core.care.contact.events import ContactRecorded, StepOpened
from solidground.core.care.contact.steps import CALL
from solidground.core.care.events import CaseMadeStanding, CaseOpened, CaseReopened, MemberSeparated
from solidground.core.care.keeping.events import (
    CaseTaken,
    CaseUnheld,
    EscalationAcknowledged,
    EscalationJoined,
    EscalationStoodDown,
    PeerAssigned,
    PeerReleased,
    RungAsked,
)
from solidground.core.care.state import INITIAL, NO_PLAN, Case, Item
from solidground.core.kernel import DAY, HOUR, MINUTE, CaseId, Instant, PersonId

MEMBER, PEER, COORDINATOR = PersonId("M1"), PersonId("P1"), PersonId("C1")
BEGAN_AT = 1000 * DAY


def opened() -> CaseOpened:
    """Return a case's beginning."""
    return CaseOpened(BEGAN_AT, PEER, CaseId("c"), MEMBER, None, "witness", "any", (), BEGAN_AT, "any", NO_PLAN)


def tally() -> Tally:
    """Return a count at its beginning."""
    return Tally(opened())


def item(key: str, days: int) -> Item:
    """Return something owed within a day of so many days after the incident."""
    at = BEGAN_AT + days * DAY
    return Item(key, 0, "checkin", "peer", PEER, at, at + HOUR, at + DAY, "helper", (), "open")


def holding(*items: Item) -> Case:
    """Return a case with these items."""
    return INITIAL._replace(items=items)


def came(count: Tally, key: str, days: int) -> None:
    """Let a step come."""
    at = BEGAN_AT + days * DAY
    count.see(StepOpened(at, PEER, key, 0, at, PEER, "text", at, ()), holding(item(key, days)))


def made(count: Tally, key: str, at: Instant, by: PersonId = PEER) -> None:
    """Let somebody have a conversation."""
    count.see(ContactRecorded(at, by, key, 0, "made", at, True, None, key, "peer"), INITIAL)  # noqa: FBT003 - the event's own order


def asked(count: Tally, whom: PersonId | None, role: str, at: Instant, repeat: int = 0) -> None:
    """Let a rung be asked."""
    count.see(RungAsked(at, PEER, "helper", 1, 0, repeat, at, whom, "text", at, at, (), role), INITIAL)


def stood(count: Tally, days: int, state: Case = INITIAL, why: str = "plan_ended") -> None:
    """End the schedule."""
    count.see(CaseMadeStanding(BEGAN_AT + days * DAY, PEER, why), state)  # type: ignore[arg-type]  # one of its three words


def test_a_step_is_on_time_until_its_lapse_late_after_it_and_not_done_at_the_end() -> None:
    count = tally()
    for key, days in [("a", 1), ("b", 1), ("c", 1), ("ahead", 30)]:
        came(count, key, days)
    made(count, "a", BEGAN_AT + 2 * DAY)
    made(count, "b", BEGAN_AT + 2 * DAY + 1)
    count.close(BEGAN_AT + 20 * DAY)
    assert sorted((done.key, done.how) for done in count.done) == [("a", "on_time"), ("b", "late"), ("c", "not_done")]
    assert [count.count(how) for how in ("on_time", "late", "not_done")] == [1, 1, 1]


def test_what_was_done_before_it_came_due_after_the_end_is_not_counted() -> None:
    count = tally()
    came(count, "a", 20)
    made(count, "a", BEGAN_AT + 20 * DAY)
    count.close(BEGAN_AT + 20 * DAY)
    assert count.done == []


def test_a_step_that_came_and_went_in_one_decision_is_owed_by_nobody() -> None:
    count = tally()
    count.see(StepOpened(BEGAN_AT, PEER, "a", 0, BEGAN_AT, PEER, "text", BEGAN_AT, ()), INITIAL)
    count.close(BEGAN_AT + 20 * DAY)
    assert count.done == []


def test_a_plan_that_ends_counts_what_lapsed_drops_what_had_not_and_keeps_a_call_that_rings() -> None:
    count = tally()
    for key, days in [("lapsed", 1), ("open", 9), (CALL, 9)]:
        came(count, key, days)
    stood(count, 9, holding(item(CALL, 9)))
    assert [(done.key, done.how) for done in count.done] == [("lapsed", "not_done")]
    made(count, CALL, BEGAN_AT + 9 * DAY + HOUR)
    count.close(BEGAN_AT + 20 * DAY)
    assert [done.key for done in count.done] == ["lapsed", CALL]
    # A contact after the schedule ended is none of its contacts.
    assert count.made == []


def test_the_longest_silence_runs_from_the_incident_to_the_end_of_the_schedule_however_late_it_is_written_down() -> (
    None
):
    count = tally()
    made(count, "a", BEGAN_AT + 10 * DAY)
    made(count, "b", BEGAN_AT + 5 * DAY)
    stood(count, 18, why="stopped")
    count.close(BEGAN_AT + 400 * DAY)
    assert count.longest_for == 8 * DAY
    assert count.active_for == 18 * DAY


def test_who_comes_back_is_cared_for_from_then_on() -> None:
    count = tally()
    made(count, "a", BEGAN_AT + DAY)
    stood(count, 2)
    count.see(CaseReopened(BEGAN_AT + 100 * DAY, MEMBER, NO_PLAN), INITIAL)
    made(count, "b", BEGAN_AT + 103 * DAY)
    count.close(BEGAN_AT + 104 * DAY)
    assert count.longest_for == 3 * DAY
    assert count.active_for == 6 * DAY
    assert count.ended_at is None


def test_unheld_is_counted_while_the_case_is_active_alone() -> None:
    count = tally()
    count.see(CaseTaken(BEGAN_AT, PEER, PEER), INITIAL)
    count.see(CaseUnheld(BEGAN_AT + HOUR, PEER, BEGAN_AT), INITIAL)
    count.see(CaseTaken(BEGAN_AT + HOUR + MINUTE, PEER, PEER), INITIAL)
    stood(count, 1)
    count.see(CaseUnheld(BEGAN_AT + 2 * DAY, PEER, BEGAN_AT), INITIAL)
    count.see(PeerAssigned(BEGAN_AT + 2 * DAY, PEER, PEER, "matched", None, None, ()), INITIAL)
    count.see(PeerReleased(BEGAN_AT + 2 * DAY, PEER, PEER, "cover", 0), INITIAL)
    assert count.peers == [(BEGAN_AT + DAY, None)]
    still = INITIAL._replace(unheld_at=BEGAN_AT + 2 * DAY)
    count.see(CaseReopened(BEGAN_AT + 3 * DAY, MEMBER, NO_PLAN), still)
    count.close(BEGAN_AT + 4 * DAY)
    assert count.unheld_for == MINUTE + DAY
    assert count.unheld_from == BEGAN_AT + 3 * DAY
    assert needs(count) == "Nobody holds it"


def test_the_rung_that_was_asked_is_the_one_that_answered() -> None:
    count = tally()
    asked(count, PEER, "next_peer", BEGAN_AT)
    asked(count, COORDINATOR, "coordinator", BEGAN_AT + HOUR)
    asked(count, None, "deputy", BEGAN_AT + 2 * HOUR)
    count.see(EscalationAcknowledged(BEGAN_AT + 3 * HOUR, PEER, "helper", 0, "taken"), INITIAL)
    count.see(EscalationStoodDown(BEGAN_AT + 4 * HOUR, PEER, "helper"), INITIAL)
    assert count.rungs == {"next_peer": [1, 1], "coordinator": [1, 0], "deputy": [1, 0]}
    assert (count.escalations, count.last_escalation_at) == (3, BEGAN_AT + 2 * HOUR)


def test_a_rung_answers_by_doing_the_step_and_nobody_else_does_it_for_him() -> None:
    count = tally()
    asked(count, COORDINATOR, "coordinator", BEGAN_AT, repeat=2)
    made(count, "a", BEGAN_AT + HOUR, by=PEER)
    assert count.rungs == {"again": [1, 0]}
    made(count, "b", BEGAN_AT + HOUR, by=COORDINATOR)
    assert count.rungs == {"again": [1, 1]}
    asked(count, COORDINATOR, "coordinator", BEGAN_AT + 2 * HOUR)
    count.see(EscalationJoined(BEGAN_AT + 3 * HOUR, PEER, "helper", "offer", 0), INITIAL)
    made(count, "c", BEGAN_AT + 3 * HOUR, by=COORDINATOR)
    assert count.rungs["coordinator"] == [1, 0]


def test_a_case_is_summed_up_in_words() -> None:
    count = tally()
    assert needs(count) == "Nothing came due"
    came(count, "a", 1)
    made(count, "a", BEGAN_AT + DAY)
    assert needs(count) == "Every promise kept on time"
    assert ended(count) == ""
    came(count, "b", 1)
    stood(count, 9, why="declined")
    stood(count, 10, why="stopped")
    assert needs(count) == "1 promise not done"
    assert ended(count) == "declined"
    assert badly(count) < badly(tally())


def test_leaving_the_agency_ends_nothing() -> None:
    count = tally()
    count.see(MemberSeparated(BEGAN_AT + DAY, PEER, 1), INITIAL)
    assert (count.separated_at, count.ended_at) == (BEGAN_AT + DAY, None)


def test_nobody_is_ruled_out_or_handed_over_where_there_is_nobody() -> None:
    acts = [Act(BEGAN_AT, "choose", MEMBER, key, 0) for key in ("rule_out", "let_in", "hand_over", "home")]
    assert [tuple(choices(act, INITIAL)) for act in acts] == [(), (), (), ()]


def test_nobody_acts_on_a_step_that_ended_as_it_came() -> None:
    act = mixed(1)
    came_and_went = StepOpened(BEGAN_AT, PEER, "a", 0, BEGAN_AT, PEER, "text", BEGAN_AT, ())
    assert act("c", came_and_went, INITIAL) == ()
