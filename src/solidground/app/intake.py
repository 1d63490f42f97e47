"""What reaches care from the command side: a case for each person of an incident, taken once from the inbox."""

from collections.abc import Callable

from solidground.app.handle import handle_case
from solidground.app.ports import BATCH, Ids, Unit
from solidground.app.rosters import Rosters
from solidground.core.care.commands import AddInvolvedPerson, OpenCase
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import CLOCK, AgencyId, CaseId, Instant, Refusal, Stream
from solidground.core.protocol.plan import Plan

PlanFor = Callable[[AgencyId, CareWanted], Plan]
"""Resolves an agency's protocol for one person's part in an incident."""


def take_in(unit: Unit, rosters: Rosters, ids: Ids, plan_for: PlanFor, now: Instant, most: int = BATCH) -> list[CaseId]:
    """Open a case for everything the inbox holds; return the cases. Cases of one incident are opened in order."""
    opened: list[CaseId] = []
    for row in unit.take_inbox(most):
        wanted: CareWanted = row.command
        case = CaseId(ids.new(wanted.incident, wanted.member))
        command = OpenCase(
            now,
            CLOCK,
            case,
            wanted.member,
            wanted.incident or None,
            wanted.part,
            wanted.kind,
            wanted.involved,
            wanted.began_at,
            wanted.jurisdiction,
            plan_for(row.agency, wanted),
        )
        roster = rosters.of(unit, row.agency, now)
        outcome = handle_case(unit, Stream(row.agency, "care", f"case/{case}"), command, roster)
        assert not isinstance(outcome, Refusal), "an inbox row is taken once, and its case is new"
        _tell_others(unit, rosters, row.agency, wanted, now)
        opened.append(case)
    return opened


def _tell_others(unit: Unit, rosters: Rosters, agency: AgencyId, wanted: CareWanted, now: Instant) -> None:
    """Let the incident's other cases know who else was in it: he can be nobody's peer there any more."""
    streams = [
        Stream(agency, "care", f"case/{case}")
        for case, row in unit.cases_of(agency, incident=wanted.incident)
        if row.member != wanted.member and row.status in ("active", "standing")
    ]
    for stream, loaded in zip(streams, unit.load(streams), strict=True):
        if wanted.member not in loaded.state.head.involved:
            command = AddInvolvedPerson(now, CLOCK, wanted.member)
            handle_case(unit, stream, command, rosters.of(unit, agency, now))
