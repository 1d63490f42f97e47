"""What is said of a step by each on his own device, and what crosses to command by it (S15, P4, P10)."""

import pytest

from solidground.app.asking.questions import NOT_HERE
from solidground.app.returning import CHANGED, UNKNOWN, Said, say
from solidground.core.care.choice.commands import RuleOut
from solidground.core.care.returning.commands import (
    AgreeReturnStep,
    ConfirmReturnStep,
    LeaveReturnStep,
    PutOffReturnStep,
    TakeBackReturnStep,
)
from solidground.core.care.returning.decider import DONE, NOBODY, TAKEN_BACK
from solidground.core.care.returning.events import GoesAs
from solidground.core.care.share.decider import SERVES_COMMAND
from solidground.core.duty.returned.decider import Done
from solidground.core.kernel import DAY, MINUTE, CaseId, PersonId
from solidground.core.roster.person.commands import RecordDeath, SeparatePerson
from tests.app.holdings import happened, viewer
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, VOICE, Town
from tests.app.way_back import PARTNER, TODAY, confirmed, known_to_command, one_step, planned, plans, says
from tests.web.headquarters import CHIEF, SUPERVISOR, staffed

LATER = NOON + MINUTE
PAIRS: tuple[tuple[GoesAs, str], ...] = (("partner", "colleague"), ("peer", "colleague"), ("trainer", "trainer"))


@pytest.fixture
def case(town: Town) -> CaseId:
    staffed(town)
    town.enter(PARTNER)
    (case,) = town.incident()
    return case


def command_events(town: Town) -> int:
    return len(list(town.store.log(AGENCY, "command")))


def test_nothing_crosses_before_both_have_confirmed_and_then_the_step_and_its_day(town: Town, case: CaseId) -> None:
    before = command_events(town)
    planned(town, case)
    happened(says(town, case, AgreeReturnStep(NOON, PARTNER, "range")))
    happened(says(town, case, PutOffReturnStep(NOON, MEMBER, "range")))
    happened(says(town, case, ConfirmReturnStep(NOON, MEMBER, "range", TODAY)))
    assert command_events(town) == before
    happened(says(town, case, ConfirmReturnStep(LATER, PARTNER, "range", TODAY)))
    assert known_to_command(town).done == (Done("range", TODAY, "colleague"),)
    assert command_events(town) == before + 1
    (row,) = [row for row in town.store.log(AGENCY, "command") if row.type == "ReturnCompleted"]
    assert row.by == MEMBER, "it is his disclosure, whoever tapped last"
    assert PARTNER not in row.body


def test_whoever_was_picked_gets_one_message_that_says_nothing_of_it(town: Town, case: CaseId) -> None:
    planned(town, case)
    town.deliver(NOON)
    assert not [one for one in town.spy.sent if one.recipient == PARTNER], "a minute is left to change it"
    planned(town, case, "vehicle", person=PEERS[2])
    happened(says(town, case, TakeBackReturnStep(NOON, MEMBER, "vehicle")))
    town.deliver(NOON + 2 * MINUTE)
    (message,) = [one for one in town.spy.sent if one.recipient == PARTNER]
    assert "Someone asks whether you would go along with them" in message.body
    assert VOICE.link in message.body
    for telling in (MEMBER, case, "range", "step", "back"):
        assert telling not in message.body.replace(VOICE.link, "")
    assert [one for one in town.outbox() if one[1] == "along_asked"] == [
        (PARTNER, "along_asked", "handed_over"),
        (PEERS[2], "along_asked", "withdrawn"),
    ]
    town.deliver(NOON + DAY)
    assert len([one for one in town.spy.sent if one.recipient == PARTNER]) == 1, "nothing asks him again"


@pytest.mark.parametrize(
    ("goes_as", "beside"), [("partner", "colleague"), ("peer", "colleague"), ("trainer", "trainer")]
)
def test_that_a_colleague_is_a_peer_does_not_cross(town: Town, case: CaseId, goes_as: GoesAs, beside: str) -> None:
    planned(town, case, goes_as=goes_as)
    confirmed(town, case)
    assert [one.beside for one in known_to_command(town).done] == [beside]


def test_a_correction_crosses_when_both_have_said_it_and_keeps_both(town: Town, case: CaseId) -> None:
    planned(town, case)
    confirmed(town, case, on=TODAY + 1, at=NOON + 2 * DAY)
    confirmed_at = NOON + 3 * DAY
    happened(says(town, case, ConfirmReturnStep(confirmed_at, MEMBER, "range", TODAY)))
    assert known_to_command(town).done == (Done("range", TODAY + 1, "colleague"),)
    happened(says(town, case, ConfirmReturnStep(confirmed_at, PARTNER, "range", TODAY)))
    assert known_to_command(town).done == (Done("range", TODAY, "colleague", (TODAY + 1,)),)


def test_a_device_that_was_offline_confirms_late_what_it_had_seen(town: Town, case: CaseId) -> None:
    planned(town, case)
    seen = one_step(town, case).changed_at
    happened(says(town, case, ConfirmReturnStep(NOON, MEMBER, "range", TODAY)))
    late = ConfirmReturnStep(NOON + 2 * DAY, PARTNER, "range", TODAY)
    happened(says(town, case, late, seen))
    assert one_step(town, case).is_done
    assert says(town, case, late, seen) == ()


def test_of_taking_back_and_confirming_exactly_one_wins_and_both_are_told(town: Town, case: CaseId) -> None:
    planned(town, case)
    seen = one_step(town, case).changed_at
    happened(says(town, case, ConfirmReturnStep(NOON, MEMBER, "range", TODAY)))
    happened(says(town, case, TakeBackReturnStep(LATER, MEMBER, "range"), seen))
    assert says(town, case, ConfirmReturnStep(LATER, PARTNER, "range", TODAY), seen) == TAKEN_BACK
    assert known_to_command(town).done == ()
    planned(town, case, at=LATER)
    again = one_step(town, case).changed_at
    happened(says(town, case, ConfirmReturnStep(LATER, MEMBER, "range", TODAY)))
    happened(says(town, case, ConfirmReturnStep(LATER, PARTNER, "range", TODAY), again))
    assert says(town, case, TakeBackReturnStep(LATER, MEMBER, "range"), again) == DONE
    assert len(known_to_command(town).done) == 1


def test_what_became_another_plan_is_looked_at_first_and_the_same_twice_is_once(town: Town, case: CaseId) -> None:
    planned(town, case)
    seen = one_step(town, case).changed_at
    planned(town, case, at=LATER, goes_as="trainer")
    assert says(town, case, AgreeReturnStep(LATER, PARTNER, "range"), seen) == CHANGED
    assert says(town, case, plans(at=LATER, goes_as="trainer"), seen) == ()
    happened(says(town, case, plans("vehicle", at=LATER), 0))
    days_later = NOON + 5 * DAY
    assert says(town, case, TakeBackReturnStep(days_later, MEMBER, "range"), seen) == CHANGED
    assert says(town, case, plans(at=days_later, goes_as="trainer"), seen) == (), "what is due is the clock's to do"


def test_who_is_ruled_out_is_out_at_once_and_hears_nothing_of_why(town: Town, case: CaseId) -> None:
    planned(town, case)
    town.do(case, RuleOut(NOON, MEMBER, PARTNER))
    for command in (AgreeReturnStep, LeaveReturnStep):
        assert says(town, case, command(NOON, PARTNER, "range")) == NOT_HERE
    assert says(town, case, ConfirmReturnStep(NOON, MEMBER, "range", TODAY)) == NOBODY
    with town.store.transaction() as unit:
        assert unit.shared_with(AGENCY, PARTNER) == {}


@pytest.mark.parametrize("gone", [SeparatePerson, RecordDeath])
def test_who_left_the_agency_goes_along_no_more_and_cannot_be_picked(
    town: Town, case: CaseId, gone: type[SeparatePerson] | type[RecordDeath]
) -> None:
    planned(town, case)
    town.change(PARTNER, gone(NOON, COORDINATOR, TODAY))
    assert says(town, case, ConfirmReturnStep(LATER, PARTNER, "range", TODAY)) == NOT_HERE
    assert says(town, case, plans("vehicle", at=LATER)) == UNKNOWN


def test_nobody_else_says_anything_and_nobody_of_command_is_picked(town: Town, case: CaseId) -> None:
    planned(town, case)
    for somebody in (PEERS[0], COORDINATOR, CHIEF, SUPERVISOR):
        assert says(town, case, ConfirmReturnStep(NOON, somebody, "range", TODAY)) == NOT_HERE
    assert says(town, case, plans("vehicle", PersonId("nobody"))) == UNKNOWN
    for command in (CHIEF, SUPERVISOR):
        assert says(town, case, plans("vehicle", command)) == SERVES_COMMAND
    for nowhere in (Said(CaseId("0" * 20), plans(), 0, mine=True), Said(case, plans(), NOON, mine=False)):
        assert say(town.store, town.rosters, AGENCY, viewer(town, MEMBER), nowhere) == NOT_HERE


def test_somebody_of_command_has_a_way_back_of_his_own(town: Town, case: CaseId) -> None:
    (own,) = town.incident(CHIEF, name="i-2")
    assert own != case
    happened(says(town, own, plans(by=CHIEF)))
    others = Said(case, plans(by=CHIEF), NOON, mine=True)
    assert say(town.store, town.rosters, AGENCY, viewer(town, CHIEF), others) == NOT_HERE
