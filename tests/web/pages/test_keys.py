"""Signing in with a phone's key: of this page, answered once, and never by a copy of it."""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client

from solidground.web.house import House
from tests.app.town import MEMBER
from tests.web.conftest import visitor
from tests.web.pages.test_accounts import WORDS, signed_up, staffed
from tests.web.soft_key import HERE, SoftKey

__all__ = ["staffed"]


@pytest.fixture(autouse=True)
def _through_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", False)


def added(staffed: House, origin: str = HERE) -> tuple[SoftKey, int]:
    """Let a member add the key of his phone; return it, and the number of his account."""
    mine, _ = signed_up(staffed, MEMBER)
    mine.post("/account/again", {"password": WORDS})
    held = re.search(r'<script id="js_data"[^>]*>(.*?)</script>', mine.get("/account/keys/new").text, re.DOTALL)
    assert held is not None
    options = json.loads(held[1])["creation_options"]
    key = SoftKey()
    key.count = 1
    mine.post("/account/keys/new", {"name": "mine", "credential": key.made(options, origin), "passwordless": "on"})
    return key, Authenticator.objects.get(type="totp").user_id


def asked(browser: Client) -> dict[str, Any]:
    """Return what a browser is asked to sign."""
    found: dict[str, Any] = browser.get("/sign-in/key", headers={"x-requested-with": "XMLHttpRequest"}).json()
    options: dict[str, Any] = found["request_options"]
    return options


def came_in(browser: Client, sent: str) -> bool:
    browser.post("/sign-in/key", {"credential": sent})
    return browser.get("/account").status_code == 200


def test_a_key_lets_in_who_added_it(staffed: House) -> None:
    key, account = added(staffed)
    for count in (2, 3):
        browser = visitor(staffed)
        assert came_in(browser, key.used(asked(browser), account, count=count))


def test_a_key_of_another_place_is_not_added_and_what_was_signed_there_lets_nobody_in(staffed: House) -> None:
    elsewhere = "https://coffee.elsewhere.example"
    added(staffed, elsewhere)
    assert not Authenticator.objects.filter(type="webauthn").exists()
    key, account = added(staffed)
    browser = visitor(staffed)
    assert not came_in(browser, key.used(asked(browser), account, elsewhere, 2))
    assert came_in(browser, key.used(asked(browser), account, HERE, 2))


def test_an_answer_that_was_listened_to_lets_nobody_in_again(staffed: House) -> None:
    key, account = added(staffed)
    browser, other = visitor(staffed), visitor(staffed)
    sent = key.used(asked(browser), account, count=2)
    assert came_in(browser, sent)
    assert not came_in(other, sent), "nothing was asked of it"
    asked(other)
    assert not came_in(other, sent), "something else was asked of it"
    browser.post("/sign-out")
    assert not came_in(browser, sent)


def test_a_key_that_counts_back_is_a_copy_and_one_that_does_not_count_is_none(staffed: House) -> None:
    key, account = added(staffed)

    def lets_in(count: int) -> bool:
        browser = visitor(staffed)
        return came_in(browser, key.used(asked(browser), account, count=count))

    assert [lets_in(count) for count in (5, 5, 4, 0, 6)] == [True, False, False, False, True]
    uncounted = Authenticator.objects.get(type="webauthn")
    uncounted.data["counted"] = 0
    uncounted.save()
    assert [lets_in(0) for _ in range(2)] == [True, True]
