"""Where somebody can go: his work in sight, the rest behind one tap, and always where he is."""

import pytest
from django.test import Client

from solidground.web.house import House
from solidground.web.pages.demo import ROLES
from solidground.web.ways import BEGINS, DAILY_MOST, Way, shown
from tests.app.town import COORDINATOR, MEMBER, Town
from tests.web.conftest import seated

FOUND = (*(Way(f"/{one}", one, daily=True) for one in "abcde"), Way("/f", "f"), Way("/g", "g"))


@pytest.mark.parametrize(
    ("here", "first", "at"),
    [("/a", "abcd", "/a"), ("/f", "abcdf", "/f"), ("/g/3", "abcdg", "/g"), ("/ab", "abcd", ""), ("/e", "abcde", "/e")],
)
def test_four_are_in_sight_and_where_somebody_is(here: str, first: str, at: str) -> None:
    found = shown(FOUND, here)
    assert ("".join(way.words for way in found.first), found.at) == (first, at)
    assert sorted(found.first + found.more) == sorted(FOUND)


def test_a_coordinator_sees_the_board_first_and_few_beside_it(house: House) -> None:
    page = seated(house, COORDINATOR).get("/board").content.decode()
    before, _, rest = page.partition('<nav class="ways"')[2].partition("</nav>")[0].partition("<details")
    assert before.index('href="/board" aria-current="page"') < before.index('href="/list"')
    assert before.count("<a ") <= DAILY_MOST
    assert 'href="/protocol"' in rest


def test_a_page_below_another_is_part_of_it(town: Town, house: House) -> None:
    town.incident()
    page = seated(house, MEMBER).get("/me/shares").content.decode()
    assert '<a href="/me" aria-current="true">' in page


def test_a_page_of_accounts_is_in_the_way_only_where_there_are_accounts(house: House) -> None:
    page = seated(house, COORDINATOR).get("/board").content.decode()
    assert 'href="/accounts"' not in page
    assert 'href="/cover"' in page


def test_nobody_is_led_anywhere(browser: Client) -> None:
    assert '<nav class="ways"' not in browser.get("/").content.decode()


def test_whoever_begins_somewhere_has_a_name_in_the_demo() -> None:
    assert set(ROLES) == set(BEGINS)
