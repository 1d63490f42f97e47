"""What became of a concern, as its handler and as its source see it. The member is shown nothing of it."""

from typing import NamedTuple

from solidground.app.asking.bonds import towards
from solidground.app.asking.questions import NOT_HERE, MyConcerns, OneConcern
from solidground.app.asking.reading import Reading
from solidground.app.ports import Said
from solidground.app.rosters import Roster
from solidground.core.care.concern.decider import State
from solidground.core.kernel import DAY, Instant, PersonId, Refusal
from solidground.core.wall import Bond, Role, Viewer, What, sees

READ_BY_FOR = DAY
"""By when a source may expect that somebody has read it: the same whoever is meant, and whoever is asked."""


class ConcernSeen(NamedTuple):
    """A concern as one viewer sees it. ``source`` is None where it is protected."""

    concern: str
    about: PersonId
    stands: str
    next_at: Instant | None
    source: PersonId | None
    handler: PersonId | None
    """The source learns who reads it only from that person."""
    sign: str = ""
    danger: bool = False
    read_by_at: Instant = 0
    meant: str = ""
    """Who is meant in the source's own words, where nobody was found; empty for everybody but the handler."""
    named: str = ""
    """What the source wrote of himself; empty where he is protected."""


def one_concern(reading: Reading, viewer: Viewer, question: OneConcern) -> ConcernSeen | Refusal:
    """Return a concern to who handles it or raised it; to everybody else it is not there."""
    if viewer.serves_command:
        return NOT_HERE
    state: State = reading.state(f"concern/{question.concern}")
    seen = _seen(reading, reading.people(), viewer, question.concern, state) if state.about else None
    return NOT_HERE if seen is None else seen


def my_concerns(reading: Reading, viewer: Viewer, question: MyConcerns) -> tuple[ConcernSeen, ...] | Refusal:
    """Return what waits for this viewer, soonest first; to who never reads a concern there is no such list."""
    assert isinstance(question, MyConcerns)
    if viewer.serves_command:
        return NOT_HERE
    roster = reading.people()
    me = roster.people.get(viewer.person)
    if not viewer.roles & {Role.COORDINATOR, Role.DEPUTY} and (me is None or not me.designated):
        return NOT_HERE
    streams = reading.store.streams(reading.agency, "concern")
    waiting = [
        (stream.name.partition("/")[2], state)
        for stream, state in zip(streams, reading.states(streams), strict=True)
        if state.handler == viewer.person and not state.ended
    ]
    waiting.sort(key=lambda one: (one[1].due_at, one[0]))
    found = [_seen(reading, roster, viewer, concern, state) for concern, state in waiting]
    return tuple([seen for seen in found if seen is not None])


def _seen(reading: Reading, roster: Roster, viewer: Viewer, concern: str, state: State) -> ConcernSeen | None:
    bond = concern_bond(towards(viewer, state.about, roster), viewer, state)
    if not sees(What.CONCERN, viewer, bond):
        return None
    may_name = sees(What.CONCERN_SOURCE, viewer, bond)
    said = reading.said(concern) if bond.is_handler else Said()
    return ConcernSeen(
        concern,
        state.about,
        _stands(state),
        None if state.ended else state.due_at,
        state.source if may_name else None,
        state.handler if bond.is_handler else None,
        state.sign,
        state.danger,
        state.raised_at + READ_BY_FOR,
        said.meant,
        said.named if may_name else "",
    )


def concern_bond(bond: Bond, viewer: Viewer, state: State) -> Bond:
    """Return how a viewer stands to a concern: its source as a family contact does, its handler as a peer does."""
    mine = state.source == viewer.person
    handles = state.handler == viewer.person
    return bond._replace(
        is_own=mine,
        is_family_contact=mine,
        is_handler=handles,
        is_assigned_peer=handles,
        source_agrees=state.source_agrees,
    )


def _stands(state: State) -> str:
    if state.followed_up:
        return "followed up"
    if state.ended:
        return "taken back" if state.why == "taken_back" else "ended"
    return "read by a person" if state.acknowledged else "waiting to be read"
