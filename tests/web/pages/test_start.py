"""Where the pages begin: a way in, and a way back from every page."""

from django.test import Client

from solidground.web.house import House
from tests.app.town import COORDINATOR, MEMBER
from tests.web.conftest import seated, visitor


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


def test_the_name_above_every_page_leads_back(house: House, browser: Client) -> None:
    for address in ("/help", "/worried", "/worried/tell", "/night", "/ring", "/cards", "/nothing-here", "/board"):
        assert '<a class="top__name" href="/">' in drawn(browser, address), address
    assert '<a class="top__name" href="/">' in drawn(seated(house, COORDINATOR), "/board")
