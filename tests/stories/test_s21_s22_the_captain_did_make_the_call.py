"""S21, S22: the captain did what is hers and says so with a tap; whether it was done shows, and never who is how."""

import pytest

from solidground.app.asking.audit import AuditSeen
from solidground.app.asking.bonds import viewer_of
from solidground.app.asking.owed import OwedSeen
from solidground.app.asking.questions import AuditOfIncident, AuditOfYear, MyOwed
from solidground.app.auditing import audit
from solidground.app.demo.cast import AGENCY, CAPTAIN, CHIEF, HR, PARTNER, WITNESS, ZONE
from solidground.app.duty_terms import shipped_terms
from solidground.app.owed import Saying, owed_name, say, sweep_owed
from solidground.app.rosters import Rosters
from solidground.core.duty.audit import how
from solidground.core.duty.owed.commands import ExcuseDuty, RecordDuty
from solidground.core.duty.owed.events import Duty
from solidground.core.hours import local_day
from solidground.core.kernel import SECOND, PersonId, Refusal
from tests.stories.field import INCIDENT, Field

TERMS = shipped_terms()


@pytest.fixture
def night(field: Field) -> Field:
    """The partner fired and another saw it; both report to the captain."""
    field.incident((PARTNER, "discharged_weapon"), (WITNESS, "witness"))
    return field


def says(field: Field, command: Saying, member: PersonId = PARTNER) -> None:
    store, now = field.stage.store, field.stage.now
    with store.transaction() as unit:
        viewer = viewer_of(Rosters().of(unit, AGENCY, now, carrying=False), command.by, now)
    done = say(store, Rosters(), AGENCY, viewer, owed_name(INCIDENT, member), command, now + SECOND)
    assert not isinstance(done, Refusal), done


def did(field: Field, duty: Duty, member: PersonId = PARTNER, by: PersonId = CAPTAIN) -> None:
    now = field.stage.now
    says(field, RecordDuty(now, by, duty, local_day(now, ZONE), "supervisor"), member)


def reminded(field: Field, days: int, clock: str) -> list[str]:
    """Let time pass; return who was reminded then."""
    now = field.until(days, clock)
    before = len(field.stage.sent)
    sweep_owed(field.stage.store, Rosters(), AGENCY, now)
    field.stage.until(now)
    return [one.row.notice.recipient for one in field.stage.sent[before:] if one.row.notice.kind == "telling_asked"]


def owed(field: Field) -> dict[str, OwedSeen]:
    found = field.stage.ask(CAPTAIN, MyOwed())
    assert isinstance(found, tuple)
    return {one.whole.member: one for one in found if isinstance(one, OwedSeen)}


def test_she_sees_what_is_hers_by_when_and_says_with_a_tap_that_she_was_there(night: Field) -> None:
    assert set(owed(night)) == {PARTNER, WITNESS}
    did(night, "visit")
    did(night, "leave")
    night.until(3, "10:00")
    did(night, "call")
    state = owed(night)[PARTNER].whole
    assert not any(state.is_open(duty) for duty in ("visit", "call", "leave"))
    assert reminded(night, 8, "10:00") == [CAPTAIN] * 2, "of the witness, whom nobody visited or called"


def test_who_wanted_no_visit_is_not_visited_and_that_is_an_answer(night: Field) -> None:
    now = night.stage.now
    says(night, ExcuseDuty(now, CAPTAIN, "visit", "asked_for_none", "supervisor"), WITNESS)
    did(night, "visit")
    assert reminded(night, 1, "12:00") == []
    assert owed(night)[WITNESS].whole.is_open("call")


def test_the_chief_sees_that_it_was_not_done_and_by_nobodys_name(night: Field) -> None:
    did(night, "visit")
    assert reminded(night, 1, "23:00") == []
    assert sorted(reminded(night, 2, "10:00")) == [CAPTAIN] * 2, "the visit of one, and the dates of the other"
    seen = night.stage.ask(CHIEF, AuditOfIncident(INCIDENT, TERMS))
    assert isinstance(seen, AuditSeen)
    went = {(line.member, name): how(one, ZONE) for line in seen.lines for name, one in line.steps.items()}
    assert went[PARTNER, "visit"] == "on_time"
    assert went[WITNESS, "visit"] == went[PARTNER, "leave"] == went[PARTNER, "replacement"] == "not_done"
    assert CAPTAIN not in str(seen.lines)


def test_would_anyone_know_whether_it_was_done(night: Field) -> None:
    for member in (PARTNER, WITNESS):
        did(night, "visit", member)
    now = night.until(9, "10:00")
    did(night, "call", WITNESS)
    steps = audit(night.stage.store, AGENCY, 2024, TERMS, now).figures()["steps"]
    assert steps["visit"] == {"owed": 2, "done_on_time": 2, "done_late": 0, "not_done": 0}
    assert steps["call"] == {"owed": 2, "done_on_time": 0, "done_late": 1, "not_done": 1}
    year = night.stage.ask(CHIEF, AuditOfYear(2024, TERMS))
    assert isinstance(year, AuditSeen)
    assert len(year.lines) == 2
    for person in (CAPTAIN, HR, PARTNER):
        assert isinstance(night.stage.ask(person, AuditOfYear(2024, TERMS)), Refusal), "the work is the chief's to see"
