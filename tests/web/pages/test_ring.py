"""Have somebody of our own people ring, and see that somebody has it."""

import pytest
from django.test import Client

from solidground.app.answers import NOBODY_ANSWERS, SAID
from solidground.app.death import record_death
from solidground.core.care.choice.events import CallUndone
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.state import raised_on
from solidground.core.hours import local_day
from solidground.core.kernel import MINUTE, CaseId, PersonId
from solidground.core.record import Dial
from solidground.web.house import House
from tests.app.test_answers import asked, count, newest
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, ZONE, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text
from tests.web.pages.test_night import case, phone

__all__ = ["case", "phone"]


def somebody_has_it(town: Town, case: CaseId, hand: Hand) -> PersonId:
    """Let whoever is rung say "I have it"."""
    raised = raised_on(town.case(case), "urgent")
    assert raised is not None
    assert raised.asked is not None
    town.do(case, Acknowledge(hand.at + MINUTE, raised.asked, "urgent", "on_call"))
    return raised.asked


def test_the_member_sees_who_has_it_with_the_line_above(town: Town, house: House, case: CaseId, hand: Hand) -> None:
    member = seated(house, MEMBER)
    assert "Have one of our own people ring you" in text(member.get("/ring"))
    assert member.post("/ring", {"choice": "call_me"}).status_code == 302
    assert "Somebody is being asked to call you." in text(member.get("/ring"))
    who = somebody_has_it(town, case, hand)
    page = member.get("/ring").content.decode()
    assert f"{who} has it and rings you." in page
    assert page.index("1-800-267-5463") < page.index("has it and rings you.")
    assert 'href="/ring"' in page, "look again"


def test_a_phone_learns_that_somebody_has_it_and_not_who(town: Town, phone: Client, case: CaseId, hand: Hand) -> None:
    phone.post("/ring", {"choice": "call_me"})
    who = somebody_has_it(town, case, hand)
    page = phone.get("/ring").content.decode()
    assert "Somebody has it and rings you." in page
    assert who not in page


def test_it_is_taken_back_and_said_once(town: Town, phone: Client, case: CaseId) -> None:
    phone.post("/ring", {"choice": "call_me"})
    assert phone.post("/ring", {"choice": "undo"}).status_code == 302
    assert isinstance(newest(town, case, CallUndone), CallUndone)
    assert SAID["undo"] in text(phone.get("/ring"))
    assert SAID["undo"] not in text(phone.get("/ring"))


def test_nobody_is_said_to_be_rung_where_no_clock_runs(phone: Client, town: Town) -> None:
    phone.post("/ring", {"choice": "call_me"})
    town.store.note_time(Dial(NOON, "this start", 0))
    page = text(phone.get("/ring"))
    assert NOBODY_ANSWERS in page
    assert "being rung" not in page


def test_who_has_no_case_is_rung_all_the_same(town: Town, house: House, hand: Hand) -> None:
    town.store.note_time(Dial(hand.at, "this start", 0))
    member = seated(house, MEMBER)
    assert 'href="/ring"' in member.get("/me").content.decode()
    member.post("/ring", {"choice": "call_me"})
    assert "Somebody is being asked to call you." in text(member.get("/ring"))
    ((_, row),) = town.store.rows(AGENCY)
    assert row.incident is None
    assert not list(town.store.log(AGENCY, "command"))


@pytest.mark.parametrize("address", ["/night", "/ring"])
def test_a_tap_that_reaches_nobody_says_so_and_who_answers(
    town: Town, phone: Client, case: CaseId, hand: Hand, address: str
) -> None:
    assert case
    with town.store.transaction() as unit:
        record_death(unit, town.rosters, AGENCY, MEMBER, local_day(hand.at, ZONE), COORDINATOR, None, hand.at)
    assert phone.post(address, {"choice": "call_me"})["Location"] == "/ring"
    page = text(phone.get("/ring"))
    assert NOBODY_ANSWERS in page
    assert "Call 1-800-267-5463" in page
    assert NOBODY_ANSWERS not in text(phone.get("/ring")), "said once"


@pytest.mark.parametrize("role", ["chief", "liaison", "hr", "administrator"])
def test_a_role_of_command_causes_no_look_at_care(town: Town, house: House, role: str) -> None:
    person = PersonId("one-of-command")
    town.enter(person, (role,))  # type: ignore[arg-type]  # the names above are roles
    before = count(town)
    command = seated(house, person)
    assert "Nobody of ours can be asked from this page. These answer now." in text(command.get("/ring"))
    assert command.post("/ring", {"choice": "call_me"}).status_code == 403
    command.raise_request_exception = False
    assert command.get("/me/devices").status_code == 404
    assert command.post("/night/keep", {"choice": "keep"}).status_code == 404
    assert count(town) == before


@pytest.mark.parametrize("role", ["chief", "liaison", "hr", "administrator"])
def test_a_role_of_command_is_led_to_who_answers_and_to_nothing_that_is_not_his(
    town: Town, house: House, role: str
) -> None:
    person = PersonId("one-of-command")
    town.enter(person, (role,))  # type: ignore[arg-type]  # the names above are roles
    page = seated(house, person).get("/me").content.decode()
    assert '<a class="govuk-button" href="/help"' in page
    assert [one for one in ("/ring", "/night", "/night/keep", "/me/devices") if f'href="{one}"' in page] == []


def test_nobody_else_gets_further(browser: Client, phone: Client, town: Town) -> None:
    assert "Nobody of ours can be asked from this page. These answer now." in text(browser.get("/ring"))
    before = count(town)
    phone.raise_request_exception = False
    assert phone.post("/ring", {"choice": "made"}).status_code == 404
    assert browser.put("/ring").status_code == 405
    assert count(town) == before


def test_who_asked_by_a_link_sees_that_somebody_has_it(town: Town, browser: Client, hand: Hand) -> None:
    case, link, hand.at = asked(town)
    town.store.note_time(Dial(hand.at, "this start", 0))
    assert "Somebody is being rung" not in text(browser.get(f"/{link}?ring"))
    page = browser.post(f"/{link}", {"choice": "call_me"}).content.decode()
    assert f'href="/{link}?ring"' in page
    assert "Somebody is being asked to call you." in text(browser.get(f"/{link}?ring"))
    who = somebody_has_it(town, case, hand)
    page = browser.get(f"/{link}?ring").content.decode()
    assert "Somebody has it and rings you." in page
    assert who not in page
    assert f'action="/{link}"' in page, "it is taken back by the same link"


def test_a_link_that_asked_for_no_call_is_told_of_none(town: Town, house: House, browser: Client, hand: Hand) -> None:
    _, link, hand.at = asked(town)
    town.store.note_time(Dial(hand.at, "this start", 0))
    seated(house, MEMBER).post("/ring", {"choice": "call_me"})
    assert "Somebody is being rung" not in text(browser.get(f"/{link}?ring"))
