"""What the member decides: never questioned, never escalated, never told to the person it concerns."""

from typing import assert_never

from solidground.core.care.choice.calling import call_me, undo_call
from solidground.core.care.choice.commands import (
    AdviseNoContact,
    CallMe,
    ChooseAnniversary,
    ChooseNotNow,
    ChooseSpot,
    ChooseWay,
    Command,
    LetBackIn,
    ResumeContact,
    RuleOut,
    StopContact,
    TakeBackNotNow,
    UndoCall,
)
from solidground.core.care.choice.counsel import advise, resume_contact
from solidground.core.care.choice.events import (
    AnniversaryChosen,
    CallAsked,
    CallUndone,
    ContactResumed,
    ContactStopped,
    Event,
    NoContactAdvised,
    NotNowChosen,
    NotNowTakenBack,
    PersonLetBackIn,
    PersonRuledOut,
    SpotChosen,
    WayChosen,
)
from solidground.core.care.choice.resting import rest_until, take_back
from solidground.core.care.contact.events import StepCancelled
from solidground.core.care.contact.steps import HANDOVER, URGENT_KEYS, rests
from solidground.core.care.course import Course
from solidground.core.care.events import CaseMadeStanding
from solidground.core.care.returning import decider as returning
from solidground.core.care.share import decider as share
from solidground.core.care.state import Case, Choices, Companion, Item, Life, Undo, item_of
from solidground.core.care.word import decider as word
from solidground.core.kernel import PersonId, Refusal


def evolve(case: Case, event: Event) -> Case:
    """Apply what the member decided."""
    match event:
        case CallAsked() | CallUndone() | ContactStopped():
            return case
        case PersonRuledOut():
            after = case._replace(choices=_chosen(case.choices, event), items=_let_go(case.items, event.person))
            return after._replace(companion=_without(case.companion, event.person))
        case NotNowChosen():
            # It is an answer: he is not silent.
            return case._replace(choices=_chosen(case.choices, event), unanswered=0, life=_rested(case, event))
        case NotNowTakenBack():
            undo = case.life.undo
            unanswered = case.unanswered if undo is None else undo.unanswered
            # Where it answered a question as well, that is taken back by an event of its own.
            life = case.life if undo is not None and undo.ask is not None else case.life._replace(undo=None)
            return case._replace(choices=_chosen(case.choices, event), unanswered=unanswered, life=life)
        case _:
            return case._replace(choices=_chosen(case.choices, event))


def _rested(case: Case, event: NotNowChosen) -> Life:
    """Return a life that knows what a "not now" ends, where the member said it himself."""
    if event.by != case.head.member:
        return case.life._replace(undo=None)
    before, ended = case.life.undo, tuple([item for item in case.items if rests(item)])
    if before is None or before.at != event.at or before.answer != "not_now":
        before = Undo(event.at, "not_now", None, (), case.choices.resting_until, case.unanswered)
    return case.life._replace(undo=before._replace(ended=ended))


def _let_go(items: tuple[Item, ...], person: PersonId) -> tuple[Item, ...]:
    # What has lapsed is its ladder's by now; what is open passes to somebody else by an event of its own.
    return tuple([i._replace(keeper=None) if i.keeper == person and i.stage == "lapsed" else i for i in items])


def _without(companion: Companion, person: PersonId) -> Companion:
    return companion._replace(
        person=None if companion.person == person else companion.person,
        offered_to=None if companion.offered_to == person else companion.offered_to,
    )


def _chosen(
    choices: Choices,
    event: NotNowChosen
    | NotNowTakenBack
    | PersonRuledOut
    | PersonLetBackIn
    | NoContactAdvised
    | ContactResumed
    | WayChosen
    | SpotChosen
    | AnniversaryChosen,
) -> Choices:
    match event:
        case NotNowChosen() | NotNowTakenBack():
            return choices._replace(resting_until=event.until_at)
        case PersonRuledOut():
            return _shut_out(choices, event)
        case PersonLetBackIn():
            return choices._replace(ruled_out=choices.ruled_out - {event.person})
        case NoContactAdvised():
            return choices._replace(counsel=True)
        case ContactResumed():
            return choices._replace(counsel=False)
        case WayChosen():
            return choices._replace(way=event.way)
        case SpotChosen():
            return choices._replace(spot=event.spot)
        case AnniversaryChosen():
            return choices._replace(anniversary=event.wanted)
        case _:
            assert_never(event)


def _shut_out(choices: Choices, event: PersonRuledOut) -> Choices:
    # What was shared with him ends, what was not sent to him yet is not, he goes nowhere and brings no news.
    person, news = event.person, choices.news
    shares, words = share.without(choices, person), word.without(choices.words, person)
    steps, ruled_out = returning.without(choices, person, event.at), choices.ruled_out | {person}
    news = news._replace(carrier="peer", person=None) if news.person == person else news
    return choices._replace(ruled_out=ruled_out, shares=shares, words=words, returning=steps, news=news)


def decide(course: Course, command: Command) -> Refusal | None:
    """Take what the member decided."""
    choices = course.case.choices
    match command:
        case ChooseNotNow():
            return _not_now(course, command)
        case TakeBackNotNow():
            return take_back(course)
        case RuleOut() | LetBackIn():
            return _circle(course, command)
        case AdviseNoContact():
            if not choices.counsel:
                advise(course)
        case ResumeContact():
            resume_contact(course)
        case StopContact():
            _stop(course)
        case ChooseWay():
            if choices.way != command.way:
                course.put(WayChosen(course.at, course.by, command.way))
        case ChooseSpot():
            if choices.spot != command.spot:
                course.put(SpotChosen(course.at, course.by, command.spot))
        case ChooseAnniversary():
            if choices.anniversary != command.wanted:
                course.put(AnniversaryChosen(course.at, course.by, command.wanted))
        case CallMe():
            call_me(course)
        case UndoCall():
            undo_call(course)
        case _:
            assert_never(command)
    return None


def _stop(course: Course) -> None:
    case = course.case
    if (
        case.status == "standing"
        and case.choices.anniversary is not True
        and all(i.key in URGENT_KEYS for i in case.items)
    ):
        return
    course.put(ContactStopped(course.at, course.by))
    course.put(CaseMadeStanding(course.at, course.by, "stopped"))


def _not_now(course: Course, command: ChooseNotNow) -> Refusal | None:
    if command.until_at <= course.at:
        return Refusal("DayImpossible", "That day has passed. Choose a day ahead.")
    if command.until_at != course.case.choices.resting_until:
        rest_until(course, command.until_at)
    return None


def _circle(course: Course, command: RuleOut | LetBackIn) -> Refusal | None:
    out = command.person in course.case.choices.ruled_out
    if command.person == course.case.head.member:
        return Refusal("Self", "This is you. Choose somebody else.")
    if isinstance(command, RuleOut) and not out:
        offered = course.case.companion.offered_to == command.person
        course.put(PersonRuledOut(course.at, course.by, command.person))
        handover = item_of(course.case, HANDOVER) if offered else None
        if handover is not None:
            course.put(StepCancelled(course.at, course.by, HANDOVER, handover.occurrence, "ruled_out"))
    elif isinstance(command, LetBackIn) and out:
        course.put(PersonLetBackIn(course.at, course.by, command.person))
    return None
