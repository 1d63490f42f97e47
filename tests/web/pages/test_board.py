"""The coordinator's board, and the demo in which one can sit before it."""

import pytest
from django.test import Client

from solidground.core.care.choice.commands import CallMe, StopContact
from solidground.core.kernel import DAY, PersonId, Span
from solidground.web.house import House
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated, visitor
from tests.web.pages.test_link import text


@pytest.fixture(autouse=True)
def _opened(town: Town, hand: Hand) -> None:
    town.incident()
    hand.at = NOON


def test_where_everybody_has_somebody_no_row_carries_colour(house: House) -> None:
    calm = seated(house, COORDINATOR).get("/board")
    assert "Everybody has somebody." in text(calm)
    assert "board__row--needs" not in calm.content.decode()


def test_who_needs_somebody_is_said_in_words_and_comes_with_a_line(town: Town, house: House, hand: Hand) -> None:
    hand.at = NOON + 3 * DAY
    town.sweep_to(hand.at)
    seen = seated(house, DEPUTY).get("/board")
    page = seen.content.decode()
    assert 'data-role="coordinator" data-page="board"' in page
    assert "One person needs somebody now." in text(seen)
    assert page.count("board__row--needs") == page.count("<svg") == 1


def test_who_said_stop_and_then_asked_to_be_called_is_on_the_board_until_he_was(
    town: Town, house: House, hand: Hand
) -> None:
    (case,) = town.incident(PEERS[1], name="i-2")
    town.do(case, StopContact(NOON, PEERS[1]))
    browser = seated(house, COORDINATOR)
    assert PEERS[1] not in browser.get("/board").content.decode()
    town.do(case, CallMe(NOON, PEERS[1]))
    assert PEERS[1] in browser.get("/board").content.decode()
    hand.at = NOON + DAY
    town.sweep_to(hand.at)
    page = browser.get("/board")
    assert "people need somebody now." in text(page)
    assert PEERS[1] in page.content.decode()


@pytest.mark.parametrize("person", [MEMBER, *PEERS[:2], PersonId("stranger")])
def test_for_everybody_else_there_is_no_board(house: House, browser: Client, person: PersonId) -> None:
    found = seated(house, person).get("/board")
    assert (found.status_code, found.content) == (404, browser.get("/nothing").content)


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "9" * 40, "²", ""])
def test_a_page_that_is_none_is_not_there(house: House, page: str) -> None:
    assert seated(house, COORDINATOR).get(f"/board/{page}").status_code == 404


def test_more_than_fifty_are_on_the_next_page(town: Town, house: House) -> None:
    many = tuple(PersonId(f"n-{number}") for number in range(60))
    town.incident(*many, name="i-2")
    client = seated(house, COORDINATOR)
    first, second = (client.get(address).content.decode() for address in ("/board", "/board/2"))
    assert (first.count("<svg"), second.count("<svg")) == (50, 11)
    assert 'href="/board/2"' in first
    assert 'href="/board"' in second
    assert client.get("/board/2", headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"


def test_where_nothing_is_open_the_board_says_so_and_where_to_begin(town: Town, house: House) -> None:
    browser = seated(house, COORDINATOR)
    assert "Nothing is open here." not in text(browser.get("/board/9")), "elsewhere something is"
    ((case, _),) = town.store.rows(AGENCY)
    town.do(case, StopContact(NOON, MEMBER))
    page = browser.get("/board").content.decode()
    assert "Nothing is open here." in page
    assert 'class="board"' not in page


def test_in_the_demo_one_signs_in_by_a_link_and_lets_time_pass(house: House) -> None:
    passed: list[Span] = []
    guests = {"member": MEMBER, "coordinator": COORDINATOR}
    made_up = visitor(house._replace(seats=b"a key of the demo", guests=guests, move=passed.append))
    page = made_up.get("/demo")
    assert 'href="/demo/member"' in page.content.decode()
    assert made_up.get("/demo/coordinator", follow=True).redirect_chain == [("/board", 302)]
    assert made_up.get("/demo/chief").status_code == 404, "nobody is signed in to a page that is not there"
    for days in ("7", "365", "9999", "", "x", "-1"):
        assert made_up.post("/demo", {"days": days}).status_code == 302
    assert passed == [7 * DAY, 365 * DAY, 0, 0, 0, 0]
