"""What command owes after an incident, as whoever owes it may know it: a supervisor his own people's, and no other's.

What must never happen here: a look at care, or a list of supervisors.
"""

from typing import NamedTuple

from solidground.app.asking.bonds import towards
from solidground.app.asking.happened import YEAR_DAYS
from solidground.app.asking.questions import NOT_HERE, MyOwed
from solidground.app.asking.reading import Reading
from solidground.app.handle import stream_of
from solidground.core.duty.owed.state import State
from solidground.core.kernel import DAY, Refusal
from solidground.core.wall import Viewer, What, sees


class OwedSeen(NamedTuple):
    """What is owed to one person after one incident. ``name`` is what it is called in the log."""

    name: str
    whole: State


def my_owed(reading: Reading, viewer: Viewer, question: MyOwed) -> tuple[OwedSeen, ...] | Refusal:
    """Return what a supervisor owes his people after the incidents of the last year, the newest first."""
    assert isinstance(question, MyOwed)
    roster = reading.people()
    me = roster.people.get(viewer.person)
    if me is None or not me.supervises:
        return NOT_HERE
    names = [name for name, one in reading.indexed("owed").items() if one.member in me.supervises]
    states: list[State] = reading.states([stream_of(reading.agency, f"owed/{name}") for name in names])
    since_at = reading.now - YEAR_DAYS * DAY
    found = [
        OwedSeen(name, state)
        for name, state in zip(names, states, strict=True)
        if state.occurred_at >= since_at
        and sees(What.OWED_AND_CONTACTS, viewer, towards(viewer, state.member, roster)._replace(is_own=True))
    ]
    return tuple(sorted(found, key=lambda one: (-one.whole.occurred_at, one.name)))
