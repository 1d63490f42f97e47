"""What is asked for a paper: plain values beside the other questions, one for each kind that somebody may ask for.

What must never happen here: a question that names a member by his reference. Addresses tell nothing.
"""

from typing import NamedTuple, TypeAlias

from solidground.core.duty.terms import Terms
from solidground.core.kernel import CaseId


class PropertyPaper(NamedTuple):
    """What was written down of this thing, by whom was it confirmed, and which event does that stand on?"""

    thing: str


class LeavePaper(NamedTuple):
    """How do I stand on duty, and which event says so? Of another it is asked by what his paper is called, ``of``."""

    of: str = ""


class ReturnPaper(NamedTuple):
    """Which steps of my way back are done, and which event says so? Of another it is asked as of his leave."""

    of: str = ""


class SentPaper(NamedTuple):
    """What did this paper of the desk say when it was delivered, and what became of it?"""

    paper: str


class AuditOnPaper(NamedTuple):
    """The audit of a year as it stands now, with the proof of every step. ``terms`` are the agency's own."""

    year: int
    terms: Terms


class NoticePaper(NamedTuple):
    """Which limits notice was I given last in this case of mine, and which event says so?"""

    case: CaseId


PaperQuestion: TypeAlias = PropertyPaper | LeavePaper | ReturnPaper | SentPaper | AuditOnPaper | NoticePaper
"""The union of them."""
