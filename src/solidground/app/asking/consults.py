"""Consults as who asked and who was asked see them: that one is asked, how soon, and who has it.

What must never happen here: the member, or what it is about. A case is named by its id, which tells nothing.
"""

from typing import NamedTuple

from solidground.app.asking.questions import MyConsults
from solidground.app.asking.reading import Reading
from solidground.core.care.consult.commands import Soon
from solidground.core.care.consult.decider import State
from solidground.core.kernel import CaseId, Instant, PersonId
from solidground.core.wall import Bond, Viewer, What, sees


class ConsultSeen(NamedTuple):
    """A consult that has not ended. ``mine`` says that the viewer asked for it; ``taken_by`` who has it."""

    consult: str
    case: CaseId
    asker: PersonId
    soon: Soon
    asked_at: Instant
    taken_by: PersonId | None
    mine: bool


def my_consults(reading: Reading, viewer: Viewer, question: MyConsults) -> tuple[ConsultSeen, ...]:
    """Return what this viewer asked for or was asked, oldest first; what another took is no more on his list."""
    assert isinstance(question, MyConsults)
    if viewer.serves_command:
        return ()
    streams = reading.store.streams(reading.agency, "consult")
    found: list[ConsultSeen] = []
    for stream, state in zip(streams, reading.states(streams), strict=True):
        if _is_shown(state, viewer):
            name = stream.name.partition("/")[2]
            taken_by = state.adviser if state.taken else None
            mine = state.asker == viewer.person
            found.append(
                ConsultSeen(name, state.case, state.asker, state.soon, state.asked_at, taken_by, mine),
            )
    return tuple(sorted(found, key=lambda one: (one.asked_at, one.consult)))


def _is_shown(state: State, viewer: Viewer) -> bool:
    mine = state.asker == viewer.person
    asked = viewer.person in state.tried and (not state.taken or state.adviser == viewer.person)
    if state.ended or not (mine or asked):
        return False
    # Whoever asks shares with whom he asks that he does, and how soon: it is his own work, and no one else's.
    shared = frozenset({What.OWED_AND_CONTACTS})
    bond = Bond(is_assigned_peer=mine, is_chosen_clinician=asked, is_own=True, shared=shared)
    return sees(What.OWED_AND_CONTACTS, viewer, bond)
