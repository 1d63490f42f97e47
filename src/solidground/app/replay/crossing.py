"""What crosses to command in a replay because a person lets it: the day of a session, and a step back to work.

What must never happen here: a session that was missed, a step that is planned, or anything but a day.
"""

from collections.abc import Iterator
from typing import Final

from solidground.app.replay.chance import Chance
from solidground.app.replay.errand import Errand
from solidground.core.care.contact.events import TaskDone
from solidground.core.care.state import Case
from solidground.core.duty.returned.commands import CompleteReturn
from solidground.core.duty.returned.decider import World as OfReturn
from solidground.core.duty.returned.events import Beside
from solidground.core.duty.session.commands import DiscloseAttendance
from solidground.core.duty.session.decider import World as OfSession
from solidground.core.duty.terms import FIRED, Terms
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, HOUR, Instant, PersonId

ASSUMED_CROSSING: Final = (
    "Of the first sessions a clinician arranges 17 of 20 are attended within a day, and that day is passed on.",
    "Seven of ten who fired or were assaulted let command know of steps back to work, one of ten left out.",
)

ATTENDED, LETS_KNOW, LEFT_OUT = 0.85, 0.7, 0.1
FIRST_DAYS, FIRST_DAYS_MORE, NEXT_DAYS, NEXT_DAYS_MORE = 5, 20, 2, 12
HURT: Final = frozenset({FIRED, "assaulted"})
RANGE: Final = "range"
"""The step at which a trainer is there; at the others a colleague is."""


def attended(chance: Chance, name: str, event: object, case: Case, *, always: bool) -> Iterator[Errand]:
    """Yield that the first session of a case, which a clinician has just arranged, was attended and passed on."""
    if not isinstance(event, TaskDone) or event.role != "clinician":
        return
    first = next((step.key for step in case.plan.steps if step.who == "clinician"), "")
    if event.key != first:
        return
    goes, wait, *_ = chance.draws(name, "session", event.key, event.occurrence)
    if goes >= ATTENDED and not always:
        return
    member, zone = case.head.member, case.plan.zone
    at = event.at + HOUR if always else event.at + int(wait * DAY)
    passed_on = DiscloseAttendance(at, event.by, member, local_day(at, zone))
    yield Errand(at, f"session/{member}", passed_on, OfSession(zone), member)


def way_back(
    chance: Chance, terms: Terms, person: PersonId, incident: str, at: Instant, zone: str, *, always: bool
) -> Iterator[Errand]:
    """Yield the steps back to work of which somebody lets command know."""
    tells, first, *_ = chance.draws("back", incident, person)
    if tells >= LETS_KNOW and not always:
        return
    at += int((FIRST_DAYS + FIRST_DAYS_MORE * first) * DAY)
    for number, step in enumerate(terms.return_steps):
        omits, wait, *_ = chance.draws("back", incident, person, number)
        if omits >= LEFT_OUT or always:
            beside: Beside = "trainer" if step.key == RANGE else "colleague"
            done = CompleteReturn(at, person, person, step.key, local_day(at, zone), beside, None)
            yield Errand(at, f"returned/{person}", done, OfReturn(zone), person)
        at += int((NEXT_DAYS + NEXT_DAYS_MORE * wait) * DAY)
