"""The work: everybody opens exactly the same page; the last year and HR's page beside it."""

import re

import pytest

from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.core.record import Dial
from solidground.web.house import House
from tests.app.town import COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated, visitor
from tests.web.headquarters import (
    ADMINISTRATOR,
    CHIEF,
    COSIGNER,
    HR,
    LIAISON,
    SUPERVISOR,
    figured,
    staffed,
    told,
    whole,
)
from tests.web.pages.test_link import text

EVERYBODY = (MEMBER, *PEERS, COORDINATOR, DEPUTY, SUPERVISOR, LIAISON, HR, CHIEF, ADMINISTRATOR, COSIGNER)
NAVIGATION = re.compile(r"<nav.*?</nav>", re.DOTALL)


@pytest.fixture
def staff(town: Town, house: House) -> House:
    staffed(town)
    return whole(house)


def test_the_chief_and_every_member_get_the_same_to_the_byte(town: Town, staff: House, hand: Hand) -> None:
    town.incident(MEMBER)
    figured(town.store)
    hand.at = NOON + 2 * DAY
    town.sweep_to(hand.at)
    pages = {NAVIGATION.sub("", seated(staff, one).get("/work").content.decode()) for one in EVERYBODY}
    (page,) = pages
    assert 'data-role="chief" data-page="work"' in page


def test_who_is_only_at_home_with_one_has_no_such_page(town: Town, staff: House) -> None:
    wife = PersonId("home-1")
    town.enter(wife, ("family_contact",))
    for released in (False, True):
        if released:
            figured(town.store)
        browser = seated(staff, wife)
        shut, nothing = browser.get("/work"), browser.get("/nothing")
        assert (shut.status_code, shut.content) == (404, nothing.content)
    assert 'href="/work"' not in seated(staff, wife).get("/about").content.decode()
    assert 'data-role="family"' in seated(staff, wife).get("/about").content.decode()


def test_where_nothing_was_released_the_page_says_when_it_will_be(staff: House) -> None:
    seen = text(seated(staff, MEMBER).get("/work"))
    assert "No figures have been released yet." in seen
    assert "Once a quarter; in an agency of fewer than 100 people once a year." in seen
    assert "How one peer does" in seen


def test_what_is_hidden_is_a_dot_and_the_bar_is_drawn_from_what_left(town: Town, staff: House) -> None:
    figured(town.store)
    page = seated(staff, CHIEF).get("/work").content.decode()
    assert page.index("April 1, 2024") < page.index("Jan. 1, 2024"), "the newest comes first"
    assert "not shown" in page
    assert 'aria-label="409 on time, 24 late, 7 not done"' in page
    assert page.count("<svg") == 2
    assert "A dot stands where fewer than 5 were counted" in text(seated(staff, CHIEF).get("/work"))


def test_the_machine_is_running_late_or_stopped(town: Town, staff: House, hand: Hand) -> None:
    browser = seated(staff, MEMBER)
    assert "The clock has stopped." in text(browser.get("/work"))
    town.store.note_time(Dial(NOON, "here", 0))
    assert "The clock runs." in text(browser.get("/work"))
    town.store.note_late(late=True)
    assert "The clock is late." in text(browser.get("/work"))
    hand.at = NOON + 2 * HOUR
    assert "The clock has stopped." in text(browser.get("/work"))


@pytest.mark.parametrize(
    ("person", "begins"),
    [
        (CHIEF, "/work"),
        (MEMBER, "/me"),
        (SUPERVISOR, "/supervisor"),
        (LIAISON, "/liaison"),
        (HR, "/hr"),
        (ADMINISTRATOR, "/administration"),
        (COSIGNER, "/checkpoints"),
    ],
)
def test_everybody_begins_where_he_is_needed(staff: House, person: PersonId, begins: str) -> None:
    assert seated(staff, person).get("/home")["Location"] == begins


def test_who_is_not_signed_in_sees_nothing_of_it(staff: House) -> None:
    assert visitor(staff).get("/work").status_code == 404


def test_the_last_year_is_the_chiefs_without_care(town: Town, staff: House, hand: Hand) -> None:
    browser = seated(staff, CHIEF)
    assert "No incident was entered in the last year." in text(browser.get("/year"))
    town.incident(MEMBER, PEERS[0])
    told(town)
    hand.at = NOON + 2 * DAY
    town.sweep_to(hand.at)
    seen = text(browser.get("/year"))
    assert MEMBER in seen
    assert "Criminal inquiry Open, since March 1, 2024." in seen
    assert "No day of a required session has been passed on." in seen
    assert COORDINATOR not in seen
    hand.at = NOON + 367 * DAY
    assert "No incident was entered in the last year." in text(browser.get("/year"))


@pytest.mark.parametrize("person", [MEMBER, *PEERS, HR, ADMINISTRATOR, COSIGNER, SUPERVISOR, PersonId("stranger")])
def test_who_may_not_know_of_every_incident_has_no_such_page(town: Town, staff: House, person: PersonId) -> None:
    town.incident(MEMBER)
    found = seated(staff, person).get("/year")
    assert (found.status_code, found.content) == (404, seated(staff, person).get("/nothing").content)


def test_hr_sees_what_was_delivered_and_nothing_was(staff: House) -> None:
    seen = seated(staff, HR).get("/hr")
    assert 'data-role="hr" data-page="hr"' in seen.content.decode()
    assert "No decision has been delivered." in text(seen)
    assert "A decision that is only a draft" in text(seen)


@pytest.mark.parametrize("person", [MEMBER, COORDINATOR, LIAISON, ADMINISTRATOR, COSIGNER])
def test_nobody_else_has_hrs_page(staff: House, person: PersonId) -> None:
    assert seated(staff, person).get("/hr").status_code == 404
