"""S20 and S19: dates that come back, and care that does not end with the job."""

from collections.abc import Iterator
from datetime import timedelta

from solidground.app.demo.beats import Beat, Scene
from solidground.app.demo.cast import CAPTAIN, CEDAR, DETECTIVE, FIRST_DAY, LANTERN, local
from solidground.app.demo.show import Show
from solidground.core.care.ask.commands import AnswerAsk
from solidground.core.care.ask.events import AskAnswered, AskSent
from solidground.core.care.choice.events import AnniversaryChosen
from solidground.core.care.commands import RecordSeparation
from solidground.core.care.contact.commands import AddDate
from solidground.core.care.contact.events import ContactRecorded, StepAdded, StepOpened
from solidground.core.care.events import CaseMadeStanding, MemberSeparated
from solidground.core.kernel import Refusal
from solidground.core.roster.person.commands import SeparatePerson
from solidground.core.roster.world import World

TRIAL_DAYS, LEAVES_DAYS, MONTH_11_DAYS = 197, 216, 337
WORK = (StepOpened, ContactRecorded)


def trial(show: Show) -> Iterator[Beat]:
    """S20: a trial date."""
    yield Scene("S20", "A date that comes back: the trial.")
    show.until(60, "10:00")
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
    show.until(LEAVES_DAYS, "09:00")
    show.forget()
    on = (FIRST_DAY + timedelta(days=LEAVES_DAYS)).toordinal()
    outcome = show.stage.tell(f"person/{DETECTIVE}", SeparatePerson(show.now, CAPTAIN, on), World())
    assert not isinstance(outcome, Refusal), outcome
    show.do(RecordSeparation(show.now, CAPTAIN, on))
    yield show.said("He signs, with his partner beside him, and dates it.")
    show.until(LEAVES_DAYS + 35, "20:00")
    yield from show.tell(MemberSeparated, *WORK)
    yield show.panes(CEDAR)


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
