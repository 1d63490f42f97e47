"""What was taken from members: who writes down what, and the passing of time in it. The command side's own write path.

What must never happen here: somebody who keeps what is his own, a look at care, or a day that gives anything back.
"""

import re
from functools import partial
from typing import Final

from solidground.app.again import transacted
from solidground.app.asking.bonds import towards
from solidground.app.asking.happened import incident_of
from solidground.app.asking.reading import Reading
from solidground.app.duty import CHANGED, UNKNOWN, is_told_no_more, tellers, with_role
from solidground.app.handle import Outcome, handle, stream_of
from solidground.app.indexed import due
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Roster, Rosters
from solidground.core.duty.property.commands import (
    Command,
    ConfirmHandover,
    LinkIncident,
    OfferReplacement,
    PutOffReplacement,
    TakeBackConfirmation,
    TakeProperty,
    TellMember,
    TickProperty,
)
from solidground.core.duty.property.decider import World, decide
from solidground.core.duty.property.state import State
from solidground.core.kernel import CLOCK, AgencyId, Instant, Refusal
from solidground.core.wall import Bond, Role, Viewer, What, sees

THING: Final = re.compile(r"[0-9a-f]{20}", re.ASCII)
"""What a thing is called: an id, never what is written on it."""

NOT_YOURS: Final = Refusal("PropertyUnknown", "Choose one of the things on this page.")
OWN: Final = Refusal("OwnProperty", "What was taken from you is written down by somebody else.")


def take(
    store: Store, rosters: Rosters, agency: AgencyId, viewer: Viewer, thing: str, command: TakeProperty, zone: str
) -> Outcome:
    """Write down that a thing was taken; sent twice, it is one thing."""
    if not THING.fullmatch(thing):
        return NOT_YOURS
    return transacted(store, rosters, partial(_take, rosters, agency, viewer, thing, command, zone))


def _take(
    rosters: Rosters, agency: AgencyId, viewer: Viewer, thing: str, command: TakeProperty, zone: str, unit: Unit
) -> Outcome:
    roster = rosters.of(unit, agency, command.at, carrying=False)
    if Role.PROPERTY_OFFICER not in viewer.roles:
        return NOT_YOURS
    if command.member not in roster.states:
        return UNKNOWN
    if command.member == command.by:
        return OWN
    takers = {command.by} | roster.people[command.member].reports_to
    return handle(unit, stream_of(agency, f"property/{thing}"), command, World(zone, frozenset(takers)))


def act(
    store: Store, rosters: Rosters, agency: AgencyId, viewer: Viewer, thing: str, command: Command, seen_at: Instant
) -> Outcome:
    """Do something about one thing. ``seen_at`` is its last change that whoever does it had seen."""
    if not THING.fullmatch(thing):
        return NOT_YOURS
    return transacted(store, rosters, partial(_act, rosters, agency, viewer, thing, command, seen_at))


def _act(
    rosters: Rosters, agency: AgencyId, viewer: Viewer, thing: str, command: Command, seen_at: Instant, unit: Unit
) -> Outcome:
    stream = stream_of(agency, f"property/{thing}")
    state: State = unit.load([stream])[0].state
    if not state.member or not _may(viewer, state, command, rosters.of(unit, agency, command.at, carrying=False)):
        return NOT_YOURS
    if state.changed_at > seen_at:
        # The same tapped twice is once.
        return () if decide(state, command, World()) == () else CHANGED
    outcome = handle(unit, stream, command, World())
    if isinstance(command, TakeBackConfirmation) and unit.load([stream])[0].state.void:
        # What was never taken has no number here.
        unit.put_serial(agency, thing, state.member, "")
    return outcome


def link(reading: Reading, rosters: Rosters, viewer: Viewer, thing: str, seen_at: Instant) -> Outcome:
    """Look for the incident after which a thing was taken once more: one may have been entered since.

    The program finds it. Whoever asks is answered in one way, whether there is one or not.
    """
    if Role.PROPERTY_OFFICER not in viewer.roles or not THING.fullmatch(thing):
        return NOT_YOURS
    state: State = reading.state(f"property/{thing}")
    if not state.member:
        return NOT_YOURS
    found = incident_of(reading, state.member, state.on)
    command = LinkIncident(reading.now, viewer.person, found)
    return act(reading.store, rosters, reading.agency, viewer, thing, command, seen_at)


def _may(viewer: Viewer, state: State, command: Command, roster: Roster) -> bool:
    """Return whether somebody may ask this. Whose hand-over it is, the rules know."""
    bond = towards(viewer, state.member, roster)
    if isinstance(command, ConfirmHandover | TakeBackConfirmation):
        return bond.is_member or sees(What.PROPERTY, viewer, bond)
    if isinstance(command, OfferReplacement | PutOffReplacement) and decides(viewer, state, bond):
        return True
    return keeps(viewer, bond) or (isinstance(command, TellMember) and bond.is_supervisor)


def keeps(viewer: Viewer, bond: Bond) -> bool:
    """Return whether somebody keeps what was taken from a member: nobody keeps what is his own."""
    return Role.PROPERTY_OFFICER in viewer.roles and not bond.is_member


def decides(viewer: Viewer, state: State, bond: Bond) -> bool:
    """Return whether it is his to decide now about another one, as it was written down."""
    put = state.undecided
    if put is None or bond.is_member:
        return False
    his = {
        "supervisor": bond.is_supervisor,
        "property_officer": keeps(viewer, bond),
        "chief": Role.CHIEF in viewer.roles,
    }
    return his[put.decides]


def sweep_property(store: Store, rosters: Rosters, agency: AgencyId, now: Instant) -> int:
    """Let time pass in everything that is kept and due; return at how many things somebody was asked."""
    asked = [partial(_tick, rosters, agency, name, now) for name in due(store, agency, "property", now)]
    return sum(transacted(store, rosters, one) for one in asked)


def _tick(rosters: Rosters, agency: AgencyId, name: str, now: Instant, unit: Unit) -> bool:
    stream = stream_of(agency, f"property/{name}")
    state: State = unit.load([stream])[0].state
    roster = rosters.of(unit, agency, now, carrying=False)
    if is_told_no_more(roster, state.member):
        return False
    asked = tellers(roster, state.member, "property_officer", now)
    world = World(state.zone, frozenset(), *asked, with_role(roster, "chief", now))
    return bool(handle(unit, stream, TickProperty(now, CLOCK), world))
