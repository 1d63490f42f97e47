"""Where the pages begin: a way in, and a way back from every page."""

from django.test import Client

from solidground.core.hours import Quiet, ShiftPattern, to_local
from solidground.core.kernel import HOUR
from solidground.core.roster.reach.commands import SetHours
from solidground.web.house import House
from tests.app.town import COORDINATOR, MEMBER, ZONE, Town
from tests.web.conftest import Hand, seated, visitor
from tests.web.pages.test_night import to_night


def drawn(somebody: Client, address: str) -> str:
    """Return a page as it is sent."""
    return somebody.get(address).content.decode()


def test_who_has_an_account_finds_where_to_sign_in(keyed: House, browser: Client) -> None:
    assert 'href="/sign-in"' in drawn(visitor(keyed), "/")
    assert 'href="/sign-in"' not in drawn(browser, "/"), "nobody can sign in here"


def test_who_is_signed_in_is_led_to_where_he_begins(house: House) -> None:
    for person, begins in ((COORDINATOR, "/board"), (MEMBER, "/me")):
        somebody = seated(house, person)
        response = somebody.get("/")
        assert (response.status_code, response["Location"]) == (302, "/home")
        assert somebody.get("/home")["Location"] == begins


def test_by_night_a_member_who_is_signed_in_is_led_to_the_night_page_and_on_to_his_ground(
    town: Town, house: House, hand: Hand
) -> None:
    town.people()
    to_night(hand)
    member = seated(house, MEMBER)
    assert member.get("/home")["Location"] == "/night"
    assert 'href="/me">My ground' in drawn(member, "/night")
    assert member.get("/me").status_code == 200, "whoever wants it is sent nowhere else"
    assert seated(house, COORDINATOR).get("/home")["Location"] == "/board"


def test_whoever_works_nights_has_his_night_page_by_day(town: Town, house: House, hand: Hand) -> None:
    town.people()
    pattern = ShiftPattern("N", to_local(hand.at, ZONE).date().toordinal())
    town.change(MEMBER, SetHours(hand.at, MEMBER, Quiet(ZONE, 22 * 60, 7 * 60, pattern)))
    member = seated(house, MEMBER)
    to_night(hand)
    assert member.get("/home")["Location"] == "/me"
    hand.at += 8 * HOUR
    assert member.get("/home")["Location"] == "/night"


def test_the_name_above_every_page_leads_back(house: House, browser: Client) -> None:
    for address in ("/help", "/worried", "/worried/tell", "/night", "/ring", "/cards", "/nothing-here", "/board"):
        assert '<a class="top__name" href="/">' in drawn(browser, address), address
    assert '<a class="top__name" href="/">' in drawn(seated(house, COORDINATOR), "/board")
