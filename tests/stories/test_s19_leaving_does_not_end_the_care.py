"""S19: he leaves the job, and contact goes on for as long as he wants it."""

from solidground.app.demo.cast import CAPTAIN, CEDAR, CLINIC, DETECTIVE, FIRST_DAY
from solidground.core.care.choice.commands import StopContact
from solidground.core.care.commands import RecordSeparation
from solidground.core.care.contact.commands import RecordTask
from solidground.core.kernel import Refusal
from solidground.core.roster.person.commands import SeparatePerson
from solidground.core.roster.world import World
from tests.stories.field import Field

LEAVES_DAYS = 10


def left(field: Field) -> None:
    field.incident((DETECTIVE, "discharged_weapon"))
    field.first_hours_over()
    for day, key in ((1, "day_1"), (3, "day_3"), (7, "week_1")):
        field.until(day, "11:10")
        field.contact(CEDAR, key, "made")
    field.do(RecordTask(field.stage.now, CLINIC, "clinician_first", None, field.stage.now, "clinician"))
    now = field.until(LEAVES_DAYS, "09:00")
    on = FIRST_DAY.toordinal() + LEAVES_DAYS
    outcome = field.stage.tell(f"person/{DETECTIVE}", SeparatePerson(now, CAPTAIN, on), World())
    assert not isinstance(outcome, Refusal)
    field.do(RecordSeparation(now, CAPTAIN, on))
    field.sent()


def test_the_next_conversation_is_owed_and_asked_for_as_before(field: Field) -> None:
    left(field)
    field.until(14, "09:00")
    assert field.sent() == [(CEDAR, "keeper_asked")]
    field.contact(CEDAR, "week_2", "made")
    assert field.stage.case(DETECTIVE).status == "active"
    assert field.stage.case(DETECTIVE).life.separated


def test_it_ends_when_he_says_so_and_then_nothing_is_sent(field: Field) -> None:
    left(field)
    field.do(StopContact(field.until(11, "12:00"), DETECTIVE))
    field.until(400, "12:00")
    assert field.stage.case(DETECTIVE).status == "standing"
    assert field.sent() == []
