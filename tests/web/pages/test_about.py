"""Who sees what: a page for each role, read from the wall, for everybody to read."""

import pytest
from django.utils.html import escape

from solidground.app.founding import FOUNDERS
from solidground.core.kernel import DAY, PersonId
from solidground.core.roster.person.commands import GrantRole, SetSupervisor
from solidground.core.roster.roles import Role as Held
from solidground.core.wall import COLUMNS, Role, Rule, What, may
from solidground.web.house import House
from solidground.web.pages.about import column
from solidground.web.plain import thing
from solidground.web.roles import ABOUT, KEYS, about_address
from tests.app.town import COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated, visitor
from tests.web.pages.test_link import text


def granted(town: Town, role: Held) -> PersonId:
    """Enter somebody with a role of command, or the log's witness."""
    somebody = PersonId(f"the-{role}")
    town.enter(somebody)
    town.change(somebody, GrantRole(NOON - DAY, *FOUNDERS, role, 738_000))
    return somebody


@pytest.mark.parametrize("key", list(ABOUT))
def test_every_role_has_its_page_and_it_says_what_the_wall_says(house: House, key: str) -> None:
    page = seated(house, MEMBER).get(about_address(key))
    assert page.status_code == 200
    shown = page.content.decode()
    assert 'data-role="member" data-page="about"' in shown
    before, _, never = shown.partition("What you never see")
    is_member = ABOUT[key].role is Role.MEMBER
    for what in What:
        shut = may(what, ABOUT[key].role) in (Rule.NO, Rule.NEVER)
        words = f"<li>{escape(thing(what, member=is_member))}</li>"
        assert (words in before, words in never) == (not shut, shut), what


def test_every_column_of_the_wall_but_on_call_has_a_page() -> None:
    assert set(KEYS) == {*COLUMNS, Role.PROPERTY_OFFICER} - {Role.ON_CALL}
    assert all(rule for role in COLUMNS for rule, _ in column(role).sometimes)


@pytest.mark.parametrize(
    ("role", "key"),
    [
        ("administrator", "administrator"),
        ("chief", "chief"),
        ("hr", "hr"),
        ("liaison", "liaison"),
        ("property_officer", "property"),
        ("cosigner", "cosigner"),
        ("clinician", "clinician"),
        ("chaplain", "clinician"),
    ],
)
def test_whoever_is_signed_in_is_spoken_to_as_what_he_is(town: Town, house: House, role: Held, key: str) -> None:
    page = seated(house, granted(town, role)).get("/about")
    assert f'data-role="{key}"' in page.content.decode()
    assert ABOUT[key].greeting in text(page)


def test_members_peers_supervisors_and_coordinators_too(town: Town, house: House, hand: Hand) -> None:
    hand.at = NOON
    town.enter(PersonId("captain"))
    town.change(MEMBER, SetSupervisor(NOON - DAY, COORDINATOR, PersonId("captain"), 738_000))
    for person, key in (
        (MEMBER, "member"),
        (PEERS[0], "peer"),
        (COORDINATOR, "coordinator"),
        (DEPUTY, "coordinator"),
        (PersonId("captain"), "supervisor"),
        (PersonId("stranger"), "member"),
    ):
        page = seated(house, person).get("/about")
        assert ABOUT[key].greeting in text(page), person
        assert 'href="/about"' in page.content.decode(), "it is in the way of everybody"


def test_what_is_no_role_is_not_there_nor_is_any_of_it_without_signing_in(house: House) -> None:
    assert seated(house, MEMBER).get("/about/king").status_code == 404
    assert visitor(house).get("/about").status_code == 404
