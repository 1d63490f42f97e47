"""What is to be said, as data: an English sentence with places in it, and what fills them.

Whoever speaks to somebody puts it into that person's language. What must never happen here: a language chosen.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeAlias, Union

from solidground.core.kernel import Filled, Instant, Refusal


class At(NamedTuple):
    """A moment, as it is spoken at ``now_at`` where ``zone`` is."""

    at: Instant
    now_at: Instant
    zone: str


class Words(NamedTuple):
    """Words to be said. ``text`` is English, and the key of other languages; ``fields`` fill its ``%(places)s``."""

    text: str
    fields: "tuple[tuple[str, Said], ...]" = ()


class Listed(NamedTuple):
    """Some things, said one after the other with the same words between any two."""

    items: "tuple[Said, ...]"
    between: Words


Said: TypeAlias = Union[str, int, date, At, Words, Listed, "tuple[Said, ...]"]
"""Words, or what fills a place in them. A name or a number is itself in every language; a tuple is said in order."""

Tell: TypeAlias = Callable[[Said], str]
"""Says something in one language."""

Moments: TypeAlias = Callable[[At | date], str]
"""Says a moment, or a day of no year in particular."""


def phrased(text: str, **fields: Said) -> Words:
    """Return words with what fills them. The text stands where this is called: so it is found by who translates."""
    return Words(text, tuple(fields.items()))


def words_of(refused: Refusal) -> Words:
    """Return why something was refused, as words; what fills them is said too."""
    text = refused.text
    if isinstance(text, Filled):
        return Words(text.template, tuple([(name, Words(value)) for name, value in text.fields]))
    return Words(text)


def spelled(said: Said, translated: Callable[[str], str], moments: Moments) -> str:
    """Say something in the language of two functions."""
    match said:
        case Words(text, fields):
            words = translated(text)
            return words % {name: spelled(one, translated, moments) for name, one in fields} if fields else words
        case At() | date():
            return moments(said)
        case Listed(items, between):
            return translated(between.text).join([spelled(one, translated, moments) for one in items])
        case tuple():
            return " ".join([spelled(one, translated, moments) for one in said])
        case _:
            return str(said)


def plainly(said: Said) -> str:
    """Say something that holds no moment as it is written, in English."""
    return spelled(said, str, str)
