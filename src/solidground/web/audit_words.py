"""The audit in words, on its page and on its paper: of each step how often it was done, and of one what became of it.

What must never happen here: somebody of command by name.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.core.duty.audit import Found, how
from solidground.web.owed_words import STEPS, WHY_NOT
from solidground.web.property_words import PUT_OFF, Pair, day_words

ROLES: Final[Mapping[str, str]] = {
    "supervisor": gettext_noop("Done on %(day)s, by a supervisor."),
    "chief": gettext_noop("Done on %(day)s, by the chief."),
    "hr": gettext_noop("In writing since %(day)s, by HR."),
    "property_officer": gettext_noop("Done on %(day)s, by the property officer."),
    "care": gettext_noop("On %(day)s, as somebody of care passed on."),
    "member": gettext_noop("On %(day)s, as the member let command know."),
}
"""By which role something was done; by whom stands nowhere here."""

WHYS: Final[Mapping[str, str]] = {**WHY_NOT, **PUT_OFF}


class Row(NamedTuple):
    """One step of the table: what it is called, how often it was done of how often it was owed, and how."""

    name: str
    done: str
    cells: tuple[int, int, int]


def row_of(name: str, owed: int, on_time: int, late: int, not_done: int) -> Row:
    """Return how often a step was done."""
    done = gettext("%(done)s of %(owed)s") % {"done": on_time + late, "owed": owed}
    return Row(gettext(STEPS[name]), done.replace(" ", "\N{NO-BREAK SPACE}"), (on_time, late, not_done))


def is_open(found: Found, zone: str) -> bool:
    """Return whether nothing is written down of a step."""
    return how(found, zone) == "not_done" and not found.why


def step_pair(name: str, found: Found, zone: str) -> Pair:
    """Return what became of a step; late says that nothing is written down of it."""
    label = gettext(STEPS[name])
    if found.on is None:
        words = gettext("Not done: %(why)s.") % {"why": gettext(WHYS[found.why])} if found.why else ""
        return Pair(label, words or gettext("Nothing is written down."), not found.why)
    words = gettext(ROLES[found.role]) % {"day": day_words(found.on)}
    late = how(found, zone) == "late"
    return Pair(label, gettext("%(done)s That was late.") % {"done": words} if late else words)
