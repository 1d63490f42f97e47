"""Words of a member's own that may still be read: what he wrote, to whom, and until when.

What must never happen here: an answer to anybody else, or who has read them.
"""

from typing import NamedTuple

from solidground.app.asking.questions import NOT_HERE, MyWords
from solidground.app.asking.reading import Reading
from solidground.app.asking.shares import NEAR_MOST, near_to, own_case
from solidground.core.care.word.decider import held_until
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal
from solidground.core.wall import Viewer


class Written(NamedTuple):
    """Words that he wrote. ``held`` says that nobody was told of them yet; ``unreached`` are those nobody can tell."""

    number: int
    text: str
    to: tuple[PersonId, ...]
    until_at: Instant
    held: bool
    unreached: tuple[PersonId, ...] = ()


class WordsSeen(NamedTuple):
    """All that can still be read, newest first; the number of the next; and who is near him."""

    case: CaseId
    words: tuple[Written, ...]
    next_number: int
    near: tuple[PersonId, ...]
    zone: str


def my_words(reading: Reading, viewer: Viewer, question: MyWords) -> WordsSeen | Refusal:
    """Return what a member wrote."""
    assert isinstance(question, MyWords)
    case = own_case(reading, viewer)
    if case is None:
        return NOT_HERE
    with reading.store.moment() as unit:
        texts = unit.words(reading.agency, case.head.case, reading.now)
    words = [
        Written(word.number, texts[word.number], word.to, word.until_at, reading.now < held_until(word), word.unreached)
        for word in reversed(case.choices.words)
        if word.number in texts
    ]
    near = near_to(case, reading.roster())[:NEAR_MOST]
    return WordsSeen(case.head.case, tuple(words), case.choices.written + 1, tuple(near), case.plan.zone)
