"""What a member reads of what was taken from him, and his one tap that it was handed over (S3)."""

import pytest
from django.test import Client

from solidground.core.duty.property.commands import BeginHandover, ConfirmHandover, MoveProperty
from solidground.core.kernel import DAY
from solidground.web.house import House
from tests.app.holdings import THING, TODAY, does, happened, kept, taken, takes
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.headquarters import OFFICER, staffed, whole
from tests.web.pages.test_link import text


@pytest.fixture
def mine(town: Town, house: House) -> Client:
    staffed(town)
    town.incident(MEMBER)
    happened(taken(town))
    return seated(whole(house), MEMBER)


def confirms(town: Town, browser: Client, choice: str = "confirm", step: str = "taken") -> int:
    """Tap on a page that was just opened, and return how it was answered."""
    form = {"choice": choice, "thing": THING, "seen": str(kept(town).changed_at), "step": step}
    return browser.post("/me/property", form).status_code


def test_one_calm_line_says_where_it_is_and_when_he_hears_more(mine: Client) -> None:
    page = text(mine.get("/me"))
    assert "Service weapon: In the property room. You hear more by March 4, 2024." in page
    assert "It is standard after a shooting, not discipline." in page
    assert "Yes, it was handed over so" in page
    assert 'data-role="member" data-page="my_property"' in mine.get("/me/property").content.decode()


def test_he_confirms_it_in_one_tap_and_may_take_that_back_while_it_waits(town: Town, mine: Client) -> None:
    assert "It waits for you." in text(mine.get("/me/property"))
    assert confirms(town, mine) == 302
    assert "Thank you. Both of you see it." in text(mine.get("/me/property"))
    assert "Both have confirmed it." in text(mine.get("/me/property"))
    assert "Yes, it was handed over so" not in text(mine.get("/me"))
    assert confirms(town, mine) == 302, "the same tap twice is once"
    assert confirms(town, mine, "take_back") == 422
    happened(does(town, BeginHandover(NOON, OFFICER, "returned", TODAY)))
    assert "Yes, it was given back" in text(mine.get("/me"))
    assert confirms(town, mine, step="returned") == 302
    assert "Service weapon: you have it back." in text(mine.get("/me"))


def test_what_was_changed_meanwhile_is_looked_at_first(town: Town, mine: Client, hand: Hand) -> None:
    hand.at = NOON + DAY
    happened(does(town, MoveProperty(hand.at, OFFICER, "laboratory")))
    form = {"choice": "confirm", "thing": THING, "seen": str(NOON), "step": "taken"}
    late = mine.post("/me/property", form)
    assert late.status_code == 422
    assert "Somebody changed this after you opened the page." in text(late)
    assert "At the lab" in text(late)


def test_a_day_that_passed_says_that_somebody_is_asked_to_tell_him(mine: Client, hand: Hand) -> None:
    hand.at = NOON + 5 * DAY
    assert "You were to hear more by March 4, 2024; somebody is asked to tell you." in text(mine.get("/me"))
    assert "Somebody is asked to tell you." in text(mine.get("/me/property"))


def test_also_who_has_no_case_sees_what_was_taken_from_him(town: Town, house: House) -> None:
    staffed(town)
    happened(taken(town, command=takes(PEERS[2], incident="")))
    other = seated(whole(house), PEERS[2])
    assert "Service weapon: In the property room." in text(other.get("/me"))
    assert "Nothing of yours is kept." in text(seated(whole(house), PEERS[1]).get("/me/property"))


def test_nothing_but_confirming_is_his_to_do(town: Town, mine: Client) -> None:
    for choice in ("take", "move", "tell", "returned", "correct", "perhaps"):
        form = {"choice": choice, "thing": THING, "seen": str(NOON), "place": "laboratory", "on": "2024-03-01"}
        form |= {"kind": "badge", "why": "standard", "next_on": "2024-03-09", "token": "c" * 20, "member": MEMBER}
        assert mine.post("/me/property", form).status_code == 422
    assert kept(town).changed_at == NOON


def test_his_peer_and_the_coordinator_read_a_line_of_it_beside_his_case(town: Town, house: House) -> None:
    staffed(town)
    (case,) = town.incident(MEMBER)
    happened(taken(town))
    peer = town.case(case).peer
    assert peer is not None
    line = "Service weapon: In the property room. They hear more by March 4, 2024."
    assert line in text(seated(whole(house), peer).get(f"/list/{case}"))
    assert line in text(seated(whole(house), COORDINATOR).get(f"/case/{case}"))
    happened(does(town, BeginHandover(NOON, OFFICER, "returned", TODAY)))
    happened(does(town, ConfirmHandover(NOON, MEMBER, "returned")))
    assert "Service weapon: they have it back." in text(seated(whole(house), COORDINATOR).get(f"/case/{case}"))
