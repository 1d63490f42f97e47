"""The ground line from events: what was kept, what was late, who got through, what is ahead."""

from solidground.app.asking.reading import Reading
from solidground.app.demo.cast import AGENCY, CEDAR, DETECTIVE, LANTERN, MARLOW, local
from solidground.app.grounding import ground_of
from solidground.app.rosters import Rosters
from solidground.core.care.choice.commands import ChooseNotNow, TakeBackNotNow
from solidground.core.care.commands import CloseCase
from solidground.core.care.contact.commands import DisputeContact, RecordContact
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.ground import Ground, Mark, Overdue
from solidground.core.kernel import DAY
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from tests.stories.field import Field, founded


def alone() -> Field:
    told = Field(founded(MemoryStore(SUBJECTS)))
    told.incident((DETECTIVE, "discharged_weapon"))
    return told


def ground(told: Field, now: int | None = None) -> Ground:
    reading = Reading(told.stage.store, Rosters(), AGENCY, told.stage.now)
    return ground_of(reading.events(told.stage.cases[DETECTIVE]), told.stage.now if now is None else now)


def behind(told: Field) -> list[Mark]:
    return [mark for mark in ground(told).marks if mark.kind != "promised"]


def test_at_the_beginning_everything_lies_ahead() -> None:
    line = ground(alone())
    assert line.began_at == local(0, "21:40")
    assert {mark.kind for mark in line.marks} == {"promised"}
    assert line.overdue == ()
    assert [mark.at for mark in line.marks] == sorted(mark.at for mark in line.marks)


def test_what_lapsed_is_overdue_until_it_is_done() -> None:
    told = alone()
    told.until(0, "23:00")
    assert ground(told).overdue == (Overdue(local(0, "22:25"), local(0, "23:00")),)
    told.until(1, "02:40")
    now = told.stage.now
    told.do(MakeOffer(now, MARLOW, now, "person", "on_call"))
    told.until(1, "03:00")
    assert Overdue(local(1, "01:40"), local(1, "02:40")) in ground(told).overdue


def test_what_was_done_in_time_and_written_down_late_was_kept() -> None:
    told = alone()
    told.first_hours_over()
    told.until(1, "20:00")
    held_at = local(1, "17:00")
    told.do(RecordContact(told.stage.now, CEDAR, "day_1", None, "made", held_at, True, "phone", None, "peer"))  # noqa: FBT003 - to the minute
    assert ground(told).overdue == ()
    assert Mark("reached", held_at) in behind(told)


def test_a_not_now_that_was_taken_back_leaves_no_mark() -> None:
    told = alone()
    told.first_hours_over()
    now = told.stage.now
    told.do(ChooseNotNow(now, DETECTIVE, now + 3 * DAY))
    told.until(1, "20:00")
    later = told.stage.now
    told.do(ChooseNotNow(later, DETECTIVE, later + 9 * DAY))
    told.do(TakeBackNotNow(later, DETECTIVE))
    assert [mark.at for mark in behind(told) if mark.kind == "not_now"] == [now]


def test_tries_and_not_now_leave_it_solid() -> None:
    told = alone()
    told.first_hours_over()
    told.until(1, "11:00")
    told.contact(CEDAR, "day_1", "no_answer")
    told.until(3, "11:00")
    told.contact(CEDAR, "day_3", "not_now", local(6, "10:00"))
    line = ground(told)
    assert [mark.kind for mark in behind(told)] == ["reached", "tried", "not_now"]
    assert line.overdue == ()


def test_a_contact_that_he_says_was_none_is_not_shown() -> None:
    told = alone()
    told.first_hours_over()
    told.until(1, "11:00")
    told.contact(CEDAR, "day_1", "made")
    told.do(DisputeContact(told.stage.now, DETECTIVE, "day_1", 0))
    assert [mark.kind for mark in behind(told)] == ["reached"], "the offer was made"


def test_a_closed_case_ends_where_it_was_closed_and_promises_nothing() -> None:
    told = alone()
    told.first_hours_over()
    told.do(CloseCase(told.until(5, "12:00"), LANTERN, "coordinator"))
    told.until(30, "12:00")
    line = ground(told)
    assert line.now_at == local(5, "12:00")
    assert "promised" not in {mark.kind for mark in line.marks}


def test_it_can_be_drawn_as_it_stood_on_an_earlier_day() -> None:
    told = alone()
    told.first_hours_over()
    told.until(1, "11:00")
    told.contact(CEDAR, "day_1", "made")
    earlier = ground(told, local(0, "23:00"))
    assert [mark.kind for mark in earlier.marks if mark.kind != "promised"] == ["reached"]
    assert earlier.now_at == local(0, "23:00")
