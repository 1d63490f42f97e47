"""What a case needs a person for, the most pressing first: what the board is ordered by.

What must never happen here: a word about how a member is. What comes first is what nobody has taken on.
"""

from enum import IntEnum

from solidground.core.care.contact.steps import HANDOVER, SEARCH
from solidground.core.care.state import Case, raised_on


class Needs(IntEnum):
    """What a case needs. A concern lies outside the case: no case says it of itself.

    ``ANSWER`` presses nobody: somebody answered after the end, and a person reads it.
    """

    UNHELD = 0
    HANDOVER = 1
    SILENT = 2
    CONCERN = 3
    NOTHING = 4
    ANSWER = 5


def needs_of(case: Case) -> Needs:
    """Return what a case needs first."""
    if case.unheld_at is not None:
        return Needs.UNHELD
    if case.raised:
        raised = raised_on(case, HANDOVER)
        if raised is not None and raised.taken_by is None:
            return Needs.HANDOVER
    for item in case.items:
        if item.key in SEARCH:
            return Needs.SILENT
    return Needs.ANSWER if case.life.late else Needs.NOTHING
