"""How hard the pages are to read: somebody of eleven can, by the formula of Flesch and Kincaid."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

import pytest

from tests.web.matrix_paths import addresses
from tests.web.matrix_town import Story
from tests.web.test_matrix import browser_of
from tests.web.test_words import everything

GRADE_MOST: Final = 6.0
"""The school year in which somebody turns eleven or twelve."""

MEASURED_FROM: Final = 60
"""Of fewer words the formula says nothing: one long word is all of it."""

SENTENCE_WORDS_MOST: Final = 30
LISTED_BY_LAW: Final = "For federal officers, what is said stays here, except: "
"""What a law counts up is told whole, in its own order."""

READERS: Final = (
    *("the member", "the peer", "the coordinator", "the clinician", "the wife", "the supervisor", "the liaison"),
    *("hr", "the chief", "the administrator", "the cosigner", "nobody"),
)
MAIN: Final = re.compile(r"<main\b.*?</main>", re.DOTALL)
DRAWN: Final = re.compile(r"<(svg|script|style|select|code|pre)\b.*?</\1>", re.DOTALL)
WITHIN: Final = re.compile(r"</?(?:a|abbr|b|bdi|em|span|strong|time)\b[^>]*>")
BETWEEN: Final = re.compile(r"<[^>]+>")
ENDS: Final = re.compile(r"(?<=[.!?:;])\s+")
WORD: Final = re.compile(r"[A-Za-z][A-Za-z\u2019'-]*")
SILENT: Final = re.compile(r"(?:[^laeiouy]es|[^dt]ed|[^l]e)$")
VOWELS: Final = re.compile(r"[aeiouy]+")
LABEL_WORDS_MOST: Final = 4
"""So short a text without a full stop is a label, and makes no page easier."""


def sentences(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield the words of each sentence."""
    for text in texts:
        for one in ENDS.split(text):
            words = WORD.findall(one)
            if words and (one.endswith((".", "!", "?", ":", ";")) or len(words) > LABEL_WORDS_MOST):
                yield words


def syllables(word: str) -> int:
    """Count them as they are spoken, nearly."""
    return max(1, len(VOWELS.findall(SILENT.sub("", word.casefold()))))


def grade(said: list[list[str]]) -> float:
    """Return the school year for which these sentences are easy enough."""
    words = [word for sentence in said for word in sentence]
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def read(page: str) -> list[list[str]]:
    """Return the sentences of a page as it is read, without what is drawn and what is the same on every page."""
    main = WITHIN.sub("", DRAWN.sub("", "".join(MAIN.findall(page))))
    return list(sentences(" ".join(html.unescape(text).split()) for text in BETWEEN.split(main)))


@pytest.mark.parametrize("viewer", READERS)
def test_somebody_of_eleven_can_read_every_page(told: Story, viewer: str) -> None:
    browser, hard, measured = browser_of(told, viewer), set[tuple[float, str]](), 0
    for address in addresses(told):
        response = browser.get(address)
        if response.get("Content-Type", "").startswith("text/html"):
            said = read(response.content.decode())
            if sum(map(len, said)) >= MEASURED_FROM:
                measured += 1
                hard |= {(round(grade(said), 1), address)} if grade(said) > GRADE_MOST else set()
    assert sorted(hard) == []
    assert measured, "there was something to read"


def test_no_sentence_that_a_page_may_say_is_long() -> None:
    texts = [re.sub(r"%\(\w+\)s", "one", text) for text in everything() if not text.startswith(LISTED_BY_LAW)]
    said = list(sentences(texts))
    assert [" ".join(one) for one in said if len(one) > SENTENCE_WORDS_MOST] == []
    assert grade(said) <= GRADE_MOST


def test_the_formula_tells_what_is_hard_from_what_is_easy() -> None:
    (easy,) = sentences(["He is awake at three, and a light is on."])
    (hard,) = sentences(["Administrative notification obligations necessitate interdepartmental documentation."])
    assert grade([easy]) < GRADE_MOST / 2
    assert grade([hard]) > GRADE_MOST * 2
    assert [*map(syllables, ("call", "made", "asked", "wanted", "table", "nobody"))] == [1, 1, 1, 2, 2, 3]
    assert list(sentences(["Yes", "Call me", "In order of time. One tap is enough."])) == [
        ["In", "order", "of", "time"],
        ["One", "tap", "is", "enough"],
    ]
