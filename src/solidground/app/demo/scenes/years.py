"""S20 and S19: dates that come back, and care that does not end with the job."""

from collections.abc import Iterator
from datetime import timedelta

from solidground.app.asking.questions import AuditOfYear
from solidground.app.demo.acts.desk import LEAVES_DAYS
from solidground.app.demo.beats import Beat, Panes, Scene
from solidground.app.demo.cast import CEDAR, CHIEF, DETECTIVE, FIRST_DAY, LANTERN, local
from solidground.app.demo.panes import pane
from solidground.app.demo.show import Show
from solidground.app.duty_terms import shipped_terms
from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.ask.events import AskAnswered, AskSent
from solidground.core.care.choice.events import AnniversaryChosen
from solidground.core.care.contact.commands import AddDate
from solidground.core.care.contact.events import ContactRecorded, StepAdded, StepOpened
from solidground.core.care.events import CaseMadeStanding, MemberSeparated

TRIAL_DAYS, YEAR_OVER_DAYS, MONTH_11_DAYS = 197, 302, 337
WORK = (StepOpened, ContactRecorded)


def trial(show: Show) -> Iterator[Beat]:
    """S20: a trial date."""
    yield Scene("S20", "A date that comes back: the trial.")
    show.until(80, "10:00")
    show.forget()
    on_at = local(TRIAL_DAYS, "09:00")
    day = FIRST_DAY + timedelta(days=TRIAL_DAYS)
    show.do(AddDate(show.now, LANTERN, "hearing", on_at, f"{day.isoformat()}T09:00"))
    yield from show.tell(StepAdded)
    show.until(TRIAL_DAYS - 4, "12:00")
    show.forget()
    show.until(TRIAL_DAYS - 2, "09:00")
    yield show.said("Months later, two days before it: nobody had to remember.")
    show.until(TRIAL_DAYS, "08:00")
    yield from show.tell(*WORK, sent=("keeper_asked",))


def leaving(show: Show) -> Iterator[Beat]:
    """S19: he leaves the job."""
    yield Scene("S19", "He leaves the job. Contact goes on.")
    show.until(LEAVES_DAYS, "08:59")
    show.forget()
    show.until(LEAVES_DAYS + 35, "20:00")
    yield from show.tell(MemberSeparated, *WORK)
    yield show.panes(CEDAR)


def proof(show: Show) -> Iterator[Beat]:
    """S22: the year is over, and somebody asks whether it was done."""
    yield Scene("S22", "Would anyone know whether it was done?")
    show.until(YEAR_OVER_DAYS, "10:00")
    show.forget()
    yield show.said("The year is over. What command owed to everybody, done or not, and never how anybody is.")
    yield Panes((pane(show.stage, "The chief sees", CHIEF, AuditOfYear(FIRST_DAY.year, shipped_terms())),))


def anniversary(show: Show) -> Iterator[Beat]:
    """S20: the day itself, asked about first, then kept."""
    yield Scene("S20", "Asked at month 11. Five years on, it is kept.")
    show.until(MONTH_11_DAYS - 1, "12:00")
    show.forget()
    show.until(MONTH_11_DAYS, "10:00")
    yield show.said("\u201cShould somebody be in touch near the day?\u201d It is asked, never assumed.")
    show.until(MONTH_11_DAYS, "10:30")
    show.do(AnswerAsk(show.now, DETECTIVE, "anniversary", 0, "yes", None))
    yield from show.tell(AskSent, AskAnswered, AnniversaryChosen, sent=("member_asked",))
    show.until(400, "12:00")
    yield from show.tell(CaseMadeStanding)
    show.until(5 * 365 - 8, "12:00")
    show.forget()
    yield show.said("Five years on.")
    show.until(5 * 365 + 3, "12:00")
    yield from show.tell(*WORK, sent=("keeper_asked",))
