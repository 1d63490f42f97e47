"""What a member changes: each choice is one event, said once, and is not offered where it is so already."""

import pytest

from solidground.app.answers import UNCLEAR
from solidground.app.handle import stream_of
from solidground.core.care.choice.commands import ChooseAnniversary
from solidground.core.care.choice.events import (
    AnniversaryChosen,
    ContactResumed,
    ContactStopped,
    NoContactAdvised,
    PersonLetBackIn,
    PersonRuledOut,
    SpotChosen,
    WayChosen,
)
from solidground.core.care.commands import CloseCase
from solidground.core.care.companion.events import CompanionDeclined, CompanionEnded, CompanionNamed, HandoverOffered
from solidground.core.care.events import CaseReopened, PlanRescheduled
from solidground.core.care.keeping.events import PeerAssigned
from solidground.core.hours import Quiet, ShiftPattern, to_local
from solidground.core.kernel import DAY, HOUR, CaseId
from solidground.core.roster.reach.commands import SetHours
from solidground.core.roster.state import State
from solidground.web.choosing import CHOSEN
from solidground.web.house import House
from tests.app.test_answers import asked, count, newest
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, ZONE, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text

HERE = "/me/choices"


@pytest.fixture
def case(town: Town, hand: Hand) -> CaseId:
    """Give a case whose member was asked how today is."""
    found, _, hand.at = asked(town)
    return found


@pytest.mark.parametrize(
    ("choice", "second", "event"),
    [
        ("slower", {}, PlanRescheduled),
        ("somebody_else", {}, PeerAssigned),
        ("no_contact", {}, NoContactAdvised),
        ("stop", {}, ContactStopped),
        ("way", {"way": "phone"}, WayChosen),
        ("spot", {"spot": "coffee"}, SpotChosen),
        ("rule_out", {"person": PEERS[1]}, PersonRuledOut),
        ("companion", {"companion": f" {PEERS[1]} "}, CompanionNamed),
        ("no_companion", {}, CompanionDeclined),
        ("home", {}, CompanionEnded),
    ],
)
def test_each_choice_is_one_tap_and_is_said_once(
    town: Town, case: CaseId, house: House, choice: str, second: dict[str, str], event: type
) -> None:
    browser = seated(house, MEMBER)
    done = browser.post(HERE, {"choice": choice, **second})
    assert (done.status_code, done["Location"]) == (302, HERE)
    assert isinstance(newest(town, case, event), event)
    assert CHOSEN[choice] in text(browser.get(HERE))
    assert CHOSEN[choice] not in text(browser.get(HERE))


@pytest.mark.parametrize(
    ("choice", "second", "field"),
    [
        ("way", {}, "way-text"),
        ("way", {"way": "mail"}, "way-text"),
        ("spot", {"spot": "the precinct"}, "spot-coffee"),
        ("rule_out", {"person": MEMBER}, "person"),
        ("let_in", {"person": PEERS[1]}, "let-in"),
        ("companion", {"companion": "no such <person>"}, "companion"),
        ("companion", {}, "companion"),
        ("hand_over", {"companion": PEERS[1]}, "companion"),
        ("made", {}, "main"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_is_kept(
    town: Town, case: CaseId, house: House, choice: str, second: dict[str, str], field: str
) -> None:
    before = count(town)
    assert case
    page = seated(house, MEMBER).post(HERE, {"choice": choice, **second})
    body = page.content.decode()
    assert page.status_code == 422
    assert f'href="#{field}"' in body
    if "companion" in second:
        assert "no such &lt;person&gt;" in body or second["companion"] in body
    assert count(town) == before


def test_what_was_slowed_runs_as_planned_again_by_one_tap(town: Town, case: CaseId, house: House) -> None:
    browser = seated(house, MEMBER)
    assert "As planned again" not in text(browser.get(HERE))
    ahead = town.case(case).plan.steps
    browser.post(HERE, {"choice": "slower"})
    assert town.case(case).plan.steps != ahead
    assert "As planned again" in text(browser.get(HERE))
    browser.post(HERE, {"choice": "planned"})
    assert town.case(case).plan.steps == ahead
    page = text(browser.get(HERE))
    assert CHOSEN["planned"] in page
    assert "As planned again" not in page


def test_who_was_ruled_out_is_let_back_in(town: Town, case: CaseId, house: House) -> None:
    browser = seated(house, MEMBER)
    assert "Let back in" not in text(browser.get(HERE))
    browser.post(HERE, {"choice": "rule_out", "person": PEERS[1]})
    page = browser.get(HERE)
    assert "Let back in" in text(page)
    assert f"<option>{PEERS[1]}</option>" not in page.content.decode()
    browser.post(HERE, {"choice": "let_in", "person": PEERS[1]})
    assert isinstance(newest(town, case, PersonLetBackIn), PersonLetBackIn)


def test_after_stop_there_is_no_stop_and_one_tap_leads_back(town: Town, case: CaseId, house: House) -> None:
    browser = seated(house, MEMBER)
    assert 'value="stop"' in browser.get(HERE).content.decode()
    browser.post(HERE, {"choice": "stop"})
    for address in ("/me", HERE):
        page = browser.get(address).content.decode()
        assert 'value="stop"' not in page
        assert 'value="again"' in page
    browser.post(HERE, {"choice": "again"})
    assert isinstance(newest(town, case, CaseReopened), CaseReopened)
    assert 'value="again"' not in browser.get(HERE).content.decode()


def test_a_companion_hands_over_and_goes_when_the_member_is_home(town: Town, case: CaseId, house: House) -> None:
    browser = seated(house, MEMBER)
    browser.post(HERE, {"choice": "companion", "companion": PEERS[1]})
    browser.post(HERE, {"choice": "hand_over", "companion": PEERS[2]})
    assert isinstance(newest(town, case, HandoverOffered), HandoverOffered)
    assert "Asked to take over" in text(browser.get(HERE))
    browser.post("/me", {"choice": "home"})
    assert "Asked to take over" not in text(browser.get(HERE))


def test_counsel_is_lifted_where_it_was_said(town: Town, case: CaseId, house: House) -> None:
    browser = seated(house, MEMBER)
    browser.post(HERE, {"choice": "no_contact"})
    page = text(browser.get(HERE))
    assert "Contact may go on" in page
    assert "My lawyer says no contact" not in page
    browser.post(HERE, {"choice": "resume"})
    assert isinstance(newest(town, case, ContactResumed), ContactResumed)


def test_the_day_that_comes_back_is_changed_once_it_was_asked_about(
    town: Town, case: CaseId, house: House, hand: Hand
) -> None:
    browser = seated(house, MEMBER)
    assert "each year" not in text(browser.get(HERE))
    town.do(case, ChooseAnniversary(hand.at, MEMBER, wanted=True))
    browser.post(HERE, {"choice": "no_anniversary"})
    assert "Be in touch near that day" in text(browser.get(HERE))
    browser.post(HERE, {"choice": "anniversary"})
    found = newest(town, case, AnniversaryChosen)
    assert isinstance(found, AnniversaryChosen)
    assert found.wanted


def test_a_closed_case_offers_nothing_that_would_be_refused(town: Town, case: CaseId, house: House, hand: Hand) -> None:
    town.do(case, CloseCase(hand.at, DEPUTY, "coordinator"))
    page = seated(house, MEMBER).get(HERE)
    assert "Your case is closed." in text(page)
    assert "<button" not in page.content.decode()


def test_whoever_has_no_case_goes_to_where_he_is_told_so(case: CaseId, house: House) -> None:
    assert case
    for who in (COORDINATOR, PEERS[0]):
        done = seated(house, who).get(HERE)
        assert (done.status_code, done["Location"]) == (302, "/me")


def test_his_shifts_say_when_it_is_night_for_him(case: CaseId, house: House, hand: Hand) -> None:
    assert case
    member, night = seated(house, MEMBER), {"choice": "hours", "from": "22", "until": "7"}
    done = member.post(HERE, {**night, "shifts": "n ndo"})
    assert (done.status_code, done["Location"]) == (302, HERE)
    page = member.get(HERE)
    assert CHOSEN["hours"] in text(page)
    assert 'name="shifts" value="NNDO"' in page.content.decode(), "from today on"
    hand.at += DAY
    assert 'name="shifts" value="NDON"' in member.get(HERE).content.decode(), "from today on, a day later"
    while to_local(hand.at, ZONE).hour != 3:
        hand.at += HOUR
    assert member.get("/home")["Location"] == "/me"
    hand.at += 8 * HOUR
    assert member.get("/home")["Location"] == "/night", "at eleven he sleeps"
    assert member.post(HERE, {**night, "shifts": ""}).status_code == 302
    assert member.get("/home")["Location"] == "/me"
    assert 'name="shifts" value=""' in member.get(HERE).content.decode()


def test_who_sleeps_otherwise_after_a_night_keeps_it_when_his_shifts_change(
    town: Town, case: CaseId, house: House
) -> None:
    assert case
    pattern = ShiftPattern("NE", 738_000, (("N", 33 * 60, 39 * 60),))
    town.change(MEMBER, SetHours(NOON, MEMBER, Quiet(ZONE, 22 * 60, 7 * 60, pattern)))
    seated(house, MEMBER).post(HERE, {"choice": "hours", "from": "22", "until": "7", "shifts": "NEO"})
    with town.store.moment() as unit:
        known: State = unit.load([stream_of(AGENCY, f"person/{MEMBER}")])[0].state
    assert known.quiet is not None
    assert known.quiet.pattern is not None
    assert (known.quiet.pattern.cycle, known.quiet.pattern.sleeps) == ("NEO", pattern.sleeps)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ({"from": "22", "until": "7", "shifts": "D-N"}, "Write one letter for each day"),
        ({"from": "22", "until": "7", "shifts": "NIGHTS"}, "Write one letter for each day"),
        ({"from": "22", "until": "7", "shifts": "N" * 85}, "Write one letter for each day"),
        ({"from": "25", "until": "7", "shifts": "DN"}, UNCLEAR.text),
        ({"from": "6", "until": "23", "shifts": "DN"}, "Quiet hours last at most 16 hours."),
    ],
)
def test_hours_that_cannot_be_kept_are_said_and_stay_as_typed(
    town: Town, case: CaseId, house: House, hours: dict[str, str], said: str
) -> None:
    assert case
    before = count(town)
    page = seated(house, MEMBER).post(HERE, {"choice": "hours", **hours})
    assert (page.status_code, said in text(page)) == (422, True)
    assert f'name="shifts" value="{hours["shifts"]}"' in page.content.decode()
    assert 'href="#shifts"' in page.content.decode()
    assert count(town) == before
