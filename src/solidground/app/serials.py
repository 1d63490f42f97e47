"""The numbers on what was taken: a property officer writes them down and corrects them, and nobody else reads them.

What must never happen here: an event, a message, or a number to anybody else: not to whoever it was taken from either.
"""

from functools import partial
from typing import Final

from solidground.app.again import transacted
from solidground.app.asking.bonds import towards
from solidground.app.duty import CHANGED
from solidground.app.handle import stream_of
from solidground.app.indexed import indexed
from solidground.app.ports import Store, Unit
from solidground.app.property import NOT_YOURS, THING, keeps
from solidground.app.rosters import Rosters
from solidground.core.duty.property.serial import KEPT_FOR, serial_of
from solidground.core.duty.property.state import State
from solidground.core.kernel import AgencyId, Instant, Refusal
from solidground.core.roster.state import State as Person
from solidground.core.wall import Viewer

FORGOTTEN: Final = Refusal(
    "SerialUnkept", "Whoever it was taken from is forgotten here. Keep the number in the files of the property room."
)


def write_serial(
    store: Store, rosters: Rosters, agency: AgencyId, viewer: Viewer, thing: str, typed: str, was: str, at: Instant
) -> Refusal | None:
    """Write down the number on a thing, or take it away. ``was`` is the one that whoever writes had seen."""
    number = serial_of(typed)
    if isinstance(number, Refusal):
        return number
    if not THING.fullmatch(thing):
        return NOT_YOURS
    return transacted(store, rosters, partial(_write, rosters, agency, viewer, thing, number, was.strip(), at))


def _write(
    rosters: Rosters, agency: AgencyId, viewer: Viewer, thing: str, number: str, was: str, at: Instant, unit: Unit
) -> Refusal | None:
    state: State = unit.load([stream_of(agency, f"property/{thing}")])[0].state
    roster = rosters.of(unit, agency, at, carrying=False)
    if not state.member or state.void or not keeps(viewer, towards(viewer, state.member, roster)):
        return NOT_YOURS
    known: Person = unit.load([stream_of(agency, f"person/{state.member}")])[0].state
    if known.forgotten and number:
        return FORGOTTEN
    there = unit.serials(agency).get(thing, "")
    if there == number:
        return None
    if there != was:
        return CHANGED
    unit.put_serial(agency, thing, state.member, number)
    return None


def forget_serials(store: Store, agency: AgencyId, now: Instant) -> int:
    """Delete the numbers of what has been back for some time; return how many."""
    known = indexed(store, agency, "property")
    with store.transaction() as unit:
        found = [(thing, known[thing]) for thing in unit.serials(agency) if thing in known]
        over = [(thing, one) for thing, one in found if one.wake_at is None and one.last_at + KEPT_FOR <= now]
        for thing, one in over:
            unit.put_serial(agency, thing, one.member, "")
    return len(over)
