"""Days that matter: a hearing, a verdict, the end of a leave, a return to duty, and anniversaries the member wants."""

from datetime import date
from typing import Final

from solidground.core.care.contact.commands import AddDate, RemoveDate
from solidground.core.care.contact.events import StepCancelled
from solidground.core.care.contact.steps import ANNIVERSARY, added
from solidground.core.care.course import Course
from solidground.core.care.state import Item, item_of
from solidground.core.hours import add_days, at_minute, local_day
from solidground.core.kernel import DAY, Day, Instant, Refusal, Span

NOON_MINUTE = 12 * 60
LEAP_DAY = (2, 29)

RETURN: Final = "return_to_duty"


def add_date(course: Course, command: AddDate) -> Refusal | None:
    """Add a day that matters: somebody is in touch around it, or some days after a return to duty."""
    zone, limits = course.case.plan.zone, course.case.plan.limits
    before_for, after_for = limits.date_before_for, limits.date_after_for
    back = command.label == RETURN
    due = around(course, command.label, command.on_at)
    if due[-1] <= course.at:
        return Refusal("DayImpossible", "That day has passed. Choose a day ahead.")
    for due_at in due:
        if due_at > course.at and not _known(course, command.label, due_at):
            opens_at = max(course.at, due_at if back else add_days(due_at, zone, -days(before_for)))
            times = (opens_at, due_at, add_days(due_at, zone, days(after_for)))
            added(course, command.label, "date", "peer", "helper", times, why="date")
    return None


def around(course: Course, label: str, on_at: Instant) -> list[Instant]:
    """Return when somebody is in touch because of a day: on it, or some days after a return to duty."""
    zone, limits = course.case.plan.zone, course.case.plan.limits
    wanted = (limits.return_first_for, limits.return_second_for) if label == RETURN else (0,)
    return [add_days(on_at, zone, days(span)) for span in wanted]


def still_ahead(course: Course, label: str) -> tuple[Item, ...]:
    """Return the days of one kind that have not come."""
    return tuple([item for item in course.case.items if item.key == label and item.stage == "ahead"])


def _known(course: Course, label: str, due_at: Instant) -> bool:
    return any(i.key == label and i.due_at == due_at for i in course.case.items)


def remove_date(course: Course, command: RemoveDate) -> Refusal | None:
    """Take a day away that was put off or entered by mistake."""
    item = item_of(course.case, command.key, command.occurrence)
    if item is None or item.kind != "date":
        return Refusal("NothingOwed", "There is no such day ahead. Look at the list again.")
    course.put(StepCancelled(course.at, course.by, item.key, item.occurrence, "removed"))
    return None


def days(span: Span) -> int:
    """Return a span in whole days, so that a wall clock stays what it is."""
    return span // DAY


def keep_anniversary(course: Course) -> None:
    """See that the next day of the year is there while the member wants it, in a standing case, and not otherwise."""
    case = course.case
    item = item_of(case, ANNIVERSARY)
    yearly = item if item is not None and item.kind == "date" else None
    wanted = case.status == "standing" and case.choices.anniversary is True
    if wanted and yearly is None:
        around = days(case.plan.limits.anniversary_around_for)
        zone = case.plan.zone
        due_at = at_minute(
            next_year_day(local_day(case.head.began_at, zone), _from_on(course, around)), NOON_MINUTE, zone
        )
        times = (add_days(due_at, zone, -around), due_at, add_days(due_at, zone, around))
        added(course, ANNIVERSARY, "date", "peer", "helper", times, why="anniversary")
    elif yearly is not None and case.choices.anniversary is False:
        course.put(StepCancelled(course.at, course.by, ANNIVERSARY, yearly.occurrence, "not_wanted"))


def _from_on(course: Course, around: int) -> Day:
    # One that has just been kept, or whose weeks have begun, is not owed a second time.
    return local_day(course.at, course.case.plan.zone) + 3 * around


def next_year_day(began_on: Day, after_on: Day) -> Day:
    """Return the first day after ``after_on`` that falls on the same day of the year, or on the 28th of February."""
    began = date.fromordinal(began_on)
    leap = (began.month, began.day) == LEAP_DAY
    year = date.fromordinal(after_on).year
    while True:
        day = date(year, 2, 28) if leap and not _is_leap(year) else date(year, began.month, began.day)
        if day.toordinal() > after_on:
            return day.toordinal()
        year += 1


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
