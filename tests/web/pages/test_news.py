"""News of an inquiry on the pages: chosen beforehand, brought by a person, silent before and plain after (S4, S9)."""

import pytest
from django.test import Client

from solidground.core.care.contact.events import TaskDone
from solidground.core.care.news.commands import ChooseNews
from solidground.core.care.news.events import NewsChosen, NewsTold
from solidground.core.care.share.commands import GiveShare
from solidground.core.kernel import DAY, HOUR, CaseId, PersonId
from solidground.web.house import House
from tests.app.test_answers import newest
from tests.app.test_inquiries import hears, writes
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.headquarters import CHIEF, LIAISON, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text
from tests.web.pages.test_my_list import obligation

WIFE, CLINIC = PersonId("wife"), PersonId("clinic")
STANDS = "Open, since March 1, 2024. More is heard by March 31, 2024."
CARD = "A talk in person"
PLANNED = {
    "form": "interview_planned",
    "who": f"i-1/{MEMBER}",
    "interview_on": "2024-03-05",
    "clock": "09:30",
    "why": "",
    "seen": "0",
}


@pytest.fixture
def office(town: Town, house: House) -> House:
    staffed(town)
    for person, role in ((WIFE, "family_contact"), (CLINIC, "clinician")):
        town.enter(person, (role,))  # type: ignore[arg-type]  # the pairs name roles
    return whole(house)


@pytest.fixture
def case(town: Town, office: House) -> CaseId:
    assert office.statuses.words
    return town.incident(MEMBER, PEERS[0])[0]


def arrives(town: Town, hand: Hand) -> None:
    writes(town)
    hears(town)
    hand.at = NOON + HOUR


def carrier(town: Town, case: CaseId) -> PersonId:
    peer = town.case(case).peer
    assert peer is not None
    return peer


def test_whoever_carries_it_reads_the_word_its_days_and_where_and_says_so_in_one_tap(
    town: Town, office: House, case: CaseId, hand: Hand
) -> None:
    town.do(case, ChooseNews(NOON, MEMBER, "peer", None, "coffee", 3))
    arrives(town, hand)
    browser, member = seated(office, carrier(town, case)), seated(office, MEMBER)
    before = text(member.get("/me"))
    assert "inquir" not in before.casefold()
    page = browser.get("/list")
    for words in (STANDS, "over a coffee, away from work", "Tell them in person", "They were told", "Not reached"):
        assert words in text(page), words
    assert browser.post("/list", {"obligation": obligation(page, CARD), "choice": "made"}).status_code == 302
    assert "Thank you. Noted: it is done." in text(browser.get("/list"))
    assert isinstance(newest(town, case, NewsTold), NewsTold)
    assert isinstance(newest(town, case, TaskDone), TaskDone)
    assert f"{STANDS} You were told on March 1, 2024." in text(member.get("/me"))
    for person, page_of in ((carrier(town, case), f"/list/{case}"), (COORDINATOR, f"/case/{case}")):
        assert f"{STANDS} They were told on March 1, 2024." in text(seated(office, person).get(page_of))


def test_before_he_was_told_the_coordinator_reads_nothing_of_it_and_after_the_limit_what_the_page_shows(
    town: Town, office: House, case: CaseId, hand: Hand
) -> None:
    arrives(town, hand)
    desk, member = seated(office, COORDINATOR), seated(office, MEMBER)
    assert STANDS not in text(desk.get(f"/case/{case}"))
    hand.at = NOON + 3 * DAY
    assert "Their page shows it by now." in text(desk.get(f"/case/{case}"))
    assert "Nobody has said that they told you." in text(member.get("/me"))


def test_whom_he_named_has_it_on_a_list_of_one_and_no_page_of_his_case(
    town: Town, office: House, case: CaseId, hand: Hand
) -> None:
    town.do(case, GiveShare(NOON, MEMBER, WIFE, "family", ("investigation",)))
    town.do(case, ChooseNews(NOON, MEMBER, "family", WIFE, None, 3))
    arrives(town, hand)
    wife = seated(office, WIFE)
    page = wife.get("/list")
    assert "They named no place: not the precinct." in text(page)
    assert f"/list/{case}" not in page.content.decode()
    assert wife.get(f"/list/{case}").status_code == 404
    assert "inquiry" not in text(wife.get("/family"))
    assert wife.post("/list", {"obligation": obligation(page, CARD), "choice": "made"}).status_code == 302
    assert "They were told on March 1, 2024." in text(wife.get("/family"))


def test_a_second_word_before_the_first_was_told_is_carried_with_it(
    town: Town, office: House, case: CaseId, hand: Hand
) -> None:
    writes(town)
    writes(town, "declined", at=NOON + 1)
    hears(town, NOON + 1)
    hand.at = NOON + HOUR
    page = text(seated(office, carrier(town, case)).get("/list"))
    assert "Before that: Open, since March 1, 2024." in page


def test_he_chooses_who_where_and_the_limit_and_reads_that_it_is_noted(
    town: Town, office: House, case: CaseId, hand: Hand
) -> None:
    town.do(case, GiveShare(NOON, MEMBER, WIFE, "family", ("incident",)))
    hand.at = NOON + HOUR
    browser = seated(office, MEMBER)
    page = browser.get("/me/choices").content.decode()
    assert '<option value="3" selected>After three days</option>' in page
    assert '<option value="" selected>Anywhere but the precinct</option>' in page
    assert ("A clinician" in page, "A chaplain" in page) == (True, False), "only who is there"
    form = {"choice": "news", "carrier": f"family:{WIFE}", "news_spot": "walk", "days": "0"}
    assert browser.post("/me/choices", form).status_code == 302
    found = newest(town, case, NewsChosen)
    assert isinstance(found, NewsChosen)
    assert (found.carrier, found.person, found.spot, found.days) == ("family", WIFE, "walk", 0)
    page = browser.get("/me/choices").content.decode()
    assert "Noted. You can change it at any time." in page
    assert f'<option value="family:{WIFE}" selected>{WIFE}</option>' in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"carrier": "captain"}, "Choose who should tell you"),
        ({"carrier": f"family:{SUPERVISOR}"}, "Choose who should tell you"),
        ({"days": "400"}, "Choose after how many days"),
    ],
)
def test_what_cannot_be_chosen_is_said_beside_it_and_what_was_chosen_stays(
    office: House, case: CaseId, wrong: dict[str, str], says: str
) -> None:
    assert case
    form = {"choice": "news", "carrier": "coordinator", "news_spot": "home", "days": "7"} | wrong
    found = seated(office, MEMBER).post("/me/choices", form)
    page = found.content.decode()
    assert found.status_code == 422
    assert says in text(found)
    assert 'href="#carrier"' in page
    assert '<option value="home" selected>' in page


def test_command_reads_that_he_was_told_and_on_which_day_and_not_by_whom(
    town: Town, office: House, case: CaseId, hand: Hand
) -> None:
    arrives(town, hand)
    browser, told = seated(office, carrier(town, case)), "Criminal inquiry: told on March 1, 2024."
    pages = ((SUPERVISOR, "/supervisor"), (LIAISON, "/liaison"), (CHIEF, "/year"))
    assert not any(told in text(seated(office, person).get(page)) for person, page in pages)
    browser.post("/list", {"obligation": obligation(browser.get("/list"), CARD), "choice": "made"})
    for person, page in pages:
        body = text(seated(office, person).get(page))
        assert told in body
        assert carrier(town, case) not in body


@pytest.fixture
def desk(office: House, case: CaseId, hand: Hand) -> Client:
    assert case
    hand.at = NOON + HOUR
    return seated(office, LIAISON)


def test_an_interview_is_written_down_and_the_supervisor_reads_the_day_alone(office: House, desk: Client) -> None:
    assert desk.post("/liaison", PLANNED).status_code == 302
    page = text(desk.get("/liaison"))
    assert "Taken down. The supervisor sees the day, and you the time." in page
    assert "Interview on March 5, 2024, 9:30 a.m. " in page
    seen = text(seated(office, SUPERVISOR).get("/supervisor"))
    assert "Interview on March 5, 2024." in seen
    assert "9:30" not in seen


def test_one_that_is_too_soon_asks_why_and_a_reason_lets_it_be(desk: Client) -> None:
    early = PLANNED | {"interview_on": "2024-03-02"}
    refused = desk.post("/liaison", early)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "They will not have slept enough by then." in text(refused)
    assert 'value="2024-03-02"' in page
    assert 'value="09:30"' in page
    assert f'value="i-1/{MEMBER}" selected' in page
    assert desk.post("/liaison", early | {"why": "law_sets_day"}).status_code == 302
    assert "before they have slept. Why: A law sets the day." in text(desk.get("/liaison"))
    assert "Papers that a law has served are served in their time." in text(desk.get("/liaison"))


def test_an_interview_that_is_called_off_stands_on_no_page_and_the_form_goes_with_it(
    office: House, desk: Client, hand: Hand
) -> None:
    off = {"form": "interview_called_off", "off": f"i-1/{MEMBER}", "seen": str(NOON + 9 * HOUR)}
    assert "Call an interview off" not in text(desk.get("/liaison"))
    assert desk.post("/liaison", PLANNED).status_code == 302
    assert f"{MEMBER}: Interview on March 5, 2024, 9:30 a.m." in text(desk.get("/liaison"))
    hand.at += HOUR
    late = desk.post("/liaison", off | {"seen": "0"})
    assert late.status_code == 422, "it changed after the page was opened"
    assert "Somebody took down how this stands" in text(late)
    for wrong in ("", "i-9/x", "i-1/x"):
        found = desk.post("/liaison", off | {"off": wrong})
        assert found.status_code == 422
        assert 'href="#off"' in found.content.decode()
        assert 'id="off-error"' in found.content.decode()
    assert desk.post("/liaison", off).status_code == 302
    page = text(desk.get("/liaison"))
    assert "Called off. Nobody is told by this page" in page
    assert "Interview on" not in page
    assert "Call an interview off" not in page
    assert "Interview on" not in text(seated(office, SUPERVISOR).get("/supervisor"))
    assert desk.post("/liaison", off).status_code == 302, "the same twice is once"


def test_an_interview_whose_hour_has_come_is_not_called_off(desk: Client, hand: Hand) -> None:
    assert desk.post("/liaison", PLANNED).status_code == 302
    hand.at = NOON + 5 * DAY
    off = {"form": "interview_called_off", "off": f"i-1/{MEMBER}", "seen": str(hand.at)}
    assert "Call an interview off" not in text(desk.get("/liaison"))
    found = desk.post("/liaison", off)
    assert found.status_code == 422
    assert "Its time has come" in text(found)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"who": ""}, "who"),
        ({"who": "i-9/m-1"}, "who"),
        ({"who": f"i-1/{CHIEF}"}, "who"),
        ({"interview_on": ""}, "interview_on"),
        ({"interview_on": "x"}, "interview_on"),
        ({"clock": "soon"}, "interview_on"),
    ],
)
def test_what_is_missing_of_an_interview_is_said_where_it_is(desk: Client, wrong: dict[str, str], field: str) -> None:
    found = desk.post("/liaison", PLANNED | wrong)
    assert found.status_code == 422
    assert f'href="#{field}"' in found.content.decode()
    assert f'id="{field}-error"' in found.content.decode()
