"""What reaches care from the command side, taken once from the inbox: a case for each person of an incident, and news.

What must never happen here: anything that goes back.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias

from solidground.app.editions import protocol_in_force
from solidground.app.handle import handle_case, stream_of
from solidground.app.ports import BATCH, Ids, InboxRow, Unit
from solidground.app.rosters import Rosters
from solidground.core.care.commands import AddInvolvedPerson, OpenCase
from solidground.core.care.news.commands import ReceiveNews
from solidground.core.care.state import Head
from solidground.core.duty.investigation.state import OTHERS, NewsWanted
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import CLOCK, AgencyId, CaseId, Instant, PersonId, Refusal, Stream
from solidground.core.protocol.plan import Plan
from solidground.core.protocol.resolve import resolve
from solidground.core.protocol.terms import Protocol

Incident: TypeAlias = tuple[AgencyId, str]
"""An incident of an agency; empty where a case began without one."""

OPEN: Final = ("active", "standing")
"""Cases in which something can still be owed."""

PlanFor = Callable[[AgencyId, CareWanted], Plan]
"""Resolves, for one person's part in an incident, the protocol that counts while an agency put none in force."""


def take_in(unit: Unit, rosters: Rosters, ids: Ids, plan_for: PlanFor, now: Instant, most: int = BATCH) -> list[CaseId]:
    """Open a case for everything the inbox holds; return the cases."""
    return taken_in(unit, rosters, ids, plan_for, now, most).opened


class TakenIn(NamedTuple):
    """The cases that were opened, and how many rows were taken in all."""

    opened: list[CaseId]
    rows: int


def taken_in(unit: Unit, rosters: Rosters, ids: Ids, plan_for: PlanFor, now: Instant, most: int = BATCH) -> TakenIn:
    """Open a case, or bring it news, for everything the inbox holds. Cases of one incident are opened in order."""
    opened: list[CaseId] = []
    open_cases: dict[Incident, dict[Stream, Head]] = {}
    rows = unit.take_inbox(now, most)
    together = _together([row for row in rows if isinstance(row.command, CareWanted)])
    in_force = {agency: protocol_in_force(unit, agency) for agency in {row.agency for row in rows}}
    for row in rows:
        if isinstance(row.command, NewsWanted):
            _receive(unit, rosters, row.agency, row.command, now)
            continue
        wanted: CareWanted = row.command
        incident = (row.agency, wanted.incident)
        if incident not in open_cases:
            # Looked up once: for each of a thousand people in one incident it would be a thousand cases.
            open_cases[incident] = _open_cases(unit, *incident)
        case = CaseId(ids.new(wanted.incident, wanted.member))
        stream = Stream(row.agency, "care", f"case/{case}")
        command = _open(
            case, wanted, together[incident], planned(in_force[row.agency], plan_for, row.agency, wanted), now
        )
        command = replace(command, ruled_out=ruled_out_by(unit, row.agency, wanted.member))
        outcome = handle_case(unit, stream, command, rosters.of(unit, row.agency, now))
        assert not isinstance(outcome, Refusal), "an inbox row is taken once, and its case is new"
        if wanted.incident:
            _tell_others(unit, rosters, open_cases[incident], wanted.member, now)
            open_cases[incident][stream] = _head(unit, stream)
        opened.append(case)
    return TakenIn(opened, len(rows))


def _receive(unit: Unit, rosters: Rosters, agency: AgencyId, news: NewsWanted, now: Instant) -> None:
    """Let the member's open cases after that incident know; where none is open his page shows it after a while."""
    what = (news.inquiry, news.status, news.stands, news.on, news.next_on, news.said_at)
    for case, row in unit.cases_of(agency, member=news.member):
        if row.incident == news.incident and row.status in OPEN and row.part not in OTHERS:
            stream = Stream(agency, "care", f"case/{case}")
            outcome = handle_case(unit, stream, ReceiveNews(now, CLOCK, *what), rosters.of(unit, agency, now))
            assert not isinstance(outcome, Refusal), "an open case hears of everything"


def ruled_out_by(unit: Unit, agency: AgencyId, member: PersonId) -> tuple[PersonId, ...]:
    """Return whom a member has ruled out of his open cases, or of his last one."""
    rows = unit.cases_of(agency, member=member)
    names = [case for case, row in rows if row.status != "closed" or case == rows[-1][0]]
    found = unit.load([stream_of(agency, f"case/{case}") for case in names])
    return tuple(sorted({person for one in found for person in one.state.choices.ruled_out}))


def planned(in_force: Protocol | None, plan_for: PlanFor, agency: AgencyId, wanted: CareWanted) -> Plan:
    """Return the plan of a new case: by the protocol that somebody put in force, else by that of the settings."""
    if in_force is None:
        return plan_for(agency, wanted)
    return resolve(in_force, wanted.kind, wanted.part, wanted.began_at, wanted.zone, wanted.jurisdiction)


def _together(rows: Sequence[InboxRow]) -> dict[Incident, list[PersonId]]:
    """Return who comes to care together from each incident: each case knows of the others from its beginning."""
    together: dict[Incident, list[PersonId]] = {}
    for row in rows:
        joined = together.setdefault((row.agency, row.command.incident), [])
        if row.command.incident:
            joined.append(row.command.member)
    return together


def _open(case: CaseId, wanted: CareWanted, together: Sequence[PersonId], plan: Plan, now: Instant) -> OpenCase:
    involved = dict.fromkeys([*wanted.involved, *together])
    involved.pop(wanted.member, None)
    return OpenCase(
        now,
        CLOCK,
        case,
        wanted.member,
        wanted.incident or None,
        wanted.part,
        wanted.kind,
        tuple(involved),
        wanted.began_at,
        wanted.jurisdiction,
        plan,
    )


def _open_cases(unit: Unit, agency: AgencyId, incident: str) -> dict[Stream, Head]:
    """Return the open cases of an incident; the head of each knows who was in it."""
    streams = [
        Stream(agency, "care", f"case/{case}")
        for case, row in unit.cases_of(agency, incident=incident)
        if row.status in OPEN
    ]
    return {stream: loaded.state.head for stream, loaded in zip(streams, unit.load(streams), strict=True)}


def _head(unit: Unit, stream: Stream) -> Head:
    head: Head = unit.load([stream])[0].state.head
    return head


def _tell_others(unit: Unit, rosters: Rosters, others: dict[Stream, Head], member: PersonId, now: Instant) -> None:
    """Let the incident's other cases know who else was in it: he can be nobody's peer there any more."""
    for stream, head in others.items():
        if member != head.member and member not in head.involved:
            handle_case(unit, stream, AddInvolvedPerson(now, CLOCK, member), rosters.of(unit, stream.agency, now))
            others[stream] = _head(unit, stream)
