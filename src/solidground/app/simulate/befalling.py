"""The commands behind what befalls people, and those behind a roster that is edited by hand."""

from collections.abc import Callable
from typing import Any

from solidground.app.death import record_death
from solidground.app.founding import FOUNDERS
from solidground.app.handle import handle_case, stream_of
from solidground.app.people import fail_route, handle_person
from solidground.app.ports import Route, Unit
from solidground.app.registry import add_address
from solidground.app.replay.acting import Act
from solidground.app.replay.choices import choices
from solidground.app.rosters import Rosters
from solidground.app.simulate.errands import Errand, away_for, told_before_for
from solidground.app.simulate.machine import VOICE
from solidground.app.simulate.town import CAPACITY, Agency
from solidground.core.care.commands import RecordSeparation
from solidground.core.hours import Quiet, local_day
from solidground.core.kernel import AgencyId, Instant, PersonId
from solidground.core.roster.person.commands import DeclareKin, SeparatePerson, SetSupervisor
from solidground.core.roster.reach.commands import (
    CancelLeave,
    DesignatePeer,
    PlanLeave,
    RecordTraining,
    RemoveRoute,
    SetCapacity,
    SetHours,
)
from solidground.core.roster.state import State
from solidground.core.roster.world import World

WORLD = World(frozenset(FOUNDERS), founding=True)
BY, SECOND = FOUNDERS


def befall(unit: Unit, rosters: Rosters, agency: Agency, errand: Errand, now: Instant) -> None:
    """Enter what befell somebody."""
    name, person = agency.name, errand.person

    def enter(command: Any, whom: PersonId = person) -> None:  # noqa: ANN401 - any command of a person
        handle_person(unit, stream_of(name, f"person/{whom}"), command, WORLD)

    match errand.kind:
        case "away":
            from_at = now + told_before_for(errand.share)
            enter(PlanLeave(now, person, from_at, from_at + away_for(errand.share)))
        case "away_at_once":
            enter(PlanLeave(now, person, now, now + away_for(errand.share)))
        case "back_early":
            for leave in _known(unit, name, person).leaves:
                enter(CancelLeave(now, person, max(now, leave.from_at), leave.to_at))
        case "number":
            change_number(unit, name, person, now)
        case "number_fails":
            fail_route(unit, name, person, f"{person}-text", now)
        case "hours":
            enter(SetHours(now, person, Quiet(agency.zone, 20 * 60 + int(errand.share * 180), 6 * 60)))
        case "leaves_job":
            _leave_job(unit, rosters, agency, errand, now, enter)
        case "dies":
            record_death(unit, rosters, name, person, local_day(now, agency.zone), BY, _family(errand), now)
        case "becomes_peer":
            _become_peer(unit, agency, person, now, enter)
        case "rule_out" | "let_in" | "another" | "call" | "hearing":
            _decide(unit, rosters, agency, errand, now)
        case "kin":
            enter(DeclareKin(now, person, agency.members[int(errand.share * len(agency.members))]))
        case _:
            member = agency.members[int(errand.share * len(agency.members))]
            if member != person:
                enter(SetSupervisor(now, BY, person, local_day(now, agency.zone)), member)


def _known(unit: Unit, agency: AgencyId, person: PersonId) -> State:
    state: State = unit.load([stream_of(agency, f"person/{person}")])[0].state
    return state


def change_number(unit: Unit, agency: AgencyId, person: PersonId, now: Instant) -> None:
    """Enter a new number and take the old ones away, as two people do."""
    old = [route for route in _known(unit, agency, person).routes if route.way == "text"]
    number = f"+1{now // 1_000_000:011}"
    route = Route(agency, person, f"{person}-text-{now // 1_000_000}", "text", number, working=True)
    add_address(unit, VOICE.commitment, route, BY, SECOND, now, WORLD)
    for each in old:
        handle_person(unit, stream_of(agency, f"person/{person}"), RemoveRoute(now, BY, each.route), WORLD)


def _become_peer(unit: Unit, agency: Agency, person: PersonId, now: Instant, enter: Callable[[Any], None]) -> None:
    if _known(unit, agency.name, person).separated_at is None:
        on = local_day(now, agency.zone)
        for command in (DesignatePeer(now, BY, on), RecordTraining(now, BY, on), SetCapacity(now, BY, CAPACITY)):
            enter(command)


def _leave_job(
    unit: Unit, rosters: Rosters, agency: Agency, errand: Errand, now: Instant, enter: Callable[[Any], None]
) -> None:
    on = local_day(now, agency.zone)
    enter(SeparatePerson(now, BY, on))
    for case, _ in unit.cases_of(agency.name, member=errand.person):
        roster = rosters.of(unit, agency.name, now)
        handle_case(unit, stream_of(agency.name, f"case/{case}"), RecordSeparation(now, BY, on), roster)


def _decide(unit: Unit, rosters: Rosters, agency: Agency, errand: Errand, now: Instant) -> None:
    """Enter what a member decides about his cases, of which most have stood for years."""
    for case, _ in unit.cases_of(agency.name, member=errand.person):
        stream = stream_of(agency.name, f"case/{case}")
        for command in choices(Act(now, "choose", errand.person, errand.kind, 0), unit.load([stream])[0].state):
            handle_case(unit, stream, command, rosters.of(unit, agency.name, now))


def _family(errand: Errand) -> PersonId | None:
    return PersonId(f"family-of-{errand.person}") if errand.share < 0.7 else None  # noqa: PLR2004 - assumed
