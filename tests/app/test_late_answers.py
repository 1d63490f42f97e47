"""An answer for a case that is closed is kept for a person to read, and a call rings all the same."""

from pathlib import Path

import pytest

from solidground.app.acts import tap as signed_in_tap
from solidground.app.answers import ALREADY, LATE, NOBODY_ANSWERS, SAID, Answered, answer
from solidground.app.ask import ask
from solidground.app.asking.at_hand import AtHand
from solidground.app.asking.board import BoardSeen
from solidground.app.asking.one_case import CaseSeen
from solidground.app.asking.questions import NOT_HERE, Board, CaseAtHand, OneCase
from solidground.app.asking.reading import Reading
from solidground.app.calls import became_by_link
from solidground.app.links import Offered, offered
from solidground.app.opening import Opening
from solidground.app.replies import Read
from solidground.app.taps import Choice, Tap
from solidground.core.care.ask.commands import SeeAnswer
from solidground.core.care.ask.events import AnswerKept, LateAnswer
from solidground.core.care.choice.events import CallAsked, CallUndone
from solidground.core.care.commands import CloseCase, PurgeDetails, RecordDeath
from solidground.core.care.state import Late
from solidground.core.kernel import HOUR, MINUTE, CaseId, Instant, PersonId
from solidground.core.wall import Role, Viewer
from tests.app.test_answers import KEYS, PEER, asked, count, made_up, newest, tap
from tests.app.test_calls import OPENING
from tests.app.test_replies import PEER as ADDRESS
from tests.app.test_replies import Folder, ours, take
from tests.app.test_replies import asked as peer_asked
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, ZONE, Town
from tests.channels.mail.posted import maildir, reply


def ended(town: Town) -> tuple[CaseId, str, Instant]:
    """Bring a case to its end after its member was asked; return his link and an hour later."""
    case, token, at = asked(town)
    town.do(case, CloseCase(at, COORDINATOR, "coordinator"))
    return case, token, at + HOUR


def call(
    town: Town, token: str, at: Instant, opening: Opening | None = OPENING, choice: Choice = "call_me"
) -> Answered:
    return answer(town.store, town.rosters, KEYS, token, choice, at, opening=opening)


def look(town: Town, who: PersonId, question: Board | OneCase | CaseAtHand, at: Instant) -> object:
    roles = frozenset({Role.COORDINATOR}) if who == COORDINATOR else frozenset()
    return ask(Reading(town.store, town.rosters, AGENCY, at), Viewer(who, roles), question)


def board(town: Town, at: Instant, page: int = 0) -> BoardSeen:
    seen = look(town, COORDINATOR, Board(page), at)
    assert isinstance(seen, BoardSeen)
    return seen


@pytest.mark.parametrize("choice", ["ok", "not_now", "yes", "no", "accept", "decline"])
def test_an_answer_after_the_end_is_kept_said_to_be_and_asks_nobody(town: Town, choice: LateAnswer) -> None:
    case, token, at = ended(town)
    sent = len(town.outbox("key"))
    assert tap(town, token, choice, at) == Answered(choice, LATE)
    assert newest(town, case, AnswerKept) == AnswerKept(at, MEMBER, choice)
    assert town.case(case).status == "closed"
    assert len(town.outbox("key")) == sent


def test_a_second_tap_says_what_the_first_did_and_keeps_nothing_more(town: Town) -> None:
    _, token, at = ended(town)
    tap(town, token, "ok", at)
    before = count(town)
    for choice in ("ok", "not_now"):
        assert tap(town, token, choice, at + HOUR) == Answered("ok", ALREADY + LATE, again=True)
    assert count(town) == before
    found = offered(town.store, KEYS, token, at, ZONE)
    assert isinstance(found, Offered)
    assert (found.did, found.late) == ("ok", True)


def test_a_link_that_was_used_before_the_end_says_what_it_did_then(town: Town) -> None:
    case, token, at = asked(town)
    tap(town, token, "ok", at)
    town.do(case, CloseCase(at, COORDINATOR, "coordinator"))
    assert tap(town, token, "ok", at + HOUR) == Answered("ok", ALREADY + SAID["ok"], again=True)
    assert tap(town, token, "no", at + HOUR).text == ALREADY + SAID["ok"]


def test_who_called_before_the_end_may_still_answer_after_it(town: Town) -> None:
    case, token, at = asked(town)
    tap(town, token, "call_me", at)
    town.do(case, CloseCase(at, COORDINATOR, "coordinator"))
    assert tap(town, token, "ok", at + HOUR) == Answered("ok", LATE)
    assert tap(town, token, "ok", at + HOUR) == Answered("ok", ALREADY + LATE, again=True)


def test_a_call_on_a_closed_case_opens_care_and_rings(town: Town) -> None:
    case, token, at = ended(town)
    assert call(town, token, at) == Answered("call_me", SAID["call_me"])
    assert town.case(case).status == "closed"
    with town.store.transaction() as unit:
        (_, opened) = [name for name, _ in unit.cases_of(AGENCY, member=MEMBER)]
    assert isinstance(newest(town, opened, CallAsked), CallAsked)
    assert became_by_link(town.store, KEYS, token, at) == "rings"
    assert call(town, token, at + MINUTE) == Answered("call_me", ALREADY + SAID["call_me"], again=True)
    assert call(town, token, at + MINUTE, choice="undo") == Answered("undo", SAID["undo"])
    assert isinstance(newest(town, opened, CallUndone), CallUndone)
    town.do(opened, CloseCase(at + HOUR, COORDINATOR, "coordinator"))
    assert became_by_link(town.store, KEYS, token, at + HOUR) == ""


def test_where_another_case_of_his_is_open_it_rings_there(town: Town) -> None:
    _, token, at = ended(town)
    (other,) = town.incident(at=at, name="i-2")
    assert call(town, token, at).did == "call_me"
    assert isinstance(newest(town, other, CallAsked), CallAsked)


def test_where_no_care_can_be_opened_nobody_is_said_to_be_rung(town: Town) -> None:
    _, token, at = ended(town)
    before = count(town)
    assert call(town, token, at, None) == Answered("NobodyAnswers", NOBODY_ANSWERS)
    assert call(town, token, at, choice="undo").did == "AskOver", "there is nothing to take back"
    assert count(town) == before


def test_who_is_not_the_member_rings_for_nobody(town: Town) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    town.do(case, CloseCase(NOON, COORDINATOR, "coordinator"))
    assert call(town, made_up(case, "offer", PEER, "answer"), NOON + HOUR).did == "NothingOwed"
    assert tap(town, made_up(case, "offer", PEER, "answer"), "ok", NOON + HOUR).did == "NothingOwed"


def test_a_purged_case_takes_no_answer_and_a_call_still_rings(town: Town) -> None:
    case, token, at = ended(town)
    town.do(case, PurgeDetails(at, COORDINATOR, 0))
    before = count(town)
    for choice in ("ok", "not_now"):
        assert tap(town, token, choice, at).did == "AskOver"
    assert count(town) == before
    assert call(town, token, at) == Answered("call_me", SAID["call_me"])


def test_after_a_death_nothing_is_kept_and_nobody_is_rung(town: Town) -> None:
    case, token, at = ended(town)
    town.do(case, RecordDeath(at, COORDINATOR, None))
    assert tap(town, token, "ok", at).did == "AskOver"


def test_a_helper_who_reports_late_is_kept_too_and_i_have_it_is_not(town: Town) -> None:
    (case,) = town.incident()
    town.deliver(NOON)
    town.do(case, CloseCase(NOON, COORDINATOR, "coordinator"))
    assert tap(town, made_up(case, "offer", PEER, "report"), "made", NOON + HOUR) == Answered("made", LATE)
    assert newest(town, case, AnswerKept) == AnswerKept(NOON + HOUR, PEER, "made")
    assert tap(town, made_up(case, "offer", PEER, "take"), None, NOON + HOUR).did == "NothingOwed"


def test_a_reply_by_mail_to_a_closed_case_is_kept_the_same(town: Town, tmp_path: Path) -> None:
    case, keys = peer_asked(town)
    town.do(case, CloseCase(NOON, COORDINATOR, "coordinator"))
    at = NOON + 20 * MINUTE
    path = maildir(tmp_path, reply("2\n", ADDRESS.address, ours(keys["offer"]), at), delivered_at=at)
    assert take(town, Folder(path)) == Read(recorded=1)
    assert newest(town, case, AnswerKept) == AnswerKept(NOON + HOUR, PEERS[0], "no_answer")


def test_who_is_signed_in_is_heard_too(town: Town) -> None:
    case, _, at = ended(town)
    signed_in_tap(town.store, town.rosters, AGENCY, case, Tap("ok", "", MEMBER, at, at))
    assert newest(town, case, AnswerKept) == AnswerKept(at, MEMBER, "ok")


def test_the_board_names_who_answered_until_somebody_has_read_it(town: Town) -> None:
    case, token, at = ended(town)
    assert board(town, at).late == ()
    tap(town, token, "ok", at)
    (row,) = board(town, at).late
    assert (row.case, row.member, row.since_at) == (case, MEMBER, at)
    assert board(town, at, 1).late == ()
    assert look(town, MEMBER, Board(), at) == NOT_HERE
    hers, his = look(town, COORDINATOR, CaseAtHand(case), at), look(town, MEMBER, OneCase(case), at)
    assert isinstance(hers, AtHand)
    assert hers.late == (Late(MEMBER, "ok", at),)
    assert isinstance(his, CaseSeen)
    assert his.answers == ((at, "ok"),)
    town.do(case, SeeAnswer(at + MINUTE, DEPUTY))
    assert board(town, at + MINUTE).late == ()
