"""The protocol in force, for everybody who is signed in."""

import pytest
from django.test import Client

from solidground.core.kernel import PersonId
from solidground.protocols import text
from solidground.web.house import House, line_of
from tests.app.test_studio import adopted
from tests.app.town import COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text as said


@pytest.fixture(autouse=True)
def _now(hand: Hand) -> None:
    hand.at = NOON


@pytest.mark.parametrize("person", [MEMBER, PEERS[0], COORDINATOR, DEPUTY, PersonId("stranger")])
def test_everybody_may_read_what_is_owed(house: House, person: PersonId) -> None:
    seen = seated(house, person).get("/protocol")
    page = said(seen)
    assert "What is owed after an incident, and when." in page
    assert "Due after 30 minutes. Lapses after 45 minutes." in page
    assert "Then the coordinator, the deputy and the staffed line." in page
    assert "The family told a task, whoever is on call" in page, "in the words that a list has for it"
    assert "Day 2 a question, asked of the member" in page
    assert "Due after 2 days, at 6:00 PM." in page, "by the clock of its reader"
    assert "Dallas general order 317 (2020): minutes; the figure is ours (we read the source)" in page
    assert ("Change it" in page) == (person in (COORDINATOR, DEPUTY))


def test_every_step_is_drawn_and_said(house: House) -> None:
    page = seated(house, MEMBER).get("/protocol", {"kind": "other", "part": "family"}).content.decode()
    assert page.count('<li class="owed__step">') + 1 == page.count('<svg viewBox="0 0 320')
    assert '<option value="family" selected>' in page
    assert "A first talk with the family" in page


def test_a_kind_that_is_none_is_the_usual(house: House) -> None:
    page = seated(house, MEMBER).get("/protocol", {"kind": "x", "part": "y"}).content.decode()
    assert '<option value="discharged_weapon" selected>' in page


def test_without_an_account_there_is_no_protocol(browser: Client) -> None:
    for address in ("/protocol", "/protocol/file", "/protocol/draft"):
        assert browser.get(address).content == browser.get("/nothing").content


def test_who_put_it_in_force_is_said_to_those_who_may_change_it(town: Town, house: House) -> None:
    adopted(town, "PT5H", "2")
    assert "version 2. In force since Fri 12:00 PM. Put in force by coord" in said(
        seated(house, COORDINATOR).get("/protocol")
    )
    page = said(seated(house, MEMBER).get("/protocol"))
    assert "In force since Fri 12:00 PM." in page
    assert "coord " not in page


def test_it_is_taken_as_the_file_it_is(house: House) -> None:
    found = seated(house, MEMBER).get("/protocol/file")
    assert found.content.decode() == text("default")
    assert found["Content-Disposition"] == 'attachment; filename="protocol.toml"'


def test_the_staffed_line_is_that_of_the_protocol_in_force(town: Town, house: House) -> None:
    other = house._replace(line=None)
    assert line_of(other) is None
    adopted(town, "PT5H", "2")
    found = line_of(other)
    assert found is not None
    assert found.name == "COPLINE"
