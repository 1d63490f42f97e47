"""The liaison's one form: how an inquiry stands, since when, and when more is heard (S4)."""

import pytest
from django.test import Client

from solidground.app.ask import ask
from solidground.app.asking.questions import Inquiries
from solidground.app.asking.reading import Reading
from solidground.core.kernel import DAY, HOUR, PersonId, Refusal
from solidground.web.house import House
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.headquarters import CHIEF, HR, LIAISON, SUPERVISOR, staffed, told, whole
from tests.web.pages.test_link import text

OPEN = {"incident": "i-1", "status": "criminal/open", "on": "2024-03-01", "next_on": "2024-04-01", "seen": "0"}


@pytest.fixture
def staff(town: Town, house: House) -> House:
    staffed(town)
    town.incident(MEMBER, PEERS[1])
    return whole(house)


@pytest.fixture
def desk(staff: House) -> Client:
    return seated(staff, LIAISON)


def test_the_words_are_those_of_the_agencys_list_and_there_is_no_field_for_more(desk: Client) -> None:
    seen = desk.get("/liaison")
    page = seen.content.decode()
    assert 'data-role="liaison" data-page="liaison"' in page
    assert "Not sustained" in page
    assert "Case to answer" not in page
    assert "textarea" not in page
    assert page.count('type="text"') == 0
    assert "No word is overdue." in text(seen)


def test_what_is_taken_down_is_said_once_and_shown(desk: Client) -> None:
    assert desk.post("/liaison", OPEN).status_code == 302
    seen = text(desk.get("/liaison"))
    assert "Taken down." in seen
    assert "More is heard by April 1, 2024." in seen
    assert "Taken down." not in text(desk.get("/liaison"))


def test_a_second_tap_does_nothing_twice(town: Town, desk: Client, hand: Hand) -> None:
    assert desk.post("/liaison", OPEN).status_code == 302
    hand.at += HOUR
    assert desk.post("/liaison", OPEN).status_code == 302
    assert len([row for row in town.store.log(AGENCY, "command") if row.type == "StatusRecorded"]) == 1


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"incident": ""}, "incident", "Choose an incident of the list."),
        ({"incident": "i-9"}, "incident", "Choose an incident of the list."),
        ({"status": ""}, "status", "Choose a word of your"),
        ({"status": "criminal/found_guilty"}, "status", "Choose a word"),
        ({"on": ""}, "on", "Say since when"),
        ({"on": "2024-02-29"}, "on", "Say since when"),
        ({"on": "yesterday"}, "on", "Say since when"),
        ({"next_on": ""}, "next_on", "Say when more is heard"),
        ({"next_on": "2024-13-01"}, "next_on", "More is heard from tomorrow on"),
        ({"status": "criminal/closed"}, "next_on", "It has ended."),
    ],
)
def test_what_is_missing_is_said_where_it_is_and_what_was_typed_is_kept(
    desk: Client, wrong: dict[str, str], field: str, says: str
) -> None:
    sent = OPEN | wrong
    found = desk.post("/liaison", sent)
    page = found.content.decode()
    assert found.status_code == 422
    assert says in text(found)
    assert f'href="#{field}"' in page
    assert f'id="{field}-error"' in page
    assert f'value="{sent["on"]}"' in page
    assert (f'value="{sent["status"]}" selected' in page) is (sent["status"] in ("criminal/open", "criminal/closed"))


def test_all_that_is_empty_is_said_at_once(desk: Client) -> None:
    found = desk.post("/liaison", {"seen": "0"})
    assert found.status_code == 422
    for field, says in (("incident", "Choose an incident"), ("status", "Choose a word"), ("on", "Say since when")):
        assert f'id="{field}-error"' in found.content.decode()
        assert says in text(found)
    assert 'id="next_on-error"' not in found.content.decode(), "that depends on the word"


def test_who_comes_second_sees_what_changed_and_decides(town: Town, desk: Client, hand: Hand) -> None:
    told(town, status="referred")
    hand.at = NOON + DAY
    late = desk.post("/liaison", OPEN)
    assert late.status_code == 422
    assert "Somebody took down how this stands after you opened the page." in text(late)
    assert "With the prosecutor" in text(late)
    assert desk.post("/liaison", OPEN | {"seen": str(NOON)}).status_code == 302
    assert desk.post("/liaison", OPEN | {"seen": "²", "on": "2024-03-02"}).status_code == 422


def test_a_word_that_is_overdue_comes_first(town: Town, desk: Client, hand: Hand) -> None:
    told(town)
    hand.at = NOON + 40 * DAY
    assert "After one incident a word is overdue." in text(desk.get("/liaison"))
    town.incident(PEERS[2], name="i-2")
    told(town, "i-2")
    assert "After 2 incidents a word is overdue." in text(desk.get("/liaison"))


def test_an_old_incident_stays_as_long_as_an_inquiry_goes_on(town: Town, desk: Client, hand: Hand) -> None:
    told(town)
    town.incident(PEERS[2], name="i-2")
    hand.at = NOON + 400 * DAY
    page = text(desk.get("/liaison"))
    assert MEMBER in page
    assert PEERS[2] not in page
    ended = OPEN | {"status": "criminal/closed", "next_on": "", "seen": str(hand.at)}
    assert desk.post("/liaison", ended).status_code == 302
    assert "No incident waits for a word from you." in text(desk.get("/liaison"))


def test_nobody_passes_on_how_his_own_incident_stands(town: Town, desk: Client, hand: Hand) -> None:
    town.incident(LIAISON, name="i-2")
    assert 'value="i-2"' not in desk.get("/liaison").content.decode()
    hand.at += HOUR
    assert desk.post("/liaison", OPEN | {"incident": "i-2"}).status_code == 422


@pytest.mark.parametrize("person", [MEMBER, PEERS[1], COORDINATOR, HR, SUPERVISOR, PersonId("stranger")])
def test_for_everybody_else_there_is_no_form(town: Town, staff: House, person: PersonId) -> None:
    told(town)
    other = seated(staff, person)
    for found in (other.get("/liaison"), other.post("/liaison", OPEN)):
        assert (found.status_code, found.content) == (404, other.get("/nothing").content)


def test_the_chief_may_look_and_not_write(town: Town, staff: House) -> None:
    assert seated(staff, CHIEF).get("/liaison").status_code == 200
    assert seated(staff, CHIEF).post("/liaison", OPEN).status_code == 422
    assert not [row for row in town.store.log(AGENCY, "command") if row.type == "StatusRecorded"]


def test_the_member_and_his_peer_see_nothing_of_it_before_they_are_told(town: Town, staff: House) -> None:
    told(town)
    for person, page in ((MEMBER, "/me"), (PEERS[0], "/list"), (COORDINATOR, "/board"), (COORDINATOR, "/year")):
        assert "More is heard by" not in text(seated(staff, person).get(page))
    from solidground.app.asking.bonds import viewer_of  # noqa: PLC0415 - here alone

    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    for person in (MEMBER, PEERS[0], COORDINATOR):
        assert isinstance(ask(reading, viewer_of(reading.people(), person, NOON), Inquiries()), Refusal)
