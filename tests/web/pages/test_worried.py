"""“I am worried about someone”, as somebody without an account comes to it on a phone."""

import re

import pytest
from django.test import Client

from solidground.app.limits import BOUNDS
from solidground.app.worried import concern_of
from solidground.core.care.concern.commands import AcknowledgeConcern, FollowUpConcern
from solidground.core.care.concern.decider import State
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.web.house import House
from solidground.web.pages.worried import EXIT, EXITS, MISSING
from tests.app.test_answers import count
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated, visitor
from tests.web.pages.concern import about, do
from tests.web.pages.test_accounts import signed_up, staffed
from tests.web.pages.test_link import Page, text

__all__ = ["staffed"]

CODE = "abcd-efgh-jkmn-pqrs-tvwx"
OTHER = "zzzz-efgh-jkmn-pqrs-tvwx"
SENT = {"code": CODE, "about": MEMBER, "sign": "not_himself", "agrees": "no"}
TELL = "/worried/tell"
PAGES = ("/worried", TELL, f"/worried/{CODE}")


def state(house: House, code: str = CODE) -> State:
    return about(house, code)


def plain(page: Page, code: str = CODE) -> str:
    return page.content.decode().replace(code, "CODE")


def test_it_says_first_what_will_and_will_not_happen(browser: Client) -> None:
    page = browser.get("/worried")
    said = text(page)
    assert said.index("tell command that you worry.") < said.index("Go on")
    assert "We must act on danger to life or abuse." in said
    assert "Call 911 first." in said
    assert "We have not confirmed another number" in said
    assert "<form" not in page.content.decode()


def test_where_the_emergency_number_is_not_known_it_says_so_in_words(house: House) -> None:
    page = visitor(house._replace(jurisdiction="UK")).get("/worried")
    assert "Call your emergency number first." in text(page)
    assert "911" not in page.content.decode()
    assert EXIT in page.content.decode()


def test_every_page_has_a_way_out_a_neutral_title_and_keeps_nothing(browser: Client) -> None:
    browser.post(TELL, SENT)
    for address in (*PAGES, f"/worried/{OTHER}"):
        page = browser.get(address)
        whole = page.content.decode()
        assert f'href="{EXITS["US"]}" rel="noreferrer nofollow"' in whole
        assert "<title>Solid Ground</title>" in whole
        assert page["Cache-Control"] == "no-store"
        assert not page.cookies
        assert 'data-role="nobody"' in whole
        assert "https://" not in whole.replace(EXITS["US"], ""), "nothing of another place is loaded"
    assert "<textarea" not in browser.get(TELL).content.decode()


def test_a_form_that_is_sent_leads_its_source_to_a_page_of_his_own(house: House, browser: Client) -> None:
    page = browser.post(TELL, SENT)
    assert (page.status_code, page["Location"]) == (302, f"/worried/{CODE}?new")
    assert (state(house).about, state(house).sign) == (MEMBER, "not_himself")
    own = browser.get(page["Location"])
    assert "A person is asked to read it." in text(own)
    assert f"testserver/worried/ {CODE}" in text(own)
    assert MEMBER not in own.content.decode()
    assert browser.post(f"/worried/{CODE}?new").status_code == 302


def test_every_form_has_a_code_of_its_own(browser: Client) -> None:
    codes = {re.search(r'name="code" value="([a-z0-9-]+)"', browser.get(TELL).content.decode()) for _ in range(3)}
    assert len({found[1] for found in codes if found is not None}) == 3


def test_whoever_is_meant_the_answer_is_the_same_to_the_byte(house: House) -> None:
    pages = []
    for code, meant in ((CODE, MEMBER), (OTHER, "nobody-of-that-name")):
        browser = visitor(house)
        answer = browser.post(TELL, {**SENT, "code": code, "about": meant})
        own, later = browser.get(answer["Location"]), browser.get(f"/worried/{code}")
        pages.append((answer["Location"].replace(code, "CODE"), plain(own, code), plain(later, code)))
    assert pages[0] == pages[1]


def test_a_form_sent_twice_is_taken_once_whatever_it_says_then(town: Town, browser: Client) -> None:
    browser.post(TELL, SENT)
    before = count(town)
    again = browser.post(TELL, {**SENT, "sign": "danger"})
    assert (again.status_code, again["Location"]) == (302, f"/worried/{CODE}?new")
    assert count(town) == before


@pytest.mark.parametrize(
    ("sent", "word", "field"),
    [
        ({"about": "  "}, "about", "about"),
        ({"about": "x" * 61}, "long", "about"),
        ({"sign": "angry"}, "sign", "sign"),
        ({"agrees": ""}, "agrees", "agrees"),
        ({"agrees": "yes"}, "named", "named"),
        ({"agrees": "yes", "named": "x" * 61}, "long", "named"),
    ],
)
def test_what_is_missing_is_said_where_it_is_and_what_was_typed_is_kept(
    town: Town, browser: Client, sent: dict[str, str], word: str, field: str
) -> None:
    before = count(town)
    page = browser.post(TELL, {**SENT, **sent})
    whole = page.content.decode()
    assert page.status_code == 422
    assert f'<a href="#{field}">{MISSING[word]}</a>' in whole
    assert f'id="{field}-error"' in whole
    assert f'value="{CODE}"' in whole
    assert "One thing is missing" in whole
    assert count(town) == before
    if field != "about":
        assert f'value="{MEMBER}"' in whole
    if field != "sign":
        assert re.search(r'value="not_himself" checked', whole)


def test_several_things_that_are_missing_are_said_together(browser: Client) -> None:
    page = browser.post(TELL, {"code": CODE})
    assert "Some things are missing" in text(page)
    assert page.content.decode().count('<li><a href="#') == 3


def test_a_code_that_is_none_is_given_anew(browser: Client) -> None:
    page = browser.post(TELL, {**SENT, "code": "1234"})
    assert re.fullmatch(r"/worried/[a-z0-9-]{24}\?new", page["Location"])


def test_danger_shows_what_to_do_now_before_anything_else(house: House, browser: Client) -> None:
    page = browser.get(browser.post(TELL, {**SENT, "sign": "danger"})["Location"])
    said = text(page)
    assert said.index("Danger now") < said.index("Your own address")
    assert 'href="tel:911"' in page.content.decode()
    assert state(house).danger


def test_a_source_sees_what_became_of_it_and_when_to_look_again(house: House, hand: Hand, browser: Client) -> None:
    browser.post(TELL, SENT)
    own = f"/worried/{CODE}"
    do(house, CODE, AcknowledgeConcern(NOON + HOUR, COORDINATOR, NOON + 2 * DAY))
    assert "A person has read it." in text(browser.get(own))
    assert "That person says more by" in text(browser.get(own))
    hand.at = NOON + 2 * DAY + HOUR
    assert "That person will say more here." in text(browser.get(own))
    do(house, CODE, FollowUpConcern(hand.at, COORDINATOR, "spoke"))
    said = text(browser.get(own))
    assert "A person looked after it." in said
    assert "Take it back" not in said


def test_what_nobody_looks_after_in_time_says_so_and_who_answers(hand: Hand, browser: Client) -> None:
    browser.post(TELL, SENT)
    hand.at = NOON + DAY
    said = text(browser.get(f"/worried/{CODE}"))
    assert "It was not looked after in time." in said
    assert "Do not wait for us." in said


def test_a_source_takes_it_back_once(town: Town, browser: Client) -> None:
    browser.post(TELL, SENT)
    own = f"/worried/{CODE}"
    assert browser.post(own)["Location"] == own
    assert "You took it back." in text(browser.get(own))
    before = count(town)
    assert browser.post(own).status_code == 302
    assert count(town) == before


def test_another_s_code_shows_nothing(town: Town, browser: Client) -> None:
    browser.post(TELL, SENT)
    before = count(town)
    for address in (f"/worried/{OTHER}", f"/worried/{concern_of(CODE)}", "/worried/x"):
        assert browser.get(address).status_code == 404
        assert browser.post(address).status_code == 404
    assert count(town) == before


def test_who_is_signed_in_is_named_only_where_he_says_so(house: House) -> None:
    browser = seated(house, PEERS[0], enforce=True)
    assert 'data-role="nobody"' in browser.get(TELL).content.decode()
    browser.post(TELL, SENT)
    assert PEERS[0] not in repr(state(house))
    assert browser.post(TELL, {**SENT, "code": OTHER, "agrees": "yes"}).status_code == 302
    assert state(house, OTHER).source == PEERS[0]


def test_with_accounts_too_nobody_is_led_to_sign_in_and_who_is_signed_in_may_be_named(staffed: House) -> None:
    assert visitor(staffed).post(TELL, {**SENT, "agrees": "yes"}).status_code == 422
    assert visitor(staffed).post(TELL, {**SENT, "agrees": "yes", "named": "Kim"}).status_code == 302
    assert state(staffed).source == f"source/{concern_of(CODE)}"
    browser, _ = signed_up(staffed, PEERS[0])
    assert browser.post(TELL, {**SENT, "code": OTHER, "agrees": "yes"}).status_code == 302
    assert state(staffed, OTHER).source == PEERS[0]


def test_for_oneself_there_is_another_way(house: House) -> None:
    page = seated(house, MEMBER).post(TELL, {**SENT, "agrees": "yes"})
    assert page.status_code == 422
    assert "For yourself, tap" in text(page)


def test_who_raises_very_many_waits_and_sees_who_answers_now(town: Town, house: House, browser: Client) -> None:
    letters = "abcdefghjkmnpqrs"
    codes = [f"{letter * 4}-efgh-jkmn-pqrs-tvwx" for letter in letters[: BOUNDS["concern"].most]]
    for code in codes:
        assert browser.post(TELL, {**SENT, "code": code}).status_code == 302
    before = count(town)
    page = browser.post(TELL, {**SENT, "code": "yyyy-efgh-jkmn-pqrs-tvwx"})
    assert page.status_code == 429
    assert "tel:988" in page.content.decode()
    assert EXITS["US"] in page.content.decode()
    assert count(town) == before
    assert browser.post(TELL, {**SENT, "code": codes[0]}).status_code == 302, "what is taken stays so"
    assert browser.get("/help").status_code == 200
    assert visitor(house).post(TELL, {**SENT, "code": OTHER}, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_who_tries_many_codes_waits(browser: Client) -> None:
    for _ in range(BOUNDS["token"].most):
        assert browser.get(f"/worried/{OTHER}").status_code == 404
    assert browser.get(f"/worried/{OTHER}").status_code == 429


def test_it_is_on_the_first_page_and_in_everybody_s_navigation(house: House, browser: Client) -> None:
    assert 'href="/worried"' in browser.get("/").content.decode()
    for person in (MEMBER, PEERS[0], COORDINATOR, PersonId("stranger")):
        assert 'href="/worried"' in seated(house, person).get("/me").content.decode()
    assert AGENCY
