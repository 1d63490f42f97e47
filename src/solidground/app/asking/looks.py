"""Who looked at what of a member's: to himself each look, to a cosigner the count, to nobody else anything."""

from typing import NamedTuple

from solidground.app.asking.questions import NOT_HERE, LooksCounted, WhoLooked
from solidground.app.asking.reading import Reading
from solidground.core.kernel import Instant, PersonId, Refusal
from solidground.core.wall import Bond, Piece, Viewer, What, sees


class LookSeen(NamedTuple):
    """One look, or one act: who, at what, when."""

    by: PersonId
    what: str
    at: Instant


class LooksCount(NamedTuple):
    """How many looks were noted, and nothing else of them."""

    looks: int


def who_looked(reading: Reading, viewer: Viewer, question: WhoLooked) -> tuple[LookSeen, ...]:
    """Return who looked at what of the one who asks, newest first."""
    assert isinstance(question, WhoLooked)
    assert sees(What.WHO_LOOKED, viewer, Bond(is_member=True)), "to everybody his own"
    with reading.store.moment() as unit:
        found = unit.looked_at(reading.agency, viewer.person)
    return tuple([LookSeen(look.by, look.what, look.at) for look in found])


def looks_counted(reading: Reading, viewer: Viewer, question: LooksCounted) -> LooksCount | Refusal:
    """Return how many looks were noted, to who may know the count alone."""
    assert isinstance(question, LooksCounted)
    if not sees(What.WHO_LOOKED, viewer, Bond(), Piece.COUNTS):
        return NOT_HERE
    with reading.store.moment() as unit:
        return LooksCount(unit.looked_count(reading.agency))
