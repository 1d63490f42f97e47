"""A clinician: who chose him, sessions by one tap, and peers who would like to talk."""

import re

import pytest

from solidground.core.care.consult.events import ConsultAsked
from solidground.core.care.contact.commands import RecordContact
from solidground.core.care.contact.events import TaskDone
from solidground.core.care.share.commands import EndShare, GiveShare
from solidground.core.care.share.things import Thing
from solidground.core.kernel import DAY, HOUR, CaseId, PersonId
from solidground.core.wall import SHARE_ENDS_FOR
from solidground.web.house import House
from tests.app.test_answers import count, newest
from tests.app.test_consults import AT, CLINIC, held
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated
from tests.web.pages.test_link import Page, text


def owed(town: Town, hand: Hand) -> CaseId:
    """Bring a case to where a session is owed by the clinician."""
    case, _ = held(town)
    hand.at = NOON + 3 * DAY
    town.sweep_to(hand.at)
    return case


def hidden(page: Page, name: str) -> str:
    found = re.search(rf'name="{name}" value="(\w+)"', page.content.decode())
    assert found is not None
    return found[1]


def test_a_session_is_noted_by_one_tap_and_its_day_stands_there_while_another_is_owed(
    town: Town, house: House, hand: Hand
) -> None:
    case = owed(town, hand)
    browser = seated(house, CLINIC)
    page = browser.get("/clinician")
    assert 'data-role="clinician" data-page="clinician"' in page.content.decode()
    assert "A session with a clinician offered" in text(page)
    assert MEMBER in text(page)
    sent = {"obligation": hidden(page, "obligation"), "choice": "made"}
    assert browser.post("/clinician", sent).status_code == 302
    assert "Noted: it is done." in text(browser.get("/clinician"))
    done = newest(town, case, TaskDone)
    assert isinstance(done, TaskDone)
    assert (done.by, done.held_at) == (CLINIC, hand.at)
    again = browser.post("/clinician", sent)
    assert again.status_code == 422, "nothing is done twice"
    assert "Nothing was changed You do not owe this any more: it was noted already" in text(again)
    hand.at = NOON + 35 * DAY
    town.sweep_to(hand.at)
    assert "Session on March 4, 2024" in text(browser.get("/clinician"))


def test_a_member_who_shares_with_him_stands_there_while_nothing_is_owed(town: Town, house: House, hand: Hand) -> None:
    case = owed(town, hand)
    browser = seated(house, CLINIC)
    town.do(case, GiveShare(hand.at, MEMBER, CLINIC, "clinician", ("contacts",)))
    browser.post("/clinician", {"obligation": hidden(browser.get("/clinician"), "obligation"), "choice": "made"})
    page = browser.get("/clinician")
    assert f"{MEMBER} Nothing is owed by you now. Session on March 4, 2024" in text(page)
    town.do(case, EndShare(hand.at, MEMBER, CLINIC))
    assert MEMBER not in browser.get("/clinician").content.decode()


SHOWN = {
    "incident": "What happened: A shooting by one of ours, March 1, 2024.",
    "case_follows": "They have people here since then.",
    "contacts": "What is owed by others",
    "answers": "They have tapped no answer yet.",
}


@pytest.mark.parametrize("shared", [*SHOWN, ""])
def test_what_a_member_shares_with_him_stands_on_his_page_and_nothing_else(
    town: Town, house: House, hand: Hand, shared: Thing
) -> None:
    case = owed(town, hand)
    if shared:
        town.do(case, GiveShare(hand.at, MEMBER, CLINIC, "clinician", (shared,)))
    page = text(seated(house, CLINIC).get("/clinician"))
    assert [thing for thing, words in SHOWN.items() if words in page] == [shared][: bool(shared)]
    assert (f"What {MEMBER} shares with you" in page) == bool(shared)
    assert ("It ends on June 2, 2024, unless they renew it." in page) == bool(shared)


def test_he_sees_who_owes_the_member_a_talk_and_who_tried_but_not_how_it_went(
    town: Town, house: House, hand: Hand
) -> None:
    case = owed(town, hand)
    town.do(case, GiveShare(hand.at, MEMBER, CLINIC, "clinician", ("contacts",)))
    page = text(seated(house, CLINIC).get("/clinician"))
    assert f"A conversation (day 3): {PEERS[0]} Who tried" in page
    hand.at += 2 * DAY
    assert f"A conversation (day 3): {PEERS[0]}, late Who tried" in text(seated(house, CLINIC).get("/clinician"))
    hand.at -= 2 * DAY
    assert "Care offered, with its limits said: " in page
    talk = next(item for item in town.case(case).items if item.key == "day_3")
    tried = RecordContact(
        hand.at,
        PEERS[0],
        "day_3",
        talk.occurrence,
        "no_answer",
        hand.at,
        precise=True,
        way=None,
        until_at=None,
        role="",
    )
    town.do(case, tried)
    page = text(seated(house, CLINIC).get("/clinician"))
    assert f"Who tried to be in touch March 4 A conversation (day 3): {PEERS[0]}" in page
    assert "no answer" not in page
    hand.at += SHARE_ENDS_FOR
    assert "shares with you" not in text(seated(house, CLINIC).get("/clinician"))


def test_before_anybody_chose_him_the_page_says_so_and_to_others_it_is_not_there(
    town: Town, house: House, hand: Hand
) -> None:
    hand.at = NOON
    held(town)
    assert "Members who choose you stand here" in text(seated(house, CLINIC).get("/clinician"))
    for person in (MEMBER, COORDINATOR, *PEERS, PersonId("stranger")):
        assert seated(house, person).get("/clinician").status_code == 404


@pytest.mark.parametrize(("word", "soon"), [("consult_today", "today"), ("consult_week", "week")])
def test_a_peer_asks_from_the_case_s_page_and_the_clinician_takes_it(
    town: Town, house: House, hand: Hand, word: str, soon: str
) -> None:
    case, peer = held(town)
    hand.at = AT
    asking, clinic = seated(house, peer), seated(house, CLINIC)
    assert "Talk with a clinician" in text(asking.get(f"/list/{case}"))
    assert asking.post("/consults", {"choice": word, "case": case, "back": "/list"}).status_code == 302
    after = asking.get("/list")
    assert "A clinician is asked to talk with you" in text(after)
    assert "No longer needed" in text(after)
    assert "You asked. It stands on your list." in text(asking.get(f"/list/{case}"))
    asked = [one.body for one in town.store.log() if one.type == ConsultAsked.__name__]
    assert len(asked) == 1
    assert f'"soon":"{soon}"' in asked[0]
    page = clinic.get("/clinician")
    assert f"Somebody would like to talk with you. {peer} would like to talk" in text(page)
    sign = f"Case {case[:5]}: a sign, so that you both mean the same."
    assert sign in text(page)
    assert sign in text(after), "who asked sees it too"
    assert MEMBER not in page.content.decode(), "not about whom"
    known = {"consult": hidden(page, "consult"), "back": "/clinician"}
    answer = clinic.post("/consults", {**known, "choice": "consult_take"})
    assert (answer.status_code, answer["Location"]) == (302, "/clinician")
    assert f"{CLINIC} has it, and is in touch with you." in text(asking.get("/list"))
    assert clinic.post("/consults", {**known, "choice": "consult_done"}).status_code == 302
    assert "would like to talk" not in text(clinic.get("/clinician"))
    late = clinic.post("/consults", {**known, "choice": "consult_done"})
    assert "This talk is not asked for here any more: somebody else has it, or it is over. Go back" in text(late)


def test_who_asked_takes_it_back(town: Town, house: House, hand: Hand) -> None:
    case, peer = held(town)
    hand.at = AT
    browser = seated(house, peer)
    browser.post("/consults", {"choice": "consult_week", "case": case})
    sent = {"choice": "consult_back", "consult": hidden(browser.get("/list"), "consult")}
    assert browser.post("/consults", sent)["Location"] == "/list"
    assert "would like to talk" not in text(seated(house, CLINIC).get("/clinician"))


def test_what_nobody_may_tap_changes_nothing(town: Town, house: House, hand: Hand) -> None:
    case, peer = held(town)
    hand.at = AT + HOUR
    before = count(town)
    for person, sent in (
        (peer, {"choice": "consult_never", "case": case}),
        (peer, {"choice": "consult_take", "consult": "none"}),
        (MEMBER, {"choice": "consult_today", "case": case}),
        (COORDINATOR, {"choice": "consult_today", "case": "none", "back": "//elsewhere"}),
    ):
        page = seated(house, person).post("/consults", sent)
        assert page.status_code == 422
        assert "Nothing has changed." in text(page)
    for person, begins in ((peer, "/list"), (CLINIC, "/clinician")):
        back = seated(house, person).get("/consults", follow=True)
        assert back.redirect_chain[-1][0] == begins, "going back to what was sent leads to where one begins"
    assert count(town) == before
