"""Where a member keeps something of his own outside the agency, for himself and for whom he shares it with.

What must never happen here: an answer to command, in whatever other role somebody of it asks.
"""

from solidground.app.asking.questions import MyStorage
from solidground.app.asking.reading import Reading
from solidground.core.care.storage import Stored
from solidground.core.kernel import PersonId
from solidground.core.wall import Bond, Viewer, What, sees


def my_storage(reading: Reading, viewer: Viewer, question: MyStorage) -> tuple[Stored, ...]:
    """Return where whoever asks keeps something of his own."""
    assert isinstance(question, MyStorage)
    return storage_of(reading, viewer, viewer.person, Bond(is_member=True)) or ()


def storage_of(reading: Reading, viewer: Viewer, member: PersonId, bond: Bond) -> tuple[Stored, ...] | None:
    """Return the same of a member to somebody who stands so to him; None where he may not know."""
    if not sees(What.OUTSIDE_STORAGE, viewer, bond):
        return None
    with reading.store.moment() as unit:
        return tuple(unit.stored(reading.agency, member))
