"""What a member notes for himself alone: where something of his own is kept outside the agency, and that it is back.

What must never happen here: an event, a message, or anybody told.
"""

import re
from functools import partial
from typing import Final

from solidground.app.again import transacted
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.core.care.storage import Stored, unfit
from solidground.core.kernel import AgencyId, Day, PersonId, Refusal

PLACE: Final = re.compile(r"[0-9a-f]{20}", re.ASCII)

UNCLEAR: Final = Refusal("Unclear", "Choose one of what is offered.")


def keep(
    store: Store, rosters: Rosters, agency: AgencyId, person: PersonId, stored: Stored, today: Day
) -> Refusal | None:
    """Note a place; sent twice, it is one. Nothing else is written, and nobody is told."""
    if not PLACE.fullmatch(stored.place):
        return UNCLEAR
    return transacted(store, rosters, partial(_keep, agency, person, stored, today))


def _keep(agency: AgencyId, person: PersonId, stored: Stored, today: Day, unit: Unit) -> Refusal | None:
    found = unit.stored(agency, person)
    if any(one.place == stored.place for one in found):
        return None
    refusal = unfit(stored, found, today)
    if refusal is None:
        unit.put_stored(agency, person, stored)
    return refusal


def end(store: Store, agency: AgencyId, person: PersonId, place: str) -> None:
    """Delete a place: it is back, or its member wants it off this page. No trace of it stays."""
    with store.transaction() as unit:
        unit.end_stored(agency, person, place)
