"""S21, S3, S4 and S17: the captain is there, weapon and badge are taken in the open, and what crosses is one day."""

from collections.abc import Iterator

from solidground.app.asking.questions import MyProperty, OnDuty, PropertyKept
from solidground.app.demo.beats import Beat, Panes, Scene
from solidground.app.demo.cast import CHIEF, CLINIC, DETECTIVE, FAMILY, HR
from solidground.app.demo.panes import pane
from solidground.app.demo.show import Show
from solidground.core.care.contact.events import TaskDone
from solidground.core.care.news import events as news
from solidground.core.duty.investigation.events import StatusRecorded
from solidground.core.duty.owed.events import DutyDone, DutyExcused
from solidground.core.duty.property import events as things
from solidground.core.duty.session.events import AttendanceDisclosed
from solidground.core.duty.status.events import DutyStatusRecorded


def there(show: Show) -> Iterator[Beat]:
    """S21: what is the captain's to do, and when."""
    yield Scene("S21", "The captain is there, in the first hour.")
    show.forget()
    show.until(0, "22:05")
    yield show.said("She goes to each of them herself, and asks nothing. One tap says that it was done.")
    yield from show.tell(DutyDone, of=None)


def taken(show: Show) -> Iterator[Beat]:
    """S3: what was taken, and by when he hears more."""
    yield Scene("S3", "Weapon and badge are locked away, and he has it in writing.")
    show.until(0, "22:10")
    yield show.said("It is standard after a shooting, not discipline. Both who were there confirm it.")
    show.until(0, "22:20")
    yield from show.tell(things.PropertyTaken, things.ReplacementOffered, things.PropertyHandoverConfirmed, DutyDone)
    yield Panes(
        (
            pane(show.stage, "The member sees", DETECTIVE, MyProperty()),
            pane(show.stage, "The chief sees", CHIEF, PropertyKept()),
            pane(show.stage, "HR sees", HR, PropertyKept()),
        )
    )


def hanging(show: Show) -> Iterator[Beat]:
    """S4: the investigation hangs over everything."""
    yield Scene("S4", "The investigation hangs over everything. He chooses who tells him.")
    show.forget()
    show.until(1, "08:45")
    yield from show.tell(DutyStatusRecorded, news.NewsChosen)
    show.until(1, "11:00")
    yield from show.tell(StatusRecorded, news.NewsTold)


def called(show: Show) -> Iterator[Beat]:
    """S21: one call, once the first days are over."""
    yield Scene("S21", "The captain did make the call.")
    show.forget()
    show.until(5, "17:00")
    yield from show.tell(DutyDone, DutyExcused, of=None)
    yield show.said("It says that she is there, and that nothing is owed. Who wanted none was not called.")


def crossing(show: Show) -> Iterator[Beat]:
    """S17: what crosses from support to command, and by whose act."""
    yield Scene("S17", "What crosses from support to command? One day.")
    show.forget()
    show.until(6, "12:00")
    yield from show.tell(TaskDone, AttendanceDisclosed)
    yield Panes(
        (
            pane(show.stage, "The chief sees", CHIEF, OnDuty()),
            pane(show.stage, f"{CLINIC} sees", CLINIC, OnDuty()),
            pane(show.stage, f"{FAMILY} sees", FAMILY, OnDuty()),
        )
    )
