"""Words of the member's own: to whom, and until when. What he wrote is kept elsewhere, and not for long.

What must never happen here: a word that goes out without him, or at an hour at which its reader rests.
"""

from typing import assert_never

from solidground.core.care.course import Course
from solidground.core.care.state import Case, Word
from solidground.core.care.word.commands import Command, TakeBackWord, WriteWord
from solidground.core.care.word.events import Event, WordAddressed, WordTakenBack, WordWritten
from solidground.core.hours import next_allowed
from solidground.core.kernel import DAY, MINUTE, CaseId, Instant, PersonId, Refusal, Span, obligation_id

HELD_FOR: Span = MINUTE
"""How long words are held before anybody is told: long enough to take them back."""

KEPT_FOR: Span = 7 * DAY
"""How long they can be read."""

WORDS_MOST = 3
"""Words of one member that are kept at one time."""

PEOPLE_MOST = 60
"""People one word goes to."""

STEP = "own_word"

MEMBERS_ALONE = Refusal("MembersAlone", "Only the one it is about decides this.")
NOBODY_PICKED = Refusal("NobodyPicked", "Pick at least one person who should read this.")
TOO_MANY_PEOPLE = Refusal("PeopleTooMany", "Pick 60 people at most.")
TOO_MANY_WORDS = Refusal(
    "WordsTooMany", "You have written three times this week. Take one back first, or wait until the oldest is gone."
)
SELF = Refusal("Self", "This is you. Choose somebody else.")


def evolve(case: Case, event: Event) -> Case:
    """Apply what happened to a word."""
    choices = case.choices
    match event:
        case WordWritten():
            kept = tuple([word for word in choices.words if word.until_at > event.at])
            new = Word(event.number, (), event.at, event.until_at)
            return case._replace(choices=choices._replace(words=(*kept, new), written=event.number))
        case WordAddressed():
            words = tuple([_addressed(w, event) if w.number == event.number else w for w in choices.words])
            return case._replace(choices=choices._replace(words=words))
        case WordTakenBack():
            rest = tuple([word for word in choices.words if word.number != event.number])
            return case._replace(choices=choices._replace(words=rest))
        case _:
            assert_never(event)


def _addressed(word: Word, event: WordAddressed) -> Word:
    if event.way is None:
        return word._replace(unreached=(*word.unreached, event.to))
    return word._replace(to=(*word.to, event.to))


def decide(course: Course, command: Command) -> Refusal | None:
    """Take what the member decided about words of his own."""
    if course.by != course.case.head.member:
        return MEMBERS_ALONE
    match command:
        case WriteWord():
            return _write(course, command)
        case TakeBackWord():
            if word_of(course.case, command.number) is not None:
                course.put(WordTakenBack(course.at, course.by, command.number))
            return None
        case _:
            assert_never(command)


def _write(course: Course, command: WriteWord) -> Refusal | None:
    choices, at, by = course.case.choices, course.at, course.by
    if command.number != choices.written + 1:
        return None  # it was written already
    people = sorted(set(command.to))
    if not people:
        return NOBODY_PICKED
    if course.case.head.member in people:
        return SELF
    if len(people) > PEOPLE_MOST:
        return TOO_MANY_PEOPLE
    if sum(word.until_at > at for word in choices.words) >= WORDS_MOST:
        return TOO_MANY_WORDS
    course.put(WordWritten(at, by, command.number, at + KEPT_FOR))
    for person in people:
        somebody = course.world.member(person)
        way = somebody.ways[0] if somebody.ways else None
        send_at = next_allowed(somebody.quiet, at + HELD_FOR)
        course.put(WordAddressed(at, by, command.number, person, way, send_at))
    return None


def word_of(case: Case, number: int) -> Word | None:
    """Return a word that was not taken back."""
    return next((word for word in case.choices.words if word.number == number), None)


def word_id(case: CaseId, number: int) -> str:
    """Return the id a word is told of under."""
    return obligation_id(case, STEP, number)


def is_for(case: Case, obligation: str, person: PersonId) -> bool:
    """Tell whether somebody is still to be told of a word: it was not taken back, and he was not ruled out since."""
    return any(word_id(case.head.case, word.number) == obligation and person in word.to for word in case.choices.words)


def without(words: tuple[Word, ...], person: PersonId) -> tuple[Word, ...]:
    """Return words that are no longer for somebody."""
    return tuple([word._replace(to=tuple([each for each in word.to if each != person])) for word in words])


def held_until(word: Word) -> Instant:
    """Return until when nobody at all is told of a word."""
    return word.written_at + HELD_FOR
