"""The installation: its health, its settings, files of people; and never a case."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from solidground.app.importing.whole import UPLOAD_BYTES_MOST
from solidground.core.kernel import PersonId
from solidground.core.record import Dial
from solidground.web.house import House
from solidground.web.pages.administration import ERRORS_SHOWN
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import seated
from tests.web.headquarters import ADMINISTRATOR, CHIEF, COSIGNER, HR, LIAISON, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text

HEAD = "person_ref,appointed_on,separated_on,mail\n"


@pytest.fixture
def desk(town: Town, house: House) -> Client:
    staffed(town)
    return seated(whole(house), ADMINISTRATOR)


def sent(desk: Client, rows: str, kind: str = "members", head: str = HEAD) -> HttpResponse:
    file = SimpleUploadedFile("people.csv", (head + rows).encode(), "text/csv")
    return desk.post("/administration", {"kind": kind, "file": file})  # type: ignore[return-value]  # the client's own response


def people(town: Town) -> set[str]:
    return {stream.name for stream in town.store.streams(AGENCY, "person")}


def test_the_settings_are_shown_and_what_is_missing_with_its_remedy(town: Town, desk: Client) -> None:
    seen = desk.get("/administration")
    assert 'data-role="administrator" data-page="administration"' in seen.content.decode()
    assert "The clock has stopped." in text(seen)
    assert "solidground status" in text(seen)
    assert "No way out is set: nothing leaves, and nothing is lost. Fill in [mail] of settings.toml." in text(seen)
    town.store.note_time(Dial(NOON, "here", 0))
    assert "The clock runs." in text(desk.get("/administration"))


def test_where_the_settings_are_changed_is_said_as_it_is(house: House, desk: Client) -> None:
    in_a_file, in_none = "They are changed in settings.toml, on the machine.", "no file holds them"
    page = text(desk.get("/administration"))
    assert (in_a_file in page, in_none in page) == (True, False)
    made_up = whole(house)
    assert made_up.office is not None
    demo = seated(made_up._replace(office=made_up.office._replace(in_file=False)), ADMINISTRATOR)
    page = text(demo.get("/administration"))
    assert (in_a_file in page, in_none in page) == (False, True)


def test_a_file_of_people_is_taken_in_whole(town: Town, desk: Client) -> None:
    assert sent(desk, "n-1,2024-01-02,,n-1@harbor.example\nn-2,2024-01-02,,\n").status_code == 302
    assert {"person/n-1", "person/n-2"} <= people(town)
    assert "The file was taken in, and is not kept." in text(desk.get("/administration"))


def test_what_is_to_be_looked_at_in_a_file_that_was_taken_in_is_said_at_once(town: Town, desk: Client) -> None:
    many = "".join(f"n-{number},2024-01-02,,\n" for number in range(ERRORS_SHOWN + 3))
    sent(desk, many)
    again = sent(desk, many.replace("2024-01-02", "2024-01-03"))
    assert again.status_code == 200
    said = text(again)
    assert "The file was taken in, and is not kept." in said
    assert "Line 2: appointed_on: This person is in the roster already, since" in said
    assert said.count("This person is in the roster already") == ERRORS_SHOWN
    assert "3 more." in said
    assert len(people(town) & {f"person/n-{number}" for number in range(40)}) == ERRORS_SHOWN + 3


def test_where_one_line_is_wrong_nothing_is_written_and_the_line_is_named(town: Town, desk: Client) -> None:
    wrong = sent(desk, "n-1,2024-01-02,,\nn-2,someday,,\n")
    assert wrong.status_code == 422
    assert "Line 3 , appointed_on:" in text(wrong).replace("3,", "3 ,")
    assert 'value="members" checked' in wrong.content.decode()
    assert "person/n-1" not in people(town)


def test_many_errors_are_counted_after_the_first(desk: Client) -> None:
    wrong = sent(desk, "".join(f"n-{number},x,,\n" for number in range(ERRORS_SHOWN + 5)))
    assert wrong.content.decode().count("appointed_on") == ERRORS_SHOWN
    assert "5 more." in text(wrong)


@pytest.mark.parametrize(
    ("kind", "head", "rows", "says"),
    [
        ("members", "one,two\n", "1,2\n", "lacks the columns"),
        ("incidents", HEAD, "n-1,2024-01-02,,\n", "Choose a file, and say what it holds."),
        ("", HEAD, "n-1,2024-01-02,,\n", "Choose a file, and say what it holds."),
        ("members", HEAD, "x" * UPLOAD_BYTES_MOST, "The file is larger than 256 KB."),
        ("members", HEAD, "x" * 3 * UPLOAD_BYTES_MOST, "The file is larger than 256 KB."),
        ("members", "", "", "is empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    desk: Client, kind: str, head: str, rows: str, says: str
) -> None:
    wrong = sent(desk, rows, kind, head)
    assert wrong.status_code == 422
    assert says in text(wrong)


def test_without_a_file_nothing_happens(desk: Client) -> None:
    assert "Choose a file" in text(desk.post("/administration", {"kind": "members"}))


@pytest.mark.parametrize(
    "person", [MEMBER, *PEERS, COORDINATOR, LIAISON, HR, CHIEF, SUPERVISOR, COSIGNER, PersonId("stranger")]
)
def test_nobody_else_has_such_a_page(town: Town, house: House, person: PersonId) -> None:
    staffed(town)
    other = seated(whole(house), person)
    for found in (other.get("/administration"), sent(other, "n-1,2024-01-02,,\n")):
        assert (found.status_code, found.content) == (404, other.get("/nothing").content)
    assert "person/n-1" not in people(town)


def test_where_there_is_nothing_to_look_after_there_is_no_page(town: Town, house: House) -> None:
    staffed(town)
    assert seated(house, ADMINISTRATOR).get("/administration").status_code == 404


def test_no_case_is_in_anything_an_administrator_gets(town: Town, desk: Client) -> None:
    (case,) = town.incident(MEMBER)
    assert case not in desk.get("/administration").content.decode()
    assert MEMBER not in text(desk.get("/administration")).split()
    assert desk.get("/year").status_code == desk.get("/board").status_code == 404
