"""Who can see what, by name, and who looked: to the member, and to nobody else of him."""

import re

import pytest

from solidground.app.looks import ACTS
from solidground.core.kernel import HOUR, MINUTE, CaseId
from solidground.core.record import Looked
from solidground.web.house import House
from solidground.web.pages.my_sight import LOOKED, SHOWN_MOST
from tests.app.test_answers import asked
from tests.app.town import AGENCY, COORDINATOR, MEMBER, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text

HERE = "/me/sight"


@pytest.fixture
def case(town: Town, hand: Hand) -> CaseId:
    """Give a case whose member was asked how today is."""
    found, _, hand.at = asked(town)
    return found


def test_every_look_that_is_noted_has_words() -> None:
    assert set(LOOKED) == ACTS | {"case", "list", "board", "choosing", "week", "shared"}


def test_the_table_names_who_there_is_and_says_when_others_would_know(case: CaseId, house: House) -> None:
    assert case
    page = seated(house, MEMBER).get(HERE)
    said = text(page)
    assert 'data-role="member" data-page="my_sight"' in page.content.decode()
    assert f"Your peer: {PEERS[0]}" in said
    assert f"The coordinator: {COORDINATOR}" in said
    assert "While they are called to help: Whoever is on call" in re.sub(r"\s+", " ", said)
    assert "Nobody has looked." in said
    assert not re.search(r"peer_assigned|when called|if shared", said), "plain words, not the table's"


def test_whoever_looks_by_a_page_is_in_the_list_once_an_hour(case: CaseId, house: House, hand: Hand) -> None:
    assert case
    for _ in range(3):
        seated(house, COORDINATOR).get("/board")
        hand.at += MINUTE
    said = text(seated(house, MEMBER).get(HERE))
    assert said.count("Saw you on the board") == 1
    assert "Saw you on the board" not in text(seated(house, COORDINATOR).get(HERE))


def test_of_many_looks_the_newest_are_shown_and_the_rest_is_in_the_file(
    town: Town, case: CaseId, house: House, hand: Hand
) -> None:
    assert case
    with town.store.transaction() as unit:
        unit.put_looked(
            [Looked(AGENCY, MEMBER, PEERS[0], "case", hand.at - ago * HOUR) for ago in range(SHOWN_MOST + 1)]
        )
    said = text(seated(house, MEMBER).get(HERE))
    assert said.count("Opened your case") == SHOWN_MOST
    assert "All of them are in your file" in said


def test_whoever_has_no_case_sees_his_own_looks_alone(case: CaseId, house: House) -> None:
    assert case
    page = seated(house, COORDINATOR).get(HERE)
    assert page.status_code == 200
    assert "Who can see what What" not in text(page)
    assert MEMBER not in page.content.decode()
