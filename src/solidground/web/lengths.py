"""A length of time in a form: numbers, each with a unit; and a time of day beside it.

What must never happen here: a length that is read as another one than was typed.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.core.kernel import DAY, Span
from solidground.core.protocol.duration import Duration, parse
from solidground.web.protocol_words import UNITS, counted

FIXED: Final = ("minute", "hour", "day", "week")
"""Units that are as long in every month."""
CALENDAR: Final = (*FIXED, "month", "year")
SPARE: Final = ("day", "hour")
"""What a second number may be of, until somebody chooses."""
PAIRS_LEAST: Final = 2
"""A month and 25 days are two numbers."""
DIGITS_MOST: Final = 6
NO_LENGTH: Final = gettext_noop("Write how long, in numbers.")
TOO_LONG: Final = gettext_noop("That is more than fifty years.")
TWICE: Final = gettext_noop("Use each unit once.")

_LETTERS: Final = (("year", "Y"), ("month", "M"), ("week", "W"), ("day", "D"))
_AFTER_T: Final = (("hour", "H"), ("minute", "M"), ("second", "S"))


class Pair(NamedTuple):
    """One number and its unit, as it was typed; ``units`` are the words to choose from."""

    number: str
    unit: str
    units: tuple[tuple[str, str], ...]


class Length(NamedTuple):
    """A length in a form, under a name, with what is wrong with it."""

    name: str
    words: str
    pairs: tuple[Pair, ...]
    error: str = ""


def fixed(span: Span) -> Duration:
    """Return a span as a duration in whole days where it is so many, else in hours and minutes."""
    days, exact = divmod(span, DAY)
    return Duration(0, days, 0) if days and not exact else Duration(0, 0, span)


def length_of(name: str, words: str, duration: Duration, known: tuple[str, ...], least: int = 1) -> Length:
    """Return a length as its form begins."""
    found = [(str(number), unit) for number, unit in counted(duration)] or [("0", known[0])]
    if len(found) < least:
        found.append(("", next(unit for unit in SPARE if unit not in {one for _, one in found})))
    return Length(name, words, tuple(_pair(number, unit, known) for number, unit in found))


def typed(posted: Mapping[str, str], before: Length, known: tuple[str, ...]) -> Length:
    """Return a length as it was typed; what is missing from the form is as it was."""
    pairs = tuple(
        _pair(
            posted.get(f"{before.name}-{nth}", pair.number).strip(),
            posted.get(f"{before.name}-{nth}-unit", pair.unit),
            known,
        )
        for nth, pair in enumerate(before.pairs)
    )
    return before._replace(pairs=pairs)


def understood(length: Length) -> tuple[Length, Duration | None]:
    """Return the duration somebody typed; without one, the length with what is wrong."""
    filled = [pair for pair in length.pairs if pair.number]
    if not filled or not all(_is_number(pair) for pair in filled):
        return length._replace(error=gettext(NO_LENGTH)), None
    numbers = {pair.unit: int(pair.number) for pair in filled}
    if len(numbers) != len(filled):
        return length._replace(error=gettext(TWICE)), None
    found = parse(_iso(lambda unit: numbers.get(unit, 0)))
    return (length, found) if found is not None else (length._replace(error=gettext(TOO_LONG)), None)


def iso(duration: Duration) -> str:
    """Return a duration as a protocol's file has it."""
    numbers = {unit: number for number, unit in counted(duration)}
    return _iso(lambda unit: numbers.get(unit, 0))


def _is_number(pair: Pair) -> bool:
    known = pair.unit in {unit for unit, _ in pair.units}
    return known and pair.number.isascii() and pair.number.isdecimal() and len(pair.number) <= DIGITS_MOST


def _iso(of: Callable[[str], int]) -> str:
    days = "".join(f"{of(unit)}{letter}" for unit, letter in _LETTERS if of(unit))
    hours = "".join(f"{of(unit)}{letter}" for unit, letter in _AFTER_T if of(unit))
    return f"P{days}{'T' if hours else ''}{hours}" if days or hours else "PT0S"


def _pair(number: str, unit: str, known: tuple[str, ...]) -> Pair:
    # What the file is written in can be chosen too, though nobody would begin with it.
    units = known if unit in known or unit not in UNITS else (*known, unit)
    return Pair(number, unit, tuple((one, gettext(UNITS[one][1])) for one in units))
