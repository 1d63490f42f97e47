"""What a member reads of how he stands; his peer, coordinator and family what he and the wall let them (S14, S17)."""

import re

import pytest
from django.test import Client

from solidground.core.care.share.commands import GiveShare
from solidground.core.duty.status.commands import RecordDutyStatus
from solidground.core.kernel import DAY, CaseId, PersonId
from solidground.core.wall import SHARE_ENDS_FOR
from solidground.web.house import House
from tests.app.holdings import TODAY, happened
from tests.app.leaves import attended, examined, left
from tests.app.test_consults import CLINIC, held
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.headquarters import CHIEF, HR, staffed, whole
from tests.web.pages.test_clinician import hidden
from tests.web.pages.test_link import text

ON_LEAVE = "On administrative leave, from March 1, 2024 until March 10, 2024."
WIFE = PersonId("wife")


@pytest.fixture
def mine(town: Town, house: House) -> Client:
    staffed(town)
    town.incident(MEMBER)
    happened(left(town))
    return seated(whole(house), MEMBER)


def test_one_calm_line_says_how_he_stands_and_when_he_hears_more(mine: Client) -> None:
    page = text(mine.get("/me"))
    assert f"{ON_LEAVE} You hear more by March 4, 2024." in page
    assert "Leave after such a day is standard. It is not discipline." in page
    page = mine.get("/me/duty").content.decode()
    assert 'data-role="member" data-page="my_duty"' in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]


def test_a_day_that_passed_says_that_somebody_is_asked_to_tell_him(mine: Client, hand: Hand) -> None:
    hand.at = NOON + 5 * DAY
    assert "You were to hear more by March 4, 2024; somebody is asked to tell you." in text(mine.get("/me"))
    assert "That was to be by March 4, 2024. Somebody is asked to tell you." in text(mine.get("/me/duty"))


def test_he_reads_all_of_it_and_who_passed_on_his_session(town: Town, mine: Client) -> None:
    happened(left(town, status="medical_leave", calls="as_wished"))
    happened(examined(town))
    attended(town, COORDINATOR)
    page = text(mine.get("/me/duty"))
    for words in (
        "On medical leave, from March 1, 2024 until March 10, 2024.",
        "As you wish",
        f"Written down before {ON_LEAVE}",
        "Referred to an exam, March 1, 2024.",
        f"{COORDINATOR} passed on that you were at a required session on March 1, 2024.",
        "Attending may be required. Talking never is.",
        "never feeds an exam of your fitness",
    ):
        assert words in page
    assert "passed on that you were at a required session" in text(mine.get("/me"))


def test_who_is_back_reads_so_for_a_while_and_who_never_left_reads_nothing(
    town: Town, mine: Client, house: House, hand: Hand
) -> None:
    hand.at = NOON + 9 * DAY
    happened(left(town, RecordDutyStatus(hand.at, HR, MEMBER, "full", TODAY + 9)))
    assert "On full duty, from March 10, 2024." in text(mine.get("/me"))
    hand.at = NOON + 90 * DAY
    assert "On full duty" not in text(mine.get("/me"))
    assert "You are on full duty, as far as is written down." in text(mine.get("/me/duty"))
    assert "You are on full duty, as far as is written down." in text(seated(whole(house), PEERS[1]).get("/me/duty"))


def test_a_leave_that_lies_ahead_is_said_before_it_begins(town: Town, house: House) -> None:
    staffed(town)
    happened(left(town, on=TODAY + 2))
    page = text(seated(whole(house), MEMBER).get("/me"))
    assert "On administrative leave, from March 3, 2024 until March 10, 2024. You hear more by March 4, 2024." in page


@pytest.mark.usefixtures("mine")
def test_his_peer_and_the_coordinator_read_a_line_of_it_beside_his_case(town: Town, house: House, hand: Hand) -> None:
    (case,) = (name for name, row in town.store.rows(AGENCY) if row.member == MEMBER)
    happened(examined(town))
    attended(town, COORDINATOR)
    peer = town.case(case).peer
    assert peer is not None
    seen = text(seated(whole(house), peer).get(f"/list/{case}"))
    assert f"{ON_LEAVE} They hear more by March 4, 2024." in seen
    assert "session attended" not in seen
    hand.at = NOON + 5 * DAY
    seen = text(seated(whole(house), COORDINATOR).get(f"/case/{case}"))
    assert f"{ON_LEAVE} They were to hear more by March 4, 2024." in seen
    assert "Required session attended: March 1, 2024." in seen
    assert "exam" not in seen, "an exam of his fitness is nobody's of care"


@pytest.mark.usefixtures("mine")
def test_family_reads_it_if_he_shares_it_for_ninety_days(town: Town, house: House, hand: Hand) -> None:
    town.enter(WIFE)
    (case,) = (name for name, row in town.store.rows(AGENCY) if row.member == MEMBER)
    wife = seated(whole(house), WIFE)
    for things, reads in ((("answers",), False), (("duty",), True)):
        town.do(case, GiveShare(NOON, MEMBER, WIFE, "family", things))  # type: ignore[arg-type]  # words of the list
        assert (f"{ON_LEAVE} They hear more by March 4, 2024." in text(wife.get("/family"))) is reads
    hand.at = NOON + SHARE_ENDS_FOR
    assert "leave" not in text(wife.get("/family"))


@pytest.mark.usefixtures("mine")
def test_the_coordinator_passes_on_a_day_and_takes_it_back(town: Town, house: House) -> None:
    (case,) = (name for name, row in town.store.rows(AGENCY) if row.member == MEMBER)
    desk, version = seated(whole(house), COORDINATOR), {"version": "1"}
    for on, said in (("", "Give a day"), ("2024-03-02", "Choose a day of the last year, until today.")):
        refused = desk.post(f"/case/{case}", {"act": "attended", "on": on, **version})
        assert refused.status_code == 422
        assert said in text(refused)
        assert 'href="#attended-on"' in refused.content.decode()
    sent = {"act": "attended", "on": "2024-03-01", **version}
    assert desk.post(f"/case/{case}", sent).status_code == 302
    page = text(desk.get(f"/case/{case}"))
    assert "Passed on: the day, and nothing else." in page
    assert "You passed on March 1, 2024." in page
    assert "March 1, 2024" in text(seated(whole(house), CHIEF).get("/hr"))
    assert desk.post(f"/case/{case}", {**sent, "act": "unattended"}).status_code == 302
    assert "You passed on" not in text(desk.get(f"/case/{case}"))
    assert "on March 1, 2024, and took it back." in text(seated(whole(house), MEMBER).get("/me/duty"))
    assert "required session on" not in text(seated(whole(house), CHIEF).get("/year"))


def in_session(town: Town, hand: Hand) -> CaseId:
    """Bring a case to where a session is owed by the clinician."""
    case, _ = held(town)
    staffed(town)
    hand.at = NOON + 3 * DAY
    town.sweep_to(hand.at)
    return case


def test_a_clinician_ticks_that_it_had_to_be_attended_and_the_day_alone_crosses(
    town: Town, house: House, hand: Hand
) -> None:
    case = in_session(town, hand)
    clinic, chief = seated(whole(house), CLINIC), seated(whole(house), CHIEF)
    page = clinic.get("/clinician")
    assert "They had to attend: pass on the day, and nothing else" in text(page)
    sent = {"obligation": hidden(page, "obligation"), "choice": "made", "cross": "yes"}
    assert clinic.post("/clinician", {**sent, "choice": "perhaps"}).status_code == 422
    assert clinic.post("/clinician", sent).status_code == 302
    assert "Passed on: the day, and nothing else." in text(clinic.get("/clinician"))
    assert "Required session attended March 4, 2024" in text(chief.get("/hr"))
    assert CLINIC not in chief.get("/hr").content.decode()
    assert f"{CLINIC} passed on that you were at a required session on March 4, 2024." in text(
        seated(whole(house), MEMBER).get("/me/duty")
    )
    town.do(case, GiveShare(hand.at, MEMBER, CLINIC, "clinician", ("contacts",)))
    page = clinic.get("/clinician")
    assert "You passed on the day." in text(page)
    back = {"case": case, "on": "2024-03-04", "choice": "cross_back"}
    assert re.search(r'name="case" value="\w+"', page.content.decode())
    assert clinic.post("/clinician", back).status_code == 302
    assert "Did they have to attend?" in text(clinic.get("/clinician"))
    assert clinic.post("/clinician", {**back, "choice": "cross"}).status_code == 302
    assert clinic.post("/clinician", {**back, "on": "2024-03-03", "choice": "cross"}).status_code == 422
    assert clinic.post("/clinician", {**back, "on": "", "choice": "cross"}).status_code == 422


def test_without_the_tick_nothing_crosses(town: Town, house: House, hand: Hand) -> None:
    in_session(town, hand)
    clinic, chief = seated(whole(house), CLINIC), seated(whole(house), CHIEF)
    sent = {"obligation": hidden(clinic.get("/clinician"), "obligation"), "choice": "made"}
    assert clinic.post("/clinician", sent).status_code == 302
    assert "Nobody is written down as away." in text(chief.get("/hr"))
    assert "<dt>" not in chief.get("/hr").content.decode()
