"""What was taken from members, as each viewer may know it: the whole of it, the item alone, or nothing.

What must never happen here: a look at a case for somebody of command, or a serial number to anybody but who keeps it.
"""

from collections.abc import Iterable
from typing import NamedTuple

from solidground.app.asking.bonds import bond_of, towards
from solidground.app.asking.questions import NOT_HERE, MyProperty, PropertyKept, PropertyOf, SerialsKept
from solidground.app.asking.reading import Reading
from solidground.app.handle import stream_of
from solidground.core.duty.property.events import Kind
from solidground.core.duty.property.serial import KEPT_FOR
from solidground.core.duty.property.state import State
from solidground.core.hours import local_day
from solidground.core.kernel import PersonId, Refusal
from solidground.core.wall import Bond, Piece, Role, Viewer, What, sees


class ThingSeen(NamedTuple):
    """One thing as a viewer sees it. ``whole`` is None for whoever may know the item alone."""

    thing: str
    member: PersonId
    kind: Kind
    late: bool
    whole: State | None
    undecided: bool = False
    """Whether the day is here, or past, by which it is to be decided about another one."""


def property_kept(reading: Reading, viewer: Viewer, question: PropertyKept) -> tuple[ThingSeen, ...] | Refusal:
    """Return what was taken from others, as far as a viewer may know of it: those who are told soonest first."""
    assert isinstance(question, PropertyKept)
    me = reading.people().people.get(viewer.person)
    if not sees(What.PROPERTY, viewer, Bond(), Piece.ITEM) and (me is None or not me.supervises):
        return NOT_HERE
    found = _found(reading)
    seen = [
        _seen(reading, viewer, name, state, towards(viewer, state.member, reading.people())) for name, state in found
    ]
    return _in_order(one for one in seen if one is not None and one.member != viewer.person)


def serials_kept(reading: Reading, viewer: Viewer, question: SerialsKept) -> dict[str, str] | Refusal:
    """Return the numbers on what others were taken from, by thing: to a property officer, and to nobody else."""
    assert isinstance(question, SerialsKept)
    if Role.PROPERTY_OFFICER not in viewer.roles or not sees(What.PROPERTY, viewer, Bond()):
        return NOT_HERE
    known = reading.indexed("property")
    with reading.store.moment() as unit:
        found = unit.serials(reading.agency)
    return {thing: number for thing, number in found.items() if thing in known and known[thing].member != viewer.person}


def my_property(reading: Reading, viewer: Viewer, question: MyProperty) -> tuple[ThingSeen, ...]:
    """Return what was taken from whoever asks."""
    assert isinstance(question, MyProperty)
    found = _found(reading, viewer.person)
    seen = [_seen(reading, viewer, name, state, Bond(is_member=True)) for name, state in found]
    return _in_order(one for one in seen if one is not None)


def things_of(reading: Reading, viewer: Viewer, member: PersonId, bond: Bond) -> tuple[ThingSeen, ...] | None:
    """Return what was taken from a member, to somebody with whom he shares it; None where he does not."""
    if not sees(What.PROPERTY, viewer, bond):
        return None
    seen = [_seen(reading, viewer, name, state, bond) for name, state in _found(reading, member)]
    return _in_order(one for one in seen if one is not None)


def property_of(reading: Reading, viewer: Viewer, question: PropertyOf) -> tuple[ThingSeen, ...]:
    """Return what was taken from the member of a case, to those who care for him and may know."""
    case = reading.case(question.case)
    if case is None:
        return ()
    bond = bond_of(viewer, case, reading.roster(), reading.now)
    found = _found(reading, case.head.member)
    return _in_order(one for one in (_seen(reading, viewer, *each, bond) for each in found) if one is not None)


def _found(reading: Reading, of: PersonId | None = None) -> list[tuple[str, State]]:
    """Return what is kept or came back lately, of everybody or of one member; nothing else is read."""
    fresh = reading.now - KEPT_FOR
    names = [
        name
        for name, one in reading.indexed("property").items()
        if (of is None or one.member == of) and (one.wake_at is not None or one.last_at > fresh)
    ]
    states: list[State] = reading.states([stream_of(reading.agency, f"property/{name}") for name in names])
    return [(name, state) for name, state in zip(names, states, strict=True) if not state.void]


def _seen(reading: Reading, viewer: Viewer, name: str, state: State, bond: Bond) -> ThingSeen | None:
    if not sees(What.PROPERTY, viewer, bond, Piece.ITEM):
        return None
    whole = sees(What.PROPERTY, viewer, bond)
    late = state.is_kept and state.next_on < local_day(reading.now, state.zone)
    put = state.undecided if whole else None
    undecided = put is not None and put.decides_on <= local_day(reading.now, state.zone)
    return ThingSeen(name, state.member, state.kind, whole and late, state if whole else None, undecided)


def _in_order(found: Iterable[ThingSeen]) -> tuple[ThingSeen, ...]:
    """Return what is late first, then by the day by which more is heard; what came back is last."""
    return tuple(sorted(found, key=_order))


def _order(one: ThingSeen) -> tuple[bool, int, str]:
    return one.whole is not None and not one.whole.is_kept, one.whole.next_on if one.whole else 0, one.thing
