"""What each viewer is shown of command's side, of papers and of the way back, as lines."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from solidground.app.asking.audit import AuditSeen
from solidground.app.asking.decisions import DecisionSeen, PaperSeen
from solidground.app.asking.duty import DutySeen
from solidground.app.asking.happened import Happened
from solidground.app.asking.news import NewsSeen
from solidground.app.asking.property import ThingSeen
from solidground.app.asking.returning import ReturnedSeen, WayBack
from solidground.app.demo.cast import ZONE
from solidground.app.duty_terms import shipped_terms
from solidground.app.english import when
from solidground.app.statuses import read_statuses
from solidground.core.care.state import ReturnStep
from solidground.core.duty.audit import counted
from solidground.core.kernel import Day, Instant
from solidground.protocols import statuses_text

NOTHING: Final = "Nothing here."
THINGS: Final = {"service_weapon": "Service weapon", "badge": "Badge"}
PLACES: Final = {"property_room": "in the property room", "supervisor": "with his captain"}
STATUSES: Final = {
    "administrative_leave": "administrative leave, with pay",
    "modified": "modified duty",
    "full": "full duty",
}
BACK: Final[Mapping[str, str]] = {one.key: one.says for one in shipped_terms().return_steps}
WORDS: Final = read_statuses(statuses_text(), "The list that is shipped", "US-IL")
STEPS: Final = {
    "visit": "The captain was there",
    "call": "One call",
    "replacement": "Another weapon offered",
    "leave": "Until when he is off duty",
    "session": "A required session",
    "status_told": "How inquiries stand",
    "return": "Steps back to work",
}
"""What a step of the audit is called."""


def stands(inquiry: str, status: str) -> str:
    """Return how an inquiry stands, in the agency's own words."""
    return f"{inquiry.capitalize()} inquiry: {WORDS.said(inquiry, status)}"


def on_day(day: Day) -> str:
    """Return a day as it is spoken."""
    found = date.fromordinal(day)
    return f"{found:%B} {found.day}"


def duty_lines(answer: Any, now: Instant) -> tuple[str, ...]:  # noqa: ANN401 - any answer
    """Return an answer as a few lines; that there is nothing, where there is nothing."""
    match answer:
        case DecisionSeen():
            return _decision(answer, now)
        case NewsSeen():
            return tuple([stands(one.inquiry, one.heard.status) for one in answer.known])
        case WayBack():
            return tuple([_step(one) for one in answer.steps])
        case AuditSeen():
            return tuple(_audit(answer))
        case _:
            return tuple([line for one in answer for line in _one(one)]) or (NOTHING,)


def _one(seen: Any) -> Iterable[str]:  # noqa: ANN401 - one thing of an answer of several
    match seen:
        case ThingSeen():
            yield from _thing(seen)
        case DutySeen():
            yield from _duty(seen)
        case ReturnedSeen():
            yield from [f"{BACK[one.step]}: {on_day(one.on)}" for one in seen.done]
        case Happened():
            yield from [stands(one.inquiry, one.status) for one in seen.standing or ()]
            yield f"Told: {', '.join([one.member for one in seen.told]) or 'nobody yet'}"
        case _:
            assert isinstance(seen, PaperSeen), "nothing else is shown so"
            yield f"{seen.state.member} sent: {seen.state.option}, last day {on_day(seen.state.last_on)}"
            yield f"Signed {on_day(seen.state.signed_on)}, with {', '.join(seen.state.beside)} beside him"


def _thing(seen: ThingSeen) -> Iterable[str]:
    assert seen.whole is not None, "whoever is shown it here may know the whole of it"
    yield f"{THINGS[seen.kind]}: {PLACES[seen.whole.place]}"
    yield f"More is heard by {on_day(seen.whole.next_on)}"


def _duty(seen: DutySeen) -> Iterable[str]:
    assert seen.status is not None, "his leave was written down"
    assert seen.status.newest is not None, "as was said"
    yield f"{seen.member}: {STATUSES[seen.status.newest.status]}"
    yield from [f"A session, attended {on_day(day)}" for day in seen.days]


def _decision(seen: DecisionSeen, now: Instant) -> tuple[str, ...]:
    if seen.state.stage != "held":
        return ("Sent, by your own hand.", "Your care goes on.")
    wait = f"Your agency asks you to wait until {when(seen.state.until_at, now, ZONE)}."
    return ("NOT DELIVERED: your agency has received nothing.", wait, "Nothing is sent by itself.")


def _step(step: ReturnStep) -> str:
    if step.completed:
        return f"{BACK[step.step]}: done {on_day(step.completed[-1])}"
    assert step.on is not None, "each was planned for a day"
    return f"{BACK[step.step]}: planned {on_day(step.on)}, with {step.person}"


def _audit(seen: AuditSeen) -> Iterable[str]:
    for name, found in counted(seen.lines).items():
        late = f", {found.done_late} late" if found.done_late else ""
        undone = f", {found.not_done} not done" if found.not_done else ""
        yield f"{STEPS[name]}: {found.done_on_time} of {found.owed} on time{late}{undone}"
    yield "Of nobody does it say how they are."
