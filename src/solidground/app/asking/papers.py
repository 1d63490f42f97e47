"""What stands on a paper, and the event it stands for, to who may know that thing anyway.

What must never happen here: a look at a case for a paper of command's, or the place of an event in its log.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from solidground.app.asking.bonds import towards
from solidground.app.asking.decisions import papers_sent
from solidground.app.asking.duty import on_duty
from solidground.app.asking.paper_questions import LeavePaper, NoticePaper, PropertyPaper, ReturnPaper, SentPaper
from solidground.app.asking.questions import NOT_HERE, OnDuty, PapersSent, Returned
from solidground.app.asking.reading import Reading
from solidground.app.asking.returning import DONE_DAYS, returned
from solidground.app.decisions import PAPER, paper_stream
from solidground.app.handle import stream_of
from solidground.app.property import THING
from solidground.core.care.offer.events import NoticeGiven, OfferMade
from solidground.core.duty.delivered.decider import INITIAL as UNSENT
from solidground.core.duty.delivered.decider import State as Sent
from solidground.core.duty.delivered.decider import evolve as became
from solidground.core.duty.property.state import INITIAL, Confirmed, State, confirmations, evolve
from solidground.core.duty.returned.decider import INITIAL as BEGUN
from solidground.core.duty.returned.decider import Done, confirmed_at
from solidground.core.duty.returned.decider import evolve as went_on
from solidground.core.duty.status.state import INITIAL as STOOD
from solidground.core.duty.status.state import State as Standing
from solidground.core.duty.status.state import evolve as stood
from solidground.core.hours import local_day
from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Refusal, fold
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


class ReturnOnPaper(NamedTuple):
    """The steps of a member's way back that were done within a year, each with when both had confirmed it."""

    member: PersonId
    done: tuple[tuple[Done, Instant], ...]
    stands: Stands


class SentOnPaper(NamedTuple):
    """A decision that was delivered, as it stood after which event."""

    state: Sent
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
    events, last = _up_to(reading, name, hashed)
    if not events:
        return None
    state = fold(evolve, INITIAL, events)
    if state.void:
        return None
    stands = Stands(name, last, state.last_at)
    return PropertyOnPaper(thing, state, confirmations(events), stands)


def _both(reading: Reading, name: str) -> tuple[Sequence[Any], list[str]]:
    """Return the events of a stream and their hashes, as far as both were read."""
    if reading.witness is None:
        return (), []
    events = reading.store.events(stream_of(reading.agency, name))
    hashes = reading.witness.hashes(reading.agency, name, whole=True)
    return events, hashes[: len(events)]


def called(agency: AgencyId, subject: str, member: PersonId) -> str:
    """Return what a paper about a member is called in an address: it follows from who he is, and tells nobody."""
    return hashlib.sha256(f"{subject}|{agency}|{member}".encode()).hexdigest()[:20]


def _one_of(reading: Reading, subject: str, of: str, known: Iterable[PersonId]) -> PersonId | None:
    return next((one for one in known if called(reading.agency, subject, one) == of), None)


def _up_to(reading: Reading, name: str, hashed: str) -> tuple[Sequence[Any], str]:
    """Return the events of a stream as far as that of a hash, else all of them, and the hash of the last one."""
    events, hashes = _both(reading, name)
    if not events or (hashed and hashed not in hashes):
        return (), ""
    last = hashes.index(hashed) if hashed else len(events) - 1
    return events[: last + 1], hashes[last]


def leave_paper(reading: Reading, viewer: Viewer, question: LeavePaper) -> LeaveOnPaper | Refusal:
    """Return how whoever asks stands on duty; or somebody else, whose status he may read anyway."""
    if not question.of:
        assert sees(What.DUTY_STATUS, viewer, Bond(is_member=True)), "how he stands a member may know"
        return leave_as_of(reading, viewer.person) or NOT_HERE
    found = on_duty(reading, viewer, OnDuty())
    if isinstance(found, Refusal):
        return NOT_HERE
    member = _one_of(reading, "status", question.of, [one.member for one in found if one.status is not None])
    return NOT_HERE if member is None else leave_as_of(reading, member) or NOT_HERE


def leave_as_of(reading: Reading, member: PersonId, hashed: str = "") -> LeaveOnPaper | None:
    """Return how a member stands, or stood after the event of a hash; None where nothing was written down."""
    name = f"status/{member}"
    events, last = _up_to(reading, name, hashed)
    if not events:
        return None
    state = fold(stood, STOOD, events)
    return LeaveOnPaper(state, Stands(name, last, state.last_at))


def return_paper(reading: Reading, viewer: Viewer, question: ReturnPaper) -> ReturnOnPaper | Refusal:
    """Return which steps of his way back whoever asks has done; or somebody else, who let him know of them."""
    if not question.of:
        assert sees(What.RETURN_COMPLETED, viewer, Bond(is_member=True)), "what he has done a member may know"
        return return_as_of(reading, viewer.person) or NOT_HERE
    found = returned(reading, viewer, Returned())
    if isinstance(found, Refusal):
        return NOT_HERE
    member = _one_of(reading, "returned", question.of, [one.member for one in found])
    return NOT_HERE if member is None else return_as_of(reading, member) or NOT_HERE


def return_as_of(reading: Reading, member: PersonId, hashed: str = "") -> ReturnOnPaper | None:
    """Return the steps that were done, now or after the event of a hash; None where none was."""
    name = f"returned/{member}"
    events, last = _up_to(reading, name, hashed)
    if not events:
        return None
    state = fold(went_on, BEGUN, events)
    # What lies further back was another way back, and stands on no page of command any more.
    fresh = local_day(state.last_at, "UTC") - DONE_DAYS
    done = [(one, at) for one, at in zip(state.done, confirmed_at(events), strict=True) if one.on > fresh]
    return ReturnOnPaper(state.member, tuple(done), Stands(name, last, state.last_at))


def sent_paper(reading: Reading, viewer: Viewer, question: SentPaper) -> SentOnPaper | Refusal:
    """Return a decision that was delivered: to its member, and to whoever has the paper."""
    found = sent_as_of(reading, question.paper)
    if found is None:
        return NOT_HERE
    if found.state.member == viewer.person:
        assert sees(What.DECISION_DELIVERED, viewer, Bond(is_member=True)), "a member sees what he sent"
        return found
    theirs = papers_sent(reading, viewer, PapersSent())
    if isinstance(theirs, Refusal) or question.paper not in {one.paper for one in theirs}:
        return NOT_HERE
    return found


def sent_as_of(reading: Reading, paper: str, hashed: str = "") -> SentOnPaper | None:
    """Return a paper of the desk as it stands, or as it stood after the event of a hash; None where there is none."""
    if not PAPER.fullmatch(paper):
        return None
    name = paper_stream(paper)
    events, last = _up_to(reading, name, hashed)
    if not events:
        return None
    state = fold(became, UNSENT, events)
    return SentOnPaper(state, Stands(name, last, state.last_at))


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
