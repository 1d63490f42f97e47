"""What is a supervisor's own after an incident (S21), from the incident alone."""

from collections.abc import Iterator

import pytest

from solidground.app.duty_terms import shipped_terms
from solidground.app.founding import FOUNDERS
from solidground.core.duty.property.commands import BeginHandover, ConfirmHandover
from solidground.core.duty.terms import Least, Within
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.core.protocol.duration import Duration
from solidground.core.roster.person.commands import GrantRole, SetSupervisor
from solidground.core.wall import Role, Rule, may
from solidground.web.house import House
from solidground.web.reach import WORDS, reach
from solidground.web.supervising import NOT_TO_ASK, ends, stretches
from tests.app.holdings import BADGE, TODAY, does, happened, taken, takes
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.headquarters import CHIEF, HR, JOINED, LIAISON, OFFICER, SUPERVISOR, staffed, told, whole
from tests.web.pages.test_link import text


@pytest.fixture
def staff(town: Town, house: House) -> House:
    staffed(town)
    return whole(house)


def page(house: House, person: PersonId = SUPERVISOR) -> str:
    return text(seated(house, person).get("/supervisor"))


def test_where_nothing_happened_the_page_says_so_and_what_not_to_ask(staff: House) -> None:
    seen = seated(staff, SUPERVISOR).get("/supervisor")
    assert 'data-role="supervisor" data-page="supervisor"' in seen.content.decode()
    assert "Nothing has happened to your people in the last year." in text(seen)
    assert NOT_TO_ASK[0] in text(seen)
    assert 'href="/cards"' in seen.content.decode(), "what to do in the first hour, to keep in the car"


def test_each_stretch_of_time_has_what_is_his_and_by_when(town: Town, staff: House, hand: Hand) -> None:
    town.incident(MEMBER, PEERS[1])
    for after, by, now in (
        (0, "Fri 1:00 PM", "Go to them. First aid and a calm word come first."),
        (2 * HOUR, "Sat 12:00 PM", "this is standard after such a day. It is not discipline."),
        (2 * DAY, "Fri Mar 8 12:00 PM", "Call once. Say that you are there, and that nothing is owed."),
        (9 * DAY, "Sun Mar 31 12:00 PM", "coffee, not the precinct. Never by mail."),
    ):
        hand.at = NOON + after
        seen = page(staff)
        assert f"Yours to do, by {by}." in seen or f"Yours to do, by {by.replace(' Mar 8', '')}." in seen
        assert now in seen
    hand.at = NOON + 31 * DAY
    assert "Nothing more is owed by you." in page(staff)
    hand.at = NOON + 400 * DAY
    assert "Nothing has happened" in page(staff)


def test_what_is_only_for_who_fired_is_said_only_then(town: Town, staff: House) -> None:
    town.incident(MEMBER)
    assert "The weapon is taken in private" in page(staff)
    assert "fired" in page(staff)


def test_only_his_own_people_are_named_and_nothing_of_their_care(town: Town, staff: House, hand: Hand) -> None:
    town.incident(MEMBER, PEERS[1])
    hand.at = NOON + 2 * DAY
    town.sweep_to(hand.at)
    seen = page(staff)
    assert MEMBER in seen
    assert not {PEERS[1], PEERS[0], COORDINATOR} & set(seen.split())
    assert "No day of a required session has been passed on." in seen


def test_how_an_inquiry_stands_is_shown_to_him(town: Town, staff: House, hand: Hand) -> None:
    town.incident(MEMBER)
    told(town)
    assert "Open, since March 1, 2024. More is heard by March 31, 2024." in page(staff)
    hand.at = NOON + 40 * DAY
    assert "More was to be heard by March 31, 2024." in page(staff)


@pytest.mark.parametrize("person", [MEMBER, COORDINATOR, LIAISON, HR, CHIEF, PersonId("stranger")])
def test_who_supervises_nobody_has_no_such_page(town: Town, staff: House, person: PersonId) -> None:
    town.incident(MEMBER)
    found = seated(staff, person).get("/supervisor")
    assert (found.status_code, found.content) == (404, seated(staff, person).get("/nothing").content)


def test_who_is_his_peer_too_sees_what_a_supervisor_sees(town: Town, staff: House) -> None:
    """Being both is refused when a peer is looked for; where it is so all the same, the wall holds."""
    town.change(MEMBER, SetSupervisor(NOON, FOUNDERS[0], PEERS[1], JOINED))
    town.incident(MEMBER)
    assert "Yours to do" in page(staff, PEERS[1])


def test_who_supervises_and_was_there_himself_is_not_among_his_people(town: Town, staff: House) -> None:
    town.incident(MEMBER, SUPERVISOR)
    seen = page(staff)
    assert MEMBER in seen
    assert SUPERVISOR not in seen.split()


def test_the_stretches_are_in_the_order_of_time_and_ask_for_no_retelling() -> None:
    until = [stretch.until(NOON, "America/Chicago") for stretch in stretches(shipped_terms())]
    assert until == sorted(until)
    assert until[-1] == ends(NOON, "America/Chicago")
    assert until[-1] == NOON + 30 * DAY - HOUR, "the clocks went forward, and noon stays noon"


def test_what_the_agencys_own_list_says_otherwise_stands_where_it_says(town: Town, staff: House) -> None:
    town.incident(MEMBER)
    terms = shipped_terms()
    ours = terms._replace(
        call_within=Within(Duration(days=2), "all"),
        replacement_within=Within(Duration(months=2), "all"),
        rest_before_interview=Least(3, "fired"),
        leave_least_days=Least(7, "fired"),
    )
    assert "Nights at least: 1." in page(staff)
    seen = page(staff._replace(duty=ours))
    assert "Nights at least: 3." in seen
    assert "Days off such duties at least: 7." in seen
    places = {step.words[:6]: one.days for one in stretches(ours) for step in one.steps}
    assert (places["Call o"], places["Offer "]) == (7, 30)
    assert {step.words[:6] for one in stretches(ours) for step in one.steps if step.fired} >= {"See th", "The we"}


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.LIAISON, Role.HR, Role.CHIEF, Role.ADMINISTRATOR])
def test_what_a_page_promises_is_the_walls_own(role: Role) -> None:
    found = reach(role)
    assert len(found.shown) == sum(may(what, role) is Rule.YES for what in WORDS)
    assert len(found.never) == sum(may(what, role) in (Rule.NO, Rule.NEVER) for what in WORDS)


@pytest.fixture(autouse=True)
def _closed(town: Town) -> Iterator[None]:
    yield
    assert town.store.agencies() in ([], [AGENCY])


def test_a_coordinator_who_supervises_learns_no_more_of_his_people(town: Town, staff: House) -> None:
    town.change(SUPERVISOR, GrantRole(NOON, *FOUNDERS, "coordinator", JOINED, None))
    town.incident(MEMBER)
    assert MEMBER in page(staff)
    assert MEMBER not in text(seated(staff, SUPERVISOR).get("/board")).split()


def test_a_supervisor_sees_whom_to_tell_by_when_about_what_was_taken(town: Town, house: House, hand: Hand) -> None:
    staffed(town)
    town.incident(MEMBER)
    happened(taken(town))
    happened(taken(town, BADGE, takes(PEERS[2], kind="badge")))
    captain = seated(whole(house), SUPERVISOR)
    page = text(captain.get("/supervisor"))
    assert f"{MEMBER}, Service weapon: they hear more by March 4, 2024." in page
    assert "Badge" not in page
    hand.at = NOON + 4 * DAY
    assert f"{MEMBER}, Service weapon: they were to hear more by March 4, 2024. Tell them." in text(
        captain.get("/supervisor")
    )
    happened(does(town, BeginHandover(hand.at, OFFICER, "returned", TODAY + 4)))
    happened(does(town, ConfirmHandover(hand.at, MEMBER, "returned")))
    assert "Service weapon" not in text(captain.get("/supervisor"))
