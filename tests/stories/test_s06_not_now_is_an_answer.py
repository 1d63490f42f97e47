"""S6: "not now until Thursday" never escalates, and somebody asks again on Thursday."""

from solidground.app.asking.one_case import CaseSeen
from solidground.app.asking.questions import OneCase
from solidground.app.demo.cast import CEDAR, CLINIC, DETECTIVE, local
from solidground.app.english import english
from solidground.core.care.choice.commands import ChooseNotNow
from solidground.core.care.contact.commands import RecordTask
from solidground.core.care.contact.events import StepLapsed
from solidground.core.care.keeping.events import EscalationRaised
from tests.stories.field import Field

THURSDAY = local(9, "10:00")


def monday(field: Field) -> None:
    field.incident((DETECTIVE, "discharged_weapon"))
    field.first_hours_over()
    field.until(1, "11:10")
    field.contact(CEDAR, "day_1", "made")
    field.until(3, "11:10")
    field.contact(CEDAR, "day_3", "made")
    now = field.stage.now
    field.do(RecordTask(now, CLINIC, "clinician_first", None, now, "clinician"))
    field.until(6, "20:15")
    field.sent()


def test_nothing_is_sent_to_anybody_before_the_day_it_set(field: Field) -> None:
    monday(field)
    field.do(ChooseNotNow(field.stage.now, DETECTIVE, THURSDAY))
    seen = field.stage.ask(DETECTIVE, OneCase(field.stage.cases[DETECTIVE]))
    assert isinstance(seen, CaseSeen)
    assert seen.sentence is not None
    assert english(seen.sentence) == "Not now, as you said. Somebody asks again Thu 10:00 AM."
    field.until(9, "09:59")
    assert field.sent() == []
    assert field.happened(EscalationRaised) == []
    assert field.happened(StepLapsed) == []


def test_on_thursday_his_peer_is_asked_to_ask_again(field: Field) -> None:
    monday(field)
    field.do(ChooseNotNow(field.stage.now, DETECTIVE, THURSDAY))
    field.until(9, "10:00")
    assert field.sent() == [(CEDAR, "keeper_asked")]
    field.contact(CEDAR, "again", "not_now", local(13, "18:00"))
    field.until(13, "17:59")
    assert field.sent() == []
    field.until(13, "18:00")
    assert field.sent() == [(CEDAR, "keeper_asked")]


def test_not_now_leaves_the_ground_line_solid(field: Field) -> None:
    monday(field)
    field.do(ChooseNotNow(field.stage.now, DETECTIVE, THURSDAY))
    field.until(9, "09:59")
    seen = field.stage.ask(DETECTIVE, OneCase(field.stage.cases[DETECTIVE]))
    assert isinstance(seen, CaseSeen)
    assert seen.ground is not None
    assert seen.ground.overdue == ()
    assert "not_now" in {mark.kind for mark in seen.ground.marks}
