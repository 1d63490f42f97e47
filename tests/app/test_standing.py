"""How things stand, where cover will be missing, and what one member may take along."""

import pytest

from solidground.app.asking.words import step_words
from solidground.app.death import record_death
from solidground.app.english import english
from solidground.app.exporting import everything_about
from solidground.app.handle import stream_of
from solidground.app.people import handle_person
from solidground.app.ports import Tally
from solidground.app.standing import LATE_FOR, RINGS_FOR, behind_for, missing_cover, sentence, standing, unsent
from solidground.app.tick import TRY_AGAIN_FOR
from solidground.core.care.choice.commands import CallMe
from solidground.core.care.commands import CloseCase
from solidground.core.hours import to_local
from solidground.core.kernel import DAY, AgencyId, PersonId
from solidground.core.roster.reach.commands import PlanLeave
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, FOUNDING, MEMBER, NOON, PEERS, ZONE, Town


def test_an_agency_without_cases_needs_nobody(town: Town) -> None:
    (found,) = standing(town.store, NOON)
    assert (found.agency, found.active, found.unheld, found.overdue, found.next_due_at) == (AGENCY, 0, 0, 0, None)


def test_a_case_is_counted_by_how_it_stands(town: Town) -> None:
    town.incident()
    (found,) = standing(town.store, NOON)
    assert (found.active, found.standing, found.closed) == (1, 0, 0)
    assert found.next_due_at is not None
    (later,) = standing(town.store, NOON + 400 * DAY)
    assert (later.overdue, later.next_due_at) == (1, None)


@pytest.mark.parametrize("key", ["clinician_month_1", "clinician_month_4"])
def test_a_session_is_never_called_by_its_key(key: str) -> None:
    assert english(step_words(key, "task")) == f"a session with a clinician (month {key[-1]})"


def test_nothing_waits_to_be_sent_for_somebody_who_died(town: Town) -> None:
    town.incident()
    assert standing(town.store, NOON)[0].waiting > 0
    with town.store.transaction() as unit:
        record_death(unit, town.rosters, AGENCY, MEMBER, to_local(NOON, ZONE).toordinal(), COORDINATOR, None, NOON)
    assert standing(town.store, NOON)[0].waiting == 0


def test_a_closed_case_is_overdue_in_nothing(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, CloseCase(NOON, COORDINATOR, "mistake"))
    (found,) = standing(town.store, NOON + 400 * DAY)
    assert (found.active, found.closed, found.overdue) == (0, 1, 0)


def test_a_case_set_apart_is_counted_until_it_is_tried_again(town: Town) -> None:
    (case,) = town.incident()
    town.sweep_to(NOON)
    assert [one.apart for one in standing(town.store, NOON)] == [0]
    at = town.store.next_wake() or 0
    with town.store.transaction() as unit:
        unit.put_off(AGENCY, case, at + TRY_AGAIN_FOR)
    (found,) = standing(town.store, at)
    assert (found.apart, found.active, found.next_at) == (1, 1, at + TRY_AGAIN_FOR)
    with town.store.transaction() as unit:
        assert unit.wake_keeper(AGENCY, PEERS[0], at) == 1
    assert [(one.apart, one.next_at) for one in standing(town.store, at)] == [(0, at)]


def test_a_clock_is_behind_when_what_was_due_lies_there(town: Town) -> None:
    town.incident()
    (found,) = standing(town.store, NOON)
    assert found.next_at is not None
    assert behind_for(found, found.next_at + LATE_FOR) == 0
    assert behind_for(found, found.next_at + LATE_FOR + 1) == LATE_FOR + 1
    assert behind_for(Tally(AGENCY), NOON) == 0


def test_notifications_are_counted_by_how_they_stand(town: Town) -> None:
    town.incident()
    town.sweep_to(NOON)
    assert [one.waiting for one in standing(town.store, NOON)] == [3]
    town.deliver(NOON)
    assert [(one.waiting, one.unknown, one.refused) for one in standing(town.store, NOON)] == [(0, 0, 0)]


def test_how_things_stand_is_one_sentence_and_who_needs_somebody_comes_first() -> None:
    well = Tally(AGENCY)
    calm = "no case is open, and the clock is on time."
    assert sentence(well, "", unsent=True) == f"All is well: {calm}"
    assert sentence(well._replace(standing=1), "", unsent=False) == (
        "All is well: everybody has somebody, and the clock is on time."
    )
    assert sentence(well._replace(active=9, unheld=1), "", unsent=False) == "1 person needs somebody now."
    assert sentence(well._replace(unopened=1), "", unsent=False) == "1 person has no case yet for a defect."
    all_at_once = well._replace(unheld=1200, unopened=2, apart=1, waiting=3)
    assert sentence(all_at_once, "3 hours", unsent=True) == (
        "1,200 people need somebody now, 2 people have no case yet for a defect, the rules of 1 case failed,"
        " the clock is 3 hours behind, and notifications have not left."
    )
    assert sentence(well._replace(apart=2), "", unsent=False) == "The rules of 2 cases failed."


def test_what_waits_is_told_with_its_remedy(town: Town) -> None:
    assert unsent(town.store, NOON, can_send=False) == ""
    town.incident()
    town.sweep_to(NOON)
    assert unsent(town.store, NOON, can_send=False) == (
        "3 notifications wait: no way of sending is set. Set [mail] in settings.toml."
    )
    assert unsent(town.store, NOON + DAY - 1, can_send=True) == ""
    assert unsent(town.store, NOON + DAY, can_send=True).startswith("3 notifications have waited for over a day.")
    town.deliver(NOON, most=2)
    assert unsent(town.store, NOON, can_send=False).startswith("1 notification waits:")
    assert unsent(town.store, NOON + DAY, can_send=True).startswith("1 notification has waited")
    town.deliver(NOON + DAY)
    assert unsent(town.store, NOON + DAY, can_send=False) == ""


def test_what_is_urgent_and_has_not_left_is_told_within_the_quarter_of_an_hour(town: Town) -> None:
    (case,) = town.incident()
    town.sweep_to(NOON)
    town.do(case, CallMe(NOON, MEMBER))
    town.sweep_to(NOON)
    assert unsent(town.store, NOON + RINGS_FOR - 1, can_send=True) == ""
    remedy = "Ring whoever is on call yourself, then read what the clock said."
    said = f"1 urgent notification has not left for 15 minutes. {remedy}"
    assert unsent(town.store, NOON + RINGS_FOR, can_send=True) == said
    town.sweep_to(NOON + RINGS_FOR)
    assert unsent(town.store, NOON + 2 * RINGS_FOR, can_send=True) == said.replace(
        "1 urgent notification has", "3 urgent notifications have"
    )
    town.deliver(NOON + 2 * RINGS_FOR)
    assert unsent(town.store, NOON + 2 * RINGS_FOR, can_send=True) == ""


def test_gaps_in_cover_are_told_before_they_happen(town: Town) -> None:
    with town.store.transaction() as unit:
        for person in (COORDINATOR, DEPUTY):
            leave = PlanLeave(NOON, person, NOON + 10 * DAY, NOON + 12 * DAY)
            handle_person(unit, stream_of(AGENCY, f"person/{person}"), leave, FOUNDING)
        found = missing_cover(unit, AGENCY, NOON, NOON + 30 * DAY, 1)
    assert [(gap.why, gap.from_at) for gap in found] == [("nobody_coordinating", NOON + 10 * DAY)]


def test_a_member_gets_all_that_is_kept_and_nothing_of_others(town: Town) -> None:
    town.incident()
    with town.store.transaction() as unit:
        unit.put_person(AGENCY, MEMBER, "Call Sign")
    found = everything_about(town.store, AGENCY, MEMBER, NOON)
    assert found is not None
    assert found["name"] == "Call Sign"
    assert len(found["cases"]) == 1
    assert {event["stream"] for event in found["events"]} == {f"person/{MEMBER}", f"case/{found['cases'][0]}"}
    assert everything_about(town.store, AGENCY, PersonId("nobody"), NOON) is None
    assert everything_about(town.store, AgencyId("elsewhere"), MEMBER, NOON) is None
