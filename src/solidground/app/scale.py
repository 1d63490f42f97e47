"""Where an instant of an outlook stands along its line: time is drawn so that the first hours have room.

What must never happen here: two drawings of one protocol that disagree about when something is.
"""

from collections.abc import Sequence
from math import log

from solidground.app.outlook import Asked, Outlook
from solidground.core.kernel import DAY, Instant

SCALE = 6
"""Time is drawn as the logarithm of 1 + 6 x days."""


def along(seen: Outlook, at: Instant) -> float:
    """Return where an instant stands, from 0 for the incident to 1 for the end of the outlook."""
    days, most = (at - seen.at) / DAY, (seen.until_at - seen.at) / DAY
    return log(1 + SCALE * max(days, 0)) / log(1 + SCALE * most)


def gathered(seen: Outlook, asked: Sequence[Asked], apart: float) -> list[tuple[float, list[Asked]]]:
    """Return those who are asked as marks along the line: what stands nearer than ``apart`` is one mark."""
    marks: list[tuple[float, list[Asked]]] = []
    for one in asked:
        place = along(seen, one.at)
        if marks and place - marks[-1][0] < apart:
            marks[-1][1].append(one)
        else:
            marks.append((place, [one]))
    return marks
