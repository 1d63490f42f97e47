"""A peer's list: what he owes in order of time, and one tap to say how it went."""

import re

from solidground.core.care.contact.events import ContactRecorded, HandedOn
from solidground.core.care.keeping.events import EscalationAcknowledged
from solidground.core.care.offer.events import OfferMade
from solidground.core.kernel import DAY, HOUR, MINUTE, CaseId, PersonId
from solidground.web.house import House
from tests.app.test_answers import count, newest
from tests.app.town import MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import Page, text


def opened(town: Town, hand: Hand) -> tuple[CaseId, PersonId]:
    """Open a case; return it, and who keeps its offer."""
    (case,) = town.incident()
    town.deliver(NOON)
    hand.at = NOON + MINUTE
    keeper = next(item.keeper for item in town.case(case).items if item.key == "offer")
    assert keeper is not None
    return case, keeper


def obligation(page: Page, words: str) -> str:
    """Return what a line of the list answers to."""
    card = next(card for card in page.content.decode().split("<section") if words in card)
    found = re.search(r'name="obligation" value="(\w+)"', card)
    assert found is not None
    return found[1]


OFFER = "Care offered, with its limits said"


def test_what_is_owed_is_shown_in_order_of_time_and_made_by_one_tap(town: Town, house: House, hand: Hand) -> None:
    case, keeper = opened(town, hand)
    browser = seated(house, keeper)
    page = browser.get("/list")
    assert 'data-role="peer" data-page="my_list"' in page.content.decode()
    assert MEMBER in page.content.decode()
    assert browser.post("/list", {"obligation": obligation(page, OFFER), "choice": "made"}).status_code == 302
    made = newest(town, case, OfferMade)
    assert isinstance(made, OfferMade)
    assert (made.by, made.held_at) == (keeper, hand.at)
    after = browser.get("/list")
    assert "Thank you. Noted: you were in touch." in text(after)
    assert OFFER not in text(after)


def test_a_contact_of_another_day_is_taken_down_late(town: Town, house: House, hand: Hand) -> None:
    case, keeper = opened(town, hand)
    hand.at = NOON + DAY + HOUR
    browser = seated(house, keeper)
    sent = {"obligation": obligation(browser.get("/list"), OFFER), "choice": "no_answer", "ago": "1"}
    assert browser.post("/list", sent).status_code == 302
    tried = newest(town, case, ContactRecorded)
    assert isinstance(tried, ContactRecorded)
    assert (tried.held_at, tried.precise) == (hand.at - DAY, False), "the day counts, not the hour"


def test_a_day_before_the_incident_is_refused_in_a_sentence_and_the_place_is_named(
    town: Town, house: House, hand: Hand
) -> None:
    _, keeper = opened(town, hand)
    browser, before = seated(house, keeper), count(town)
    sent = {"obligation": obligation(browser.get("/list"), OFFER), "choice": "made", "ago": "2"}
    wrong = browser.post("/list", sent)
    assert wrong.status_code == 422
    assert "Choose the day it happened." in text(wrong)
    assert f'href="#duty-{sent["obligation"]}"' in wrong.content.decode()
    assert '<option value="2" selected>' in wrong.content.decode(), "what was chosen is kept"
    assert count(town) == before


def test_somebody_else_should_and_not_now_with_a_day(town: Town, house: House, hand: Hand) -> None:
    case, keeper = opened(town, hand)
    browser = seated(house, keeper)
    known = obligation(browser.get("/list"), OFFER)
    missing = browser.post("/list", {"obligation": known, "choice": "not_now"})
    assert missing.status_code == 422
    assert f'href="#until-{known}"' in missing.content.decode()
    assert browser.post("/list", {"obligation": known, "choice": "hand_over"}).status_code == 302
    assert isinstance(newest(town, case, HandedOn), HandedOn)


def test_i_have_it_names_nobody_before_it_was_said(town: Town, house: House, hand: Hand) -> None:
    case, keeper = opened(town, hand)
    town.sweep_to(NOON + 3 * HOUR)
    hand.at = NOON + 3 * HOUR
    asked = next(one.asked for one in town.case(case).raised if one.asked is not None)
    assert asked != keeper
    browser = seated(house, asked)
    page = browser.get("/list")
    assert MEMBER not in page.content.decode()
    known = obligation(page, "Something needs one person")
    assert browser.post("/list", {"obligation": known, "choice": "take"}).status_code == 302
    taken = newest(town, case, EscalationAcknowledged)
    assert isinstance(taken, EscalationAcknowledged)
    assert taken.by == asked


def test_what_is_on_another_s_list_is_on_nobody_else_s(town: Town, house: House, hand: Hand) -> None:
    _, keeper = opened(town, hand)
    known = obligation(seated(house, keeper).get("/list"), OFFER)
    before = count(town)
    for person in (*(peer for peer in PEERS if peer != keeper), MEMBER, PersonId("stranger")):
        browser = seated(house, person)
        assert known not in browser.get("/list").content.decode()
        assert browser.post("/list", {"obligation": known, "choice": "made"}).status_code == 422
    assert count(town) == before


def test_a_peer_with_a_case_of_his_own_is_led_to_it_first(town: Town, house: House, hand: Hand) -> None:
    opened(town, hand)
    first = "Your own case comes first"
    assert first in seated(house, MEMBER).get("/list").content.decode()
    assert first not in seated(house, PEERS[0]).get("/list").content.decode()
