"""What is known of an incident and of who took part in it.

What must never happen here: reading a case for somebody of command. The one bit is the incident's own: everybody who
took part is offered care, so that a case follows says nothing about anybody.
"""

from typing import NamedTuple

from solidground.app.asking.board import shut_from
from solidground.app.asking.bonds import bond_of, towards
from solidground.app.asking.questions import NOT_HERE, OneIncident
from solidground.app.asking.reading import Reading
from solidground.core.incident.decider import State
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal
from solidground.core.subject import CaseRow
from solidground.core.wall import Bond, Role, Viewer, What, sees


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
    me = roster.people.get(viewer.person)
    commands = viewer.serves_command or (me is not None and bool(me.supervises))
    coordinates = bool(viewer.roles & {Role.COORDINATOR, Role.DEPUTY})
    # Whoever leads anybody is of command here, unless he coordinates: then care is his work.
    found = [] if commands and not coordinates else _rows(reading, question.incident)
    cases = {row.member: case for case, row in found}
    kept = _kept(reading, viewer, found)
    coordinating, hidden = sees(What.CIRCLE, viewer, Bond()), shut_from(viewer, roster)
    people: list[Part] = []
    for person, part in state.involved:
        bond = towards(viewer, person, roster)._replace(is_assigned_peer=person in kept)
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


def _kept(reading: Reading, viewer: Viewer, rows: list[tuple[CaseId, CaseRow]]) -> frozenset[PersonId]:
    """Return the members here whose peer this viewer is, and may be: a conflict or the member's no shuts him out."""
    mine = [case for case, row in rows if row.peer == viewer.person]
    if not mine:
        return frozenset()
    bonds = [(case.head.member, bond_of(viewer, case, reading.roster(), reading.now)) for case in reading.cases(mine)]
    return frozenset(member for member, bond in bonds if bond.is_assigned_peer)
