"""A weapon of a member's own, kept elsewhere: the terms first, a note for him alone, and no trace later (S8)."""

import pytest
from django.test import Client

from solidground.app.asking.questions import MyStorage
from solidground.core.care.share.commands import EndShare, GiveShare
from solidground.core.care.storage import STORED_MOST, Stored
from solidground.core.kernel import CaseId, PersonId
from solidground.web.house import House
from tests.app.asking.test_shares import seen
from tests.app.holdings import TODAY, happened, taken
from tests.app.test_answers import count
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import seated
from tests.web.headquarters import CHIEF, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text

WIFE, CLINICIAN = PersonId("wife"), PersonId("clinic")
HERE, PLACE = "/me/storage", "0" * 20
NOTE = {"choice": "keep", "token": PLACE, "holder": "dealer", "on": "2024-03-01", "back": "my_word", "back_on": ""}
THERE = Stored(PLACE, "dealer", TODAY, "my_word", None)


@pytest.fixture
def mine(town: Town, house: House) -> Client:
    staffed(town)
    town.enter(WIFE)
    town.enter(CLINICIAN, ("clinician",))
    return seated(whole(house), MEMBER)


def test_the_terms_of_return_and_the_law_come_before_anything_is_noted(mine: Client) -> None:
    page = text(mine.get(HERE))
    assert page.index("First, the terms of return") < page.index("Who may hold it") < page.index("Keep a note of it")
    assert "Across a state line it goes through a dealer." in page
    assert "Whatever your agency holds stands in its records, and command sees that it does" in page
    assert HERE in mine.get("/help").content.decode()
    assert HERE in mine.get("/me/property").content.decode()


def test_where_nobody_knows_the_law_the_page_says_so(town: Town, house: House) -> None:
    staffed(town)
    page = text(seated(whole(house)._replace(jurisdiction="NZ"), MEMBER).get(HERE))
    assert "nobody has looked it up for this page" in page


def test_a_note_is_kept_once_and_deleted_without_a_trace(town: Town, mine: Client) -> None:
    before = count(town)
    assert mine.post(HERE, NOTE).status_code == mine.post(HERE, NOTE).status_code == 302
    assert seen(town, MEMBER, MyStorage()) == (THERE,)
    page = text(mine.get(HERE))
    assert "A dealer, since March 1, 2024." in page
    assert "It comes back when you ask for it." in page
    assert mine.post(HERE, {"choice": "end", "place": PLACE}).status_code == 302
    assert "It is off this page." in text(mine.get(HERE))
    assert seen(town, MEMBER, MyStorage()) == ()
    assert count(town) == before, "no event is written of it"


def test_a_note_with_a_day_and_one_that_cannot_be(mine: Client) -> None:
    wrong = mine.post(HERE, {**NOTE, "back": "on_a_day"})
    assert wrong.status_code == 422
    assert "Say on which day it comes back" in text(wrong)
    assert '<option value="dealer" selected>' in wrong.content.decode()
    assert mine.post(HERE, {**NOTE, "holder": "the agency"}).status_code == 422
    assert mine.post(HERE, {**NOTE, "token": "../x"}).status_code == 422
    assert mine.post(HERE, {**NOTE, "on": "2024-02-31"}).status_code == 422
    assert mine.post(HERE, {**NOTE, "back": "on_a_day", "back_on": "2024-03-20"}).status_code == 302
    assert "It comes back on March 20, 2024." in text(mine.get(HERE))
    for nth in range(1, STORED_MOST):
        assert mine.post(HERE, {**NOTE, "token": f"{nth:020x}"}).status_code == 302
    full = mine.post(HERE, {**NOTE, "token": "f" * 20})
    assert full.status_code == 422
    assert "Five places stand here already." in text(full)


def share(town: Town, case: CaseId, with_whom: PersonId, seen_as: str, *things: str) -> None:
    happened(town.do(case, GiveShare(NOON, MEMBER, with_whom, seen_as, things)))  # type: ignore[arg-type]  # words of the log


def test_who_he_shares_it_with_sees_it_and_nobody_else_does(town: Town, house: House, mine: Client) -> None:
    assert mine.post(HERE, NOTE).status_code == 302
    (case,) = town.incident(MEMBER)
    share(town, case, WIFE, "family", "storage", "property")
    page = text(seated(whole(house), WIFE).get("/family"))
    assert "A dealer, since March 1, 2024." in page
    assert "Nothing of theirs is kept." in page
    happened(taken(town))
    assert "Service weapon: In the property room. They hear more by March 4, 2024." in text(
        seated(whole(house), WIFE).get("/family")
    )
    for person in (CHIEF, SUPERVISOR):
        assert "A dealer" not in text(seated(whole(house), person).get("/property"))


def test_his_peer_sees_it_where_it_is_shared_and_no_other_peer_nor_who_coordinates(
    town: Town, house: House, mine: Client
) -> None:
    assert mine.post(HERE, NOTE).status_code == 302
    (case,) = town.incident(MEMBER)
    peer = town.case(case).peer
    assert peer is not None
    theirs, line = f"/list/{case}", "A dealer, since March 1, 2024."
    assert line not in text(seated(whole(house), peer).get(theirs))
    share(town, case, peer, "peer", "storage")
    page = text(seated(whole(house), peer).get(theirs))
    assert line in page
    assert "They share it with you." in page
    assert line not in text(seated(whole(house), COORDINATOR).get(f"/case/{case}"))
    for other in PEERS:
        assert other == peer or line not in text(seated(whole(house), other).get(theirs))
    happened(town.do(case, EndShare(NOON, MEMBER, peer)))
    assert line not in text(seated(whole(house), peer).get(theirs))


def test_a_peer_with_whom_it_is_shared_sees_also_that_nothing_stands_there(
    town: Town, house: House, mine: Client
) -> None:
    assert mine.get(HERE).status_code == 200
    (case,) = town.incident(MEMBER)
    peer = town.case(case).peer
    assert peer is not None
    share(town, case, peer, "peer", "storage")
    assert "Nothing stands here." in text(seated(whole(house), peer).get(f"/list/{case}"))


def test_a_clinician_sees_it_where_it_is_shared_and_a_share_of_something_else_shows_none(
    town: Town, house: House, mine: Client
) -> None:
    assert mine.post(HERE, NOTE).status_code == 302
    (case,) = town.incident(MEMBER)
    share(town, case, CLINICIAN, "clinician", "storage")
    assert "A dealer, since March 1, 2024." in text(seated(whole(house), CLINICIAN).get("/clinician"))
    share(town, case, WIFE, "family", "incident")
    page = text(seated(whole(house), WIFE).get("/family"))
    assert "A dealer" not in page
    assert "Nothing of theirs is kept." not in page
