"""What a step is called after its key: ``month_4`` is month 4 in every language, any other key as its agency wrote it.

Must never be more than the key says: what a step is for is said elsewhere.
"""

import re

from solidground.core.words import Said, Words, phrased

_AFTER = re.compile(r"(?:(?P<head>.+)_)?(?P<unit>day|week|month|year)_(?P<number>\d+)(?P<ask>_ask)?", re.ASCII)


def plain(key: str) -> Words:
    """Return a word of a file as a person writes it."""
    return Words(key.replace("_", " "))


def step_name(key: str) -> Said:
    """Return what a step is called after its key."""
    found = _AFTER.fullmatch(key)
    if found is None:
        return plain(key)
    name: Said = _after(found["unit"], found["number"])
    if found["ask"]:
        name = phrased("%(step)s ask", step=name)
    return name if found["head"] is None else (plain(found["head"]), name)


def _after(unit: str, number: str) -> Words:
    match unit:
        case "day":
            return phrased("day %(number)s", number=number)
        case "week":
            return phrased("week %(number)s", number=number)
        case "month":
            return phrased("month %(number)s", number=number)
        case _:
            return phrased("year %(number)s", number=number)
