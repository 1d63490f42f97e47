"""What command owes everybody who took part: written down with the incident, said by whoever did it, and reminded of.

What must never happen here: a look at care, somebody who records what is owed to himself, or a word to the member.
"""

import re
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from solidground.app.again import transacted
from solidground.app.asking.bonds import towards
from solidground.app.duty import CHANGED, is_told_no_more, tellers
from solidground.app.handle import Outcome, handle, stream_of
from solidground.app.indexed import due
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Roster, Rosters
from solidground.core.duty.owed.commands import ExcuseDuty, OpenDuty, RecordDuty, TickDuty
from solidground.core.duty.owed.decider import World, decide, owed_to
from solidground.core.duty.owed.events import Role as As
from solidground.core.duty.owed.state import State
from solidground.core.duty.terms import Terms
from solidground.core.incident.decider import State as Incident
from solidground.core.incident.events import PersonInvolved
from solidground.core.kernel import CLOCK, AgencyId, Instant, PersonId, Refusal, Stream
from solidground.core.wall import Role, Viewer, What, sees

NAME: Final = re.compile(r"[0-9A-Za-z._-]{1,64}/[0-9A-Za-z._-]{1,64}", re.ASCII)
"""What is owed to somebody is called by an incident and a person."""

Saying: TypeAlias = RecordDuty | ExcuseDuty

NOT_YOURS: Final = Refusal("DutyUnknown", "This is not owed. Look at the page again.")


def enter(unit: Unit, stream: Stream, command: object, terms: Terms) -> Outcome:
    """Enter an incident, or one more who took part, and in the same transaction what command owes each of them."""
    outcome = handle(unit, stream, command, None)
    if isinstance(outcome, Refusal):
        return outcome
    incident: Incident = unit.load([stream])[0].state
    for event in outcome:
        if isinstance(event, PersonInvolved):
            _open(unit, stream.agency, incident, event, terms)
    return outcome


def _open(unit: Unit, agency: AgencyId, incident: Incident, event: PersonInvolved, terms: Terms) -> None:
    owed = owed_to(terms, event.part, incident.occurred_at, incident.zone)
    who = (incident.incident, event.person, event.part, incident.occurred_at, incident.zone)
    opened = handle(unit, _stream(agency, owed_name(*who[:2])), OpenDuty(event.at, event.by, *who, owed), World())
    assert not isinstance(opened, Refusal), "what is owed is never refused"


def owed_name(incident: str, member: PersonId) -> str:
    """Return the id of what is owed to somebody after an incident."""
    return f"{incident}/{member}"


def _stream(agency: AgencyId, name: str) -> Stream:
    return stream_of(agency, f"owed/{name}")


def say(
    store: Store, rosters: Rosters, agency: AgencyId, viewer: Viewer, name: str, command: Saying, seen_at: Instant
) -> Outcome:
    """Take down that something was done, or why not. ``seen_at`` is the last change that whoever says it had seen."""
    if not NAME.fullmatch(name):
        return NOT_YOURS
    return transacted(store, rosters, partial(_say, rosters, agency, viewer, name, command, seen_at))


def _say(
    rosters: Rosters, agency: AgencyId, viewer: Viewer, name: str, command: Saying, seen_at: Instant, unit: Unit
) -> Outcome:
    state: State = unit.load([_stream(agency, name)])[0].state
    role = as_whom(viewer, state.member, rosters.of(unit, agency, command.at, carrying=False))
    if not state.member or role is None:
        return NOT_YOURS
    command = replace(command, role=role)
    if state.changed_at > seen_at:
        # The same tapped twice is once.
        return () if decide(state, command, World()) == () else CHANGED
    return handle(unit, _stream(agency, name), command, World())


def as_whom(viewer: Viewer, member: PersonId, roster: Roster) -> As | None:
    """Return as whom somebody says what was done for a member: his supervisor, else the chief; None for others."""
    bond = towards(viewer, member, roster)
    if bond.is_supervisor and sees(What.OWED_AND_CONTACTS, viewer, bond._replace(is_own=True)):
        return "supervisor"
    return "chief" if Role.CHIEF in viewer.roles and not bond.is_member else None


def sweep_owed(store: Store, rosters: Rosters, agency: AgencyId, now: Instant) -> int:
    """Let time pass in everything that is owed and due; return at how many people's somebody was reminded."""
    ended = [partial(_tick, rosters, agency, name, now) for name in due(store, agency, "owed", now)]
    return sum(transacted(store, rosters, one) for one in ended)


def _tick(rosters: Rosters, agency: AgencyId, name: str, now: Instant, unit: Unit) -> bool:
    state: State = unit.load([_stream(agency, name)])[0].state
    roster = rosters.of(unit, agency, now, carrying=False)
    if is_told_no_more(roster, state.member):
        return False
    world = World(*tellers(roster, state.member, "chief", now))
    return bool(handle(unit, _stream(agency, name), TickDuty(now, CLOCK), world))
