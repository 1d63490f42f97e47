"""S14, S15: he is sent home after it, and always knows until when, and by when he hears more. A day ends nothing."""

from datetime import date

import pytest

from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.duty import DutySeen
from solidground.app.asking.questions import MyDuty, OnDuty
from solidground.app.asking.reading import Reading
from solidground.app.attendance import disclose
from solidground.app.demo.cast import AGENCY, CHIEF, CLINIC, DETECTIVE, HR, LIAISON, SLATE, ZONE
from solidground.app.duty_terms import shipped_terms
from solidground.app.handle import Outcome
from solidground.app.importing.kinds import import_file
from solidground.app.importing.whole import Taking
from solidground.app.leave import act, examine, record, sweep_status
from solidground.app.rosters import Rosters
from solidground.core.care.contact.commands import RecordTask
from solidground.core.duty.fitness.commands import RecordFitness
from solidground.core.duty.status.commands import RecordDutyStatus, TellMember
from solidground.core.hours import local_day
from solidground.core.kernel import PersonId, Refusal
from solidground.core.wall import Viewer
from tests.stories.field import Field

SERGEANT = SLATE
"""To whom he reports."""

LEAST = shipped_terms().leave_least_days.number


def viewer(field: Field, person: PersonId) -> Viewer:
    with field.stage.store.transaction() as unit:
        roster = Rosters().of(unit, AGENCY, field.stage.now, carrying=False)
        return viewer_of(roster, person, field.stage.now)


def today(field: Field) -> int:
    return local_day(field.stage.now, ZONE)


def done(outcome: Outcome) -> None:
    assert not isinstance(outcome, Refusal), outcome


@pytest.fixture
def home(field: Field) -> Field:
    """He fired; in the morning HR writes down that he is on leave for five days, with one who calls and his pay."""
    field.incident((DETECTIVE, "discharged_weapon"))
    field.first_hours_over()
    field.until(1, "09:30")
    day = today(field)
    leave = RecordDutyStatus(
        field.stage.now,
        HR,
        DETECTIVE,
        "administrative_leave",
        day,
        day + 4,
        calls="one_weekly",
        caller=SERGEANT,
        assured=True,
    )
    done(record(field.stage.store, Rosters(), AGENCY, viewer(field, HR), leave, ZONE, field.stage.now, LEAST))
    return field


def his(field: Field, person: PersonId = DETECTIVE) -> DutySeen:
    found = field.stage.ask(person, MyDuty() if person == DETECTIVE else OnDuty())
    assert isinstance(found, tuple)
    assert [type(one) for one in found] == [DutySeen]
    one = found[0]
    assert isinstance(one, DutySeen)
    return one


def asked(field: Field, days: int, clock: str) -> list[str]:
    """Let time pass to a day after the incident; return who was asked to tell him then."""
    now = field.until(days, clock)
    before = len(field.stage.sent)
    sweep_status(field.stage.store, Rosters(), AGENCY, now)
    field.stage.until(now)
    return [one.row.notice.recipient for one in field.stage.sent[before:] if one.row.notice.kind == "telling_asked"]


def test_leave_is_said_its_end_passes_and_he_is_told(home: Field) -> None:
    newest = his(home).status
    assert newest is not None
    assert newest.next_on == today(home) + 4
    assert asked(home, 5, "08:59") == []
    assert [asked(home, day, "09:00") for day in (5, 6, 7)] == [[SERGEANT], [HR], [SERGEANT]]
    seen = his(home)
    assert seen.late
    assert seen.status is not None
    assert seen.status.newest is not None
    assert seen.status.newest.status == "administrative_leave", "no leave ends because its last day passed"
    told = TellMember(home.stage.now, SERGEANT, today(home), today(home) + 7)
    done(act(home.stage.store, Rosters(), AGENCY, viewer(home, SERGEANT), DETECTIVE, told, home.stage.now))
    assert not his(home).late
    assert asked(home, 8, "09:00") == []
    assert asked(home, 14, "09:00") == [SERGEANT]


def test_a_leave_that_comes_from_a_file_of_hrs_has_its_next_word_as_well(field: Field) -> None:
    field.incident((DETECTIVE, "discharged_weapon"))
    field.first_hours_over()
    field.until(1, "09:30")
    first, last = (date.fromordinal(today(field) + days).isoformat() for days in (0, 4))
    text = f"person_ref,status,on,until_on,next_on\n{DETECTIVE},administrative_leave,{first},{last},\n"
    before = len(field.stage.sent)
    taking = Taking(AGENCY, field.stage.now, ZONE, "US-IL", bytes(32))
    assert import_file("leave", text.encode(), field.stage.store, taking).errors == ()
    newest = his(field).status
    assert newest is not None
    assert newest.next_on == today(field) + 4
    assert [one for one in field.stage.sent[before:] if one.row.notice.recipient == DETECTIVE] == []
    assert [asked(field, day, "09:00") for day in (5, 6)] == [[SERGEANT], [HR]]


def test_when_he_is_back_on_full_duty_nobody_is_asked_any_more(home: Field) -> None:
    home.until(4, "10:00")
    back = RecordDutyStatus(home.stage.now, HR, DETECTIVE, "full", today(home))
    done(record(home.stage.store, Rosters(), AGENCY, viewer(home, HR), back, ZONE, home.stage.now, LEAST))
    assert asked(home, 30, "09:00") == []
    seen = his(home).status
    assert seen is not None
    assert [one.status for one in seen.standing] == ["administrative_leave", "full"]


def test_command_learns_an_exam_and_the_day_of_a_session_and_nobody_of_care_enters_one(home: Field) -> None:
    home.until(3, "11:00")
    task = RecordTask(home.stage.now, CLINIC, "clinician_first", None, home.stage.now, "clinician")
    home.do(task)
    reading = Reading(home.stage.store, Rosters(), AGENCY, home.stage.now)
    assert his(home, CHIEF).days == (), "what a clinician holds crosses by nothing of itself"
    clinic = viewer(home, CLINIC)
    done(disclose(reading, Rosters(), clinic, home.stage.cases[DETECTIVE], today(home), ZONE))
    referred = RecordFitness(home.stage.now, CHIEF, DETECTIVE, "referred", today(home))
    done(examine(home.stage.store, Rosters(), AGENCY, viewer(home, CHIEF), referred, ZONE, home.stage.now))
    by_care = RecordFitness(home.stage.now, CLINIC, DETECTIVE, "not_fit_now", today(home))
    assert isinstance(examine(home.stage.store, Rosters(), AGENCY, clinic, by_care, ZONE, home.stage.now), Refusal)
    assert his(home, CHIEF).days == his(home, SERGEANT).days == (today(home),)
    assert his(home, HR).days == ()
    assert [one.by for one in his(home).passed_on] == [CLINIC]
    assert his(home, CHIEF).passed_on == (), "by whom is his to know"
    exam = his(home, HR).fitness
    assert exam is not None
    assert [one.finding for one in exam.standing] == ["referred"]
    assert isinstance(home.stage.ask(LIAISON, OnDuty()), Refusal)
