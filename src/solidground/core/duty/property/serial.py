"""The number that is written on a thing that was taken: for the property officer alone, and in no log.

What must never happen here: a text in the place of a number.
"""

import re
from typing import Final

from solidground.core.kernel import DAY, Refusal, Span

SERIAL_MOST: Final = 40
"""Characters of the longest number."""

KEPT_FOR: Final[Span] = 30 * DAY
"""So long what came back still stands on a page, and its number is kept."""

_SERIAL: Final = re.compile(r"(?=.*\d)[^\W_](?:[^\W_]|[ ./#-])*")
UNFIT: Final = Refusal(
    "SerialImpossible",
    "Write the number as it stands on the thing: at most 40 letters and digits, one digit at least. Spaces and - . / # "
    "may stand between them.",
)


def serial_of(typed: str) -> str | Refusal:
    """Return a number as it is kept, empty where none was typed; or why it is none."""
    number = typed.strip()
    if not number:
        return ""
    return number if len(number) <= SERIAL_MOST and _SERIAL.fullmatch(number) else UNFIT
