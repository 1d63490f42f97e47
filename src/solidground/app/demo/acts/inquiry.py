"""S4, S9 and S17: how the inquiries stand is told by whom he chose; of the sessions one day crosses, by a person's act.

What must never happen here: news that reaches him first by a message.
"""

from functools import partial
from typing import Final

from solidground.app.attendance import disclose
from solidground.app.demo.acts.by_hand import at, passes_on
from solidground.app.demo.cast import CLINIC, DETECTIVE, FAMILY, LIAISON, ZONE
from solidground.app.demo.show import INCIDENT
from solidground.app.demo.stage import Act, Stage
from solidground.core.care.contact.commands import RecordTask
from solidground.core.care.contact.events import TaskDone
from solidground.core.care.news.commands import ChooseNews
from solidground.core.care.share.commands import GiveShare, RenewShare
from solidground.core.care.share.things import Thing
from solidground.core.duty.investigation.commands import RecordStatus
from solidground.core.hours import local_day
from solidground.core.kernel import Day

SESSION: Final = "clinician_first"
SHARED: Final[tuple[Thing, ...]] = ("incident", "answers", "duty", "property", "investigation")


def _chooses(stage: Stage) -> None:
    """Let him choose who brings such news: she, over a coffee, and after three days his page."""
    stage.do(DETECTIVE, GiveShare(stage.now, DETECTIVE, FAMILY, "family", SHARED))
    stage.do(DETECTIVE, ChooseNews(stage.now, DETECTIVE, "family", FAMILY, "coffee", 3))


def _shares_on(stage: Stage) -> None:
    stage.do(DETECTIVE, RenewShare(stage.now, DETECTIVE, FAMILY))


def _stands(inquiry: str, status: str, next_days: Day | None, stage: Stage) -> None:
    next_on = None if next_days is None else stage.today + next_days
    passes_on(stage, RecordStatus(stage.now, LIAISON, INCIDENT, inquiry, status, stage.today, next_on))


def _session(stage: Stage) -> None:
    stage.do(DETECTIVE, RecordTask(stage.now, CLINIC, SESSION, None, stage.now, "clinician"))


def _passed_on(stage: Stage) -> None:
    """Let the clinician pass on the day of each session that was held, and nothing else there is."""
    for one in stage.happened:
        if isinstance(one.event, TaskDone) and one.event.key == SESSION:
            held_on = local_day(one.event.held_at, ZONE)
            case = stage.cases[one.state.head.member]
            disclose(stage.reading(), stage.rosters, stage.viewer(CLINIC), case, held_on, ZONE)


INQUIRY: Final[tuple[Act, ...]] = (
    at(1, "08:45", _chooses),
    at(1, "09:00", partial(_stands, "criminal", "open", 14)),
    at(6, "11:00", _session),
    at(6, "12:00", _passed_on),
    at(9, "12:00", _passed_on),
    at(15, "09:30", partial(_stands, "criminal", "declined", None)),
    at(23, "09:30", partial(_stands, "administrative", "open", 40)),
    at(57, "09:30", partial(_stands, "administrative", "exonerated", None)),
    at(80, "18:00", _shares_on),
)
