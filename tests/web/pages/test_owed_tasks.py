"""What a supervisor says of what he owes (S21): done on a day with one tap, or why not; and how the page shows it."""

import re

import pytest
from django.test import Client

from solidground.core.duty.owed.state import State
from solidground.core.kernel import DAY, HOUR, Instant
from solidground.web.house import House
from tests.app.test_owed import NAME, happen, owed
from tests.app.town import MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.headquarters import CHIEF, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text

VISIT = {"thing": NAME, "step": "visit", "choice": "did", "on": "2024-03-01"}


@pytest.fixture
def staff(town: Town, house: House) -> House:
    staffed(town)
    happen(town)
    return whole(house)


@pytest.fixture
def captain(staff: House) -> Client:
    return seated(staff, SUPERVISOR)


def sent(town: Town, browser: Client, seen: Instant | None = None, **fields: str) -> int:
    """Send a form as it stands; return how it was answered."""
    now = owed(town).changed_at if seen is None else seen
    return browser.post("/supervisor", {**VISIT, "seen": str(now), **fields}).status_code


def state(town: Town) -> State:
    return owed(town)


def test_each_thing_has_its_time_and_one_button(captain: Client) -> None:
    page = captain.get("/supervisor")
    said = text(page)
    assert f"{MEMBER}: The visit, by Sat 12:00 AM." in said
    assert f"{PEERS[0]}: The call, by Fri Mar 8 12:00 PM." in said
    assert f"{PEERS[0]}: Told until" not in said, "who did not fire is owed no such word"
    assert page.content.decode().count('value="2024-03-01" max="2024-03-01"') == 5
    assert "textarea" not in page.content.decode()


def test_one_tap_says_it_and_twice_is_once(town: Town, captain: Client) -> None:
    assert [sent(town, captain), sent(town, captain)] == [302, 302]
    page = text(captain.get("/supervisor"))
    assert "Written down. No message goes out." in page
    assert f"{MEMBER}: The visit. Done on March 1, 2024." in page
    assert len(state(town).said) == 1


def test_why_not_is_one_of_a_list_and_a_correction_shows_both(town: Town, captain: Client) -> None:
    assert sent(town, captain, choice="not_done", why="asked_for_none") == 302
    assert "The visit. Not done: They asked for none." in text(captain.get("/supervisor"))
    assert sent(town, captain) == 302
    page = text(captain.get("/supervisor"))
    assert "The visit. Done on March 1, 2024." in page
    assert "Before: Not done: They asked for none." in page


@pytest.mark.parametrize(
    ("fields", "says", "field"),
    [
        ({"on": "2024-03-02"}, "Say when it was: a day from the incident until today.", f"on-did-visit-i-1-{MEMBER}"),
        ({"on": "soon"}, "Say when it was", f"on-did-visit-i-1-{MEMBER}"),
        ({"choice": "not_done", "why": ""}, "Choose one of what is offered.", f"why-not_done-visit-i-1-{MEMBER}"),
        ({"choice": "?"}, "Choose one of what is offered.", "tasks"),
        ({"step": "session"}, "Choose one of what is offered.", "why-did-session-i-1-M1"),
        ({"thing": "i-9/nobody"}, "This is not owed.", "tasks"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    town: Town, captain: Client, fields: dict[str, str], says: str, field: str
) -> None:
    answer = captain.post("/supervisor", {**VISIT, "seen": str(NOON), **fields})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in text(answer)
    assert f'href="#{field}"' in page or "session" in field
    assert state(town).said == ()
    if fields.get("on") == "2024-03-02":
        assert re.search(r'<input class="date" id="on-did-visit-[^>]*value="2024-03-02"', page), "what was typed stays"


def test_who_saw_less_looks_first(town: Town, captain: Client) -> None:
    assert sent(town, captain) == 302
    assert sent(town, captain, seen=NOON - HOUR, choice="not_done", why="away") == 422


def test_what_is_late_is_said_first(captain: Client, hand: Hand) -> None:
    hand.at = NOON + DAY
    assert "3 things are still to be done." in text(captain.get("/supervisor"))
    assert "The visit. That was to be by " in text(captain.get("/supervisor"))


def test_the_last_of_it_is_one_thing(town: Town, captain: Client, hand: Hand) -> None:
    hand.at = NOON + 13 * HOUR
    assert sent(town, captain) == 302
    assert "One thing is still to be done." in text(captain.get("/supervisor"))


def test_a_chief_who_supervises_nobody_has_no_such_page(staff: House) -> None:
    assert seated(staff, CHIEF).post("/supervisor", VISIT).status_code == 404
