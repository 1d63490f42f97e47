"""The write path for people and rotas: a change of the roster wakes the cases it concerns, in its own transaction.

What must never happen here: somebody who is away, gone or out of reach, and a case of his that goes on sleeping.
"""

from itertools import chain
from typing import Any

from solidground.app.handle import Outcome, handle, stream_of
from solidground.app.ports import Unit
from solidground.core.kernel import CLOCK, LATEST, AgencyId, Instant, PersonId, Refusal, Stream
from solidground.core.roster.person.events import KinDeclared, LendingAgreed, SupervisorSet
from solidground.core.roster.reach.commands import FailRoute
from solidground.core.roster.state import State
from solidground.core.roster.world import World


def handle_person(unit: Unit, stream: Stream, command: Any, world: Any) -> Outcome:  # noqa: ANN401 - a person's or a rota's
    """Decide one command about a person or a rota, and wake every case that may now have to look for somebody."""
    events = handle(unit, stream, command, world)
    if isinstance(events, Refusal) or not events:
        return events
    subject, _, name = stream.name.partition("/")
    if subject == "person":
        for event in events:
            _wake(unit, stream.agency, PersonId(name), event, command.at)
        _note_absences(unit, stream, command.at)
    # Whoever is there now, or is no longer, may be the person for a case that nobody holds.
    unit.wake_unheld(stream.agency, command.at)
    return events


def _wake(unit: Unit, agency: AgencyId, person: PersonId, event: Any, now: Instant) -> None:  # noqa: ANN401 - any event of a person
    # Where the clock on the wall was put back, an event lies ahead of it: whoever must look looks now.
    unit.wake_keeper(agency, person, now)
    for lending in unit.load([stream_of(agency, f"person/{person}")])[0].state.lendings:
        unit.wake_keeper(lending.agency, person, now)
    match event:
        case LendingAgreed(agency=borrower):
            unit.lend(borrower, agency, person)
            unit.wake_unheld(borrower, now)
        case SupervisorSet(supervisor=other):
            # A tie is declared by one and holds for two: the other may be the peer of the first.
            unit.wake_keeper(agency, other, now)
        case KinDeclared(kin=other):
            # So too; and whoever works over or under one of the two may be the peer of the other.
            keepers = [row.keepers for member in (person, other) for _, row in unit.cases_of(agency, member=member)]
            for keeper in {other, *chain(*keepers)}:
                unit.wake_keeper(agency, keeper, now)
        case _:
            pass


def _note_absences(unit: Unit, stream: Stream, now: Instant) -> None:
    """Note when somebody will be gone, or may no more: his cases wake then, whatever happens to them before."""
    state: State = unit.load([stream])[0].state
    assert state.person is not None, "events happen to somebody who joined"
    ends = {leave.from_at for leave in state.leaves}
    ends |= {term.to_at for term in (*state.designated, *state.trained)} | {held.to_at for held in state.roles}
    ends |= {tie.from_at for tie in state.supervisors}
    if state.separated_at is not None:
        ends.add(state.separated_at)
    for at in sorted(at for at in ends if now < at < LATEST):
        unit.absent_from(stream.agency, state.person, at)
    for lending in state.lendings:
        for at in sorted(at for at in {*ends, lending.to_at} if now < at < LATEST):
            unit.absent_from(lending.agency, state.person, at)


def home_of(unit: Unit, agency: AgencyId, person: PersonId) -> AgencyId:
    """Return the agency somebody belongs to: this one, or the one that lends him.

    References are each agency's own: where a neighbour lends somebody who is called as one of ours is, ours is meant.
    """
    if unit.load([stream_of(agency, f"person/{person}")])[0].state.person is not None:
        return agency
    return next((lender for lender, guest in unit.lent(agency) if guest == person), agency)


def fail_route(unit: Unit, agency: AgencyId, person: PersonId, route: str, at: Instant) -> Outcome:
    """Note that an address failed for good: its rung is empty at once. In the registry it stands as not working."""
    agency = home_of(unit, agency, person)
    for known in unit.routes(agency, person):
        if known.route == route:
            unit.put_route(known._replace(working=False))
    return handle_person(unit, stream_of(agency, f"person/{person}"), FailRoute(at, CLOCK, route), World())
