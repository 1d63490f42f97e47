"""A weapon of a member's own, kept outside the agency for a while: who holds it, and on what word it comes back.

Nothing of it is in the log: it is a row that goes when he says so. What must never happen here: a name, or a word that
command could read.
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from solidground.core.kernel import Day, Refusal

Holder: TypeAlias = Literal["person", "dealer", "range", "police_elsewhere"]
"""Who holds it: somebody he trusts, a dealer, a range or club, or the police of another place. Never his own agency."""

Back: TypeAlias = Literal["my_word", "both_words", "on_a_day"]
"""What was agreed in writing: it comes back on his word, on his and another one's, or on a day."""

STORED_MOST: Final = 5
"""Places that one member notes at one time."""

BACK_AHEAD_DAYS_MOST: Final = 366


class Stored(NamedTuple):
    """Where a member keeps something of his own since ``on``; ``back_on`` is the day agreed, where one was."""

    place: str
    holder: Holder
    on: Day
    back: Back
    back_on: Day | None


def unfit(stored: Stored, others: Sequence[Stored], today: Day) -> Refusal | None:
    """Return why a place cannot be noted so, or None."""
    if not today - BACK_AHEAD_DAYS_MOST <= stored.on <= today:
        return Refusal("DayImpossible", "Say since when it is there: a day of the last year, until today.")
    if stored.back != "on_a_day" and stored.back_on is not None:
        return Refusal("NoBackDay", "You chose that it comes back on a word. Leave the day empty, or choose the day.")
    if stored.back == "on_a_day":
        if stored.back_on is None:
            return Refusal("BackDayMissing", "Say on which day it comes back, as it is written down.")
        if not stored.on < stored.back_on <= today + BACK_AHEAD_DAYS_MOST:
            return Refusal("BackDayImpossible", "It comes back after the day it went there, and within a year.")
    if len(others) >= STORED_MOST:
        return Refusal("StoredTooMany", "Five places stand here already. Take one off first.")
    return None
