"""The page of duty and leave: who stands how, whom to tell, and what HR or the chief writes down about it (S14)."""

import re

import pytest
from django.test import Client

from solidground.app.duty_terms import shipped_terms
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.web.house import House
from tests.app.holdings import TODAY, happened
from tests.app.leaves import attended, examined, fitness, left, stands
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.headquarters import ADMINISTRATOR, CHIEF, COSIGNER, HR, LIAISON, OFFICER, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text

LEAVES = {
    "choice": "status",
    "thing": "new",
    "member": MEMBER,
    "status": "administrative_leave",
    "on": "2024-03-01",
    "until_on": "2024-03-10",
    "next_on": "2024-03-04",
    "pay": "as_before",
    "calls": "one_weekly",
    "caller": SUPERVISOR,
    "assured": "yes",
    "short": "",
}


@pytest.fixture
def staff(town: Town, house: House) -> House:
    town.people()
    staffed(town)
    return whole(house)


@pytest.fixture
def desk(staff: House) -> Client:
    return seated(staff, HR)


def says(town: Town, browser: Client, choice: str, **fields: str) -> int:
    """Send a form about the member as he stands, and return how it was answered."""
    seen = str(max(stands(town).changed_at, fitness(town).last_at))
    return browser.post("/hr", {**fields, "choice": choice, "thing": MEMBER, "seen": seen}).status_code


def written(town: Town) -> list[str]:
    return [row.type for row in town.store.log(AGENCY, "command") if row.stream.startswith(("status/", "fitness/"))]


def test_nobody_is_away_and_there_are_two_forms(desk: Client) -> None:
    page = desk.get("/hr")
    assert 'data-role="hr" data-page="hr"' in page.content.decode()
    assert "Nobody is written down as away." in text(page)
    assert "It is standard after such a day, not discipline." in text(page)
    assert "No decision has been delivered." in text(page)
    assert "textarea" not in page.content.decode()


def test_a_leave_is_written_down_once_and_shown(town: Town, desk: Client) -> None:
    assert desk.post("/hr", LEAVES).status_code == 302
    assert desk.post("/hr", LEAVES).status_code == 302
    page = text(desk.get("/hr"))
    for words in (
        "Written down. No message goes out.",
        "Nobody waits for a word.",
        "On administrative leave, from March 1, 2024 until March 10, 2024.",
        "By March 4, 2024",
        "Paid as before",
        f"{SUPERVISOR} calls, once a week",
        "Yes: this is standard after such a day, it is not discipline.",
    ):
        assert words in page
    assert written(town) == ["DutyStatusRecorded"]


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"member": "nobody"}, "member-status-new", "Nobody is called so here."),
        ({"member": "two words"}, "member-status-new", "Nobody is called so here."),
        ({"member": HR}, "member-status-new", "written down by somebody else"),
        ({"on": ""}, "on-status-new", "Say from which day"),
        ({"until_on": "x"}, "until_on-status-new", "The last day is the first one or later"),
        ({"until_on": "", "next_on": ""}, "next_on-status-new", "Say until when, or by which day"),
        ({"next_on": "2024-03-11"}, "next_on-status-new", "by the last day at the latest"),
        ({"next_on": "2024-03-01"}, "next_on-status-new", "More is heard from tomorrow on"),
        ({"caller": PEERS[0]}, "caller-status-new", "Say who calls"),
        ({"until_on": "2024-03-02", "next_on": ""}, "short-status-new", "shorter than your agency"),
        ({"status": "discipline"}, "duty", "Choose one of what is offered."),
        ({"pay": ""}, "duty", "Choose one of what is offered."),
        ({"assured": ""}, "duty", "Choose one of what is offered."),
        ({"choice": "perhaps"}, "duty", "Choose one of what is offered."),
    ],
)
def test_what_is_missing_is_said_where_it_is(
    town: Town, desk: Client, wrong: dict[str, str], field: str, said: str
) -> None:
    found = desk.post("/hr", LEAVES | wrong)
    page = found.content.decode()
    assert found.status_code == 422
    assert said in text(found)
    assert f'href="#{field}"' in page
    assert re.search(rf'id="{field}"', page)
    assert written(town) == []


def test_a_leave_shorter_than_the_least_is_written_down_with_its_reason(town: Town, desk: Client) -> None:
    short = {**LEAVES, "until_on": "2024-03-02", "next_on": "", "short": "member_asked"}
    assert desk.post("/hr", short).status_code == 302
    assert "The member asked for it. Usual days at least: 3." in text(desk.get("/hr"))
    assert stands(town).entries[0].least_days == shipped_terms().leave_least_days.number


def test_everything_that_becomes_of_it_is_said_here(town: Town, desk: Client, hand: Hand) -> None:
    happened(left(town, assured=False, calls="as_wished"))
    assert "Not given yet." in text(desk.get("/hr"))
    assert "As the member wishes" in text(desk.get("/hr"))
    assert says(town, desk, "assure") == 302
    hand.at = NOON + 2 * DAY
    assert says(town, desk, "tell", on="2024-03-03", next_on="2024-03-09") == 302
    assert f"March 3, 2024, by {HR}." in text(desk.get("/hr"))
    modified = {"status": "modified", "on": "2024-03-08", "until_on": "", "next_on": "2024-03-20", "pay": "part"}
    assert says(town, desk, **{**LEAVES, **modified}) == 302
    page = text(desk.get("/hr"))
    assert "After that On modified duty, from March 8, 2024." in page
    wrong = {"status": "medical_leave", "on": "2024-03-08", "until_on": "", "next_on": "2024-03-20"}
    assert says(town, desk, **{**LEAVES, **wrong, "choice": "correct"}) == 302
    page = text(desk.get("/hr"))
    assert "After that On medical leave, from March 8, 2024." in page
    assert "Written down before On modified duty, from March 8, 2024." in page
    hand.at = NOON + 9 * DAY
    assert says(town, desk, "full", on="2024-03-10", short="") == 302
    page = text(desk.get("/hr"))
    assert "Now On full duty, from March 10, 2024." in page
    assert "Who calls" not in page.partition("Something here is wrong")[0]


def test_an_exam_is_a_word_and_a_day_and_a_correction_is_visible(town: Town, desk: Client) -> None:
    referral = {"choice": "exam", "thing": "new", "member": MEMBER, "finding": "fit", "on": "2024-03-01"}
    early = desk.post("/hr", referral)
    assert (early.status_code, "Write down first that they were referred." in text(early)) == (422, True)
    assert desk.post("/hr", {**referral, "finding": "referred"}).status_code == 302
    assert says(town, desk, "exam", finding="fit", on="2024-03-01") == 302
    assert says(town, desk, "exam", finding="fit_with_limits", on="2024-03-01") == 302
    page = text(desk.get("/hr"))
    assert (
        "Fitness for duty Referred to an exam, March 1, 2024. Fitness for duty Fit, with limits, March 1, 2024." in page
    )
    assert "Written down before Fit for duty, March 1, 2024." in page
    assert "nobody of care writes here, or is asked" in page


def test_who_comes_second_looks_at_it_first(town: Town, desk: Client, hand: Hand) -> None:
    happened(left(town))
    hand.at = NOON + HOUR
    late = desk.post("/hr", {**LEAVES, "status": "medical_leave", "seen": str(NOON - 1)})
    assert late.status_code == 422
    assert "Somebody changed this after you opened the page." in text(late)
    assert 'value="2024-03-10"' in late.content.decode(), "what was typed stays"


def test_whoever_waits_too_long_comes_first_and_a_supervisor_says_that_he_told_him(
    town: Town, staff: House, desk: Client, hand: Hand
) -> None:
    happened(left(town))
    hand.at = NOON + 4 * DAY
    assert "One of them is to be told." in text(desk.get("/hr"))
    happened(left(town, member=PEERS[0], next_on=TODAY + 2))
    assert "2 of them are to be told." in text(desk.get("/hr"))
    captain = seated(staff, SUPERVISOR)
    page = captain.get("/hr")
    assert 'data-role="supervisor" data-page="hr"' in page.content.decode()
    assert "Tell them, even if there is nothing new." in text(page)
    assert 'value="status"' not in page.content.decode()
    assert "No decision has been delivered." not in text(page)
    line = "On administrative leave, from March 1, 2024 until March 10, 2024. They were to hear more by March 4, 2024."
    assert f"{MEMBER} : {line} Tell them." in text(captain.get("/supervisor")).replace(f"{MEMBER}:", f"{MEMBER} :")
    assert says(town, captain, "tell", on="2024-03-05", next_on="2024-03-09") == 302
    assert says(town, captain, "full", on="2024-03-05", short="") == 422
    assert "They hear more by March 9, 2024." in text(captain.get("/supervisor"))


def test_the_chief_writes_too_and_sees_the_day_of_a_session_and_hr_does_not(town: Town, staff: House) -> None:
    town.incident(MEMBER)
    happened(left(town))
    attended(town, COORDINATOR)
    chief, captain, desk = (seated(staff, person) for person in (CHIEF, SUPERVISOR, HR))
    assert 'data-role="chief"' in chief.get("/hr").content.decode()
    for browser, page in ((chief, "/hr"), (captain, "/hr")):
        assert "Required session attended March 1, 2024" in text(browser.get(page))
    said = f"{MEMBER} was at a required session on March 1, 2024."
    assert said in text(chief.get("/year"))
    assert said in text(captain.get("/supervisor"))
    assert "No day of a required session" not in text(captain.get("/supervisor"))
    assert "Required session attended March 1, 2024" not in text(desk.get("/hr"))
    liaison = text(seated(staff, LIAISON).get("/year"))
    assert said not in liaison
    assert "No day of a required session" not in liaison
    assert COORDINATOR not in text(chief.get("/hr")).split(), "by whom is the member's to know"
    happened(examined(town, by=CHIEF))
    assert says(town, chief, "exam", finding="withdrawn", on="2024-03-01") == 302


@pytest.mark.parametrize("person", [MEMBER, PEERS[1], COORDINATOR, LIAISON, OFFICER, ADMINISTRATOR, COSIGNER])
def test_for_everybody_else_there_is_no_such_page(town: Town, staff: House, person: PersonId) -> None:
    happened(left(town))
    other = seated(staff, person)
    for found in (other.get("/hr"), other.post("/hr", LEAVES)):
        assert (found.status_code, found.content) == (404, other.get("/nothing").content)
