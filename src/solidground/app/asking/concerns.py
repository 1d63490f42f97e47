"""What became of a concern, as its handler and as its source see it. The member is shown nothing of it."""

from typing import NamedTuple

from solidground.app.asking.bonds import towards
from solidground.app.asking.questions import NOT_HERE, OneConcern
from solidground.app.asking.reading import Reading
from solidground.core.care.concern.decider import State
from solidground.core.kernel import Instant, PersonId, Refusal
from solidground.core.wall import COMMAND_ROLES, Bond, Viewer, What, sees


class ConcernSeen(NamedTuple):
    """A concern as one viewer sees it. ``source`` is None where it is protected."""

    concern: str
    about: PersonId
    stands: str
    next_at: Instant | None
    source: PersonId | None
    handler: PersonId | None
    """The source learns who reads it only from that person."""


def one_concern(reading: Reading, viewer: Viewer, question: OneConcern) -> ConcernSeen | Refusal:
    """Return a concern to who handles it or raised it; to everybody else it is not there."""
    state: State = reading.state(f"concern/{question.concern}")
    if not state.about or viewer.roles & COMMAND_ROLES:
        return NOT_HERE
    bond = concern_bond(towards(viewer, state.about, reading.roster()), viewer, state)
    if not sees(What.CONCERN, viewer, bond):
        return NOT_HERE
    return ConcernSeen(
        question.concern,
        state.about,
        _stands(state),
        None if state.ended else state.due_at,
        state.source if sees(What.CONCERN_SOURCE, viewer, bond) else None,
        state.handler if bond.is_handler else None,
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
        return "ended"
    return "read by a person" if state.acknowledged else "waiting to be read"
