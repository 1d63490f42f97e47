"""That a required session was attended crosses by a person's act, as a day, and by nobody who did not hold it (S17)."""

import pytest

from solidground.app.attendance import NOT_YOURS, disclose, take_back
from solidground.app.founding import FOUNDERS
from solidground.core.care.contact.commands import RecordTask
from solidground.core.duty.session.decider import State
from solidground.core.kernel import DAY, CaseId, PersonId, Refusal, Stream
from solidground.core.roster.person.commands import SetSupervisor
from tests.app.holdings import TODAY, happened, viewer
from tests.app.leaves import reading
from tests.app.test_consults import CLINIC, held
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, MEMBER, NOON, PEERS, ZONE, Town
from tests.web.headquarters import CHIEF, HR, JOINED, SUPERVISOR, staffed

NOW = NOON + 3 * DAY
DAY_ON = TODAY + 3


@pytest.fixture
def case(town: Town) -> CaseId:
    """Give a case in which the clinician has held a session today."""
    found, _ = held(town)
    staffed(town)
    town.sweep_to(NOW)
    happened(town.do(found, RecordTask(NOW, CLINIC, "clinician_first", None, NOW, "clinician")))
    return found


def passed_on(town: Town, person: PersonId, case: CaseId, on: int = DAY_ON) -> object:
    return disclose(reading(town, NOW), town.rosters, viewer(town, person, NOW), case, on, ZONE)


def days(town: Town) -> tuple[int, ...]:
    with town.store.transaction() as unit:
        state: State = unit.load([Stream(AGENCY, "command", f"session/{MEMBER}")])[0].state
    return state.days


def test_the_clinician_passes_on_the_day_of_a_session_of_his_own_and_no_other(town: Town, case: CaseId) -> None:
    assert passed_on(town, CLINIC, case, DAY_ON - 1) == NOT_YOURS
    assert days(town) == ()
    assert len(passed_on(town, CLINIC, case)) == 1  # type: ignore[arg-type]  # what was written
    assert passed_on(town, CLINIC, case) == ()
    assert days(town) == (DAY_ON,)


@pytest.mark.parametrize("person", [COORDINATOR, DEPUTY])
def test_a_coordinator_may_too(town: Town, case: CaseId, person: PersonId) -> None:
    assert len(passed_on(town, person, case, DAY_ON - 1)) == 1  # type: ignore[arg-type]  # as above
    back = take_back(reading(town, NOW), town.rosters, viewer(town, person, NOW), case, DAY_ON - 1, ZONE)
    assert len(happened(back)) == 1
    assert days(town) == ()


@pytest.mark.parametrize("person", [MEMBER, *PEERS, SUPERVISOR, HR, CHIEF, PersonId("nobody")])
def test_nobody_else_does(town: Town, case: CaseId, person: PersonId) -> None:
    assert passed_on(town, person, case) == NOT_YOURS
    assert take_back(reading(town, NOW), town.rosters, viewer(town, person, NOW), case, DAY_ON, ZONE) == NOT_YOURS


def test_what_was_passed_on_by_another_is_not_his_to_take_back(town: Town, case: CaseId) -> None:
    assert len(passed_on(town, CLINIC, case)) == 1  # type: ignore[arg-type]  # as above
    back = take_back(reading(town, NOW), town.rosters, viewer(town, COORDINATOR, NOW), case, DAY_ON, ZONE)
    assert isinstance(back, Refusal)
    assert days(town) == (DAY_ON,)


def test_no_coordinator_does_for_himself_for_who_answers_to_him_or_where_there_is_no_case(
    town: Town, case: CaseId
) -> None:
    assert passed_on(town, COORDINATOR, CaseId("none")) == NOT_YOURS
    town.change(MEMBER, SetSupervisor(NOW, FOUNDERS[0], COORDINATOR, JOINED))
    assert passed_on(town, COORDINATOR, case) == NOT_YOURS
    (own,) = town.incident(DEPUTY, at=NOW, name="i-9")
    assert passed_on(town, DEPUTY, own) == NOT_YOURS
