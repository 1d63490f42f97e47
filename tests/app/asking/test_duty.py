"""What each viewer may know of how a member stands, of exams, and of sessions he had to go to (S14, S17)."""

import pytest

from solidground.app.ask import ask
from solidground.app.asking.duty import SHOWN_FOR, DutySeen
from solidground.app.asking.questions import DutyOf, MyDuty, OnDuty, Question
from solidground.app.founding import FOUNDERS
from solidground.core.care.share.commands import GiveShare
from solidground.core.duty.status.commands import RecordDutyStatus
from solidground.core.kernel import DAY, CaseId, Instant, PersonId, Refusal
from solidground.core.roster.person.commands import GrantRole
from tests.app.holdings import TODAY, happened, viewer
from tests.app.leaves import attended, examined, left, reading
from tests.app.town import COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.headquarters import ADMINISTRATOR, CHIEF, COSIGNER, HR, JOINED, LIAISON, OFFICER, SUPERVISOR, staffed

CLINIC = PersonId("clinic")


@pytest.fixture
def case(town: Town) -> CaseId:
    staffed(town)
    town.enter(CLINIC, ("clinician",))
    (case,) = town.incident()
    happened(left(town))
    happened(examined(town))
    attended(town, CLINIC)
    return case


def asked(town: Town, person: PersonId, question: Question, at: Instant = NOON) -> tuple[DutySeen, ...] | Refusal:
    found = ask(reading(town, at), viewer(town, person, at), question)
    assert isinstance(found, tuple | Refusal)
    return found


def seen(town: Town, person: PersonId, question: Question, at: Instant = NOON) -> tuple[DutySeen, ...]:
    found = asked(town, person, question, at)
    assert not isinstance(found, Refusal), found
    return found


def pieces(one: DutySeen) -> tuple[bool, bool, bool, bool]:
    """Return which of the four a viewer sees: status, exam, the days of sessions, who passed them on."""
    return one.status is not None, one.fitness is not None, bool(one.days), bool(one.passed_on)


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (HR, (True, True, False, False)),
        (CHIEF, (True, True, True, False)),
        (SUPERVISOR, (True, True, True, False)),
    ],
)
def test_who_of_command_sees_what(town: Town, person: PersonId, expected: tuple[bool, ...]) -> None:
    (one,) = seen(town, person, OnDuty())
    assert (one.member, one.late) == (MEMBER, False)
    assert pieces(one) == expected


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    "person", [MEMBER, PEERS[1], COORDINATOR, LIAISON, OFFICER, ADMINISTRATOR, COSIGNER, CLINIC, PersonId("visitor")]
)
def test_for_everybody_else_there_is_no_such_list(town: Town, person: PersonId) -> None:
    assert isinstance(asked(town, person, OnDuty()), Refusal)


def test_the_member_sees_all_of_it_and_who_passed_it_on(town: Town, case: CaseId) -> None:
    (one,) = seen(town, MEMBER, MyDuty())
    assert pieces(one) == (True, True, True, True)
    assert [each.by for each in one.passed_on] == [CLINIC]
    assert seen(town, PEERS[1], MyDuty()) == ()
    assert case


def test_peer_and_coordinator_see_what_the_wall_says_and_nobody_else_anything(town: Town, case: CaseId) -> None:
    peer = town.case(case).peer
    assert peer is not None
    (one,) = seen(town, peer, DutyOf(case))
    assert pieces(one) == (True, False, False, False)
    (one,) = seen(town, COORDINATOR, DutyOf(case))
    assert pieces(one) == (True, False, True, False)
    assert seen(town, CLINIC, DutyOf(case)) == ()
    town.do(case, GiveShare(NOON, MEMBER, CLINIC, "clinician", ("contacts",)))
    (one,) = seen(town, CLINIC, DutyOf(case))
    assert pieces(one) == (False, False, False, True), "what he passed on himself"
    assert [seen(town, person, DutyOf(case)) for person in PEERS if person != peer] == [(), ()]
    assert seen(town, peer, DutyOf(CaseId("none"))) == ()


@pytest.mark.usefixtures("case")
def test_a_supervisor_sees_his_own_people_and_nobody_what_is_his_own(town: Town) -> None:
    happened(left(town, member=PEERS[2], calls="dates_only"))
    happened(left(town, member=SUPERVISOR, calls="dates_only"))
    assert [one.member for one in seen(town, SUPERVISOR, OnDuty())] == [MEMBER]
    assert [one.member for one in seen(town, HR, OnDuty())] == [SUPERVISOR, MEMBER, PEERS[2]]
    happened(left(town, member=HR, by=CHIEF, calls="dates_only"))
    assert HR not in [one.member for one in seen(town, HR, OnDuty())]
    town.change(SUPERVISOR, GrantRole(NOON, *FOUNDERS, "coordinator", JOINED, None))
    assert [one.member for one in seen(town, SUPERVISOR, OnDuty())] == [MEMBER], "no more, though he coordinates"


@pytest.mark.usefixtures("case")
def test_who_waits_too_long_comes_first_and_who_is_back_stays_for_a_while(town: Town) -> None:
    happened(left(town, member=PEERS[2], calls="dates_only", next_on=TODAY + 9))
    later = NOON + 4 * DAY
    first, last = seen(town, HR, OnDuty(), later)
    assert (first.member, first.late, last.member, last.late) == (MEMBER, True, PEERS[2], False)
    happened(left(town, RecordDutyStatus(later, HR, PEERS[2], "full", TODAY + 4)))
    first, last = seen(town, HR, OnDuty(), later)
    assert (last.member, last.late) == (PEERS[2], False)
    assert [one.member for one in seen(town, HR, OnDuty(), later + SHOWN_FOR["status"])] == [MEMBER]
    (gone,) = seen(town, CHIEF, OnDuty(), NOON + 400 * DAY)
    assert pieces(gone) == (True, True, True, False), "he is on leave until somebody says what follows"
