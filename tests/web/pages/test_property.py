"""The property officer's page: what is kept, by when each hears more, and what is written down about it (S3)."""

import re

import pytest
from django.test import Client

from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.web.house import House
from tests.app.holdings import BADGE, THING, happened, kept, taken, takes
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.headquarters import ADMINISTRATOR, CHIEF, COSIGNER, HR, LIAISON, OFFICER, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text

TAKE = {
    "choice": "take",
    "thing": "new",
    "token": THING,
    "member": MEMBER,
    "kind": "service_weapon",
    "why": "standard",
    "place": "property_room",
    "taker": "",
    "on": "2024-03-01",
    "next_on": "2024-03-04",
}


@pytest.fixture
def staff(town: Town, house: House) -> House:
    staffed(town)
    town.incident(MEMBER, PEERS[1])
    return whole(house)


@pytest.fixture
def room(staff: House) -> Client:
    return seated(staff, OFFICER)


def says(town: Town, browser: Client, choice: str, thing: str = THING, **fields: str) -> int:
    """Send a form about a thing as it stands, and return how it was answered."""
    form = {"choice": choice, "thing": thing, "seen": str(kept(town, thing).changed_at), **fields}
    return browser.post("/property", form).status_code


def test_nothing_is_kept_and_there_is_one_form(room: Client) -> None:
    page = room.get("/property")
    assert 'data-role="property" data-page="property"' in page.content.decode()
    assert "Nothing is kept." in text(page)
    assert "standard after a shooting, not discipline" in text(page)
    assert "textarea" not in page.content.decode()


def test_what_was_taken_is_written_down_once_and_shown(town: Town, room: Client) -> None:
    assert room.post("/property", TAKE).status_code == 302
    assert room.post("/property", TAKE).status_code == 302
    page = text(room.get("/property"))
    assert "Written down. No message goes out." in page
    assert f"Service weapon, {MEMBER}" in page
    assert "By March 4, 2024" in page
    assert f"It waits for: {MEMBER}." in page
    assert len([row for row in town.store.log(AGENCY, "command") if row.type == "PropertyTaken"]) == 1
    assert kept(town).incident == "i-1"


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"member": "nobody"}, "member-take-new", "Nobody is called so here."),
        ({"member": "two words"}, "member-take-new", "Nobody is called so here."),
        ({"member": OFFICER}, "member-take-new", "written down by somebody else"),
        ({"taker": PEERS[0]}, "taker-take-new", "Say who took it"),
        ({"taker": "two words"}, "taker-take-new", "Say who took it"),
        ({"on": "2024-03-02"}, "on-take-new", "Say when it was taken"),
        ({"on": ""}, "on-take-new", "Say when it was taken"),
        ({"next_on": ""}, "next_on-take-new", "More is heard from tomorrow on"),
        ({"kind": ""}, "kept", "Choose one of what is offered."),
        ({"why": "discipline"}, "kept", "Choose one of what is offered."),
        ({"token": "x"}, "kept", "Choose one of the things on this page."),
    ],
)
def test_what_is_missing_is_said_where_it_is(
    town: Town, room: Client, wrong: dict[str, str], field: str, said: str
) -> None:
    found = room.post("/property", TAKE | wrong)
    page = found.content.decode()
    assert found.status_code == 422
    assert said in text(found)
    assert f'href="#{field}"' in page
    assert re.search(rf'id="{field}"', page)
    assert not [row for row in town.store.log(AGENCY, "command") if row.type == "PropertyTaken"]


def test_the_number_on_it_is_written_down_with_it_and_on_this_page_alone(
    town: Town, staff: House, room: Client
) -> None:
    assert room.post("/property", TAKE | {"serial": " GLK-447 "}).status_code == 302
    assert "Its number GLK-447" in text(room.get("/property"))
    assert says(town, room, "serial", serial="GLK-448", was="GLK-447") == 302
    assert room.post("/property", TAKE | {"serial": "GLK-447"}).status_code == 302, "the same form, once more"
    assert "GLK-448" in text(room.get("/property"))
    for person in (MEMBER, SUPERVISOR, CHIEF, COORDINATOR, LIAISON, HR, ADMINISTRATOR, PEERS[0]):
        browser = seated(staff, person)
        for page in ("/property", "/me", "/me/property", "/me/everything/file", f"/property/{THING}/paper", "/year"):
            assert b"GLK-44" not in browser.get(page).content, (person, page)
        assert browser.post("/property", {"choice": "serial", "thing": THING, "serial": "1"}).status_code in (404, 422)
    assert b"GLK-44" not in room.get(f"/property/{THING}/paper").content
    assert says(town, room, "serial", serial="", was="GLK-448") == 302
    assert "Its number GLK" not in text(room.get("/property"))


@pytest.mark.parametrize("serial", ["9" * 41, "12\x0034", "in the safe"])
def test_what_is_no_number_is_said_where_it_was_typed_and_nothing_is_written_down(
    town: Town, room: Client, serial: str
) -> None:
    found = room.post("/property", TAKE | {"serial": serial})
    assert (found.status_code, 'href="#serial-take-new"' in found.content.decode()) == (422, True)
    assert "Write the number as it stands on the thing" in text(found)
    assert not [row for row in town.store.log(AGENCY, "command") if row.type == "PropertyTaken"]
    happened(taken(town))
    found = room.post("/property", {"choice": "serial", "thing": THING, "serial": serial, "was": ""})
    assert (found.status_code, f'href="#serial-serial-{THING}"' in found.content.decode()) == (422, True)


def test_of_two_who_write_the_number_the_second_looks_first(town: Town, room: Client) -> None:
    happened(taken(town))
    assert says(town, room, "serial", serial="A-1", was="") == 302
    late = room.post("/property", {"choice": "serial", "thing": THING, "serial": "A-2", "was": ""})
    assert late.status_code == 422
    assert "Somebody changed this after you opened the page." in text(late)
    page = late.content.decode()
    assert 'name="serial" type="text" value="A-2"' in page
    assert 'name="was" value="A-1"' in page, "whoever looks at it and sends it again has decided"


def test_an_incident_that_was_entered_later_is_added_and_the_page_is_the_same_as_without_one(
    town: Town, room: Client, hand: Hand
) -> None:
    happened(taken(town, command=takes(incident="")))
    happened(taken(town, BADGE, takes(PEERS[2], incident="")))
    hand.at = NOON + 2 * DAY
    assert [says(town, room, "link", thing) for thing in (THING, BADGE)] == [302, 302]
    assert (kept(town).incident, kept(town, BADGE).incident) == ("i-1", "")
    page = room.get("/property").content.decode()
    assert "i-1" not in page
    first, second = (page.split("<section")[number] for number in (1, 2))
    for word, other in ((MEMBER, PEERS[2]), (THING, BADGE)):
        first = first.replace(word, other)
    assert first.strip() == second.strip()


def test_a_decision_that_is_owed_stands_on_the_page_of_who_decides_with_its_forms_open(
    town: Town, staff: House, room: Client, hand: Hand
) -> None:
    happened(taken(town))
    assert says(town, room, "put_off", put_off="none_ready", decides="chief", decides_on="2024-03-02") == 302
    chief, captain = seated(staff, CHIEF), seated(staff, SUPERVISOR)
    assert "Yours to decide" not in text(chief.get("/year"))
    assert chief.get("/home")["Location"] == "/work"
    hand.at = NOON + DAY
    assert chief.get("/home")["Location"] == "/property", "the first page is the same for everybody, and says nothing"
    owed = f"{MEMBER}, Service weapon: say by March 2, 2024 whether there is another one, or why not yet."
    assert owed in text(chief.get("/year"))
    for browser in (chief, room):
        page = text(browser.get("/property"))
        assert "It is to be decided whether there is another one." in page
        assert "None is ready. To be decided by March 2, 2024. Who is asked: the chief." in page
    assert "Who is asked: the chief." in text(seated(staff, MEMBER).get("/me/property"))
    assert 'value="put_off"' not in captain.get("/property").content.decode(), "it is not hers"
    assert says(town, captain, "put_off", put_off="none_ready", decides="chief", decides_on="2024-03-09") == 422
    forms = chief.get("/property").content.decode()
    assert forms.count('<details class="govuk-details" open>') == 1
    assert 'value="offer"' in forms
    assert 'value="move"' not in forms
    assert says(town, chief, "put_off", put_off="none_for_now", decides="supervisor", decides_on="2024-03-03") == 302
    assert "It was decided: none for now. Who decides: the supervisor, by March 3, 2024." in text(room.get("/property"))
    assert "Yours to decide" not in text(chief.get("/year"))
    hand.at = NOON + 3 * DAY
    assert owed.replace("March 2", "March 3") in text(captain.get("/supervisor"))
    assert says(town, captain, "offer") == 302
    assert "Yours to decide" not in text(captain.get("/supervisor"))


def test_everything_that_becomes_of_a_thing_is_said_here(town: Town, room: Client, hand: Hand) -> None:
    happened(taken(town))
    hand.at = NOON + 2 * DAY
    assert says(town, room, "move", place="laboratory") == 302
    assert says(town, room, "put_off", put_off="not_decided", decides="chief", decides_on="2024-03-05") == 302
    assert "It is not decided yet. Who decides: the chief, by March 5, 2024." in text(room.get("/property"))
    assert says(town, room, "offer") == 302
    assert "It was offered." in text(room.get("/property"))
    assert says(town, room, "replacement", on="2024-03-02") == 302
    assert says(town, room, "tell", on="2024-03-03", next_on="2024-03-10") == 302
    assert says(town, room, "correct", kind="badge", why="evidence", on="2024-03-01") == 302
    page = text(room.get("/property"))
    assert "At the lab" in page
    assert "Service weapon, March 1, 2024: Standard after a shooting." in page
    assert "It is evidence. That is standard after a shooting, not discipline." in page
    assert f"March 3, 2024, by {OFFICER}." in page
    assert "By March 10, 2024" in page


def test_a_hand_over_is_taken_back_until_the_member_has_confirmed_it(town: Town, room: Client) -> None:
    happened(taken(town))
    assert says(town, room, "returned", on="2024-03-01") == 302
    assert "It was given back" not in room.get("/property").content.decode()
    assert says(town, room, "take_back", step="returned") == 302
    assert "It was given back" in room.get("/property").content.decode()


def test_the_day_he_qualified_is_asked_once_both_confirmed_the_other_one(
    town: Town, staff: House, room: Client
) -> None:
    happened(taken(town))
    assert says(town, room, "replacement", on="2024-03-01") == 302
    assert 'value="qualify"' not in room.get("/property").content.decode()
    assert says(town, room, "qualify", on="2024-03-01") == 422
    seen = str(kept(town).changed_at)
    confirmed = {"choice": "confirm", "thing": THING, "seen": seen, "step": "replacement"}
    assert seated(staff, MEMBER).post("/me/property", confirmed).status_code == 302
    assert says(town, room, "qualify", on="2024-03-01") == 302
    assert "Qualified with it" in text(room.get("/property"))


@pytest.mark.parametrize(
    ("choice", "fields"),
    [
        ("tell", {"on": "2024-02-01", "next_on": "2024-03-09"}),
        ("tell", {"on": "2024-03-01", "next_on": "2024-03-01"}),
        ("put_off", {"put_off": "none_ready", "decides": "chief", "decides_on": "2024-02-01"}),
        ("move", {"place": "at home"}),
        ("confirm", {"step": "stolen"}),
        ("take_back", {}),
        ("perhaps", {}),
        ("take_back", {"step": "replacement", "seen": "²"}),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(
    town: Town, room: Client, choice: str, fields: dict[str, str]
) -> None:
    happened(taken(town))
    form = {"choice": choice, "thing": THING, "seen": str(NOON), **fields}
    found = room.post("/property", form)
    assert found.status_code in (422, 302)
    assert (found.status_code == 302) is ("seen" in fields)
    for name in ("on", "next_on"):
        if name in fields:
            assert f'name="{name}" type="date" value="{fields[name]}"' in found.content.decode()


def test_who_comes_second_looks_at_it_first(town: Town, room: Client, hand: Hand) -> None:
    happened(taken(town))
    hand.at = NOON + HOUR
    assert says(town, room, "move", place="laboratory") == 302
    late = room.post("/property", {"choice": "move", "thing": THING, "seen": str(NOON), "place": "prosecutor"})
    assert late.status_code == 422
    assert "Somebody changed this after you opened the page." in text(late)


def test_a_word_that_is_late_comes_first(town: Town, room: Client, hand: Hand) -> None:
    happened(taken(town))
    assert "Nobody waits for a word." in text(room.get("/property"))
    hand.at = NOON + 4 * DAY
    assert "One of them is to be told." in text(room.get("/property"))
    happened(taken(town, BADGE, takes(PEERS[1], kind="badge")))
    assert "2 of them are to be told." in text(room.get("/property"))
    assert "Tell them, even if there is nothing new." in text(room.get("/property"))


@pytest.mark.parametrize(
    ("person", "role"), [(CHIEF, "chief"), (COORDINATOR, "coordinator"), (SUPERVISOR, "supervisor")]
)
def test_others_may_look_and_write_nothing_down(town: Town, staff: House, person: PersonId, role: str) -> None:
    happened(taken(town))
    page = seated(staff, person).get("/property")
    assert f'data-role="{role}"' in page.content.decode()
    assert "In the property room" in text(page)
    assert 'value="move"' not in page.content.decode()
    assert says(town, seated(staff, person), "move", place="laboratory") == 422


def test_the_liaison_sees_that_there_is_a_thing_and_nothing_of_it(town: Town, staff: House) -> None:
    happened(taken(town))
    page = seated(staff, LIAISON).get("/property")
    assert f"Service weapon, {MEMBER}" in text(page)
    assert "<dl" not in page.content.decode()
    assert "<button" not in page.content.decode()
    assert "You see that it was taken, and no more. The property officer" in text(page)
    assert "Nobody waits for a word." not in text(page), "whether somebody waits is not theirs to know"
    assert "by when each of them hears more" not in text(page)
    assert "You see that it was taken, and no more." not in text(seated(staff, CHIEF).get("/property"))


def test_a_supervisor_says_that_he_was_told_and_when_more_is_heard(town: Town, staff: House, hand: Hand) -> None:
    happened(taken(town))
    captain = seated(staff, SUPERVISOR)
    hand.at = NOON + 3 * DAY
    assert says(town, captain, "tell", on="2024-03-04", next_on="2024-03-11") == 302
    assert f"March 4, 2024, by {SUPERVISOR}." in text(captain.get("/property"))


@pytest.mark.parametrize("person", [MEMBER, PEERS[1], HR, ADMINISTRATOR, COSIGNER, PersonId("stranger")])
def test_for_everybody_else_there_is_no_such_page(town: Town, staff: House, person: PersonId) -> None:
    happened(taken(town))
    other = seated(staff, person)
    for found in (other.get("/property"), other.post("/property", TAKE)):
        assert (found.status_code, found.content) == (404, other.get("/nothing").content)
