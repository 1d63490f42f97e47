"""Help now: open to everybody, and every number confirmed within a year."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from solidground.app.wiring import CLOCK
from solidground.core.kernel import SECOND
from solidground.web.house import House
from solidground.web.pages.help_now import COUNTRIES, lines, shown
from tests.web.conftest import visitor

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
