"""S2: the partner, the witness and the dispatcher get cases of their own, by their part."""

from solidground.app.asking.one_case import CaseSeen
from solidground.app.asking.questions import NOT_HERE, MyCases, OneCase
from solidground.app.demo.cast import CHIEF, COLLEAGUE, DETECTIVE, DISPATCHER, MARLOW, MEMBERS, PARTNER, WITNESS
from solidground.core.incident.commands import InvolvePerson
from tests.stories.field import INCIDENT, Field


def test_each_person_gets_a_case_with_a_plan_for_the_part_they_had(field: Field) -> None:
    field.incident(*MEMBERS)
    plans = {member: field.stage.case(member) for member, _ in MEMBERS}
    assert {member: case.head.part for member, case in plans.items()} == dict(MEMBERS)
    keys = {member: {step.key for step in case.plan.steps} for member, case in plans.items()}
    assert "companion" in keys[DETECTIVE]
    assert "companion" not in keys[DISPATCHER]
    assert all({"offer", "day_1", "month_12", "anniversary"} <= each for each in keys.values())
    # The detective's companion and family, and four offers: all to whoever is on call, and nothing else.
    assert field.sent() == [(MARLOW, "keeper_asked")] * 6


def test_somebody_found_to_have_been_there_later_gets_a_case_too(field: Field) -> None:
    field.incident((DETECTIVE, "discharged_weapon"))
    field.sent()
    now = field.until(1, "07:00")
    before = len(field.sent())
    field.stage.report(InvolvePerson(now, CHIEF, COLLEAGUE, "witness"))
    assert field.stage.ask(COLLEAGUE, MyCases()) == (field.stage.cases[COLLEAGUE],)
    assert before > 0, "the first night went on"
    assert (MARLOW, "keeper_asked") in field.sent()
    assert field.stage.case(COLLEAGUE).head.incident == INCIDENT


def test_nobody_sees_the_case_of_another_who_was_in_it(field: Field) -> None:
    field.incident(*MEMBERS)
    for viewer, member in ((PARTNER, DETECTIVE), (DETECTIVE, PARTNER), (WITNESS, DISPATCHER)):
        assert field.stage.ask(viewer, OneCase(field.stage.cases[member])) == NOT_HERE
        assert isinstance(field.stage.ask(viewer, OneCase(field.stage.cases[viewer])), CaseSeen)
