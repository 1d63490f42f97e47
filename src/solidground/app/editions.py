"""Which protocol counts for new cases: the edition that somebody put in force, where anybody ever did.

It lies in the store, so that every program on every machine opens the next case by the same one, without a new start.
What must never happen here: a protocol in force that is not the text whose digest stands in the log.
"""

from functools import lru_cache
from hashlib import sha256
from typing import Final

from solidground.app.handle import stream_of
from solidground.app.ports import Store, Unit
from solidground.core.kernel import AgencyId, Stream
from solidground.core.protocol.edition.decider import State
from solidground.core.protocol.read import read
from solidground.core.protocol.terms import Protocol

IN_FORCE: Final = "in force"
"""Under which name the store keeps the editions."""

READ_MOST: Final = 16
"""How many texts are remembered as they were read."""


def edition_of(agency: AgencyId) -> Stream:
    """Return the history of an agency's protocol."""
    return stream_of(agency, "protocol/agency")


def digest_of(text: str) -> str:
    """Return what the log knows a text by."""
    return sha256(text.encode()).hexdigest()


@lru_cache(maxsize=READ_MOST)
def protocol_in(text: str) -> Protocol:
    """Return what a text says that was read before: every release reads what an earlier one put in force."""
    found = read(text)
    assert isinstance(found, Protocol), "only what can be read is kept"
    return found


def standing(unit: Unit, agency: AgencyId) -> State:
    """Return which edition is in force; number 0 where nobody ever put one there."""
    state: State = unit.load([edition_of(agency)])[0].state
    return state


def text_of(unit: Unit, agency: AgencyId, state: State) -> str:
    """Return the text of the edition in force, and make sure of it."""
    text = unit.protocol(agency, IN_FORCE, state.edition)
    assert text is not None, "an edition is kept with its event"
    assert digest_of(text) == state.digest, "the text of an edition is never changed"
    return text


def protocol_in_force(unit: Unit, agency: AgencyId) -> Protocol | None:
    """Return the protocol that somebody put in force; None where the one of the settings counts."""
    state = standing(unit, agency)
    return protocol_in(text_of(unit, agency, state)) if state.edition else None


def notice_of_edition(store: Store, agency: AgencyId) -> str:
    """Say that the protocol of the settings does not count any more; nothing while it does."""
    with store.transaction() as unit:
        number = standing(unit, agency).edition
    if not number:
        return ""
    return f"New cases open by edition {number} of the protocol, put in force on its page, not by the settings."
