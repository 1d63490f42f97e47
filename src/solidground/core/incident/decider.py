"""A critical incident: its kind, its time, and everybody who took part. Each of them gets care of his own.

What must never happen here: importing or waiting on care. Care hears of it through its inbox.
"""

from typing import NamedTuple, assert_never

from solidground.core.hours import known_zone
from solidground.core.incident.commands import Command, InvolvePerson, ReportIncident
from solidground.core.incident.events import Event, IncidentReported, PersonInvolved
from solidground.core.kernel import EARLIEST, LATEST, Instant, Obligation, PersonId, Refusal

PEOPLE_MOST = 1_000
"""People one incident may involve: more is a defect of the file."""


class State(NamedTuple):
    """An incident as it is known. ``incident`` is empty before the first event."""

    incident: str = ""
    kind: str = ""
    occurred_at: Instant = 0
    zone: str = "UTC"
    jurisdiction: str = ""
    involved: tuple[tuple[PersonId, str], ...] = ()
    last_at: Instant = 0


class CareWanted(NamedTuple):
    """What an incident asks of care for one person: it travels through care's inbox."""

    incident: str
    kind: str
    member: PersonId
    part: str
    involved: tuple[PersonId, ...]
    began_at: Instant
    zone: str
    jurisdiction: str


INITIAL = State()


def decide(state: State, command: Command, world: object) -> tuple[Event, ...] | Refusal:  # noqa: ARG001 - the one shape of decide; an incident looks at nothing outside it
    """Enter an incident, or one more person who took part in it."""
    match command:
        case ReportIncident():
            return _report(state, command)
        case InvolvePerson():
            return _involve(state, command)
        case _:
            assert_never(command)


def _report(state: State, command: ReportIncident) -> tuple[Event, ...] | Refusal:
    if state.incident:
        return Refusal("IncidentKnown", "This incident is entered already. Add the person to it.")
    if not known_zone(command.zone):
        return Refusal("ZoneUnknown", f"{command.zone!r} is no time zone. Write one such as America/Chicago.")
    if not EARLIEST <= command.occurred_at <= min(command.at, LATEST):
        return Refusal("DayImpossible", "The incident lies in the future or before 1970. Check the date.")
    if len(command.involved) > PEOPLE_MOST:
        return Refusal("TooMany", f"More than {PEOPLE_MOST} people in one incident. Check the file.")
    reported = IncidentReported(
        command.at,
        command.by,
        command.incident,
        command.kind,
        command.occurred_at,
        command.local,
        command.zone,
        command.time_known,
        command.jurisdiction,
    )
    people = tuple([PersonInvolved(command.at, command.by, p, part) for p, part in dict(command.involved).items()])
    return (reported, *people)


def _involve(state: State, command: InvolvePerson) -> tuple[Event, ...] | Refusal:
    if not state.incident:
        return Refusal("IncidentUnknown", "This incident is not entered. Enter it first.")
    if any(person == command.person for person, _ in state.involved):
        return ()
    if len(state.involved) >= PEOPLE_MOST:
        return Refusal("TooMany", f"More than {PEOPLE_MOST} people in one incident. Check the list.")
    return (PersonInvolved(max(command.at, state.last_at), command.by, command.person, command.part),)


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    match event:
        case IncidentReported():
            incident, kind, zone, jurisdiction = event.incident, event.kind, event.zone, event.jurisdiction
            return State(incident, kind, event.occurred_at, zone, jurisdiction, state.involved, event.at)
        case PersonInvolved():
            return state._replace(involved=(*state.involved, (event.person, event.part)), last_at=event.at)
        case _:
            assert_never(event)


def due(state: State) -> tuple[Obligation, ...]:  # noqa: ARG001 - the one shape of due; an incident owes nothing itself
    """Return nothing: what is owed is owed to people, in their cases."""
    return ()


def react(state: State, event: Event) -> tuple[CareWanted, ...]:
    """Return the care an event asks for: one case for each person, by the part he had."""
    match event:
        case IncidentReported():
            return ()
        case PersonInvolved():
            others = tuple([person for person, _ in state.involved if person != event.person])
            wanted = CareWanted(
                state.incident,
                state.kind,
                event.person,
                event.part,
                others,
                state.occurred_at,
                state.zone,
                state.jurisdiction,
            )
            return (wanted,)
        case _:
            assert_never(event)
