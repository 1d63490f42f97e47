"""A member's own page: how things stand, and what he decides, by his own hand and nobody else's."""

import pytest
from django.test import Client

from solidground.app.answers import NOBODY_ANSWERS
from solidground.core.care.ask.events import AskAnswered
from solidground.core.care.choice.events import (
    CallAsked,
    CallUndone,
    ContactResumed,
    ContactStopped,
    NoContactAdvised,
    NotNowChosen,
    PersonRuledOut,
)
from solidground.core.care.contact.events import ContactDisputed
from solidground.core.care.contact.steps import DECIDE
from solidground.core.care.events import PlanRescheduled
from solidground.core.care.offer.events import NoticeGiven, OfferAccepted, OfferDeclined
from solidground.core.kernel import DAY, MINUTE, CaseId, PersonId
from solidground.core.record import Dial
from solidground.web.choosing import CHOSEN
from solidground.web.house import House
from solidground.web.pages.my_ground import FURTHER
from tests.app.test_answers import asked, count, newest
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text


@pytest.fixture
def case(town: Town, hand: Hand) -> CaseId:
    """Give a case whose member was asked how today is."""
    found, _, hand.at = asked(town)
    town.store.note_time(Dial(hand.at, "this start", 0))
    return found


def test_the_page_says_how_things_stand_and_draws_the_line_with_a_table_beside_it(case: CaseId, house: House) -> None:
    page = seated(house, MEMBER).get("/me").content.decode()
    assert case
    assert 'data-role="member" data-page="my_ground"' in page
    assert page.count("<svg") == 2, "one for a phone, one for what is wider"
    assert "The same as a table" in page
    assert "reached you" in page
    assert "Who can see what" in page
    assert MEMBER not in page, "his own reference is not needed"


@pytest.mark.parametrize(
    ("choice", "event"),
    [
        ("ok", AskAnswered),
        ("call_me", CallAsked),
        ("slower", PlanRescheduled),
        ("no_contact", NoContactAdvised),
        ("stop", ContactStopped),
    ],
)
def test_each_choice_is_one_tap_and_is_said_once(
    town: Town, case: CaseId, house: House, choice: str, event: type
) -> None:
    browser = seated(house, MEMBER)
    done = browser.post("/me", {"choice": choice})
    assert (done.status_code, done["Location"]) == (302, "/me"), "no address tells what was chosen"
    assert isinstance(newest(town, case, event), event)
    assert CHOSEN[choice] in text(browser.get("/me"))
    assert CHOSEN[choice] not in text(browser.get("/me"))


def test_a_call_rings_is_shown_and_is_taken_back(town: Town, case: CaseId, house: House) -> None:
    browser = seated(house, MEMBER)
    browser.post("/me", {"choice": "call_me"})
    page = browser.get("/me")
    assert "Somebody is being asked to call you." in text(page)
    assert 'href="tel:1-800-267-5463"' in page.content.decode()
    browser.post("/me", {"choice": "undo"})
    assert isinstance(newest(town, case, CallUndone), CallUndone)


def test_nobody_is_told_that_he_is_being_rung_where_no_clock_runs(case: CaseId, house: House, hand: Hand) -> None:
    assert case
    hand.at += DAY
    browser = seated(house, MEMBER)
    browser.post("/me", {"choice": "call_me"})
    page = browser.get("/me")
    assert NOBODY_ANSWERS in text(page)
    assert "Somebody is being" not in text(page), "neither in the heading nor beside the number"
    assert 'href="tel:1-800-267-5463"' in page.content.decode()


def test_not_now_wants_a_day_and_keeps_it_also_when_nothing_was_asked(town: Town, case: CaseId, house: House) -> None:
    browser = seated(house, MEMBER)
    wrong = browser.post("/me", {"choice": "not_now"})
    assert (wrong.status_code, "One thing is missing" in text(wrong)) == (422, True)
    browser.post("/me", {"choice": "ok"})
    browser.post("/me", {"choice": "not_now", "until": "7"})
    assert isinstance(newest(town, case, NotNowChosen), NotNowChosen)


@pytest.mark.parametrize("sent", [{"choice": "ok"}, {"choice": "not_now", "until": "3"}])
def test_a_tap_that_was_a_mistake_is_taken_back(town: Town, case: CaseId, house: House, sent: dict[str, str]) -> None:
    browser, before = seated(house, MEMBER), town.case(case)
    browser.post("/me", sent)
    page = browser.get("/me").content.decode()
    assert f'value="undo_{sent["choice"]}"' in page
    assert browser.post("/me", {"choice": f"undo_{sent['choice']}"}).status_code == 302
    assert "Taken back." in text(browser.get("/me"))
    assert town.case(case).choices == before.choices
    assert {item.key for item in town.case(case).items} == {item.key for item in before.items}


def test_counsel_is_lifted_where_it_was_said(town: Town, case: CaseId, house: House) -> None:
    browser = seated(house, MEMBER)
    assert "Contact may go on" not in text(browser.get("/me"))
    browser.post("/me", {"choice": "no_contact"})
    assert "Contact may go on" in text(browser.get("/me"))
    browser.post("/me", {"choice": "resume"})
    assert isinstance(newest(town, case, ContactResumed), ContactResumed)


def test_a_person_is_ruled_out_from_the_list_alone(town: Town, case: CaseId, house: House) -> None:
    browser, before = seated(house, MEMBER), count(town)
    for person in ("", "nobody", MEMBER):
        assert browser.post("/me", {"choice": "rule_out", "person": person}).status_code == 422
    assert count(town) == before
    browser.post("/me", {"choice": "rule_out", "person": PEERS[1]})
    ruled = newest(town, case, PersonRuledOut)
    assert isinstance(ruled, PersonRuledOut)
    assert ruled.person == PEERS[1]
    assert f"<dd>{PEERS[1]}</dd>" in browser.get("/me").content.decode()


@pytest.mark.parametrize("choice", ["", "made", "take", "x" * 500])
def test_what_is_no_choice_of_a_member_changes_nothing(town: Town, case: CaseId, house: House, choice: str) -> None:
    before = count(town)
    assert case
    assert seated(house, MEMBER).post("/me", {"choice": choice}).status_code == 422
    assert count(town) == before


def test_whoever_has_no_case_is_told_so_and_sees_nobody_else_s(case: CaseId, house: House) -> None:
    for person in (PEERS[0], COORDINATOR, PersonId("nobody at all")):
        page = seated(house, person).get("/me")
        assert "Nothing is open for you." in text(page)
        assert case not in page.content.decode()


@pytest.mark.parametrize("address", ["/me", "/list", "/board", "/demo", "/demo/member"])
def test_where_nobody_can_sign_in_the_pages_are_not_there(browser: Client, address: str, case: CaseId) -> None:
    assert case
    missing = browser.get("/nothing")
    found = browser.get(address)
    assert (found.status_code, found.content) == (404, missing.content)


@pytest.mark.parametrize("cookie", ["", "m-1", "m-1:x:y", f"{MEMBER}:1abc:forged"])
def test_a_seat_that_was_not_given_is_none(house: House, cookie: str, case: CaseId) -> None:
    assert case
    stranger = seated(house, MEMBER)
    stranger.cookies["seat"] = cookie
    assert stranger.get("/me").status_code == 404
    assert stranger.post("/me", {"choice": "ok"}).status_code == 404


def test_a_form_that_another_place_sends_is_refused(town: Town, case: CaseId, house: House) -> None:
    before = count(town)
    assert case
    careful = seated(house, MEMBER, enforce=True)
    assert careful.post("/me", {"choice": "stop"}).status_code == 403
    assert count(town) == before


def test_before_the_first_contact_the_limits_stand_above_a_yes_and_a_no(town: Town, house: House, hand: Hand) -> None:
    (case,) = town.incident()
    hand.at = NOON + MINUTE
    browser = seated(house, MEMBER)
    page = browser.get("/me")
    said = text(page)
    for words in (
        "A peer is not a therapist and not a lawyer.",
        "death or serious injury is imminent: then a peer must act",
        "A court may ask what was said.",
        "Please do not talk about what happened",
        "Version US-IL-2.",
        "From: 5 ILCS 840/20.",
        "If you say no: nobody is in touch on a schedule.",
    ):
        assert words in said
    browser.post("/me", {"choice": "accept"})
    given = newest(town, case, NoticeGiven)
    assert isinstance(given, NoticeGiven)
    assert given.notice == "US-IL-2"
    assert isinstance(newest(town, case, OfferAccepted), OfferAccepted)
    after = browser.get("/me").content.decode()
    assert 'value="decline"' not in after
    assert "What a peer is and is not" in after


def test_while_the_offer_is_open_a_call_comes_first_and_the_rest_is_behind_one_tap(
    town: Town, house: House, hand: Hand
) -> None:
    town.incident()
    hand.at = NOON + MINUTE
    browser = seated(house, MEMBER)
    page = browser.get("/me").content.decode()
    assert page.index('value="call_me"') < page.index('id="offer"') < page.index('href="/night"')
    assert 'class="key"' not in page, "nothing is on the line yet that needs a key"
    further, sight = page.index('href="/me/tell"'), page.index('href="/me/sight"')
    assert page.rindex("<details", 0, further) > page.rindex("</details>", 0, further)
    assert page.rindex("<details", 0, sight) < page.rindex("</details>", 0, sight), "who sees what is never hidden"
    assert 'value="no_contact"' in page[page.index("</details>", further) :], "nor is this"
    browser.post("/me", {"choice": "accept"})
    after = browser.get("/me").content.decode()
    assert 'class="key"' in after
    further = after.index('href="/me/tell"')
    assert after.rindex("<details", 0, further) < after.rindex("</details>", 0, further)


def test_who_said_no_finds_the_limits_behind_one_tap(town: Town, house: House, hand: Hand) -> None:
    town.incident()
    hand.at = NOON + MINUTE
    browser = seated(house, MEMBER)
    browser.post("/me", {"choice": "decline"})
    page = browser.get("/me").content.decode()
    limits = page.index("A court may ask what was said.")
    assert page.rindex("<details", 0, limits) > page.rindex("</details>", 0, limits)


def test_a_no_is_fine_and_one_tap_takes_it_back(town: Town, house: House, hand: Hand) -> None:
    (case,) = town.incident()
    hand.at = NOON + MINUTE
    browser = seated(house, MEMBER)
    browser.post("/me", {"choice": "decline"})
    assert isinstance(newest(town, case, OfferDeclined), OfferDeclined)
    said = text(browser.get("/me"))
    assert "The offer still stands" in said
    assert "No, thank you" not in said
    browser.post("/me", {"choice": "accept"})
    assert town.case(case).status == "active"


def test_a_notice_whose_words_are_not_known_is_not_said_to_be_given(town: Town, house: House, hand: Hand) -> None:
    (case,) = town.incident()
    hand.at = NOON + MINUTE
    browser = seated(house._replace(protocol=None), MEMBER)
    assert "The words of the notice US-IL-2 are not kept here any more." in text(browser.get("/me"))
    browser.post("/me", {"choice": "accept"})
    assert not [one for one in town.store.events(town.stream(case)) if isinstance(one, NoticeGiven)]


def test_a_contact_that_did_not_happen_is_said_in_one_tap(town: Town, case: CaseId, house: House) -> None:
    browser = seated(house, MEMBER)
    assert browser.get("/me").content.decode().count('value="dispute"') == 1
    for contact in ("", "offer-1", "day_1-0"):
        assert browser.post("/me", {"choice": "dispute", "contact": contact}).status_code == 422
    browser.post("/me", {"choice": "dispute", "contact": "offer-0"})
    assert isinstance(newest(town, case, ContactDisputed), ContactDisputed)
    assert any(item.key == DECIDE for item in town.case(case).items), "a person decides what follows"
    page = browser.get("/me")
    assert CHOSEN["dispute"] in text(page)
    assert "You said that this did not happen." in text(page)
    assert 'value="dispute"' not in page.content.decode()
    before = count(town)
    assert browser.post("/me", {"choice": "dispute", "contact": "offer-0"}).status_code == 302
    assert count(town) == before, "a second tap does nothing"


def test_the_way_to_his_other_pages_is_shown_where_there_is_such_a_page(case: CaseId, house: House) -> None:
    assert case
    browser = seated(house, MEMBER)
    page = browser.get("/me").content.decode()
    shown = [address for address, _ in FURTHER if f'href="{address}"' in page]
    assert {"/me/choices", "/me/sight", "/me/everything"} <= set(shown)
    for address in shown:
        assert browser.get(address).status_code == 200


def test_on_paper_the_line_has_its_table_beside_it(case: CaseId, house: House) -> None:
    assert case
    page = seated(house, MEMBER).get("/me").content.decode()
    assert page.count('<table class="facts">') == 2, "one to be opened, one that is printed"
    assert '<div class="on-paper">' in page
