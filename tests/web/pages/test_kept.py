"""A case on a peer's list: how its member wants to be met, what was done, tips; and nobody else sees it."""

import pytest

from solidground.core.care.choice.commands import AdviseNoContact, ChooseNotNow, ChooseWay, RuleOut
from solidground.core.care.commands import SlowDown
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.kernel import DAY, HOUR, CaseId, PersonId
from solidground.core.roster.person.commands import DeclareKin, SetSupervisor
from solidground.web.house import House
from tests.app.town import COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text


def given(town: Town, hand: Hand) -> tuple[CaseId, PersonId]:
    """Bring a case to its second day; return it, and its peer."""
    (case,) = town.incident()
    keeper = next(item.keeper for item in town.case(case).items if item.key == "offer")
    assert keeper is not None
    town.do(case, MakeOffer(NOON, keeper, NOON, "phone", "peer"))
    hand.at = NOON + DAY
    town.sweep_to(hand.at)
    peer = town.case(case).peer
    assert peer is not None
    return case, peer


def test_the_peer_sees_how_they_want_it_what_was_done_and_tips(town: Town, house: House, hand: Hand) -> None:
    case, peer = given(town, hand)
    page = seated(house, peer).get(f"/list/{case}")
    said = text(page)
    assert 'data-role="peer" data-page="kept"' in page.content.decode()
    assert "They have asked for nothing special. Ask them." in said
    assert "You are their peer." in said
    assert "The first days" in said
    assert "Fri March 1: care offered, with its limits said, reached" in said
    assert 'href="/help"' in page.content.decode()
    assert f'href="/list/{case}"' in seated(house, peer).get("/list").content.decode()


def test_what_the_member_wished_stands_on_top_and_whom_he_ruled_out_stands_nowhere(
    town: Town, house: House, hand: Hand
) -> None:
    case, peer = given(town, hand)
    other = next(one for one in PEERS if one != peer)
    for command in (
        ChooseWay(hand.at, MEMBER, "text"),
        SlowDown(hand.at, MEMBER),
        RuleOut(hand.at, MEMBER, other),
        ChooseNotNow(hand.at, MEMBER, hand.at + 3 * DAY),
    ):
        town.do(case, command)
    page = seated(house, peer).get(f"/list/{case}")
    assert "Reach them by text." in text(page)
    assert "Slower: they asked for more time" in text(page)
    assert "Not before Mon 12:00 PM." in text(page).replace("Tue", "Mon")
    assert other not in page.content.decode()
    town.do(case, AdviseNoContact(hand.at, MEMBER))
    assert "No contact now, as they asked." in text(seated(house, peer).get(f"/list/{case}"))


def test_to_everybody_else_it_is_not_there(town: Town, house: House, hand: Hand) -> None:
    case, peer = given(town, hand)
    missing = seated(house, PEERS[0]).get("/list/none").content
    others = {*PEERS, MEMBER, COORDINATOR, DEPUTY, PersonId("stranger")} - {peer}
    for person in others:
        browser = seated(house, person)
        page = browser.get(f"/list/{case}")
        assert page.status_code == 404
        assert case not in page.content.decode()
    assert b"There is nothing here" in missing


@pytest.mark.parametrize("tie", ["kin", "reports to him", "supervises him", "ruled out"])
def test_somebody_in_conflict_is_never_shown_the_case_not_even_before_the_clock_looked(
    town: Town, house: House, hand: Hand, tie: str
) -> None:
    case, peer = given(town, hand)
    assert seated(house, peer).get(f"/list/{case}").status_code == 200
    hand.at += HOUR
    match tie:
        case "kin":
            town.change(MEMBER, DeclareKin(hand.at, MEMBER, peer))
        case "reports to him":
            town.change(peer, SetSupervisor(hand.at, COORDINATOR, MEMBER, 738_000))
        case "supervises him":
            town.change(MEMBER, SetSupervisor(hand.at, COORDINATOR, peer, 738_000))
        case _:
            town.do(case, RuleOut(hand.at, MEMBER, peer))
    browser = seated(house, peer)
    assert browser.get(f"/list/{case}").status_code == 404
    assert MEMBER not in browser.get("/list").content.decode()
