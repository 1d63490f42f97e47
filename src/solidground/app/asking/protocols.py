"""The protocol in force, which is no secret: it tells what is owed, and nothing of anybody. And the draft of the next.

What must never happen here: a look at a case. Who put it in force is said to those who may change it, and to no other.
"""

from datetime import date
from typing import NamedTuple

from solidground.app.asking.questions import NOT_HERE, ProtocolDraft, ProtocolInForce
from solidground.app.asking.reading import Reading
from solidground.app.editions import protocol_in, standing
from solidground.app.ports import Unit
from solidground.app.protocols import examined
from solidground.app.studio import CHANGING, Looked, text_in_force
from solidground.core.kernel import Instant, PersonId, Refusal
from solidground.core.protocol.compare import Changes, diff
from solidground.core.protocol.terms import Faults, Protocol
from solidground.core.wall import Viewer


class ProtocolSeen(NamedTuple):
    """The protocol in force. ``edition`` is 0 and ``since_at`` None while it is the one that the settings name."""

    edition: int
    text: str
    protocol: Protocol
    since_at: Instant | None
    by: PersonId | None


class DraftSeen(NamedTuple):
    """The draft of the next protocol, what was found in it, and what it would change.

    ``meanwhile`` is what others changed since the version that was looked at; None where that is not kept any more.
    """

    in_force: ProtocolSeen
    is_draft: bool
    looked: Looked
    text: str
    protocol: Protocol
    faults: Faults
    changes: Changes
    meanwhile: Changes | None


def protocol_in_force(reading: Reading, viewer: Viewer, question: ProtocolInForce) -> ProtocolSeen:
    """Return the protocol in force: everybody may read what is owed."""
    with reading.store.moment() as unit:
        return _in_force(unit, reading, viewer, question.written)


def protocol_draft(reading: Reading, viewer: Viewer, question: ProtocolDraft) -> DraftSeen | Refusal:
    """Return the draft to those who may change it; where there is none it is what is in force."""
    if not viewer.roles & CHANGING:
        return NOT_HERE
    with reading.store.moment() as unit:
        seen = _in_force(unit, reading, viewer, question.written)
        draft = unit.draft(reading.agency)
        over, number, text = draft or (seen.edition, 0, seen.text)
        found = protocol_in(text)
        now = Looked(seen.edition, number)
        before = _before(unit, reading, over, Looked(*(question.looked or now)), question.written)
    return DraftSeen(
        seen,
        text != seen.text,
        now,
        text,
        found,
        examined(text, _today(question)).faults,
        diff(seen.protocol, found),
        None if before is None else diff(before, found),
    )


def _today(question: ProtocolDraft) -> date:
    return date.fromordinal(question.today_on)


def _in_force(unit: Unit, reading: Reading, viewer: Viewer, written: str) -> ProtocolSeen:
    state, text = standing(unit, reading.agency), text_in_force(unit, reading.agency, written)
    by = state.by if viewer.roles & CHANGING else None
    return ProtocolSeen(state.edition, text, protocol_in(text), state.at if state.edition else None, by)


def _before(unit: Unit, reading: Reading, over: int, looked: Looked, written: str) -> Protocol | None:
    """Return what somebody looked at, where it is still kept: a version of the draft, or what was in force."""
    if looked.number:
        text = unit.draft_at(reading.agency, over, looked.number)
    elif looked.over == standing(unit, reading.agency).edition:
        text = text_in_force(unit, reading.agency, written)
    else:
        text = None
    return None if text is None else protocol_in(text)
