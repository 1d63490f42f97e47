"""Papers that were delivered, as everybody reads them who may: exactly what was sent, and what became of it.

What must never happen here: how long its member thought it over, or that there is anything he has not sent.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext

from solidground.app.asking.decisions import PaperSeen
from solidground.app.asking.questions import PapersOf, PapersSent
from solidground.core.kernel import CaseId
from solidground.core.wall import Role
from solidground.web.desk_words import Drawn, day_said, drawn, name_of
from solidground.web.gate import Seat, answered
from solidground.web.property_words import Pair
from solidground.web.tongue import when


class Line(NamedTuple):
    """One paper: in one line, and whole. ``back`` says that its member may take it back now."""

    paper: str
    words: str
    pairs: tuple[Pair, ...]
    counts: bool
    back: bool
    waits: bool
    """Whether HR, who reads it, has not said yet that the agency has it."""
    address: str
    """Where the same is as a file."""
    drawn: Drawn | None
    """The name as its member drew it, where he did."""


def delivered(seat: Seat) -> tuple[Line, ...]:
    """Return what others delivered, to who may know of it."""
    return lines(seat, answered(seat, PapersSent()))


def delivered_by(seat: Seat, case: CaseId) -> tuple[Line, ...]:
    """Return what the member of a case delivered."""
    return lines(seat, answered(seat, PapersOf(case)))


def lines(seat: Seat, found: Iterable[PaperSeen]) -> tuple[Line, ...]:
    """Return papers as they are read."""
    return tuple([_line(seat, one) for one in found])


def _line(seat: Seat, one: PaperSeen) -> Line:
    state, zone = one.state, seat.house.zone
    said = {"person": state.member, "what": name_of(state.option), "day": day_said(state.last_on)}
    counts = state.taken_back_at is None
    words = (
        gettext("%(person)s: %(what)s. Last day: %(day)s.") if counts else gettext("%(person)s: %(what)s. Taken back.")
    )
    pairs = [
        Pair(gettext("What"), name_of(state.option)),
        Pair(gettext("Last day"), day_said(state.last_on)),
        Pair(gettext("Signed"), day_said(state.signed_on)),
        *([Pair(gettext("Name"), one.name)] if one.name else []),
        Pair(gettext("Beside them"), " · ".join(state.beside) or gettext("nobody")),
        Pair(gettext("Delivered"), when(state.delivered_at, seat.now, zone)),
        *_became(seat, one),
    ]
    mine = state.member == seat.viewer.person
    waits = not mine and counts and state.received_on is None and Role.HR in seat.viewer.roles
    back = mine and state.may_take_back(seat.now)
    address = f"/{'me/decision' if mine else 'delivered'}/{one.paper}/paper"
    by_hand = drawn(one.strokes) if one.strokes else None
    return Line(one.paper, words % said, tuple(pairs), counts, back, waits, address, by_hand)


def _became(seat: Seat, one: PaperSeen) -> list[Pair]:
    state, zone = one.state, seat.house.zone
    found: list[Pair] = []
    if state.received_on is not None:
        found.append(Pair(gettext("HR has it since"), day_said(state.received_on)))
    if state.taken_back_at is not None:
        back = gettext("Taken back, %(at)s. It counts for nothing.") % {"at": when(state.taken_back_at, seat.now, zone)}
        return [*found, Pair(gettext("How it stands"), back)]
    if state.may_take_back(seat.now):
        until = gettext("Until %(at)s") % {"at": when(state.until_at, seat.now, zone)}
        return [*found, Pair(gettext("Can be taken back"), until)]
    return [*found, Pair(gettext("How it stands"), gettext("It stands."))]
