"""What every answer carries, whatever was asked for and whoever asks: kept nowhere, framed nowhere."""

import re
from collections.abc import Iterator

from django.test import Client

from tests.app.town import COORDINATOR
from tests.scan.description import OK, kind_of
from tests.web.conftest import seated, visitor
from tests.web.headquarters import LIAISON
from tests.web.matrix_paths import addresses, forms
from tests.web.matrix_town import AMBER, BIRCH, CEDAR, DELTA, EMBER, ON_CALL, WIFE, Story

WHO = (None, AMBER, ON_CALL, COORDINATOR, WIFE, LIAISON)
PEOPLE = (AMBER, BIRCH, CEDAR, DELTA, EMBER, ON_CALL)
# What a script reads is no script: a browser does not run it.
INLINE = re.compile(
    r'<script(?![^>]*(?:\bsrc=|type="application/json"))|<style|\sstyle=|\son[a-z]+=|javascript:', re.IGNORECASE
)
ADDRESS = re.compile(r'(?:href|action|src)="([^"]*)"')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def browsers(story: Story) -> Iterator[Client]:
    for who in WHO:
        yield visitor(story.house) if who is None else seated(story.house, who)


def test_every_answer_is_kept_nowhere_and_loads_nothing_from_elsewhere(told: Story) -> None:
    for browser in browsers(told):
        answers = [(address, browser.get(address)) for address in addresses(told)]
        answers += [(one.address, browser.post(one.address, one.nothing)) for one in list(forms(told))[-12:]]
        for address, answer in answers:
            policy = answer["Content-Security-Policy"]
            assert "unsafe" not in policy, address
            for rule in ("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"):
                assert rule in policy, address
            assert answer["X-Frame-Options"] == "DENY", address
            assert answer["Referrer-Policy"] == "same-origin", address
            assert answer["X-Content-Type-Options"] == "nosniff", address
            assert "no-store" in answer["Cache-Control"], address
            if answer.status_code == OK:
                assert answer["Content-Type"].partition(";")[0] == kind_of(answer.resolver_match.route), address


def test_no_page_has_a_script_or_a_style_of_its_own(told: Story) -> None:
    for browser in browsers(told):
        for address in addresses(told):
            answer = browser.get(address)
            if answer["Content-Type"].startswith("text/html"):
                assert INLINE.search(answer.content.decode()) is None, address


def test_no_address_and_no_title_names_anybody(told: Story) -> None:
    for browser in browsers(told):
        for address in addresses(told):
            answer = browser.get(address)
            page = answer.content.decode(errors="replace")
            places = [answer.get("Location", ""), *ADDRESS.findall(page), *TITLE.findall(page)]
            assert [(who, place) for who in PEOPLE for place in places if who in place] == [], address
