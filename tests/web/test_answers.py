"""What every answer carries, and what is said where something fails."""

import logging
import re
from typing import NoReturn

import pytest
from django.test import Client

from solidground.core.hours import at_minute, local_day
from solidground.store.fault import StoreError
from solidground.web.house import House
from tests.app.test_answers import asked
from tests.app.town import MEMBER, ZONE, Town
from tests.web.conftest import Hand, seated, visitor

PAGES = ("/", "/help", "/nothing-here")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_nothing_from_elsewhere_and_is_kept_nowhere(browser: Client, address: str) -> None:
    page = browser.get(address)
    policy = page["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cache-Control"] == "no-store"
    body = page.content.decode()
    assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", body), "nothing of a third party"
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", body), "nothing inline"


@pytest.mark.parametrize("address", PAGES)
def test_the_first_element_of_a_page_says_which_it_is_and_for_whom(browser: Client, address: str) -> None:
    body = browser.get(address).content.decode()
    assert re.search(r'<body>\s*<div class="page" data-role="nobody" data-page="\w+">', body)
    assert re.search(r"<title>Solid Ground</title>", body), "a title tells nothing"
    assert ('href="/help"' in body) == (address != "/help")


def test_what_was_never_there_answers_as_what_is_nobody_s(browser: Client) -> None:
    assert browser.get("/nothing").content == browser.get("/nothing-else").content
    assert browser.get("/nothing").status_code == 404


def test_what_a_fault_says_is_not_logged_but_where_it_was_and_a_sentence_of_ours(
    house: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost() -> None:
        try:
            house.keys.pop(f"m-{17}")  # type: ignore[call-overload]  # what was typed is no number of a key
        except KeyError as error:
            sentence = "The database cannot be reached."
            raise StoreError(sentence) from error

    monkeypatch.setattr(house.store, "moment", lost)
    with caplog.at_level(logging.DEBUG):
        reader = seated(house, MEMBER)
        reader.raise_request_exception = False
        assert reader.get("/protocol").status_code == 500
    assert "m-17" not in caplog.text
    assert "KeyError" in caplog.text
    assert "in lost" in caplog.text
    assert "StoreError The database cannot be reached." in caplog.text


def test_a_page_that_fails_says_so_names_who_answers_and_logs_no_address(
    town: Town, house: House, hand: Hand, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, token, hand.at = asked(town)

    def lost() -> NoReturn:
        raise OSError

    for begin in ("transaction", "moment"):
        monkeypatch.setattr(house.store, begin, lost)
    browser = visitor(house)
    with caplog.at_level(logging.DEBUG):
        page = browser.post(f"/{token}", {"choice": "call_me"})
    assert page.status_code == 500
    assert 'href="tel:1-800-267-5463"' in page.content.decode()
    assert "It is not you." in page.content.decode()
    assert "What you tapped may not have been kept. Do not wait for it." in page.content.decode()
    assert f'href="/{token}"' in page.content.decode(), "the way back, to tap again"
    opened = browser.get(f"/{token}")
    assert (opened.status_code, "Nothing has changed." in opened.content.decode()) == (500, True)
    assert 'class="night"' not in opened.content.decode()
    hand.at = at_minute(local_day(hand.at, ZONE) + 1, 3 * 60, ZONE)
    for page in (browser.get(f"/{token}"), browser.post(f"/{token}", {"choice": "call_me"})):
        assert (page.status_code, 'class="night"' in page.content.decode()) == (500, True), "nothing bright by night"
    assert "kept" not in opened.content.decode(), "nobody takes it for a tap that arrived"
    assert "A page failed." in caplog.text
    assert token not in caplog.text
