"""The timeline of "nobody answers", line by line, across the night on which the clocks go forward.

The file beside it is read by people: a change of it is a change of what members and helpers live through.
"""

from pathlib import Path

from solidground.core.care.contact.events import StepCancelled, StepLapsed, StepOpened, StepReminded
from solidground.core.care.decider import Event
from solidground.core.care.keeping.events import CaseUnheld, EscalationJoined, EscalationRaised, PeerAssigned, RungAsked
from solidground.core.hours import to_local
from solidground.core.kernel import Instant
from tests.core.care.cast import ADAM, BAKER, CHICAGO, CLINICIAN, COORDINATOR, DEPUTY, MEMBER, opened

GOLDEN = Path(__file__).parent / "golden" / "nobody_answers.txt"
NAMES = {
    ADAM: "Adam (his peer, on call)",
    BAKER: "Baker (the next peer)",
    COORDINATOR: "the coordinator",
    DEPUTY: "the deputy",
    CLINICIAN: "the clinician",
    MEMBER: "the member",
    "line": "the staffed line",
    None: "nobody",
}


def clock(at: Instant) -> str:
    return to_local(at, CHICAGO).strftime("%a %Y-%m-%d %H:%M")


def line(event: Event) -> str | None:
    """Say what an event means for people; None for what only the log needs."""
    match event:
        case PeerAssigned():
            return f"{clock(event.at)}  {NAMES[event.peer]} is at his side"
        case StepOpened():
            return f"{clock(event.send_at)}  {event.key}: {NAMES[event.keeper]} is asked by {event.way}"
        case StepReminded():
            return f"{clock(event.send_at)}  {event.key}: {NAMES[event.keeper]} is reminded by {event.way}"
        case StepLapsed():
            return f"{clock(event.at)}  {event.key}: was not done in time"
        case StepCancelled():
            return f"{clock(event.at)}  {event.key}: is not owed ({event.why.replace('_', ' ')})"
        case EscalationRaised():
            return f"{clock(event.at)}    ladder {event.ladder}: raised"
        case EscalationJoined():
            return f"{clock(event.at)}    ladder {event.ladder}: gathered into {event.into}"
        case RungAsked():
            times = f", time {event.repeat + 1}" if event.repeat else ""
            way = f" by {event.way}" if event.asked != "line" else ""
            return f"{clock(event.send_at)}    ladder {event.ladder}: {NAMES[event.asked]} is asked{way}{times}"
        case CaseUnheld():
            return f"{clock(event.at)}    the case shows as unheld"
        case _:
            return None


def test_the_timeline_of_nobody_answering_is_the_one_that_was_read_and_agreed() -> None:
    story = opened()
    story.until("2028-03-03 00:00")
    told = [(getattr(event, "send_at", event.at), line(event)) for event in story.events]
    lines = [said for _, said in sorted(told, key=lambda pair: pair[0]) if said is not None]
    assert "\n".join(lines) + "\n" == GOLDEN.read_text(encoding="utf-8")
