"""Who writes down what was taken, and that somebody is asked to tell the member when the day has come (S3)."""

import pytest

from solidground.app.asking.happened import NEAR_DAYS, incident_of
from solidground.app.asking.reading import Reading
from solidground.app.duty import CHANGED, UNKNOWN
from solidground.app.founding import FOUNDERS
from solidground.app.indexed import indexed
from solidground.app.property import NOT_YOURS, OWN, sweep_property
from solidground.core.duty.property.commands import (
    BeginHandover,
    Command,
    ConfirmHandover,
    MoveProperty,
    TakeBackConfirmation,
    TellMember,
)
from solidground.core.kernel import DAY, HOUR, PersonId
from solidground.core.roster.person.commands import EndRole, RecordDeath
from tests.app.holdings import BADGE, THING, TODAY, does, happened, kept, taken, takes
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.headquarters import CHIEF, LIAISON, OFFICER, SUPERVISOR, staffed

MORNING = NOON + 3 * DAY - 3 * HOUR


def asked(town: Town) -> list[str]:
    """Return who was asked to tell a member, in order."""
    return [person for person, kind in town.outbox("recipient, kind") if kind == "telling_asked"]


def wakes(town: Town) -> dict[str, int | None]:
    """Return when somebody is next asked about each thing."""
    return {name: one.wake_at for name, one in indexed(town.store, AGENCY, "property").items()}


@pytest.fixture(autouse=True)
def _of_command(town: Town) -> None:
    staffed(town)
    town.incident()


def test_what_was_taken_is_written_down_once(town: Town) -> None:
    assert len(happened(taken(town))) == 1
    assert happened(taken(town)) == ()
    assert wakes(town) == {THING: MORNING}


@pytest.mark.parametrize("person", [MEMBER, SUPERVISOR, LIAISON, CHIEF, COORDINATOR])
def test_only_the_property_officer_writes_it_down(town: Town, person: PersonId) -> None:
    assert taken(town, by=person) == NOT_YOURS


def test_it_is_somebodys_of_the_agency_and_never_his_own(town: Town) -> None:
    assert taken(town, command=takes(PersonId("visitor"))) == UNKNOWN
    assert taken(town, command=takes(OFFICER)) == OWN
    assert taken(town, "../../x") == NOT_YOURS


def test_a_supervisor_who_took_it_at_the_scene_confirms_it_on_his_own(town: Town) -> None:
    happened(taken(town, command=takes(taker=SUPERVISOR)))
    assert len(happened(does(town, ConfirmHandover(NOON, SUPERVISOR, "taken")))) == 1
    assert len(happened(does(town, ConfirmHandover(NOON, MEMBER, "taken")))) == 1
    assert kept(town).counted("taken")


def test_both_confirm_without_having_seen_each_other(town: Town) -> None:
    """One device was offline: what another confirmed meanwhile is no change to what this one confirms."""
    happened(taken(town, command=takes(taker=SUPERVISOR)))
    for person in (MEMBER, SUPERVISOR):
        assert len(happened(does(town, ConfirmHandover(NOON, person, "taken"), seen_at=NOON))) == 1


def test_a_tap_that_was_offline_for_days_and_comes_twice_counts_once(town: Town) -> None:
    happened(taken(town, command=takes(taker=SUPERVISOR)))
    happened(does(town, ConfirmHandover(NOON + HOUR, SUPERVISOR, "taken"), seen_at=NOON))
    sweep_property(town.store, town.rosters, AGENCY, MORNING)
    late = ConfirmHandover(NOON + 5 * DAY, MEMBER, "taken")
    assert len(happened(does(town, late, seen_at=NOON))) == 1, "what the clock asked meanwhile is no change to it"
    assert happened(does(town, late, seen_at=NOON)) == ()
    assert kept(town).counted("taken")


@pytest.mark.parametrize(
    ("person", "command"),
    [
        (PEERS[1], ConfirmHandover(NOON, PEERS[1], "taken")),
        (CHIEF, MoveProperty(NOON, CHIEF, "laboratory")),
        (SUPERVISOR, MoveProperty(NOON, SUPERVISOR, "laboratory")),
        (MEMBER, BeginHandover(NOON, MEMBER, "returned", TODAY)),
        (CHIEF, TellMember(NOON, CHIEF, TODAY, TODAY + 9)),
        (PEERS[0], TellMember(NOON, PEERS[0], TODAY, TODAY + 9)),
    ],
)
def test_what_is_not_his_to_do_is_as_what_is_not_there(town: Town, person: PersonId, command: Command) -> None:
    happened(taken(town))
    assert does(town, command) == NOT_YOURS
    assert does(town, command, BADGE, NOON) == NOT_YOURS
    assert does(town, command, "?", NOON) == NOT_YOURS
    assert command.by == person


def test_who_comes_second_looks_first_and_the_same_twice_is_once(town: Town) -> None:
    happened(taken(town))
    moved = MoveProperty(NOON + HOUR, OFFICER, "laboratory")
    happened(does(town, moved))
    assert happened(does(town, moved, seen_at=NOON)) == ()
    assert does(town, MoveProperty(NOON + HOUR, OFFICER, "prosecutor"), seen_at=NOON) == CHANGED


def test_a_correction_between_looking_and_confirming_is_seen_first(town: Town) -> None:
    happened(taken(town))
    happened(does(town, MoveProperty(NOON + HOUR, OFFICER, "laboratory")))
    assert does(town, ConfirmHandover(NOON + HOUR, MEMBER, "taken"), seen_at=NOON) == CHANGED


def test_a_hand_over_that_was_taken_back_is_none(town: Town) -> None:
    happened(taken(town))
    happened(does(town, TakeBackConfirmation(NOON + HOUR, OFFICER, "taken")))
    assert wakes(town) == {THING: None}


def test_the_supervisor_is_asked_to_tell_him_then_the_officer_then_each_daily(town: Town) -> None:
    happened(taken(town))
    assert sweep_property(town.store, town.rosters, AGENCY, MORNING - 1) == 0
    for day in range(4):
        assert sweep_property(town.store, town.rosters, AGENCY, MORNING + day * DAY) == 1
        assert sweep_property(town.store, town.rosters, AGENCY, MORNING + day * DAY + HOUR) == 0
    assert asked(town) == [SUPERVISOR, OFFICER] * 2
    happened(does(town, TellMember(MORNING + 4 * DAY, SUPERVISOR, TODAY + 7, TODAY + 14)))
    assert sweep_property(town.store, town.rosters, AGENCY, MORNING + 5 * DAY) == 0


def test_what_goes_out_says_nothing_and_leads_to_the_first_page(town: Town) -> None:
    happened(taken(town))
    sweep_property(town.store, town.rosters, AGENCY, MORNING)
    town.deliver(MORNING)
    (message,) = [one for one in town.spy.sent if one.recipient == SUPERVISOR]
    assert "open https://ground.example/a\n" in message.body
    assert "weapon" not in message.body


def test_whoever_cannot_be_asked_is_passed_over_and_nobody_left_is_no_end(town: Town) -> None:
    happened(taken(town, command=takes(PEERS[2])))
    assert sweep_property(town.store, town.rosters, AGENCY, MORNING) == 1
    town.change(OFFICER, EndRole(MORNING + HOUR, FOUNDERS[0], "property_officer"))
    assert sweep_property(town.store, town.rosters, AGENCY, MORNING + DAY) == 1
    assert asked(town) == [OFFICER]
    assert kept(town).keeper is None
    assert wakes(town) == {THING: MORNING + 2 * DAY}


def test_who_left_the_roster_is_told_all_the_same(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    happened(taken(town))
    with town.store.transaction() as unit:
        roster = town.rosters.of(unit, AGENCY, MORNING, carrying=False)
    people = roster.people
    monkeypatch.setattr(people, "get", lambda person: None if person == MEMBER else people[person])
    assert sweep_property(town.store, town.rosters, AGENCY, MORNING) == 1
    assert kept(town).keeper == OFFICER


def test_a_thing_is_written_down_with_the_incident_that_was_near(town: Town) -> None:
    town.incident(PEERS[0], at=NOON - 2 * DAY, name="i-0")
    town.incident(MEMBER, at=NOON - 2 * DAY, name="i-2")
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    assert incident_of(reading, MEMBER, TODAY) == "i-1"
    assert incident_of(reading, MEMBER, TODAY - 1) == "i-2"
    assert incident_of(reading, PEERS[1], TODAY) == ""
    assert incident_of(reading, MEMBER, TODAY + NEAR_DAYS + 1) == ""


def test_after_a_death_nobody_is_asked_to_tell_him_anything(town: Town) -> None:
    happened(taken(town))
    happened(town.change(MEMBER, RecordDeath(NOON + DAY, COORDINATOR, TODAY + 1)))
    assert sweep_property(town.store, town.rosters, AGENCY, MORNING) == 0
    assert asked(town) == []


def test_where_the_clock_went_back_whoever_looked_before_is_told_all_the_same(town: Town) -> None:
    happened(taken(town))
    page, back = kept(town).changed_at, NOON - HOUR
    happened(does(town, MoveProperty(back, OFFICER, "supervisor")))
    assert does(town, MoveProperty(back, OFFICER, "laboratory"), seen_at=page) == CHANGED
    assert kept(town).place == "supervisor"
