"""How an inquiry stands crosses to care as a row, and that he was told crosses back as a day (S4, S9, P4)."""

from typing import Any

from solidground.app.handle import handle, stream_of
from solidground.app.ids import DerivedIds
from solidground.app.inquiries import plan_interview, record
from solidground.app.intake import take_in, taken_in
from solidground.core.care.commands import CloseCase
from solidground.core.care.contact.commands import RecordTask
from solidground.core.care.contact.steps import NEWS
from solidground.core.care.news.decider import waiting
from solidground.core.care.state import item_of
from solidground.core.duty.investigation.commands import PlanInterview, RecordStatus
from solidground.core.duty.investigation.events import StatusTold
from solidground.core.duty.investigation.state import State
from solidground.core.duty.terms import Least
from solidground.core.hours import local_day
from solidground.core.incident.commands import InvolvePerson
from solidground.core.kernel import CLOCK, DAY, HOUR, CaseId, PersonId, Refusal
from solidground.core.wall import Role, Viewer
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, ZONE, Town, plan_for
from tests.web.headquarters import LIAISON, staffed, statuses

TODAY = local_day(NOON, ZONE)
OF_LIAISON = Viewer(LIAISON, frozenset({Role.LIAISON}))
WIFE, WITNESS = PersonId("w-1"), PersonId("w-2")


def writes(town: Town, status: str = "open", inquiry: str = "criminal", at: int = NOON, seen_at: int = 1 << 60) -> Any:  # noqa: ANN401 - an outcome
    """Let the liaison pass on how an inquiry stands."""
    next_on = None if status in ("declined", "closed") else TODAY + 30
    command = RecordStatus(at, LIAISON, "i-1", inquiry, status, TODAY, next_on)
    return record(town.store, town.rosters, AGENCY, OF_LIAISON, command, statuses().words, seen_at)


def hears(town: Town, at: int = NOON) -> int:
    """Let a turn of the clock take in what waits; return how many rows."""
    with town.store.transaction() as unit:
        return taken_in(unit, town.rosters, DerivedIds(1), plan_for, at).rows


def tells(town: Town, case: CaseId, at: int = NOON + HOUR) -> None:
    item = item_of(town.case(case), NEWS)
    assert item is not None
    assert item.keeper is not None
    town.do(case, RecordTask(at, item.keeper, NEWS, item.occurrence, at, item.who))


def standing(town: Town) -> State:
    with town.store.transaction() as unit:
        state: State = unit.load([stream_of(AGENCY, "investigation/i-1")])[0].state
    return state


def entered(town: Town) -> list[CaseId]:
    staffed(town)
    town.enter(WITNESS)
    return town.incident(MEMBER, WITNESS)


def test_a_change_waits_in_cares_inbox_and_each_open_case_hears_of_it(town: Town) -> None:
    cases = entered(town)
    town.do(cases[1], CloseCase(NOON, COORDINATOR, "coordinator"))
    assert writes(town)
    assert waiting(town.case(cases[0])) == (), "command waits for nothing"
    assert hears(town) == len(cases)
    assert hears(town) == 0, "a row is taken once"
    assert [one.inquiry for one in waiting(town.case(cases[0]))] == ["criminal"]
    assert town.case(cases[1]).news == ()


def test_that_he_was_told_crosses_back_as_a_day_for_each_inquiry_and_says_nothing_of_who_it_was(town: Town) -> None:
    case, _ = entered(town)
    writes(town)
    writes(town, inquiry="administrative")
    hears(town)
    before = standing(town)
    tells(town, case)
    told = [one for one in town.store.events(stream_of(AGENCY, "investigation/i-1")) if isinstance(one, StatusTold)]
    assert [(one.member, one.inquiry, one.on, one.role, one.by) for one in told] == [
        (MEMBER, "criminal", TODAY, "care", CLOCK),
        (MEMBER, "administrative", TODAY, "care", CLOCK),
    ]
    after = standing(town)
    assert (after.standing, after.changed_at) == (before.standing, before.changed_at)
    assert writes(town, "declined", at=NOON + 2 * HOUR, seen_at=before.changed_at), "nobody is refused because of it"


def test_two_pages_that_saw_the_same_take_down_one_change_and_say_so_to_the_other(town: Town) -> None:
    entered(town)
    writes(town)
    assert writes(town, seen_at=0) == (), "the same twice is once"
    refused = writes(town, "declined", seen_at=0)
    assert isinstance(refused, Refusal)
    assert refused.reason == "ChangedMeanwhile"


def test_who_is_added_to_an_incident_later_hears_how_it_stands_when_his_case_is_open(town: Town) -> None:
    entered(town)
    writes(town)
    hears(town)
    for person, part in ((PersonId("late"), "dispatcher"), (WIFE, "family")):
        town.enter(person)
        with town.store.transaction() as unit:
            added = InvolvePerson(NOON + HOUR, COORDINATOR, person, part)
            handle(unit, stream_of(AGENCY, "incident/i-1"), added, None)
    with town.store.transaction() as unit:
        late, family = take_in(unit, town.rosters, DerivedIds(1), plan_for, NOON + HOUR)
    assert [one.waits[0].status for one in town.case(late).news] == ["open"]
    assert town.case(family).news == (), "nothing of an inquiry is brought to the family"


def test_an_interview_is_planned_by_the_liaison_alone_and_early_with_a_reason(town: Town) -> None:
    entered(town)
    early = PlanInterview(NOON, LIAISON, "i-1", MEMBER, TODAY + 1, 9 * 60, None)
    refused = plan_interview(town.store, town.rosters, AGENCY, OF_LIAISON, early, NOON)
    assert isinstance(refused, Refusal)
    assert refused.reason == "RestTooShort"
    assert plan_interview(town.store, town.rosters, AGENCY, OF_LIAISON, early, NOON, Least(0, "all"))
    stranger = plan_interview(town.store, town.rosters, AGENCY, Viewer(MEMBER), early, NOON)
    assert isinstance(stranger, Refusal)
    assert stranger.reason == "IncidentUnknown"
    assert [one.on for one in standing(town).interviews] == [TODAY + 1]
    assert hears(town, NOON + DAY) == 0, "it asks nothing of care"
