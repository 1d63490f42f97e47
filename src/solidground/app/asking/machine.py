"""What those who run an agency and its machine may know beside incidents: that the clock runs.

What must never happen here: a count of anything, or a reason.
"""

from typing import Literal, TypeAlias

from solidground.app.asking.bonds import at_large
from solidground.app.asking.questions import NOT_HERE, Administration, Machine
from solidground.app.asking.reading import Reading
from solidground.app.right_time import runs
from solidground.core.kernel import Refusal
from solidground.core.wall import Bond, Viewer, What, sees

Health: TypeAlias = Literal["running", "late", "stopped"]
"""All that anybody outside of care learns of what the clock has to do."""


def machine(reading: Reading, viewer: Viewer, question: Machine) -> Health | Refusal:
    """Return the health of the machine in one of three words."""
    assert isinstance(question, Machine)
    if not sees(What.HEALTH, at_large(viewer, reading.people()), Bond()):
        return NOT_HERE
    if not runs(reading.store, reading.now):
        return "stopped"
    return "late" if reading.store.noted_late() else "running"


def administration(reading: Reading, viewer: Viewer, question: Administration) -> Health | Refusal:
    """Return the same to an administrator alone: for everybody else there is nothing to administer."""
    assert isinstance(question, Administration)
    if not sees(What.ACCOUNTS, viewer, Bond()):
        return NOT_HERE
    return machine(reading, viewer, Machine())
