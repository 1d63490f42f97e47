"""What waits in the outbox is looked at once more before it leaves: is it still wanted?"""

from dataclasses import replace

import pytest

from solidground.core.care.state import INITIAL, Case, Choices, Item, Life, Raised
from solidground.core.care.views import UNDONE_RUNG, is_for_any_hour, ladder_of, still_wanted, wanted_of
from solidground.core.kernel import DAY, HOUR, CaseId, Instant, PersonId, obligation_id
from solidground.core.protocol.plan import Keeping, Ladder, Plan
from solidground.core.subject import Notice

NAME = CaseId("c-1")
MEMBER, PEER, OTHER, COORDINATOR = (PersonId(name) for name in ("m-1", "p-1", "p-2", "coord"))
NOON: Instant = 1_700_000_000_000_000
STEP = Item("week", 0, "checkin", "peer", PEER, NOON, NOON + DAY, NOON + 2 * DAY, "helper", ("phone",), "open")
ASK = STEP._replace(key="ask", kind="ask", keeper=None)
RAISED = Raised("helper", 1, NOON, 1, 0, COORDINATOR, (OTHER, COORDINATOR), NOON + HOUR, None)
CASE: Case = INITIAL._replace(
    status="active",
    head=INITIAL.head._replace(case=NAME, member=MEMBER),
    plan=Plan("", "", "UTC", "", (), (Ladder("helper", ()), Ladder("urgent", ())), INITIAL.plan.limits),
    items=(STEP, ASK),
    raised=(RAISED,),
    raises=1,
)


def notice(step: str, to: PersonId, repeat: int = 0, rung: int = 0, occurrence: int = 0) -> Notice:
    return Notice(obligation_id(NAME, step, occurrence), repeat, rung, to, "mail", "any", NOON)


ASKED = notice("week", PEER)
REMINDED = notice("week", PEER, rung=-1)
RUNG = notice("ladder:helper", COORDINATOR, rung=2, occurrence=1)
QUESTION = notice("ask", MEMBER)


@pytest.mark.parametrize("told", [ASKED, REMINDED, RUNG, QUESTION, RUNG._replace(recipient=OTHER)])
def test_what_is_owed_and_open_is_wanted(told: Notice) -> None:
    assert still_wanted(CASE, told)


@pytest.mark.parametrize("told", [ASKED, REMINDED, RUNG, QUESTION])
def test_nothing_is_wanted_once_it_is_over(told: Notice) -> None:
    assert not still_wanted(CASE._replace(items=(), raised=()), told)
    assert not still_wanted(CASE._replace(status="closed"), told)
    assert not still_wanted(CASE._replace(choices=Choices(ruled_out=frozenset({told.recipient}))), told)


def test_a_keeper_who_changed_is_not_asked_or_reminded() -> None:
    passed = CASE._replace(items=(STEP._replace(keeper=OTHER, turns=1),))
    assert not still_wanted(passed, ASKED)
    assert not still_wanted(passed, REMINDED)
    assert still_wanted(passed, notice("week", OTHER, repeat=1))
    assert not still_wanted(passed, notice("week", OTHER, repeat=0))


def test_a_lapsed_step_is_asked_for_and_not_reminded_of() -> None:
    lapsed = CASE._replace(items=(STEP._replace(stage="lapsed"),))
    assert still_wanted(lapsed, ASKED)
    assert not still_wanted(lapsed, REMINDED)


def test_nobody_is_asked_for_what_somebody_has() -> None:
    taken = CASE._replace(raised=(RAISED._replace(taken_by=OTHER),))
    assert not still_wanted(taken, RUNG)
    assert not still_wanted(CASE, RUNG._replace(recipient=PersonId("never asked")))


def test_a_call_taken_back_is_told_whatever_became_of_it() -> None:
    undone = notice("call", OTHER, rung=UNDONE_RUNG, occurrence=7)
    assert still_wanted(CASE, undone)
    assert not still_wanted(CASE._replace(status="closed"), undone)


def test_the_machine_asks_nothing_while_the_member_rests_or_is_advised_or_held() -> None:
    assert not still_wanted(CASE._replace(choices=Choices(resting_until=NOON + 1)), QUESTION)
    assert still_wanted(CASE._replace(choices=Choices(resting_until=NOON)), QUESTION)
    assert not still_wanted(CASE._replace(choices=Choices(counsel=True)), QUESTION)
    assert not still_wanted(CASE._replace(life=Life(hold="arrest")), QUESTION)


def test_whether_the_lawyers_advice_still_holds_may_be_asked() -> None:
    advised = CASE._replace(items=(ASK._replace(key="still"),), choices=Choices(counsel=True))
    assert still_wanted(advised, notice("still", MEMBER))


@pytest.mark.parametrize(("who", "any_hour"), [("on_call", True), ("companion", True), ("peer", False)])
def test_who_is_on_call_and_a_companion_are_asked_at_any_hour(who: Keeping, any_hour: bool) -> None:
    assert is_for_any_hour(CASE._replace(items=(STEP._replace(who=who),)), ASKED) is any_hour
    assert not is_for_any_hour(CASE._replace(items=()), ASKED)


@pytest.mark.parametrize("urgent", [True, False])
def test_a_ladder_in_minutes_asks_through_quiet_hours(urgent: bool) -> None:
    plan = replace(CASE.plan, ladders=(Ladder("helper", (), urgent=urgent),))
    assert is_for_any_hour(CASE._replace(plan=plan), RUNG) is urgent


def test_an_obligation_is_found_by_its_id_and_a_ladder_also_when_it_has_ended() -> None:
    assert wanted_of(CASE, ASKED.obligation) == (STEP, None)
    assert wanted_of(CASE, RUNG.obligation) == (None, RAISED)
    assert wanted_of(CASE, "0" * 32) == (None, None)
    assert ladder_of(CASE._replace(raised=()), RUNG.obligation) == "helper"
    assert ladder_of(CASE, ASKED.obligation) is None
