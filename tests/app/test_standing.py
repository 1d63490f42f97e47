"""How things stand, where cover will be missing, and what one member may take along."""

from solidground.app.exporting import everything_about
from solidground.app.handle import stream_of
from solidground.app.people import handle_person
from solidground.app.standing import missing_cover, standing, unsent
from solidground.core.care.commands import CloseCase
from solidground.core.kernel import DAY, AgencyId, PersonId
from solidground.core.roster.reach.commands import PlanLeave
from tests.app.town import AGENCY, COORDINATOR, DEPUTY, FOUNDING, MEMBER, NOON, Town


def test_an_agency_without_cases_needs_nobody(town: Town) -> None:
    (found,) = standing(town.store, NOON)
    assert (found.agency, found.active, found.unheld, found.overdue, found.next_due_at) == (AGENCY, 0, 0, 0, None)


def test_a_case_is_counted_by_how_it_stands(town: Town) -> None:
    town.incident()
    (found,) = standing(town.store, NOON)
    assert (found.active, found.standing, found.closed) == (1, 0, 0)
    assert found.next_due_at is not None
    (later,) = standing(town.store, NOON + 400 * DAY)
    assert (later.overdue, later.next_due_at) == (1, None)


def test_a_closed_case_is_overdue_in_nothing(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, CloseCase(NOON, COORDINATOR, "mistake"))
    (found,) = standing(town.store, NOON + 400 * DAY)
    assert (found.active, found.closed, found.overdue) == (0, 1, 0)


def test_what_waits_is_told_with_its_remedy(town: Town) -> None:
    assert unsent(town.store, NOON, can_send=False) == ""
    town.incident()
    town.sweep_to(NOON)
    assert unsent(town.store, NOON, can_send=False) == (
        "3 notifications wait: no way of sending is set. Set [mail] in settings.toml."
    )
    assert unsent(town.store, NOON + DAY - 1, can_send=True) == ""
    assert unsent(town.store, NOON + DAY, can_send=True).startswith("3 notifications have waited for over a day.")
    town.deliver(NOON, most=2)
    assert unsent(town.store, NOON, can_send=False).startswith("1 notification waits:")
    assert unsent(town.store, NOON + DAY, can_send=True).startswith("1 notification has waited")
    town.deliver(NOON + DAY)
    assert unsent(town.store, NOON + DAY, can_send=False) == ""


def test_gaps_in_cover_are_told_before_they_happen(town: Town) -> None:
    with town.store.transaction() as unit:
        for person in (COORDINATOR, DEPUTY):
            leave = PlanLeave(NOON, person, NOON + 10 * DAY, NOON + 12 * DAY)
            handle_person(unit, stream_of(AGENCY, f"person/{person}"), leave, FOUNDING)
        found = missing_cover(unit, AGENCY, NOON, NOON + 30 * DAY, 1)
    assert [(gap.why, gap.from_at) for gap in found] == [("nobody_coordinating", NOON + 10 * DAY)]


def test_a_member_gets_all_that_is_kept_and_nothing_of_others(town: Town) -> None:
    town.incident()
    with town.store.transaction() as unit:
        unit.put_person(AGENCY, MEMBER, "Call Sign")
    found = everything_about(town.store, AGENCY, MEMBER)
    assert found is not None
    assert found["name"] == "Call Sign"
    assert len(found["cases"]) == 1
    assert {event["stream"] for event in found["events"]} == {f"person/{MEMBER}", f"case/{found['cases'][0]}"}
    assert everything_about(town.store, AGENCY, PersonId("nobody")) is None
    assert everything_about(town.store, AgencyId("elsewhere"), MEMBER) is None
