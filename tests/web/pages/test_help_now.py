"""Help now: open to everybody, and every number confirmed within a year."""

import logging
import re
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import NoReturn

import pytest
from django.test import Client

from solidground.app.wiring import CLOCK
from solidground.core.kernel import SECOND
from solidground.web.gate import DID, SEAT
from solidground.web.house import House
from solidground.web.kept import DEVICE
from solidground.web.pages.help_now import COUNTRIES, lines, shown
from solidground.web.pages.unsent import KINDS
from tests.app.town import Town
from tests.web.conftest import visitor

STATIC, TEMPLATES = (files("solidground.web").joinpath(name) for name in ("static", "templates"))

CONFIRMED_FOR_DAYS = 365


def test_no_number_was_confirmed_longer_ago_than_a_year() -> None:
    today = datetime.fromtimestamp(CLOCK.now() / SECOND, tz=UTC).date()
    old = [line.name for line in lines() if (today - line.checked_on).days > CONFIRMED_FOR_DAYS]
    assert not old, f"Call these lines, or read their pages, and change their dates in crisis_lines.csv: {old}"


def test_every_line_can_be_called_by_a_tap(browser: Client) -> None:
    page = browser.get("/help")
    assert page.status_code == 200
    found = re.findall(r'href="tel:([\d-]+)"', page.content.decode())
    assert sorted(found) == sorted(line.call for line in lines())
    assert 'href="sms:838255"' in page.content.decode()


@pytest.mark.parametrize(("jurisdiction", "first"), [("US-IL", "United States"), ("CA-ON", "Canada"), ("CA", "Canada")])
def test_the_lines_of_the_agency_s_country_come_first(jurisdiction: str, first: str) -> None:
    found = shown(jurisdiction)
    assert found.home
    assert {COUNTRIES[line.region] for line in found.home} == {first}
    assert {name for name, _ in found.abroad} == {"United States", "Canada"} - {first}


def test_where_no_line_is_confirmed_the_page_says_so(house: House) -> None:
    assert shown("UK").home == ()
    page = visitor(house._replace(jurisdiction="UK")).get("/help").content.decode()
    assert "No line in your country has been confirmed" in page
    assert "United States" in page


def test_the_page_asks_nothing_keeps_nothing_and_needs_nothing(browser: Client) -> None:
    page = browser.get("/help")
    assert page["Cache-Control"] == "no-store"
    assert not page.cookies
    assert "<form" not in page.content.decode()
    assert browser.post("/help").status_code == 405


class Gone:
    """What stands where a database was: whoever touches it fails."""

    def __getattr__(self, name: str) -> NoReturn:
        """Fail."""
        raise OSError(name)


@pytest.mark.parametrize("address", ["/help", "/unsent/tap", "/unsent/night-tap", "/unsent/night"])
def test_it_needs_nothing_but_the_country(house: House, caplog: pytest.LogCaptureFixture, address: str) -> None:
    gone = Gone()
    without = House(gone, gone, {}, gone, "", house.jurisdiction, None, house.agency, house.draw)  # type: ignore[arg-type]  # none of them is there
    plain = visitor(house).get(address)
    known = visitor(without)
    for name in (SEAT, DEVICE, DID, "csrftoken", "sessionid"):
        known.cookies[name] = "something"
    with caplog.at_level(logging.INFO):
        page = known.get(address)
    assert page.status_code == 200
    assert page.content == plain.content, "the same for everybody, whoever he is"
    assert not page.cookies
    assert not caplog.records, "who looked is written down nowhere"
    assert "Set-Cookie" not in page.headers
    assert page["Cache-Control"] == "no-store"


def test_with_its_database_closed_the_page_is_the_same(house: House, town: Town) -> None:
    before = visitor(house).get("/help").content
    town.store.close()
    assert visitor(house).get("/help").content == before


def test_the_page_says_what_is_recorded_and_leads_to_who_finds_somebody(browser: Client) -> None:
    page = browser.get("/help").content.decode()
    assert "Visits to this page are not recorded. Asking us to find someone is" in page
    assert 'href="/ring"' in page


def test_numbers_of_one_s_own_stay_in_the_browser() -> None:
    script = STATIC.joinpath("mine.js").read_text(encoding="utf-8")
    assert "localStorage" in script
    for way in ("fetch", "XMLHttpRequest", "sendBeacon", "WebSocket", "EventSource", "cookie", "submit"):
        assert way not in script, "nothing leaves the device"


def test_help_is_in_the_same_place_on_every_page() -> None:
    drawn = {path.name: path.read_text(encoding="utf-8") for path in Path(str(TEMPLATES)).rglob("*.html")}
    pages = {name for name, text in drawn.items() if "{% extends" in text}
    assert 'class="top__help" href="/help"' in drawn["base.html"]
    assert {name for name in pages if '{% extends "base.html" %}' not in drawn[name]} == set()
    assert {name for name in pages if "{% block top %}" in drawn[name]} == {"help.html"}


def test_what_is_kept_for_a_tap_without_a_connection_is_there(browser: Client) -> None:
    worker = STATIC.joinpath("root", "keep.js").read_text(encoding="utf-8")
    for kind in KINDS:
        assert f'"/unsent/{kind}"' in worker
        page = browser.get(f"/unsent/{kind}").content.decode()
        assert ("Your tap did not get through. Do not wait for it: call." in page) == (kind != "night")
        assert ('class="night"' in page) == (kind != "tap")
        assert 'href="tel:988"' in page
    assert browser.get("/unsent/else").status_code == 404


def test_where_people_have_accounts_it_asks_for_none(keyed: House) -> None:
    somebody = visitor(keyed)
    somebody.cookies["sessionid"] = somebody.cookies["csrftoken"] = "something"
    page = somebody.get("/help")
    assert (page.status_code, list(page.cookies)) == (200, [])
    assert "This phone does not keep the night page." in somebody.get("/night").content.decode(), "led nowhere"
    assert somebody.post("/ring", {"choice": "call_me"}).status_code == 403
