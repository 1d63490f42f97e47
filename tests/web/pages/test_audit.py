"""The chief's audit (S22): of each thing how often it was done, and for one incident to whom; the work, never care."""

from dataclasses import replace

import pytest
from django.test import Client

from solidground.app.asking.reading import Reading
from solidground.core.duty.audit import STEPS
from solidground.core.duty.owed.commands import ExcuseDuty, RecordDuty
from solidground.core.duty.property.commands import OfferReplacement
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.web import owed_words
from solidground.web.house import House
from tests.app.holdings import TODAY, does, happened, taken, takes
from tests.app.leaves import left
from tests.app.test_owed import NAME, VISITED, happen, owed, says
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.claims import claimed
from tests.web.conftest import Hand, seated
from tests.web.headquarters import ADMINISTRATOR, CHIEF, HR, LIAISON, OFFICER, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text
from tests.web.worded import Worded


@pytest.fixture
def staff(town: Town, house: House) -> House:
    staffed(town)
    happen(town)
    return whole(house)


@pytest.fixture
def chief(staff: House) -> Client:
    return seated(staff, CHIEF)


def test_before_anything_is_owed_the_year_says_so(chief: Client) -> None:
    page = chief.get("/audit")
    assert 'data-role="chief" data-page="audit"' in page.content.decode()
    assert "Nothing was owed in 2024." in text(page)
    assert "All that was owed by now is written down." in text(page)


def test_the_year_has_a_row_for_each_thing_and_a_line_for_each_incident(town: Town, chief: Client, hand: Hand) -> None:
    happened(taken(town))
    happened(does(town, OfferReplacement(NOON, OFFICER)))
    says(town, VISITED)
    hand.at = NOON + 2 * DAY
    said = text(chief.get("/audit"))
    assert "What was owed in 2024, and whether it was done." in said
    assert "What Done On time Late Not done Another weapon offered 1 of 1 1 0 0" in said
    assert "The visit 1 of 2 1 0 1" in said
    assert "Of 2 things nothing is written down." in said
    assert SUPERVISOR not in said.split(), "nobody of command is named"
    assert "Nothing was owed in 2023." in text(chief.get("/audit/2023"))
    assert 'href="/audit/2024"' in chief.get("/audit/2023").content.decode()
    assert chief.get("/audit/1").status_code == 404


def test_one_incident_says_when_as_whom_or_why_not(town: Town, chief: Client, hand: Hand) -> None:
    says(town, VISITED)
    says(town, ExcuseDuty(NOON + 6 * HOUR, SUPERVISOR, "call", "asked_for_none", "supervisor"))
    says(town, RecordDuty(NOON + 3 * DAY, SUPERVISOR, "leave", TODAY + 3, "supervisor"))
    happened(taken(town))
    hand.at = NOON + 4 * DAY
    said = text(chief.get("/audit/of/i-1"))
    assert f"{MEMBER}, fired" in said
    assert "The visit Done on March 1, 2024, by a supervisor." in said
    assert "The call Not done: They asked for none." in said
    assert "Told until when they are off Done on March 4, 2024, by a supervisor. That was late." in said
    assert "Another weapon offered Nothing is written down." in said
    (stream,) = [one for one in said.split("Proof: ") if one.startswith(f"owed/i-1/{MEMBER} ")]
    assert house_hash(town) in stream.replace(" ", ""), "the stream is named once, with the hash of its last event"
    assert SUPERVISOR not in said.split()
    assert "Nothing is owed by now." in said, "family is owed nothing by command"


def test_a_leave_that_hr_wrote_down_is_told_in_writing(town: Town, chief: Client, hand: Hand) -> None:
    happened(left(town))
    hand.at = NOON + 2 * DAY
    page = chief.get("/audit/of/i-1")
    assert "Told until when they are off In writing since March 1, 2024, by HR." in text(page)
    assert f"Proof: status/{MEMBER} " in text(page)
    assert HR not in text(page).split(), "nobody of command is named"


def house_hash(town: Town) -> str:
    """Return the hash of the last event of what is owed to the member."""
    rows = town.store.stream_rows("SELECT commitment FROM event WHERE stream = ? ORDER BY version", (f"owed/{NAME}",))
    return bytes(list(rows)[-1][0]).hex()


def test_an_incident_of_which_all_is_written_down_says_so(town: Town, chief: Client, hand: Hand) -> None:
    hand.at = NOON + 13 * HOUR
    says(town, VISITED)
    happened(taken(town))
    happened(does(town, OfferReplacement(NOON, OFFICER)))
    assert "Of one thing nothing is written down." in text(chief.get("/audit"))
    assert "Of one thing nothing is written down." in text(chief.get("/audit/of/i-1"))


def test_what_the_chief_did_himself_he_says_there(town: Town, chief: Client) -> None:
    form = {"thing": NAME, "step": "visit", "choice": "did", "on": "2024-03-01", "seen": str(owed(town).changed_at)}
    wrong = chief.post("/audit/of/i-1", {**form, "on": "2024-03-02"})
    assert wrong.status_code == 422
    assert "Say when it was: a day from the incident until today." in text(wrong)
    assert [chief.post("/audit/of/i-1", form).status_code for _ in range(2)] == [302, 302]
    page = text(chief.get("/audit/of/i-1"))
    assert "Written down. No message goes out." in page
    assert "The visit Done on March 1, 2024, by the chief." in page


@pytest.mark.parametrize(
    "person", [MEMBER, COORDINATOR, LIAISON, HR, ADMINISTRATOR, OFFICER, SUPERVISOR, PEERS[1], PersonId("stranger")]
)
def test_it_is_the_chiefs_alone(staff: House, person: PersonId) -> None:
    browser = seated(staff, person)
    nothing = browser.get("/nothing").content
    for address in ("/audit", "/audit/2024", "/audit/2024/paper", "/audit/of/i-1"):
        assert (browser.get(address).status_code, browser.get(address).content) == (404, nothing)


def test_a_year_is_a_paper_too_with_every_pair_and_its_proof(town: Town, chief: Client, hand: Hand) -> None:
    says(town, VISITED)
    says(town, ExcuseDuty(NOON + 6 * HOUR, SUPERVISOR, "call", "asked_for_none", "supervisor"))
    hand.at = NOON + 2 * DAY
    assert 'href="/audit/2024/paper"' in chief.get("/audit").content.decode()
    page = text(chief.get("/audit/2024/paper"))
    for said in (
        "The audit of 2024",
        "As the log stood on March 3, 2024, 12:00 PM. Incidents: 1. Pairs of an incident and a person: 3;",
        "The visit 1 of 2 1 0 1",
        f"{MEMBER} fired",
        "The visit Done on March 1, 2024, by a supervisor.",
        "The call Not done: They asked for none.",
        f"owed/{NAME} {house_hash(town)}",
        "Nothing is owed by now.",
        "The log of the agency alone can prove this paper.",
    ):
        assert said in page, said
    assert SUPERVISOR not in page.split(), "nobody of command is named"
    assert page.count(house_hash(town)) == 1, "one proof for lines that follow each other"
    spanish = text(chief.get("/audit/2024/paper", headers={"accept-language": "es"}))
    assert "La auditoría de 2024" in spanish
    assert "Nothing was owed in 2023." in text(chief.get("/audit/2023/paper"))
    assert chief.get("/audit/1/paper").status_code == 404


def test_the_paper_of_a_year_is_drawn_again_as_of_its_instant(town: Town, staff: House, hand: Hand) -> None:
    from solidground.web.imprint import imprint_of  # noqa: PLC0415 - the settings come first
    from solidground.web.papers import again  # noqa: PLC0415 - as above

    hand.at = at = NOON + 2 * DAY
    says(town, VISITED)
    before = seated(staff, CHIEF).get("/audit/2024/paper").content
    hand.at = NOON + 3 * DAY
    says(town, ExcuseDuty(NOON + 3 * DAY, SUPERVISOR, "call", "asked_for_none", "supervisor"))
    happened(taken(town, command=replace(takes(), at=NOON + 3 * DAY, next_on=TODAY + 9)))
    assert seated(staff, CHIEF).get("/audit/2024/paper").content != before
    reading = Reading(town.store, town.rosters, staff.agency, hand.at, staff.witness)
    imprint = imprint_of(staff, hand.at)
    drawn = again(reading, imprint, claimed("audit", year="2024", at=str(at)), ())
    assert drawn is not None
    assert Worded().printed(drawn, at) == before
    blind = Reading(town.store, town.rosters, staff.agency, hand.at)
    assert again(blind, imprint, claimed("audit", year="2024", at=str(at)), ()) is None, "nothing could prove it"
    for year, instant in (
        ("2024", str(hand.at + 1)),
        ("2024", ""),
        ("24", str(at)),
        ("2024", "-1"),
        ("2024", "9" * 18),
    ):
        assert again(reading, imprint, claimed("audit", year=year, at=instant), ()) is None
    assert seated(staff._replace(witness=None), CHIEF).get("/audit/2024/paper").status_code == 404


def test_an_incident_that_is_not_there_is_as_nothing(chief: Client) -> None:
    assert chief.get("/audit/of/i-9").status_code == 404


def test_every_step_has_words_on_the_page() -> None:
    assert set(owed_words.STEPS) == set(STEPS)
