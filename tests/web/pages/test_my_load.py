"""My load and my leave: a helper's own, said by himself, and nobody else's."""

import re
from datetime import date

import pytest

from solidground.app.founding import FOUNDERS
from solidground.app.handle import handle, stream_of
from solidground.core.hours import to_local
from solidground.core.kernel import DAY, HOUR, PersonId, Refusal
from solidground.core.roster.person.commands import GrantRole
from solidground.core.roster.reach.commands import CancelLeave, SetHours
from solidground.core.roster.rota.commands import SetRota
from solidground.core.roster.rota.state import Layer, RotaState
from solidground.core.roster.rota.world import RotaWorld
from solidground.core.roster.state import State
from solidground.web.house import House
from solidground.web.pages.my_load import EXPERIENCES
from tests.app.test_answers import count
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, QUIET, ZONE, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_kept import given
from tests.web.pages.test_link import Page, text

MINE = "/list/me"


def state(town: Town, person: PersonId) -> State:
    with town.store.transaction() as unit:
        found: State = unit.load([stream_of(AGENCY, f"person/{person}")])[0].state
    return found


def rota(town: Town) -> RotaState:
    with town.store.transaction() as unit:
        found: RotaState = unit.load([stream_of(AGENCY, "rota/on-call")])[0].state
    return found


def on_rota(town: Town, *people: PersonId) -> None:
    """Let people take turns of a week."""
    layer = Layer(people, "weekly", 8 * 60, 0, date(2024, 2, 26).toordinal())
    command = SetRota(NOON - HOUR, COORDINATOR, "on-call", "peer", ZONE, (layer,))
    with town.store.transaction() as unit:
        outcome = handle(unit, stream_of(AGENCY, "rota/on-call"), command, RotaWorld(frozenset(people)))
    assert not isinstance(outcome, Refusal)


def options(page: Page, name: str) -> list[str]:
    """Return what a list of choices offers."""
    block = page.content.decode().split(f'name="{name}">', 1)[1].split("</select>", 1)[0]
    return re.findall(r'value="([^"]+)"', block)


def test_a_leave_is_planned_shows_what_moves_to_whom_and_is_cancelled(town: Town, house: House, hand: Hand) -> None:
    _, peer = given(town, hand)
    browser = seated(house, peer)
    assert "You carry one case now." in text(browser.get(MINE))
    assert browser.post(MINE, {"choice": "leave", "from": "2024-03-09", "until": "2024-03-16"}).status_code == 302
    (leave,) = state(town, peer).leaves
    assert to_local(leave.from_at, ZONE).isoformat() == "2024-03-09T00:00:00"
    assert to_local(leave.to_at, ZONE).isoformat() == "2024-03-17T00:00:00", "the last day is a day away"
    page = browser.get(MINE)
    others = "|".join(one for one in PEERS if one != peer)
    assert "You are not asked in that time; below is what moves." in text(page)
    assert "Sat March 9 \u2013 Sat March 16" in text(page)
    assert re.search(rf"{MEMBER} moves to ({others}), and comes back to you\.", text(page))
    assert browser.post(MINE, {"choice": "cancel_leave", "leave": str(leave.from_at)}).status_code == 302
    assert state(town, peer).leaves == ()


def test_a_leave_that_has_begun_ends_when_he_says_that_he_is_back(town: Town, house: House, hand: Hand) -> None:
    browser = seated(house, PEERS[1])
    hand.at = NOON
    browser.post(MINE, {"choice": "leave", "from": "2024-03-01", "until": "2024-03-08"})
    hand.at = NOON + DAY
    page = browser.get(MINE)
    assert "I am back" in text(page)
    assert "Nothing moves." in text(page)
    browser.post(MINE, {"choice": "cancel_leave", "leave": str(state(town, PEERS[1]).leaves[0].from_at)})
    assert state(town, PEERS[1]).leaves[0].to_at == hand.at


def test_where_nobody_else_is_there_the_coordinator_looks(town: Town, house: House, hand: Hand) -> None:
    _, peer = given(town, hand)
    days = {"choice": "leave", "from": "2024-03-09", "until": "2024-03-16"}
    for one in PEERS:
        seated(house, one).post(MINE, days)
    assert f"{MEMBER}: the coordinator finds somebody." in text(seated(house, peer).get(MINE))


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("", "2024-03-16", "Give the first and the last day."),
        ("soon", "2024-03-16", "Give the first and the last day."),
        ("2024-03-16", "2024-03-09", "The last day lies before the first."),
        ("2024-02-01", "2024-02-09", "The last day has passed."),
        ("2024-03-09", "2034-03-16", "Choose a last day within two years."),
    ],
)
def test_days_that_cannot_be_are_refused_in_a_sentence_and_kept(
    town: Town, house: House, hand: Hand, first: str, last: str, why: str
) -> None:
    hand.at = NOON
    before = count(town)
    page = seated(house, PEERS[0]).post(MINE, {"choice": "leave", "from": first, "until": last})
    assert page.status_code == 422
    assert why in text(page)
    assert 'href="#leave"' in page.content.decode()
    assert f'value="{last}"' in page.content.decode()
    assert count(town) == before


def test_what_he_may_carry_what_he_shares_and_his_hours(town: Town, house: House) -> None:
    browser = seated(house, PEERS[0])
    browser.post(MINE, {"choice": "capacity", "capacity": "2"})
    browser.post(MINE, {"choice": "experience", "tag": ["witness", "partner", "made up"]})
    browser.post(MINE, {"choice": "hours", "from": "23", "until": "7"})
    assert '<option value="23" selected>11:00\N{NO-BREAK SPACE}PM</option>' in browser.get(MINE).content.decode()
    now = state(town, PEERS[0])
    assert (now.capacity, sorted(now.experience)) == (2, ["partner", "witness"])
    assert now.quiet == QUIET._replace(from_minute=23 * 60, to_minute=7 * 60)
    page = browser.get(MINE).content.decode()
    assert "<option selected>2</option>" in page
    assert 'value="partner" checked' in page
    assert "Only what is urgent reaches you then" in page


def test_hours_that_leave_nobody_reachable_are_refused(town: Town, house: House, hand: Hand) -> None:
    page = seated(house, PEERS[0]).post(MINE, {"choice": "hours", "from": "6", "until": "23"})
    assert page.status_code == 422
    assert "Quiet hours last at most 16 hours." in text(page)
    assert town.change(PEERS[0], SetHours(hand.at, PEERS[0], QUIET)) == ()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"choice": "promote"},
        {"choice": "capacity", "capacity": "400"},
        {"choice": "cancel_leave", "leave": "7"},
        {"choice": "hours", "from": "99", "until": "1"},
        {"choice": "ask_swap", "given": "x", "taken": "y"},
        {"choice": "agree_swap", "swap": "none"},
    ],
)
def test_what_the_page_does_not_offer_changes_nothing(town: Town, house: House, sent: dict[str, str]) -> None:
    before = count(town)
    assert seated(house, PEERS[0]).post(MINE, sent).status_code == 422
    assert count(town) == before


def test_a_swap_is_asked_agreed_and_changes_hands(town: Town, house: House, hand: Hand) -> None:
    hand.at = NOON
    on_rota(town, *PEERS[:2])
    asker, other = seated(house, PEERS[0]), seated(house, PEERS[1])
    page = asker.get(MINE)
    given, taken = options(page, "given")[0], options(page, "taken")[0]
    sent = {"choice": "ask_swap", "given": given, "taken": taken}
    assert asker.post(MINE, sent).status_code == 302
    assert asker.post(MINE, sent).status_code == 302, "asked twice is asked once"
    (swap,) = rota(town).asked
    assert f"You asked {PEERS[1]} to swap" in text(asker.get(MINE))
    assert f"{PEERS[0]} asks you to swap" in text(other.get(MINE))
    assert asker.post(MINE, {"choice": "agree_swap", "swap": swap.swap}).status_code == 422, "not his to say"
    third = seated(house, PEERS[2])
    assert third.post(MINE, {"choice": "agree_swap", "swap": swap.swap}).status_code == 422
    assert other.post(MINE, {"choice": "agree_swap", "swap": swap.swap}).status_code == 302
    assert rota(town).swaps == (swap,)
    assert taken not in options(asker.get(MINE), "taken"), "it is his own now"


def test_a_swap_is_declined_or_taken_back(town: Town, house: House, hand: Hand) -> None:
    hand.at = NOON
    on_rota(town, *PEERS[:2])
    asker = seated(house, PEERS[0])
    page = asker.get(MINE)
    for who in (PEERS[0], PEERS[1]):
        asker.post(
            MINE,
            {"choice": "ask_swap", "given": options(page, "given")[0], "taken": options(page, "taken")[0]},
        )
        swap = rota(town).asked[0].swap
        assert seated(house, who).post(MINE, {"choice": "decline_swap", "swap": swap}).status_code == 302
        assert rota(town).asked == ()


def test_nobody_else_has_such_a_page(town: Town, house: House) -> None:
    town.enter(PersonId("chief"))
    town.change(PersonId("chief"), GrantRole(NOON - DAY, *FOUNDERS, "chief", 738_000))
    for person in (MEMBER, PersonId("stranger"), PersonId("chief")):
        assert seated(house, person).get(MINE).status_code == 404
    assert "My leave and my hours" in text(seated(house, COORDINATOR).get(MINE)), "a coordinator has a leave too"


def test_what_can_be_shared_is_what_a_protocol_can_match(town: Town) -> None:
    assert town.change(PEERS[0], CancelLeave(NOON, PEERS[0], NOON, NOON + DAY)) == ()
    assert "discharged_weapon" in EXPERIENCES
