"""A question that was answered is asked again as soon as its answer may be another one."""

from solidground.app.promises import CASE
from solidground.app.simulate.alike import Alike, Answered
from solidground.core.kernel import DAY, AgencyId, CaseId, Instant, PersonId, Stream
from solidground.core.subject import CaseRow

STREAM = Stream(AgencyId("a"), "care", "case/1")
STANDING = CASE.initial._replace(status="standing")
ACTIVE = CASE.initial._replace(status="active")
NOW: Instant = 9 * DAY


def row(wake_at: Instant | None) -> CaseRow:
    where = ("standing", PersonId("m"), None, "part", 0, wake_at, False)
    return CaseRow._make((*where, None, None, None, None, None, (), None))


def test_the_same_bytes_of_the_same_state_need_not_be_asked_about_again() -> None:
    alike = Alike()
    assert alike.to_ask(STREAM, (1, b"state"), STANDING)
    assert not alike.to_ask(STREAM, (1, b"state"), STANDING)
    assert alike.to_ask(STREAM, (1, b"other"), STANDING)
    assert alike.to_ask(STREAM, (1, b"other"), ACTIVE)
    assert alike.to_ask(STREAM, None, ACTIVE)


def test_a_standing_case_is_asked_about_again_when_it_or_its_row_changes_or_its_day_comes() -> None:
    answered = Answered()
    assert answered.to_ask(STREAM, STANDING, row(NOW + DAY), NOW)
    assert not answered.to_ask(STREAM, STANDING, row(NOW + DAY), NOW + DAY - 1)
    assert answered.to_ask(STREAM, STANDING, row(NOW + DAY), NOW + DAY)
    assert answered.to_ask(STREAM, STANDING, row(None), NOW)
    assert not answered.to_ask(STREAM, STANDING, row(None), NOW + 9000 * DAY)
    assert answered.to_ask(STREAM, STANDING._replace(head=STANDING.head._replace(case=CaseId("2"))), row(None), NOW)


def test_a_case_that_seeks_somebody_is_asked_about_every_day() -> None:
    answered = Answered()
    assert all(answered.to_ask(STREAM, ACTIVE, row(NOW + 9 * DAY), NOW + n * DAY) for n in range(3))
