"""The phones that keep the night page: one's own to list and to end."""

import re

from django.test import Client

from solidground.web.house import House
from solidground.web.kept import DEVICE
from tests.app.test_answers import PEER, asked, made_up
from tests.app.town import MEMBER, Town
from tests.web.conftest import Hand, seated, visitor
from tests.web.pages.test_link import text
from tests.web.pages.test_night import case, phone

__all__ = ["case", "phone"]


def test_who_is_signed_in_keeps_it_sees_it_and_ends_it(house: House) -> None:
    member = seated(house, MEMBER)
    assert "Keep the night page on this phone?" in text(member.get("/night/keep"))
    assert member.post("/night/keep", {"choice": "keep"})["Location"] == "/night"
    assert "This phone keeps the night page now." in text(member.get("/night"))
    page = member.get("/me/devices")
    assert "This phone" in text(page)
    (device,) = re.findall(r'name="device" value="(\w+)"', page.content.decode())
    assert member.cookies[DEVICE].value not in page.content.decode(), "what is shown lets nobody use it"
    assert member.post("/me/devices", {"device": device})["Location"] == "/me/devices"
    assert "Ended. That phone can tap nothing any more." in text(member.get("/me/devices"))
    assert member.post("/me/devices", {"device": device}).status_code == 302, "it is so already"
    assert "No phone keeps your night page." in text(member.get("/me/devices"))


def test_another_phone_is_ended_from_here(house: House, phone: Client) -> None:
    member = seated(house, MEMBER)
    page = member.get("/me/devices")
    assert "A phone" in text(page)
    (device,) = re.findall(r'name="device" value="(\w+)"', page.content.decode())
    assert seated(house, PEER).post("/me/devices", {"device": device}).status_code == 302
    assert phone.get("/night").content.count(b"<form") == 2, "nobody ends another's"
    member.post("/me/devices", {"device": device})
    assert "This phone does not keep the night page." in text(phone.get("/night"))


def test_it_is_taken_off_on_the_phone_itself(house: House, phone: Client) -> None:
    assert "This phone keeps the night page." in text(phone.get("/night/keep"))
    assert phone.post("/night/keep", {"choice": "take_off"})["Location"] == "/night"
    assert not phone.cookies[DEVICE].value
    assert "No phone keeps your night page." in text(seated(house, MEMBER).get("/me/devices"))
    assert phone.post("/night/keep", {"choice": "take_off"}).status_code == 302, "it is so already"


def test_a_link_that_is_not_a_member_s_keeps_nothing(town: Town, house: House, hand: Hand) -> None:
    case, link, hand.at = asked(town)
    browser = visitor(house)
    for wrong in (made_up(case, "offer", PEER, "report"), link[:-6], "x"):
        page = browser.post("/night/keep", {"link": wrong})
        assert page.status_code == 404
        assert DEVICE not in page.cookies
    assert browser.post("/night/keep").status_code == 404
    assert "Keep the night page" not in text(browser.get(f"/{made_up(case, 'offer', PEER, 'report')}?keep"))


def test_a_form_of_another_place_keeps_nothing_here(town: Town, house: House, hand: Hand) -> None:
    _, link, hand.at = asked(town)
    strict = Client(enforce_csrf_checks=True)
    strict.defaults.update(visitor(house).defaults)
    assert strict.post("/night/keep", {"link": link}).status_code == 403
    strict.get(f"/{link}?keep")
    sent = {"link": link, "csrfmiddlewaretoken": strict.cookies["csrftoken"].value}
    assert strict.post("/night/keep", sent).status_code == 302


def test_a_day_page_of_a_member_offers_to_keep_it(town: Town, browser: Client, hand: Hand) -> None:
    _, link, hand.at = asked(town)
    assert f'href="/{link}?keep"' in browser.get(f"/{link}").content.decode()
