"""Who did something too often reads where somebody answers, and a link that is right is never refused."""

import pytest
from django.test import RequestFactory

from solidground.app.limits import BOUNDS
from solidground.core.kernel import HOUR
from solidground.web.callers import address_of, caller
from solidground.web.house import House
from solidground.web.pages.help_now import lines
from tests.app.test_answers import asked
from tests.app.town import Town
from tests.web.conftest import Hand, visitor
from tests.web.pages.test_link import text

WRONG = "/" + "x" * 60


def test_who_tries_many_wrong_links_waits_and_sees_who_answers_now(town: Town, house: House, hand: Hand) -> None:
    _, token, hand.at = asked(town)
    browser = visitor(house)
    for _ in range(BOUNDS["token"].most):
        assert browser.get(WRONG).status_code == 404
    page = browser.get(WRONG)
    assert page.status_code == 429
    assert "Wait a while, then try again." in text(page)
    assert all(f"tel:{line.call}" in page.content.decode() for line in lines() if line.region == "US")
    assert browser.get(f"/{token}").status_code == 200, "a link that is right is never refused"
    assert browser.get("/help").status_code == 200
    assert visitor(house).get(WRONG, REMOTE_ADDR="203.0.113.9").status_code == 404
    hand.at += HOUR
    assert browser.get(WRONG).status_code == 404


def test_where_no_line_is_confirmed_the_way_to_help_is_shown(house: House) -> None:
    browser = visitor(house._replace(jurisdiction="UK"))
    for _ in range(BOUNDS["token"].most):
        browser.get(WRONG)
    assert 'href="/help"' in browser.get(WRONG).content.decode().partition("<main")[2]


def test_help_is_counted_nowhere(town: Town, house: House) -> None:
    visitor(house).get("/help")
    assert list(town.store.stream_rows("SELECT what FROM attempt")) == []


@pytest.mark.parametrize(
    ("proxies", "passed", "as_if"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        (2, "1.2.3.4, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "127.0.0.1"),
        (1, "1.2.3.4, 198.51.100.1:49152", "198.51.100.1"),
        (1, "[::ffff:198.51.100.1]:49152", "198.51.100.1"),
    ],
)
def test_whom_a_server_of_ours_vouches_for_counts_only_where_there_is_one(
    house: House, proxies: int, passed: str, as_if: str
) -> None:
    ask = RequestFactory().get
    found = caller(ask("/", HTTP_X_FORWARDED_FOR=passed), house._replace(proxies=proxies))
    assert found == caller(ask("/", REMOTE_ADDR=as_if), house)
    assert address_of(ask("/", HTTP_X_FORWARDED_FOR=passed), proxies) == as_if, "signing in is counted by the same"
