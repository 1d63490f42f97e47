"""What the member, the peer and command are shown at one moment: answers of the one read path, as lines."""

from solidground.app.ask import Answer
from solidground.app.asking.board import BoardSeen
from solidground.app.asking.concerns import ConcernSeen
from solidground.app.asking.incidents import IncidentSeen
from solidground.app.asking.one_case import CaseSeen, Contact
from solidground.app.asking.questions import Question
from solidground.app.demo.beats import Pane
from solidground.app.demo.cast import ZONE
from solidground.app.demo.panes_duty import duty_lines
from solidground.app.demo.stage import Stage
from solidground.app.demo.telling import PARTS
from solidground.app.english import english, when
from solidground.core.kernel import Instant, PersonId, Refusal

LAST_CONTACTS = 3
OUTCOMES = {"made": "reached", "no_answer": "no answer", "not_now": "\u201cnot now\u201d", None: "outcome not shown"}


def pane(stage: Stage, title: str, person: PersonId, question: Question) -> Pane:
    """Ask as somebody and lay the answer out."""
    return Pane(title, lines(stage.ask(person, question), stage.now))


def lines(answer: Answer | Refusal, now: Instant) -> tuple[str, ...]:
    """Return an answer as a few lines."""
    match answer:
        case Refusal():
            return ("Nothing here.",)
        case CaseSeen():
            return _case(answer, now)
        case IncidentSeen():
            return _incident(answer, now)
        case ConcernSeen():
            return _concern(answer, now)
        case BoardSeen():
            return _board(answer)
        case _:
            return duty_lines(answer, now)


def brief(answer: Answer | Refusal, now: Instant) -> tuple[str, ...]:
    """Return an incident in three lines."""
    assert isinstance(answer, IncidentSeen), "command sees the incident, and its people"
    head, *_ = _incident(answer, now)
    return (head, f"{len(answer.people)} people took part; a case follows for each.", "Nothing else.")


def _case(seen: CaseSeen, now: Instant) -> tuple[str, ...]:
    shown: list[str] = [] if seen.sentence is None else [english(seen.sentence)]
    if seen.circle is not None and seen.circle.peer is not None:
        shown.append(f"Your peer: {seen.circle.peer}")
    if seen.ruled_out:
        shown.append(f"Ruled out: {', '.join(seen.ruled_out)}")
    if seen.sentence is None:
        shown += [f"Owed: {english(one.words)}, by {when(one.due_at, now, ZONE)}" for one in seen.owed]
        shown += [_contact(one, now) for one in (seen.contacts or ())[-LAST_CONTACTS:]]
    return tuple(shown)


def _contact(one: Contact, now: Instant) -> str:
    return f"{when(one.at, now, ZONE)}: {OUTCOMES[one.outcome]}{'' if one.by is None else ' (yours)'}"


def _incident(seen: IncidentSeen, now: Instant) -> tuple[str, ...]:
    head = f"Shooting, {when(seen.occurred_at, now, ZONE)}"
    people = [f"{one.person}, {PARTS[one.part]}{': a case follows' if one.case_follows else ''}" for one in seen.people]
    return (head, *people, "Nothing else.")


def _concern(seen: ConcernSeen, now: Instant) -> tuple[str, ...]:
    shown = [f"About {seen.about}: {seen.stands}"]
    if seen.next_at is not None:
        shown.append(f"More by {when(seen.next_at, now, ZONE)}")
    if seen.handler is not None:
        shown.append(f"From: {seen.source or 'a colleague, protected'}")
    return tuple(shown)


def _board(seen: BoardSeen) -> tuple[str, ...]:
    count = {0: "Nobody needs anybody now.", 1: "One person needs somebody now."}
    head = count.get(seen.needing, f"{seen.needing} people need somebody now.")
    return (head, *[f"{row.member}: {english(row.words)}" for row in seen.rows])
