"""The night page of a phone that keeps it: no link, no sign-in, and nothing to read for who finds it."""

import re

import pytest
from django.test import Client

from solidground.core.care.ask.events import AskAnswered
from solidground.core.care.choice.events import CallAsked, NotNowChosen
from solidground.core.care.contact.events import ContactRecorded
from solidground.core.hours import to_local
from solidground.core.kernel import HOUR, MINUTE, CaseId
from solidground.core.record import Dial
from solidground.web.house import House
from solidground.web.kept import DEVICE
from tests.app.test_answers import asked, count, link_to, newest
from tests.app.town import MEMBER, PEERS, ZONE, Town
from tests.web.conftest import Hand, seated, visitor
from tests.web.pages.test_link import text


def to_night(hand: Hand) -> None:
    """Let it be three in the morning."""
    while to_local(hand.at, ZONE).hour != 3:
        hand.at += HOUR


def keeping(house: House, link: str) -> Client:
    """Return a phone that keeps the night page, by a link."""
    phone = visitor(house)
    page = phone.get(f"/{link}?keep").content.decode()
    assert f'name="link" value="{link}"' in page
    response = phone.post("/night/keep", {"link": link, "choice": "keep"})
    assert (response.status_code, response["Location"]) == (302, "/night")
    return phone


@pytest.fixture
def case(town: Town, hand: Hand) -> CaseId:
    """Give a case whose member was asked how today is, while a clock runs."""
    found, _, hand.at = asked(town)
    town.store.note_time(Dial(hand.at, "this start", 0))
    return found


@pytest.fixture
def phone(town: Town, house: House, case: CaseId) -> Client:
    """Give a phone of that member."""
    assert case
    return keeping(house, link_to(town, MEMBER))


def test_what_lies_on_the_phone_is_out_of_reach_for_scripts_and_other_places(phone: Client) -> None:
    cookie = phone.cookies[DEVICE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["secure"], "this agency is reached without TLS"
    assert int(cookie["max-age"]) == 400 * 86_400


def test_where_the_agency_is_reached_by_tls_it_leaves_the_phone_no_other_way(
    house: House, town: Town, hand: Hand
) -> None:
    _, link, hand.at = asked(town)
    assert keeping(house._replace(tls=True), link).cookies[DEVICE]["secure"]


def test_three_targets_and_not_now_as_a_link_and_nothing_to_type(phone: Client, hand: Hand) -> None:
    to_night(hand)
    page = phone.get("/night").content.decode()
    assert 'class="night"' in page
    assert re.findall(r'name="choice" value="(\w+)"', page) == ["call_me", "ok", "not_now"]
    assert 'href="/night?day"' in page
    assert 'href="/me"' not in page, "who finds the phone is led no further"
    assert set(re.findall(r'<input type="(\w+)"', page)) == {"hidden"}
    assert "Ask someone to call me after 8" in text(phone.get("/night")), "his own night ends at eight"
    assert "Only those who may ring you see what you tap." in text(phone.get("/night"))


def test_it_opens_by_choice_at_any_hour(phone: Client) -> None:
    assert 'class="night"' in phone.get("/night").content.decode()


@pytest.mark.parametrize("address", ["/night", "/night?day", "/night/keep", "/ring"])
def test_who_finds_the_phone_reads_no_name_and_no_word_of_care(phone: Client, address: str, case: CaseId) -> None:
    page = phone.get(address)
    assert page.status_code == 200
    body = page.content.decode()
    for word in (MEMBER, case, *PEERS, "shooting", "officer", "incident", "ground line", "peer", "command"):
        assert word not in body
    assert re.search(r"<title>Solid Ground</title>", body)
    assert 'data-role="nobody"' in body


def test_the_page_is_the_same_whether_something_was_asked_or_not(phone: Client) -> None:
    def drawn() -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", phone.get("/night").content.decode())

    assert "keeps the night page now" in drawn(), "said once"
    phone.post("/night", {"choice": "ok"})
    first = drawn()
    assert "Thank you." in first
    phone.post("/night", {"choice": "ok"})
    assert drawn() == first, "an answer that changed nothing reads as one that did"


def test_a_tap_is_written_for_the_newest_case_and_is_no_contact(town: Town, phone: Client, case: CaseId) -> None:
    response = phone.post("/night", {"choice": "ok"})
    assert (response.status_code, response["Location"]) == (302, "/night")
    assert isinstance(newest(town, case, AskAnswered), AskAnswered)
    contacts = [one for one in town.store.events(town.stream(case)) if isinstance(one, ContactRecorded)]
    assert not contacts


def test_after_seven_is_his_own_morning(town: Town, phone: Client, case: CaseId, hand: Hand) -> None:
    to_night(hand)
    phone.post("/night", {"choice": "not_now", "until": "night"})
    chosen = newest(town, case, NotNowChosen)
    assert isinstance(chosen, NotNowChosen)
    assert to_local(chosen.until_at, ZONE).strftime("%H:%M") == "08:00"
    assert "Nobody rings before that time, and then somebody does." in text(phone.get("/night"))


@pytest.mark.parametrize(
    ("sent", "back"),
    [
        ({"choice": "ok"}, "undo_ok"),
        ({"choice": "not_now", "until": "night"}, "undo_not_now"),
        ({"choice": "not_now", "until": "7"}, "undo_not_now"),
    ],
)
def test_every_tap_is_taken_back_as_if_it_had_not_been(
    town: Town, phone: Client, case: CaseId, hand: Hand, sent: dict[str, str], back: str
) -> None:
    before = town.case(case)
    phone.post("/night", sent)
    assert town.case(case).items != before.items
    page = phone.get("/night")
    assert "Take it back" in text(page)
    assert f'value="{back}"' in page.content.decode()
    assert "Take it back" not in text(phone.get("/night")), "it is offered once, right after the tap"
    hand.at += MINUTE
    assert phone.post("/night", {"choice": back})["Location"] == "/night"
    assert "Taken back." in text(phone.get("/night"))
    after = town.case(case)
    assert after.choices == before.choices
    assert {item.key for item in after.items} == {item.key for item in before.items}
    again = count(town)
    phone.post("/night", {"choice": back})
    assert count(town) == again, "a second tap does nothing twice"


def test_a_tap_of_a_while_ago_is_not_taken_back_and_it_says_so(town: Town, phone: Client, hand: Hand) -> None:
    phone.post("/night", {"choice": "ok"})
    hand.at += HOUR
    before = count(town)
    phone.post("/night", {"choice": "undo_ok"})
    assert "no longer be taken back" in text(phone.get("/night"))
    assert count(town) == before


def test_where_nobody_would_ask_in_the_morning_it_says_so(house: House, town: Town) -> None:
    member, before = seated(house._replace(opening=None), MEMBER), count(town)
    assert member.post("/night", {"choice": "not_now", "until": "night"}).status_code == 302
    assert "That could not be set up." in text(member.get("/night"))
    assert count(town) == before


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"choice": "not_now"}, "Say until when"), ({}, "Choose one"), ({"choice": "made"}, "Choose one")],
)
def test_what_is_missing_is_said_and_nothing_changes(
    town: Town, phone: Client, sent: dict[str, str], said: str
) -> None:
    before = count(town)
    page = phone.post("/night", sent)
    assert (page.status_code, said in text(page)) == (422, True)
    assert count(town) == before


def test_a_call_leads_to_what_became_of_it(town: Town, phone: Client, case: CaseId) -> None:
    response = phone.post("/night", {"choice": "call_me"})
    assert (response.status_code, response["Location"]) == (302, "/ring")
    assert isinstance(newest(town, case, CallAsked), CallAsked)
    page = phone.get("/ring").content.decode()
    assert page.index("1-800-267-5463") < page.index("Somebody is being asked to call you.")


def test_without_a_token_it_says_who_answers_and_how_it_comes(browser: Client) -> None:
    page = browser.get("/night")
    assert page.status_code == 200
    assert 'href="tel:988"' in page.content.decode()
    assert "Keep this page on this phone" in text(page)
    assert browser.get("/night/keep").content == page.content


def test_a_tap_of_a_phone_that_was_ended_says_that_nobody_got_it(browser: Client, town: Town) -> None:
    browser.cookies[DEVICE] = "ended"
    before = count(town)
    for address in ("/night", "/ring"):
        page = browser.post(address, {"choice": "call_me"})
        assert page.status_code == 403
        assert "Your tap did not get through. Do not wait for it: call." in text(page)
        assert 'href="tel:988"' in page.content.decode()
    assert count(town) == before


def test_another_place_taps_nothing(town: Town, phone: Client) -> None:
    before = count(town)
    assert phone.post("/night", {"choice": "call_me"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert count(town) == before


def test_who_is_only_signed_in_must_send_our_own_form(house: House, town: Town, case: CaseId) -> None:
    before = count(town)
    member = seated(house, MEMBER, enforce=True)
    assert case
    assert member.get("/night").status_code == 200
    assert member.post("/night", {"choice": "call_me"}).status_code == 403
    assert count(town) == before
    token = member.cookies["csrftoken"].value
    assert member.post("/night", {"choice": "call_me", "csrfmiddlewaretoken": token}).status_code == 302


def test_a_phone_needs_no_form_of_this_hour(phone: Client, town: Town) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.defaults.update(phone.defaults)
    strict.cookies[DEVICE] = phone.cookies[DEVICE].value
    before = count(town)
    assert strict.post("/night", {"choice": "call_me"}).status_code == 302, "a page kept open for a week still rings"
    assert count(town) > before


def test_by_night_a_phone_that_keeps_it_is_led_there_from_the_start(phone: Client, hand: Hand) -> None:
    assert phone.get("/").status_code == 200
    to_night(hand)
    response = phone.get("/")
    assert (response.status_code, response["Location"]) == (302, "/night")


def test_nobody_else_is(browser: Client, hand: Hand) -> None:
    to_night(hand)
    assert browser.get("/").status_code == 200
    browser.cookies[DEVICE] = "guessed"
    assert browser.get("/").status_code == 200


def test_without_the_database_it_says_who_answers_in_the_dark(
    phone: Client, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost() -> None:
        raise OSError

    monkeypatch.setattr(house.store, "transaction", lost)
    phone.raise_request_exception = False
    page = phone.post("/night", {"choice": "call_me"})
    assert page.status_code == 500
    assert 'class="night"' in page.content.decode()
    assert "Do not wait for it." in text(page)
    assert 'href="tel:1-800-267-5463"' in page.content.decode()
