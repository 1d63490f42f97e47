"""A file of how inquiries stand, on a page of the liaison's: whole or not at all, and nobody is told by it (S4, P4)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from solidground.core.kernel import PersonId
from solidground.web.house import House
from tests.app.town import AGENCY, COORDINATOR, MEMBER, PEERS, Town
from tests.web.conftest import seated
from tests.web.headquarters import ADMINISTRATOR, CHIEF, HR, LIAISON, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text

HERE = "/liaison/file"
HEAD = "incident_ref,inquiry,status,on,next_on\n"
OPEN = "i-1,criminal,open,2024-03-01,2024-03-31\n"


@pytest.fixture
def staff(town: Town, house: House) -> House:
    staffed(town)
    town.incident(MEMBER, PEERS[1])
    return whole(house)


@pytest.fixture
def desk(staff: House) -> Client:
    return seated(staff, LIAISON)


def sent(browser: Client, rows: str, head: str = HEAD) -> HttpResponse:
    file = SimpleUploadedFile("statuses.csv", (head + rows).encode(), "text/csv")
    return browser.post(HERE, {"file": file})  # type: ignore[return-value]  # the client's own response


def recorded(town: Town) -> list[str]:
    return [row.type for row in town.store.log(AGENCY, "command") if row.type == "StatusRecorded"]


def test_the_page_says_what_a_file_holds_in_the_agencys_words_and_what_incidents_are_called(desk: Client) -> None:
    assert f'href="{HERE}"' in desk.get("/liaison").content.decode()
    seen = desk.get(HERE)
    assert 'data-role="liaison" data-page="liaison_file"' in seen.content.decode()
    said = text(seen)
    assert "A file with any other column is not taken." in said
    assert "i-1, criminal, open, 2024-03-01, 2024-03-31" in said, "days that are taken, if it is copied as it stands"
    for word in ("criminal", "not_sustained", "i-1", "Declined: no charges"):
        assert word in said
    assert "case_to_answer" not in said, "that is another place's"
    assert MEMBER not in said


def test_a_file_is_taken_in_whole_and_shown_as_what_is_written_by_hand(town: Town, desk: Client) -> None:
    assert sent(desk, OPEN + "i-1,civil,closed,2024-03-01,\n").status_code == 302
    page = text(desk.get("/liaison"))
    assert "The file was taken in, and is not kept. Nobody is told by this page." in page
    assert "More is heard by March 31, 2024." in page
    assert len(recorded(town)) == 2


def test_what_stands_so_already_is_said_at_once(town: Town, desk: Client) -> None:
    sent(desk, OPEN)
    again = sent(desk, OPEN)
    assert again.status_code == 200
    assert "Line 2: It stands so already; nothing was changed." in text(again)
    assert "The file was taken in" in text(again)
    assert len(recorded(town)) == 1


@pytest.mark.parametrize(
    ("head", "rows", "says"),
    [
        (HEAD, OPEN + "i-1,civil,won,2024-03-01,\n", "Line 3, status"),
        (HEAD, "i-9,criminal,open,2024-03-01,2024-03-31\n", "No incident is entered as"),
        ("incident_ref,inquiry,status,on,findings\n", "i-1,criminal,open,2024-03-01,x\n", "column 5 is"),
        ("", "", "is empty"),
    ],
)
def test_where_anything_is_wrong_nothing_is_written_and_the_place_is_said(
    town: Town, desk: Client, head: str, rows: str, says: str
) -> None:
    wrong = sent(desk, rows, head)
    assert wrong.status_code == 422
    assert says in text(wrong).replace(" ,", ",")
    assert "Nothing was written" in text(wrong)
    assert 'href="#file"' in wrong.content.decode()
    assert recorded(town) == []


def test_without_a_file_nothing_happens(desk: Client) -> None:
    found = desk.post(HERE, {})
    assert found.status_code == 422
    assert "Nothing was written Choose a file. How it stands" in text(found), "and nothing of lines of a file"


def test_the_chief_may_look_and_not_hand_one_in(town: Town, staff: House) -> None:
    chief = seated(staff, CHIEF)
    assert chief.get(HERE).status_code == 200
    assert "The liaison alone passes on" in text(sent(chief, OPEN))
    assert recorded(town) == []


def test_where_there_is_no_incident_the_page_says_what_a_file_holds_all_the_same(town: Town, house: House) -> None:
    staffed(town)
    said = text(seated(whole(house), LIAISON).get(HERE))
    assert "A-7, criminal, open," in said
    assert "What the incidents are called" not in said


@pytest.mark.parametrize("person", [MEMBER, COORDINATOR, HR, SUPERVISOR, ADMINISTRATOR, PersonId("stranger")])
def test_for_everybody_else_there_is_no_such_page(town: Town, staff: House, person: PersonId) -> None:
    other = seated(staff, person)
    for found in (other.get(HERE), sent(other, OPEN)):
        assert (found.status_code, found.content) == (404, other.get("/nothing").content)
    assert recorded(town) == []
