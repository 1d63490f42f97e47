"""The step after the password: it can be begun again, offers what somebody has, and says what to do."""

import re

from django.test import Client

from solidground.core.kernel import PersonId
from solidground.web.house import House
from tests.app.town import MEMBER, PEERS
from tests.web.conftest import visitor
from tests.web.pages.test_accounts import WORDS, code_now, invited, said, signed_up, staffed
from tests.web.pages.test_keys import added

__all__ = ["staffed"]

KEY, AGAIN = "With this phone instead", "Somebody else? Start again"


def half_in(house: House, person: PersonId) -> Client:
    """Give the right password of somebody, and nothing more."""
    browser = visitor(house)
    assert browser.post("/sign-in", {"login": person, "password": WORDS})["Location"] == "/account/code"
    return browser


def test_who_gave_a_password_can_start_again_and_then_the_first_one_is_forgotten(staffed: House) -> None:
    signed_up(staffed, MEMBER)
    browser = half_in(staffed, MEMBER)
    assert browser.get("/sign-in")["Location"] == "/account/code"
    assert re.search(rf'<form method="post" action="/sign-out">.*{re.escape(AGAIN)}', said(browser, "/account/code"))
    assert browser.get("/sign-out").status_code == 302
    assert browser.get("/sign-in")["Location"] == "/account/code", "opening a page ends nothing"
    assert browser.post("/sign-out")["Location"] == "/sign-in"
    assert "Or with a password" in said(browser, "/sign-in")
    assert browser.get("/account/code")["Location"] == "/sign-in"


def test_the_key_of_a_phone_is_offered_to_who_has_one(staffed: House) -> None:
    added(staffed)
    assert KEY in said(half_in(staffed, MEMBER), "/account/code")
    signed_up(staffed, PEERS[0])
    browser = half_in(staffed, PEERS[0])
    assert KEY not in said(browser, "/account/code")
    assert KEY not in browser.post("/account/code", {"code": "000000"}).text
    assert KEY not in browser.post("/account/code", {"credential": "{}"}).text


def test_a_code_that_does_not_fit_says_what_to_do(staffed: House) -> None:
    browser, token = visitor(staffed), invited(staffed, MEMBER)
    browser.post(f"/welcome/{token}", {"person": MEMBER})
    browser.post("/account/password/first", {"password1": WORDS, "password2": WORDS, "next": "/account/begin"})
    secret = re.search(r"<code>([A-Z2-7]+)</code>", said(browser, "/account/app"))
    assert secret is not None
    wrong = browser.post("/account/app", {"code": "12"}).text
    assert "Wait for the next one, and see that the time on your phone is right." in wrong
    assert "spare code" not in wrong, "there is none yet"
    browser.post("/account/app", {"code": code_now(secret[1])})
    wrong = half_in(staffed, MEMBER).post("/account/code", {"code": "12"}).text
    assert "Wait for the next one, and see that the time on your phone is right. A spare code works too, once." in wrong
    assert "Incorrect code" not in wrong
