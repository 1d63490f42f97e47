"""Figures about the work, as they were released: the same to the byte for everybody who may see them.

What must never happen here: counting, or a look at what they were counted from.
"""

from solidground.app.asking.bonds import at_large
from solidground.app.asking.questions import NOT_HERE, NOT_RELEASED, Figures
from solidground.app.asking.reading import Reading
from solidground.core.counting import Figure
from solidground.core.kernel import Refusal
from solidground.core.wall import Bond, Viewer, What, sees


def released(reading: Reading, viewer: Viewer, question: Figures) -> tuple[Figure, ...] | Refusal:
    """Return every figure that has left, oldest first."""
    assert isinstance(question, Figures)
    if not sees(What.FIGURES, at_large(viewer, reading.people()), Bond()):
        return NOT_HERE
    with reading.store.moment() as unit:
        return tuple(unit.figures(reading.agency)) or NOT_RELEASED
