"""Care that no incident began: the case to which belongs what a member asks by himself.

What must never happen here: care for somebody who is not there, or a call without a case where one can be opened.
"""

from typing import NamedTuple

from solidground.app.editions import protocol_in_force
from solidground.app.handle import handle_case, stream_of
from solidground.app.intake import PlanFor, planned, ruled_out_by
from solidground.app.ports import Ids, Unit
from solidground.app.rosters import Rosters
from solidground.core.care.commands import OpenCase
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Refusal, Stream
from solidground.core.roster.state import State


class Opening(NamedTuple):
    """What opening care needs that began without an incident."""

    plan_for: PlanFor
    ids: Ids
    zone: str
    jurisdiction: str


def newest(unit: Unit, agency: AgencyId, person: PersonId) -> Stream | None:
    """Return somebody's newest case that is not closed."""
    rows = unit.cases_of(agency, member=person)
    found = [case for case, row in rows if row.status != "closed"]
    return stream_of(agency, f"case/{found[-1]}") if found else None


def opened(
    unit: Unit, rosters: Rosters, opening: Opening | None, agency: AgencyId, person: PersonId, now: Instant
) -> Stream | None:
    """Begin care that no incident began, which command never sees; None where nobody is there to care for."""
    state: State = unit.load([stream_of(agency, f"person/{person}")])[0].state
    if opening is None or state.person is None or state.died or state.forgotten:
        return None
    plan_for, ids, zone, jurisdiction = opening
    wanted = CareWanted("", "no_incident", person, "asked", (), now, state.zone or zone, jurisdiction)
    case = CaseId(ids.new(f"asked {now}", person))
    stream = stream_of(agency, f"case/{case}")
    command = OpenCase(
        now,
        person,
        case,
        person,
        None,
        wanted.part,
        wanted.kind,
        (),
        now,
        jurisdiction,
        planned(protocol_in_force(unit, agency), plan_for, agency, wanted),
        ruled_out_by(unit, agency, person),
    )
    outcome = handle_case(unit, stream, command, rosters.of(unit, agency, now))
    assert not isinstance(outcome, Refusal), "a case with a new id is opened"
    return stream
