"""What stands on a paper, and the event it stands for, to who may know that thing anyway.

What must never happen here: a look at a case for a paper of command's, or the place of an event in its log.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from solidground.app.asking.bonds import towards
from solidground.app.asking.questions import NOT_HERE, LeavePaper, NoticePaper, PropertyPaper
from solidground.app.asking.reading import Reading
from solidground.app.handle import stream_of
from solidground.app.property import THING
from solidground.core.care.offer.events import NoticeGiven, OfferMade
from solidground.core.duty.property.state import INITIAL, Confirmed, State, confirmations, evolve
from solidground.core.duty.status.state import INITIAL as STOOD
from solidground.core.duty.status.state import State as Standing
from solidground.core.duty.status.state import evolve as stood
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal, fold
from solidground.core.papers import Stands
from solidground.core.wall import Bond, Viewer, What, sees


class PropertyOnPaper(NamedTuple):
    """One thing as a paper shows it: after which event, and who had confirmed what by then."""

    thing: str
    state: State
    confirmed: tuple[Confirmed, ...]
    stands: Stands


class LeaveOnPaper(NamedTuple):
    """How a member stands on duty, after which event."""

    state: Standing
    stands: Stands


class NoticeOnPaper(NamedTuple):
    """The version of a limits notice, when it was given, and the event that says so."""

    version: str
    given_at: Instant
    zone: str
    stands: Stands


def property_paper(reading: Reading, viewer: Viewer, question: PropertyPaper) -> PropertyOnPaper | Refusal:
    """Return what the paper of one thing shows, to who may know the whole of it."""
    if not THING.fullmatch(question.thing):
        return NOT_HERE
    found = property_as_of(reading, question.thing)
    if found is None or not _may(reading, viewer, found.state.member):
        return NOT_HERE
    return found


def _may(reading: Reading, viewer: Viewer, member: PersonId) -> bool:
    own = Bond(is_member=True)
    return sees(What.PROPERTY, viewer, own if viewer.person == member else towards(viewer, member, reading.people()))


def property_as_of(reading: Reading, thing: str, hashed: str = "") -> PropertyOnPaper | None:
    """Return one thing as it stands, or as it stood after the event of a hash; None where there is none."""
    name = f"property/{thing}"
    events, hashes = _both(reading, name)
    if not events or (hashed and hashed not in hashes):
        return None
    last = hashes.index(hashed) if hashed else len(events) - 1
    state = fold(evolve, INITIAL, events[: last + 1])
    if state.void:
        return None
    stands = Stands(name, hashes[last], state.last_at)
    return PropertyOnPaper(thing, state, confirmations(events[: last + 1]), stands)


def _both(reading: Reading, name: str) -> tuple[Sequence[Any], list[str]]:
    """Return the events of a stream and their hashes, as far as both were read."""
    if reading.witness is None:
        return (), []
    events = reading.store.events(stream_of(reading.agency, name))
    hashes = reading.witness.hashes(reading.agency, name, whole=True)
    return events, hashes[: len(events)]


def leave_paper(reading: Reading, viewer: Viewer, question: LeavePaper) -> LeaveOnPaper | Refusal:
    """Return how whoever asks stands on duty."""
    assert isinstance(question, LeavePaper)
    assert sees(What.DUTY_STATUS, viewer, Bond(is_member=True)), "how he stands a member may know"
    return leave_as_of(reading, viewer.person) or NOT_HERE


def leave_as_of(reading: Reading, member: PersonId, hashed: str = "") -> LeaveOnPaper | None:
    """Return how a member stands, or stood after the event of a hash; None where nothing was written down."""
    name = f"status/{member}"
    events, hashes = _both(reading, name)
    if not events or (hashed and hashed not in hashes):
        return None
    last = hashes.index(hashed) if hashed else len(events) - 1
    state = fold(stood, STOOD, events[: last + 1])
    return LeaveOnPaper(state, Stands(name, hashes[last], state.last_at))


def notice_paper(reading: Reading, viewer: Viewer, question: NoticePaper) -> NoticeOnPaper | Refusal:
    """Return the limits notice that somebody was given last in a case of his own."""
    case = reading.case(question.case)
    bond = Bond(is_member=case is not None and case.head.member == viewer.person)
    # Others who may know what is owed in a case have no paper of what its member was given.
    if not bond.is_member or not sees(What.OWED_AND_CONTACTS, viewer, bond):
        return NOT_HERE
    return notice_as_of(reading, question.case) or NOT_HERE


def notice_as_of(reading: Reading, case: CaseId, hashed: str = "") -> NoticeOnPaper | None:
    """Return the limits notice that was given last, or by the event of a hash; None where none was, or no more."""
    name, found = f"case/{case}", reading.case(case)
    events, hashes = _both(reading, name)
    zone = "UTC" if found is None else found.plan.zone
    for event, commitment in reversed(list(zip(events, hashes, strict=False))):
        if isinstance(event, OfferMade | NoticeGiven) and hashed in ("", commitment):
            given_at = event.held_at if isinstance(event, OfferMade) else event.at
            return NoticeOnPaper(event.notice, given_at, zone, Stands(name, commitment, event.at))
    return None
