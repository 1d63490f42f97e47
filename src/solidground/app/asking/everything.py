"""Everything that is kept about the one who asks, as ``solidground export member`` writes it."""

from typing import Any

from solidground.app.asking.questions import NOT_HERE, Everything
from solidground.app.asking.reading import Reading
from solidground.app.exporting import everything_about
from solidground.core.kernel import Refusal
from solidground.core.wall import Bond, Viewer, What, sees


def everything(reading: Reading, viewer: Viewer, question: Everything) -> dict[str, Any] | Refusal:
    """Return what is kept about the one who asks, and nothing of anybody else's."""
    assert isinstance(question, Everything)
    assert sees(What.OWED_AND_CONTACTS, viewer, Bond(is_member=True)), "to everybody his own"
    found = everything_about(reading.store, reading.agency, viewer.person, reading.now)
    return NOT_HERE if found is None else found
