"""Who writes down how a member stands, and that somebody is asked to tell him when the day has come (S14)."""

import pytest

from solidground.app.duty import CHANGED, UNKNOWN
from solidground.app.founding import FOUNDERS
from solidground.app.leave import NOT_YOURS, record, sweep_status
from solidground.core.duty.status.commands import GiveAssurance, TellMember
from solidground.core.kernel import DAY, HOUR, PersonId, Refusal
from solidground.core.roster.person.commands import EndRole, RecordDeath
from solidground.core.wall import Role, Viewer
from tests.app.holdings import TODAY, happened
from tests.app.leaves import LEAST, LEAVE, does, examined, fitness, left, stands
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, ZONE, Town
from tests.web.headquarters import ADMINISTRATOR, CHIEF, HR, LIAISON, OFFICER, SUPERVISOR, staffed

MORNING = NOON + 3 * DAY - 3 * HOUR


def asked(town: Town) -> list[str]:
    """Return who was asked to tell a member, in order."""
    return [person for person, kind in town.outbox("recipient, kind") if kind == "telling_asked"]


def reason(outcome: object) -> str:
    assert isinstance(outcome, Refusal), outcome
    return outcome.reason


@pytest.fixture(autouse=True)
def _of_command(town: Town) -> None:
    town.people()
    staffed(town)


@pytest.mark.parametrize("person", [HR, CHIEF])
def test_a_leave_is_written_down_once_by_hr_or_the_chief(town: Town, person: PersonId) -> None:
    assert len(happened(left(town, by=person))) == 1
    assert happened(left(town, by=person)) == ()
    newest = stands(town).newest
    assert newest is not None
    assert (newest.status, newest.caller, newest.by) == ("administrative_leave", SUPERVISOR, person)


@pytest.mark.parametrize("person", [MEMBER, SUPERVISOR, LIAISON, ADMINISTRATOR, OFFICER, COORDINATOR, PEERS[0]])
def test_nobody_else_does_and_nobody_of_care(town: Town, person: PersonId) -> None:
    assert left(town, by=person) == NOT_YOURS
    assert examined(town, by=person) == NOT_YOURS


def test_a_role_of_care_beside_it_shuts_that_too(town: Town) -> None:
    """The roster refuses to grant both; where somebody has both all the same, the wall holds."""
    both = Viewer(PEERS[0], frozenset({Role.HR}))
    assert record(town.store, town.rosters, AGENCY, both, LEAVE, ZONE, NOON, LEAST) == NOT_YOURS


def test_it_is_somebodys_of_the_agency_and_never_his_own(town: Town) -> None:
    assert left(town, member=PersonId("visitor")) == UNKNOWN
    assert reason(left(town, member=HR)) == "NotYours"
    assert examined(town, member=PersonId("visitor")) == UNKNOWN
    assert reason(examined(town, member=HR)) == "NotYours"


def test_who_calls_is_somebody_to_whom_the_member_reports(town: Town) -> None:
    assert reason(left(town, caller=CHIEF)) == "CallerUnknown"
    assert reason(left(town, member=PEERS[1])) == "CallerUnknown"


def test_the_least_of_a_leave_is_the_agencys_own(town: Town) -> None:
    assert reason(left(town, until_on=TODAY + 1, next_on=None)) == "ShorterThanLeast"
    happened(left(town, until_on=TODAY + 1, next_on=None, short="agreement"))
    assert stands(town).entries[0].least_days == 3


def test_a_supervisor_says_that_he_was_told_and_has_it_in_writing(town: Town) -> None:
    happened(left(town, assured=False))
    assert len(happened(does(town, GiveAssurance(NOON, SUPERVISOR)))) == 1
    told = TellMember(NOON + DAY, SUPERVISOR, TODAY + 1, TODAY + 7)
    assert len(happened(does(town, told))) == 1
    assert happened(does(town, told, seen_at=NOON)) == (), "the same tapped twice is once"
    assert does(town, TellMember(NOON + DAY, HR, TODAY + 1, TODAY + 5), seen_at=NOON) == CHANGED
    for person in (MEMBER, PEERS[1], COORDINATOR, LIAISON):
        assert does(town, TellMember(NOON + DAY, person, TODAY + 1, TODAY + 5)) == NOT_YOURS
    assert does(town, told, PEERS[1], NOON) == NOT_YOURS
    assert does(town, TellMember(NOON, HR, TODAY, TODAY + 5), PersonId("visitor"), NOON) == NOT_YOURS


def test_who_comes_second_looks_first(town: Town) -> None:
    happened(left(town))
    assert happened(left(town, seen_at=0)) == ()
    assert left(town, status="medical_leave", seen_at=0) == CHANGED


def test_an_exam_is_written_down_once_and_who_comes_second_looks_first(town: Town) -> None:
    assert len(happened(examined(town))) == 1
    assert happened(examined(town, seen_at=0)) == ()
    assert examined(town, "fit", seen_at=0) == CHANGED
    happened(examined(town, "fit_with_limits", by=CHIEF))
    assert [one.finding for one in fitness(town).standing] == ["referred", "fit_with_limits"]


def test_the_supervisor_is_asked_to_tell_him_then_hr_then_each_daily(town: Town) -> None:
    happened(left(town))
    assert sweep_status(town.store, town.rosters, AGENCY, MORNING - 1) == 0
    for day in range(4):
        assert sweep_status(town.store, town.rosters, AGENCY, MORNING + day * DAY) == 1
        assert sweep_status(town.store, town.rosters, AGENCY, MORNING + day * DAY + HOUR) == 0
    assert asked(town) == [SUPERVISOR, HR] * 2
    happened(does(town, TellMember(MORNING + 4 * DAY, SUPERVISOR, TODAY + 7, TODAY + 14)))
    assert sweep_status(town.store, town.rosters, AGENCY, MORNING + 5 * DAY) == 0


def test_what_goes_out_says_nothing(town: Town) -> None:
    happened(left(town))
    sweep_status(town.store, town.rosters, AGENCY, MORNING)
    town.deliver(MORNING)
    (message,) = [one for one in town.spy.sent if one.recipient == SUPERVISOR]
    assert "open https://ground.example/a\n" in message.body
    assert "leave" not in message.body


def test_where_nobody_can_be_asked_it_stays_owed(town: Town) -> None:
    happened(left(town, member=PEERS[2], calls="dates_only"))
    assert sweep_status(town.store, town.rosters, AGENCY, MORNING) == 1
    town.change(HR, EndRole(MORNING + HOUR, FOUNDERS[0], "hr"))
    assert sweep_status(town.store, town.rosters, AGENCY, MORNING + DAY) == 1
    assert asked(town) == [HR]
    assert stands(town, PEERS[2]).keeper is None


def test_after_a_death_nobody_is_asked_to_tell_him_anything(town: Town) -> None:
    happened(left(town))
    happened(town.change(MEMBER, RecordDeath(NOON + DAY, COORDINATOR, TODAY + 1)))
    assert sweep_status(town.store, town.rosters, AGENCY, MORNING) == 0
    assert asked(town) == []
