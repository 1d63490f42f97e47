"""What is known of an incident and of who took part in it.

What must never happen here: reading a case for somebody of command. The one bit is the incident's own: everybody who
took part is offered care, so that a case follows says nothing about anybody.
"""

from typing import NamedTuple

from solidground.app.asking.board import shut_from
from solidground.app.asking.bonds import towards
from solidground.app.asking.questions import NOT_HERE, OneIncident
from solidground.app.asking.reading import Reading
from solidground.core.incident.decider import State
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal
from solidground.core.subject import CaseRow
from solidground.core.wall import COMMAND_ROLES, Bond, Viewer, What, sees


class Part(NamedTuple):
    """Somebody who took part. ``case_follows`` is None where this viewer may not know."""

    person: PersonId
    part: str
    case_follows: bool | None
    case: CaseId | None = None
    """To a coordinator alone: his case, None while it is being opened."""
    opens: bool = False
    """To a coordinator alone: a case is being opened, and is not there yet."""


class IncidentSeen(NamedTuple):
    """An incident as one viewer sees it."""

    incident: str
    kind: str
    occurred_at: Instant
    people: tuple[Part, ...]


def one_incident(reading: Reading, viewer: Viewer, question: OneIncident) -> IncidentSeen | Refusal:
    """Return what this viewer sees of an incident: only the people whom he may know to have been there."""
    state: State = reading.state(f"incident/{question.incident}")
    if not state.incident:
        return NOT_HERE
    roster = reading.people()
    found = [] if viewer.roles & COMMAND_ROLES else _rows(reading, question.incident)
    rows = {row.member: row for _, row in found}
    cases = {row.member: case for case, row in found}
    coordinating, hidden = sees(What.CIRCLE, viewer, Bond()), shut_from(viewer, roster)
    people: list[Part] = []
    for person, part in state.involved:
        bond = _beside(towards(viewer, person, roster), viewer, rows.get(person))
        if sees(What.INCIDENT, viewer, bond):
            follows = True if sees(What.CASE_FOLLOWS, viewer, bond) else None
            acts = coordinating and person not in hidden
            case = cases.get(person) if acts else None
            people.append(Part(person, part, follows, case, acts and case is None))
    if not people and not sees(What.INCIDENT, viewer, Bond()):
        return NOT_HERE
    return IncidentSeen(state.incident, state.kind, state.occurred_at, tuple(people))


def _rows(reading: Reading, incident: str) -> list[tuple[CaseId, CaseRow]]:
    with reading.store.moment() as unit:
        return unit.cases_of(reading.agency, incident=incident)


def _beside(bond: Bond, viewer: Viewer, row: CaseRow | None) -> Bond:
    return bond._replace(is_assigned_peer=row is not None and row.peer == viewer.person)
