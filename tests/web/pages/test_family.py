"""The family contact's page: her own person, what is shared with her and until when, and what to expect."""

from datetime import date

import pytest

from solidground.app.ids import DerivedIds
from solidground.app.intake import take_in
from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.commands import RecordDeath
from solidground.core.care.news.commands import ChooseNews, ReceiveNews
from solidground.core.care.share.commands import EndShare, GiveShare
from solidground.core.hours import local_day
from solidground.core.kernel import CLOCK, DAY, CaseId, PersonId
from solidground.core.roster.person.commands import SetSupervisor
from solidground.core.wall import SHARE_ENDS_FOR
from solidground.web.house import House
from solidground.web.pages.help_now import lines
from tests.app.test_answers import asked
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, ZONE, Town, plan_for
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import text

WIFE, CHIEF, LIAISON = PersonId("wife"), PersonId("chief"), PersonId("for-families")


@pytest.fixture
def case(town: Town, hand: Hand) -> CaseId:
    """Give a case whose member was asked how today is, and which he shares with his wife."""
    found, _, hand.at = asked(town)
    town.enter(WIFE)
    town.enter(CHIEF, ("chief",))
    town.do(found, GiveShare(hand.at, MEMBER, WIFE, "family", ("incident", "answers")))
    return found


def test_she_sees_what_is_shared_and_until_when(town: Town, case: CaseId, house: House, hand: Hand) -> None:
    browser = seated(house, WIFE)
    page = browser.get("/family")
    assert 'data-role="family" data-page="family"' in page.content.decode()
    for words in (
        "You can have a person of your own.",
        f"What {MEMBER} shares with you",
        "What happened: A shooting by one of ours, March 1, 2024.",
        "They have tapped no answer yet.",
        "It ends on ",
        "The first weeks",
        lines()[0].name,
    ):
        assert words in text(page)
    assert 'href="/worried"' in page.content.decode()
    item = next(item for item in town.case(case).items if item.kind == "ask")
    town.do(case, AnswerAsk(hand.at, MEMBER, item.key, item.occurrence, "ok", None))
    assert "I\u2019m OK" in text(browser.get("/family"))


def test_only_what_he_shares_and_no_day_to_count_from(town: Town, case: CaseId, house: House, hand: Hand) -> None:
    town.do(case, GiveShare(hand.at, MEMBER, WIFE, "family", ("answers",)))
    page = seated(house, WIFE).get("/family")
    assert "What happened" not in text(page)
    assert page.content.decode().count('<details class="govuk-details" open>') == 0
    town.do(case, GiveShare(hand.at, MEMBER, WIFE, "family", ("incident",)))
    assert "tapped" not in text(seated(house, WIFE).get("/family"))


@pytest.mark.parametrize(("days", "place"), [(0, 0), (10, 1), (70, 2), (400, 3)])
def test_what_to_expect_is_open_where_she_is(
    town: Town, case: CaseId, house: House, hand: Hand, days: int, place: int
) -> None:
    hand.at = NOON + days * DAY
    town.do(case, GiveShare(hand.at, MEMBER, WIFE, "family", ("incident",)))
    parts = seated(house, WIFE).get("/family").content.decode().split('<details class="govuk-details"')[1:]
    assert [" open>" in part for part in parts] == [number == place for number in range(4)]


def test_a_share_that_is_over_says_so_and_one_that_was_ended_is_not_there(
    town: Town, case: CaseId, house: House, hand: Hand
) -> None:
    hand.at += SHARE_ENDS_FOR
    page = seated(house, WIFE).get("/family")
    assert "as every share does after 90 days" in text(page)
    assert "What happened" not in text(page)
    town.do(case, EndShare(hand.at, MEMBER, WIFE))
    assert seated(house, WIFE).get("/family").status_code == 404


def test_who_answers_for_families_is_named_and_her_own_person_first(
    town: Town, case: CaseId, house: House, hand: Hand
) -> None:
    town.enter(LIAISON, ("family_liaison",))
    assert f"{LIAISON} is there for families here, and for you." in text(seated(house, WIFE).get("/family"))
    town.do(case, RecordDeath(NOON, COORDINATOR, WIFE))
    with town.store.transaction() as unit:
        (hers,) = take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON)
    town.sweep_to(hand.at)
    page = seated(house, WIFE).get("/family")
    assert f"{town.case(hers).peer} is there for you." in text(page)
    assert "Your days" in text(page)
    assert "What to expect" not in text(page), "nothing is said of him"


def test_who_has_no_person_yet_says_so_by_a_tap_and_finds_there_who_it_is(
    town: Town, case: CaseId, house: House, hand: Hand
) -> None:
    assert case
    browser = seated(house, WIFE)
    before = browser.get("/family")
    assert "You can have a person of your own. Say so, and somebody answers." in text(before)
    assert 'class="govuk-button" href="/ring"' in before.content.decode(), "there she says so"
    assert browser.post("/ring", {"choice": "call_me"}).status_code == 302
    town.sweep_to(hand.at)
    with town.store.moment() as unit:
        ((hers, _),) = unit.cases_of(AGENCY, member=WIFE)
    page = browser.get("/family")
    assert f"{town.case(hers).peer} is there for you." in text(page)
    assert "Your days" in text(page)
    assert 'class="govuk-button govuk-button--secondary" href="/ring"' in page.content.decode()
    assert "The first weeks" in text(page), "what to expect goes by what was shared"


def test_the_way_to_it_is_shown_to_her_and_to_nobody_else(case: CaseId, house: House) -> None:
    assert case
    assert '<a href="/family">' in seated(house, WIFE).get("/me").content.decode()
    for person in (MEMBER, COORDINATOR, CHIEF, PEERS[0], PersonId("nobody")):
        browser = seated(house, person)
        assert 'href="/family"' not in browser.get("/me").content.decode()
        assert browser.get("/family").content == browser.get("/nothing").content


def test_who_leads_others_is_shown_no_way_and_finds_the_page_by_its_address(
    town: Town, case: CaseId, house: House
) -> None:
    assert case
    town.change(PEERS[0], SetSupervisor(NOON, COORDINATOR, WIFE, date(2024, 1, 1).toordinal()))
    browser = seated(house, WIFE)
    assert 'href="/family"' not in browser.get("/me").content.decode(), "no page of command's looks anything up"
    assert browser.get("/family").status_code == 200


def test_who_was_chosen_to_bring_news_finds_it_from_her_own_page(
    town: Town, case: CaseId, house: House, hand: Hand
) -> None:
    browser = seated(house, WIFE)
    assert "Nothing is owed by you here." in text(browser.get("/family"))
    town.do(case, ChooseNews(hand.at, MEMBER, "family", WIFE, "coffee", 3))
    on = local_day(hand.at, ZONE)
    town.do(case, ReceiveNews(hand.at, CLOCK, "criminal", "declined", "decided", on, None, hand.at))
    hand.at += DAY
    town.sweep_to(hand.at)
    page = browser.get("/family")
    assert "Somebody chose you" in text(page)
    assert 'href="/list"' in page.content.decode()
    assert "Nothing is owed by you here." not in text(page)
    assert "Declined" not in text(page), "what it is she reads on her list"
