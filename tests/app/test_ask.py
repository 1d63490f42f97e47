"""The one read path: to each his own answer, and nothing that tells what is there from what is not his."""

from typing import get_args

from solidground.app.ask import ANSWERS, ask
from solidground.app.asking.board import BoardSeen
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.incidents import IncidentSeen
from solidground.app.asking.one_case import CaseSeen
from solidground.app.asking.questions import (
    NOT_HERE,
    NOT_RELEASED,
    AgencyReport,
    Board,
    MyCases,
    MyDuties,
    OneCase,
    OneConcern,
    OneIncident,
    Question,
    WhoCouldBeAsked,
)
from solidground.app.asking.reading import Reading
from solidground.app.asking.report import ReportSeen
from solidground.app.asking.sights import Holder, Sight
from solidground.app.demo.cast import (
    AGENCY,
    ANCHOR,
    BIRCH,
    CAPTAIN,
    CEDAR,
    CHIEF,
    CLINIC,
    COLLEAGUE,
    COMPANION,
    DETECTIVE,
    HR,
    JUNIPER,
    LANTERN,
    LIAISON,
    MARLOW,
    MEMBERS,
    PARTNER,
    SECOND_COMPANION,
    local,
)
from solidground.app.english import english
from solidground.app.rosters import Rosters
from solidground.core.care.ask.commands import AnswerAsk, TakeBackAnswer
from solidground.core.care.choice.commands import AdviseNoContact, CallMe, ChooseNotNow, StopContact
from solidground.core.care.commands import CloseCase
from solidground.core.care.companion.commands import HandOver, NameCompanion
from solidground.core.care.concern.commands import RaiseConcern
from solidground.core.care.contact.commands import AddDate
from solidground.core.care.keeping.commands import Acknowledge
from solidground.core.care.needs import Needs
from solidground.core.kernel import CaseId, PersonId, Refusal
from solidground.core.subjects import SUBJECTS
from solidground.core.wall import Role, Rule, Viewer, What
from solidground.store.memory import MemoryStore
from tests.stories.field import INCIDENT, Field, founded


def field() -> Field:
    return Field(founded(MemoryStore(SUBJECTS)))


def with_an_incident() -> Field:
    told = field()
    told.incident(*MEMBERS)
    return told


def alone() -> Field:
    told = field()
    told.incident((DETECTIVE, "discharged_weapon"))
    return told


def sees_case(told: Field, viewer: PersonId, member: PersonId = DETECTIVE) -> CaseSeen:
    answer = told.stage.ask(viewer, OneCase(told.stage.cases[member]))
    assert isinstance(answer, CaseSeen), answer
    return answer


def sentence(told: Field) -> str | None:
    said = sees_case(told, DETECTIVE).sentence
    return None if said is None else english(said)


def test_what_is_not_there_and_what_is_not_his_are_the_same_refusal() -> None:
    told = with_an_incident()
    case = told.stage.cases[DETECTIVE]
    for viewer in (COLLEAGUE, CHIEF, LIAISON, HR, CAPTAIN, PARTNER, JUNIPER):
        assert told.stage.ask(viewer, OneCase(case)) == NOT_HERE == told.stage.ask(viewer, OneCase(CaseId("none")))
    for viewer in (COLLEAGUE, HR):
        assert told.stage.ask(viewer, OneIncident(INCIDENT)) == NOT_HERE == told.stage.ask(viewer, OneIncident("none"))
    assert told.stage.ask(COLLEAGUE, OneConcern("none")) == NOT_HERE
    assert told.stage.ask(LANTERN, WhoCouldBeAsked(CaseId("none"))) == NOT_HERE
    assert told.stage.ask(LANTERN, Board(-1)) == NOT_HERE


def test_the_member_sees_how_things_stand_and_who_can_see_what() -> None:
    told = alone()
    told.first_hours_over()
    told.until(1, "11:00")
    told.contact(CEDAR, "day_1", "made")
    seen = sees_case(told, DETECTIVE)
    assert sentence(told) == "Your peer is in touch by Fri 6:00 PM. Nothing is owed by you."
    assert seen.circle is not None
    assert seen.circle.peer == CEDAR
    assert [contact.outcome for contact in seen.contacts or ()] == ["made", "made"]
    assert seen.ground is not None
    assert seen.who_sees is not None
    sights = {sight.what: sight for sight in seen.who_sees}
    assert sights[What.OUTCOME] == Sight(
        What.OUTCOME,
        (
            Holder(Role.PEER, (CEDAR,), Rule.YES),
            Holder(Role.COORDINATOR, (LANTERN,), Rule.YES),
            Holder(Role.DEPUTY, (ANCHOR,), Rule.YES),
        ),
        (Holder(Role.ON_CALL, (BIRCH, MARLOW), Rule.WHEN_CALLED),),
    )
    chief = Holder(Role.CHIEF, (CHIEF,), Rule.YES)
    assert [sight.what for sight in seen.who_sees if chief in sight.now] == [
        What.INCIDENT,
        What.CASE_FOLLOWS,
        What.PROPERTY,
        What.DUTY_STATUS,
        What.RETURN_COMPLETED,
        What.FITNESS,
        What.SESSION_ATTENDED,
    ]


def test_a_peer_sees_his_own_work_whole_and_of_others_a_summary() -> None:
    told = alone()
    told.first_hours_over()
    told.until(1, "11:00")
    told.contact(CEDAR, "day_1", "no_answer")
    seen = sees_case(told, CEDAR)
    assert [(contact.by, contact.outcome) for contact in seen.contacts or ()] == [(None, "made"), (CEDAR, "no_answer")]
    assert (seen.sentence, seen.circle, seen.ruled_out, seen.who_sees) == (None, None, None, None)
    assert seen.answers == ()


def test_who_helped_sees_nothing_of_it_once_the_case_is_closed() -> None:
    told = alone()
    told.first_hours_over()
    stage, case = told.stage, told.stage.cases[DETECTIVE]
    told.do(NameCompanion(stage.now, DETECTIVE, COMPANION))
    for viewer in (CEDAR, COMPANION):
        assert sees_case(told, viewer).member == DETECTIVE
    told.do(CloseCase(stage.now, LANTERN, "coordinator"))
    for viewer in (CEDAR, COMPANION):
        assert stage.ask(viewer, OneCase(case)) == NOT_HERE
        assert stage.ask(viewer, OneIncident(INCIDENT)) == NOT_HERE
    for viewer in (DETECTIVE, LANTERN):
        assert sees_case(told, viewer).member == DETECTIVE


def test_a_clinician_sees_what_was_asked_of_him_and_nothing_of_the_incident() -> None:
    told = alone()
    told.first_hours_over()
    told.until(3, "10:00")
    seen = sees_case(told, CLINIC)
    assert [english(owing.words) for owing in seen.owed] == ["a session with a clinician offered"]
    assert (seen.incident, seen.contacts, seen.answers, seen.ground) == (None, None, None, None)
    duties = told.stage.ask(CLINIC, MyDuties())
    assert isinstance(duties, tuple)
    assert len(duties) == 1


def test_an_answer_tapped_is_seen_by_his_peer_and_by_the_coordinator_only_if_nobody_answers() -> None:
    told = alone()
    told.first_hours_over()
    told.until(2, "10:01")
    told.do(AnswerAsk(told.stage.now, DETECTIVE, "day_2_ask", 0, "call_me", None))
    assert [answer for _, answer in sees_case(told, CEDAR).answers or ()] == ["call_me"]
    assert sees_case(told, LANTERN).answers is None
    assert sees_case(told, MARLOW).answers is not None, "he is on call, and called"
    told.until(2, "10:13")
    assert sees_case(told, ANCHOR).answers is not None
    told.do(Acknowledge(told.stage.now, LANTERN, "urgent", "coordinator"))
    assert sees_case(told, ANCHOR).answers is None
    assert sees_case(told, LANTERN).answers is not None, "he has it now"


def test_an_answer_that_was_taken_back_is_seen_by_nobody() -> None:
    told = alone()
    told.first_hours_over()
    now = told.until(2, "11:00")
    told.do(AnswerAsk(now, DETECTIVE, "day_2_ask", 0, "ok", None))
    told.do(TakeBackAnswer(now, DETECTIVE))
    for viewer in (CEDAR, DETECTIVE):
        assert sees_case(told, viewer).answers == ()
    told.do(AnswerAsk(now, DETECTIVE, "day_2_ask", 0, "call_me", None))
    assert [answer for _, answer in sees_case(told, CEDAR).answers or ()] == ["call_me"]


def test_duties_come_in_order_of_time_and_a_ladder_says_no_more_than_the_notification_did() -> None:
    told = alone()
    duties = told.stage.ask(MARLOW, MyDuties())
    assert isinstance(duties, tuple)
    assert [getattr(duty, "key", "") for duty in duties] == ["companion", "offer", "family_told"]
    told.until(0, "22:38")
    asked = told.stage.ask(LANTERN, MyDuties())
    assert isinstance(asked, tuple)
    assert [(getattr(duty, "member", ""), getattr(duty, "key", "")) for duty in asked] == [(None, "ladder:handover")]
    assert told.stage.ask(CHIEF, MyDuties()) == ()


def test_who_is_asked_to_take_over_sees_that_alone() -> None:
    told = alone()
    told.do(NameCompanion(told.until(0, "22:00"), DETECTIVE, COMPANION))
    told.do(HandOver(told.until(0, "22:05"), COMPANION, SECOND_COMPANION))
    duties = told.stage.ask(SECOND_COMPANION, MyDuties())
    assert isinstance(duties, tuple)
    assert [english(getattr(duty, "words", "")) for duty in duties] == ["take over as companion"]
    seen = sees_case(told, SECOND_COMPANION)
    assert [english(owing.words) for owing in seen.owed] == ["take over as companion"]
    assert (seen.incident, seen.contacts, seen.answers, seen.circle, seen.ground) == (None,) * 5
    assert sees_case(told, COMPANION).incident is not None


def test_command_sees_the_incident_its_people_and_one_bit() -> None:
    told = with_an_incident()
    for viewer, follows in ((CHIEF, True), (LIAISON, None)):
        seen = told.stage.ask(viewer, OneIncident(INCIDENT))
        assert isinstance(seen, IncidentSeen)
        assert [(one.person, one.case_follows) for one in seen.people] == [(member, follows) for member, _ in MEMBERS]
    his = told.stage.ask(CAPTAIN, OneIncident(INCIDENT))
    assert isinstance(his, IncidentSeen)
    assert PARTNER in {one.person for one in his.people}
    assert DETECTIVE not in {one.person for one in his.people}, "a supervisor sees his own people"
    peers = told.stage.ask(CEDAR, OneIncident(INCIDENT))
    assert isinstance(peers, IncidentSeen)
    assert [one.person for one in peers.people] == [DETECTIVE]


def test_an_incident_that_involved_nobody_is_seen_by_who_sees_every_incident() -> None:
    told = field()
    told.incident()
    assert isinstance(told.stage.ask(CHIEF, OneIncident(INCIDENT)), IncidentSeen)
    assert told.stage.ask(CAPTAIN, OneIncident(INCIDENT)) == NOT_HERE


def test_the_board_has_the_neediest_first_and_nothing_for_others() -> None:
    told = with_an_incident()
    told.until(0, "22:00")
    told.do(NameCompanion(told.stage.now, DETECTIVE, COMPANION))
    told.do(HandOver(told.stage.now, COMPANION, SECOND_COMPANION))
    told.stage.worry(
        "c-1", RaiseConcern(told.stage.now, COLLEAGUE, PARTNER, COLLEAGUE, source_agrees=False, danger=False)
    )
    told.until(0, "22:20")
    board = told.stage.ask(LANTERN, Board())
    assert isinstance(board, BoardSeen)
    assert [row.needs for row in board.rows] == [Needs.HANDOVER, Needs.CONCERN, Needs.NOTHING, Needs.NOTHING]
    assert (board.needing, board.pages) == (2, 1)
    assert told.stage.ask(LANTERN, Board(1)) == BoardSeen((), 2, 4, 1)
    told.until(2, "12:00")
    later = told.stage.ask(LANTERN, Board())
    assert isinstance(later, BoardSeen)
    assert later.rows[0].needs is Needs.UNHELD
    assert told.stage.ask(CHIEF, Board()) == told.stage.ask(CEDAR, Board()) == NOT_HERE


def test_a_coordinators_own_case_is_not_on_his_board() -> None:
    told = field()
    told.incident((DETECTIVE, "discharged_weapon"), (LANTERN, "witness"))
    board = told.stage.ask(LANTERN, Board())
    assert isinstance(board, BoardSeen)
    assert [row.member for row in board.rows] == [DETECTIVE]
    assert told.stage.ask(LANTERN, WhoCouldBeAsked(told.stage.cases[LANTERN])) == NOT_HERE
    assert isinstance(told.stage.ask(LANTERN, OneCase(told.stage.cases[LANTERN])), CaseSeen)


def test_the_report_is_live_for_the_coordinator_and_released_for_others() -> None:
    told = with_an_incident()
    told.until(10, "12:00")
    report = told.stage.ask(LANTERN, AgencyReport())
    assert isinstance(report, ReportSeen)
    assert report.cases == 4
    assert report.work.owed == report.work.not_done > 0
    for viewer in (CHIEF, HR, LIAISON):
        assert told.stage.ask(viewer, AgencyReport()) == NOT_RELEASED
    assert told.stage.ask(COLLEAGUE, AgencyReport()) == NOT_HERE


def test_a_member_finds_his_own_cases() -> None:
    told = with_an_incident()
    assert told.stage.ask(PARTNER, MyCases()) == (told.stage.cases[PARTNER],)
    assert told.stage.ask(COLLEAGUE, MyCases()) == ()


def test_a_viewer_has_the_roles_the_roster_gives_him_today() -> None:
    told = field()
    reading = Reading(told.stage.store, Rosters(), AGENCY, told.stage.now)
    roster = reading.roster()
    assert viewer_of(roster, LANTERN, told.stage.now) == Viewer(LANTERN, frozenset({Role.COORDINATOR}))
    assert viewer_of(roster, COLLEAGUE, told.stage.now) == Viewer(COLLEAGUE)
    stranger = viewer_of(roster, PersonId("nobody"), told.stage.now)
    assert isinstance(ask(reading, stranger, Board()), Refusal)


def test_the_sentence_says_what_is_next_in_each_part_of_a_case() -> None:
    told = alone()
    assert sentence(told) == "Who should be beside you now? You choose; somebody asks you by Tue 10:10 PM."
    told.do(NameCompanion(told.until(0, "22:00"), DETECTIVE, COMPANION))
    assert sentence(told) == "1733 is beside you. Somebody comes to you by Tue 11:40 PM. Nothing is owed by you."
    told.do(HandOver(told.stage.now, COMPANION, SECOND_COMPANION))
    assert sentence(told) == "1790 was asked to take over. 1733 stays until they say yes."
    told.do(CallMe(told.stage.now, DETECTIVE))
    assert sentence(told) == "Somebody is being asked to call you. The staffed line answers at once."


def test_the_sentence_says_what_was_late_and_that_nobody_holds_it() -> None:
    told = alone()
    told.until(0, "22:38")
    assert sentence(told) == "Somebody was to be in touch and was late. The next person has been asked."
    told.until(2, "12:00")
    assert sentence(told) == "We are finding somebody for you, and the coordinator knows."


def test_the_sentence_follows_what_he_chose() -> None:
    told = alone()
    told.first_hours_over()
    told.do(ChooseNotNow(told.until(1, "08:00"), DETECTIVE, local(2, "09:00")))
    assert sentence(told) == "Not now, as you said. Somebody asks again Thu 9:00 AM."
    told.do(AdviseNoContact(told.stage.now, DETECTIVE))
    assert sentence(told) == "Nobody is in touch, as you asked. You can lift that at any time."
    told.do(StopContact(told.stage.now, DETECTIVE))
    told.do(CloseCase(told.stage.now, DETECTIVE, "member"))
    assert sentence(told) == "Your case is closed. You can come back any day."


def test_the_sentence_of_a_case_that_stands() -> None:
    told = alone()
    told.first_hours_over()
    told.do(StopContact(told.until(1, "08:00"), DETECTIVE))
    assert sentence(told) == "Nothing is planned, and nothing is owed by you. The offer stands, any day."
    told.do(AddDate(told.stage.now, LANTERN, "verdict", local(30, "09:00"), "2024-04-04T09:00"))
    assert sentence(told) == "Next: a verdict, by Thu Apr 4 9:00 AM. Nothing is owed by you."


def test_every_question_has_its_answer() -> None:
    assert set(ANSWERS) == set(get_args(Question))
