"""What a member asks at any hour: to his newest case, or to one it begins, and never a contact."""

import pytest

from solidground.app.calls import TOLD_FOR, Asked, Place, asked, became, became_by_link
from solidground.app.devices import Holder, holder, keep, signed_in
from solidground.app.ids import DerivedIds
from solidground.app.opening import Opening
from solidground.core.care.ask.events import AskAnswered
from solidground.core.care.choice.commands import AdviseNoContact
from solidground.core.care.choice.events import CallAsked, CallUndone, NotNowChosen
from solidground.core.care.commands import CloseCase
from solidground.core.care.contact.events import ContactRecorded
from solidground.core.care.events import CaseClosed, CaseOpened
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.offer.commands import DeclineOffer
from solidground.core.care.offer.events import OfferMade
from solidground.core.care.state import raised_on
from solidground.core.kernel import DAY, HOUR, MINUTE, CaseId, Instant, PersonId
from solidground.core.roster.person.commands import ForgetPerson
from tests.app import test_answers
from tests.app.test_answers import count, newest
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, ZONE, Town, plan_for

OPENING = Opening(plan_for, DerivedIds(7), ZONE, "US-IL")


def place(town: Town, opening: Opening | None = OPENING) -> Place:
    return Place(town.store, town.rosters, AGENCY, opening)


def phone(town: Town, at: Instant, person: PersonId = MEMBER) -> Holder:
    found = holder(town.store, AGENCY, keep(town.store, AGENCY, person, at), at, ZONE)
    assert found is not None
    return found


def seat(town: Town, at: Instant, person: PersonId = MEMBER) -> Holder:
    return signed_in(town.store, AGENCY, person, at, ZONE)


@pytest.fixture
def case(town: Town) -> CaseId:
    """Give a case whose offer is owed by its peer."""
    (found,) = town.incident()
    return found


def events(town: Town, case: CaseId) -> list[object]:
    return town.store.events(town.stream(case))


def test_a_call_rings_at_once_and_is_taken_back(town: Town, case: CaseId) -> None:
    who = phone(town, NOON)
    assert asked(place(town), who, "call_me", NOON + MINUTE)
    assert isinstance(newest(town, case, CallAsked), CallAsked)
    assert became(place(town), who, NOON + MINUTE) == "rings"
    before = count(town)
    assert asked(place(town), who, "call_me", NOON + MINUTE), "a second tap changes nothing"
    assert count(town) == before
    assert asked(place(town), who, "undo", NOON + 2 * MINUTE)
    assert isinstance(newest(town, case, CallUndone), CallUndone)
    assert became(place(town), who, NOON + 2 * MINUTE) == ""


def test_a_not_now_that_began_a_case_ends_it_where_it_is_taken_back(town: Town) -> None:
    town.people()
    who, at = phone(town, NOON), NOON + MINUTE
    assert asked(place(town), who, "not_now", at, NOON + DAY)
    with town.store.transaction() as unit:
        ((case, _),) = unit.cases_of(AGENCY, member=MEMBER)
    assert asked(place(town), who, "undo_not_now", at + MINUTE)
    closed = newest(town, case, CaseClosed)
    assert isinstance(closed, CaseClosed)
    assert closed.why == "mistake"
    assert asked(place(town), who, "undo_not_now", at + 2 * MINUTE), "there is nothing left of it"


def test_a_case_that_a_call_began_goes_on_where_a_not_now_in_it_is_taken_back(town: Town) -> None:
    town.people()
    who = phone(town, NOON)
    assert asked(place(town), who, "call_me", NOON + MINUTE)
    assert asked(place(town), who, "not_now", NOON + 2 * MINUTE, NOON + DAY)
    assert asked(place(town), who, "undo_not_now", NOON + 3 * MINUTE)
    with town.store.transaction() as unit:
        ((case, row),) = unit.cases_of(AGENCY, member=MEMBER)
    assert (row.status, town.case(case).choices.resting_until) == ("active", None)
    assert asked(place(town), who, "not_now", NOON + 4 * MINUTE, NOON + DAY)
    assert not asked(place(town), who, "undo_not_now", NOON + HOUR), "too long ago"


def test_a_call_asked_for_since_rings_on_where_the_not_now_that_began_its_case_is_taken_back(town: Town) -> None:
    town.people()
    who, at = phone(town, NOON), NOON + MINUTE
    assert asked(place(town), who, "not_now", at, NOON + DAY)
    assert asked(place(town), who, "call_me", at + MINUTE)
    assert asked(place(town), who, "undo_not_now", at + 2 * MINUTE)
    assert became(place(town), who, at + 2 * MINUTE) == "rings"
    with town.store.transaction() as unit:
        ((case, row),) = unit.cases_of(AGENCY, member=MEMBER)
    assert (row.status, town.case(case).choices.resting_until) == ("active", None)


def test_who_asked_is_told_that_somebody_has_it(town: Town, case: CaseId) -> None:
    who = phone(town, NOON)
    asked(place(town), who, "call_me", NOON + MINUTE)
    raised = raised_on(town.case(case), "urgent")
    assert raised is not None
    assert raised.asked is not None
    town.do(case, Acknowledge(NOON + 2 * MINUTE, raised.asked, "urgent", "on_call"))
    for one in (who, seat(town, NOON)):
        assert became(place(town), one, NOON + 3 * MINUTE) == "taken"


def test_a_phone_is_told_of_its_own_call_alone_and_not_for_long(town: Town, case: CaseId) -> None:
    mine, other = phone(town, NOON), phone(town, NOON)
    assert case
    asked(place(town), mine, "call_me", NOON + MINUTE)
    assert became(place(town), other, NOON + MINUTE) == "", "nothing is read on a phone that asked for nothing"
    assert became(place(town), mine, NOON + MINUTE + TOLD_FOR) == "rings"
    assert became(place(town), mine, NOON + 2 * MINUTE + TOLD_FOR) == ""
    assert became(place(town), mine._replace(device="ended meanwhile"), NOON + MINUTE) == ""


def test_a_tap_answers_what_was_asked_and_is_no_contact(town: Town) -> None:
    case, _, at = test_answers.asked(town)
    owed = [item for item in town.case(case).items if item.kind != "ask"]
    assert asked(place(town), phone(town, at), "ok", at)
    answered = newest(town, case, AskAnswered)
    assert isinstance(answered, AskAnswered)
    assert answered.answer == "ok"
    assert [item for item in town.case(case).items if item.kind != "ask"] == owed, "everything a person owes stays owed"
    assert not any(isinstance(one, ContactRecorded) and one.by == MEMBER for one in events(town, case))


@pytest.mark.parametrize("choice", ["ok", "call_me", "not_now", "undo"])
def test_no_tap_stands_in_for_the_offer(town: Town, case: CaseId, choice: Asked) -> None:
    asked(place(town), phone(town, NOON), choice, NOON + MINUTE, NOON + DAY)
    assert not any(isinstance(one, OfferMade | ContactRecorded) for one in events(town, case))
    assert any(item.key == "offer" for item in town.case(case).items)


def test_ok_is_heard_with_thanks_whatever_there_is(town: Town) -> None:
    who = phone(town, NOON)
    before = count(town)
    assert asked(place(town), who, "ok", NOON), "without a case"
    assert asked(place(town), who, "undo", NOON)
    (case,) = town.incident()
    assert asked(place(town), who, "ok", NOON + MINUTE), "with one that asked nothing"
    assert town.case(case).status == "active"
    assert not any(isinstance(one, AskAnswered) for one in events(town, case))
    assert count(town) > before


def test_after_seven_is_rest_until_then_and_a_person_asks(town: Town, case: CaseId) -> None:
    assert asked(place(town), phone(town, NOON), "not_now", NOON + MINUTE, NOON + 20 * HOUR)
    chosen = newest(town, case, NotNowChosen)
    assert isinstance(chosen, NotNowChosen)
    assert chosen.until_at == NOON + 20 * HOUR
    assert not asked(place(town), phone(town, NOON), "not_now", NOON + MINUTE, NOON), "a day that has passed"


def test_where_nobody_would_call_in_the_morning_it_is_not_said(town: Town, case: CaseId) -> None:
    town.do(case, AdviseNoContact(NOON, MEMBER))
    assert not asked(place(town), seat(town, NOON), "not_now", NOON + MINUTE, NOON + 20 * HOUR), "his lawyer says so"


def test_nor_where_a_case_stands(town: Town, case: CaseId) -> None:
    town.do(case, DeclineOffer(NOON, MEMBER))
    assert town.case(case).status == "standing"
    assert not asked(place(town), seat(town, NOON), "not_now", NOON + MINUTE, NOON + 20 * HOUR)
    assert asked(place(town), seat(town, NOON), "call_me", NOON + 2 * MINUTE), "a call rings all the same"


@pytest.mark.parametrize("choice", ["call_me", "not_now"])
def test_who_has_no_case_and_asks_has_one_that_no_incident_began(town: Town, choice: Asked) -> None:
    assert asked(place(town), seat(town, NOON), choice, NOON, NOON + 20 * HOUR)
    ((found, row),) = town.store.rows(AGENCY)
    assert (row.member, row.incident, row.part) == (MEMBER, None, "asked")
    opened = newest(town, found, CaseOpened)
    assert isinstance(opened, CaseOpened)
    assert opened.by == MEMBER
    assert not list(town.store.log(AGENCY, "command")), "command learns nothing"
    asked(place(town), seat(town, NOON), choice, NOON + MINUTE, NOON + 20 * HOUR)
    assert len(list(town.store.rows(AGENCY))) == 1, "a second tap begins nothing"


def test_after_a_case_was_closed_a_call_begins_another(town: Town, case: CaseId) -> None:
    town.do(case, DeclineOffer(NOON, MEMBER))
    town.do(case, CloseCase(NOON + MINUTE, COORDINATOR, "member"))
    assert town.case(case).status == "closed"
    assert asked(place(town), seat(town, NOON), "call_me", NOON + 2 * MINUTE)
    assert [row.status for _, row in town.store.rows(AGENCY)].count("active") == 1


def test_where_nothing_can_be_opened_nobody_is_said_to_ring(town: Town) -> None:
    for choice in ("call_me", "not_now"):
        assert not asked(place(town, None), seat(town, NOON), choice, NOON, NOON + DAY)
        assert not asked(place(town), seat(town, NOON, PersonId("stranger")), choice, NOON, NOON + DAY)
    town.change(MEMBER, ForgetPerson(NOON, COORDINATOR))
    assert not asked(place(town), seat(town, NOON), "call_me", NOON + 1)
    assert became(place(town), seat(town, NOON), NOON + 1) == ""
    assert not list(town.store.rows(AGENCY))


def test_a_link_that_is_not_believed_is_told_nothing(town: Town) -> None:
    assert became_by_link(town.store, test_answers.KEYS, "x" * 60, NOON) == ""


def test_where_nobody_can_be_rung_it_says_so(town: Town, case: CaseId) -> None:
    who = seat(town, NOON)
    asked(place(town), who, "call_me", NOON)
    at = NOON
    while became(place(town), who, at) == "rings" and at < NOON + DAY:
        at += MINUTE
        town.sweep_to(at)
    assert became(place(town), who, at) == "nobody"
    assert town.case(case).status == "active"
