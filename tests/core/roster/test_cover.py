"""Gaps in cover, told before they happen."""

from solidground.core.kernel import DAY, PersonId
from solidground.core.roster.commands import Command
from solidground.core.roster.cover import Gap, Overlap, absence, gaps, overlaps
from solidground.core.roster.intervals import Interval
from solidground.core.roster.person.commands import ForgetPerson, GrantRole, RecordDeath, SeparatePerson
from solidground.core.roster.reach.commands import EndDesignation, FailRoute, PlanLeave, RecordTraining
from solidground.core.roster.rota.state import Layer, RotaState
from solidground.core.roster.state import INITIAL, State
from solidground.core.roster.world import World
from tests.core.roster.people import (
    ADMIN,
    CHICAGO,
    COORDINATOR,
    MEMBER,
    NOW,
    PEER,
    SERGEANT,
    a_peer,
    at,
    day,
    given,
    joined,
    route,
)

LATER = at("2026-04-02", 9 * 60)
DEPUTY = PersonId("0003")


def on_rota(*people: PersonId, name: str = "peers") -> RotaState:
    return RotaState(name, "peer", CHICAGO, (Layer(people, "daily", 540, 0, day("2026-03-02")),))


def coordinating(person: PersonId, role: str, *commands: Command, until: str | None = None) -> State:
    last = None if until is None else day(until)
    granted = GrantRole(NOW, ADMIN, SERGEANT, "deputy" if role == "deputy" else "coordinator", day("2025-01-01"), last)
    granting = given(granted, route(), state=joined(person), world=World(founding=True))
    return given(*commands, state=granting)


HELD = {COORDINATOR: coordinating(COORDINATOR, "coordinator")}


def test_an_agency_with_everybody_there_has_no_gap() -> None:
    assert gaps([on_rota(PEER)], {**HELD, PEER: a_peer()}, NOW, LATER) == ()


def test_a_rota_without_anybody_is_a_gap_all_the_time() -> None:
    found = gaps([RotaState("peers", "peer", CHICAGO)], {**HELD, PEER: a_peer()}, NOW, LATER)

    assert found == (Gap(NOW, LATER, "peer", "nobody_on_call", "peers"),)


def test_nobody_on_call_while_everybody_on_the_rota_is_on_leave() -> None:
    other = PersonId("1202")
    first = given(PlanLeave(NOW, PEER, NOW + DAY, NOW + 9 * DAY), state=a_peer())
    second = given(PlanLeave(NOW, other, NOW + 5 * DAY, NOW + 12 * DAY), state=a_peer(other))
    third = a_peer(PersonId("1203"))
    people = {**HELD, PEER: first, other: second, PersonId("1203"): third}

    assert gaps([on_rota(PEER, other)], people, NOW, LATER) == (
        Gap(NOW + 5 * DAY, NOW + 9 * DAY, "peer", "nobody_on_call", "peers"),
    )


def test_a_lost_route_leaving_and_an_unknown_person_leave_nobody_on_call() -> None:
    unreachable = given(FailRoute(NOW, ADMIN, "r1"), state=a_peer())
    leaving = given(SeparatePerson(NOW, ADMIN, day("2026-03-20")), state=a_peer(MEMBER))
    people = {**HELD, PEER: unreachable, MEMBER: leaving, SERGEANT: a_peer(SERGEANT)}

    found = gaps([on_rota(PEER, PersonId("nobody")), on_rota(MEMBER, name="nights")], people, NOW, LATER)

    assert found == (
        Gap(NOW, LATER, "peer", "nobody_on_call", "peers"),
        Gap(at("2026-03-20"), LATER, "peer", "nobody_on_call", "nights"),
    )
    assert absence(people)(PersonId("nobody"), NOW)
    assert not absence(people)(MEMBER, NOW)
    assert absence({MEMBER: INITIAL})(MEMBER, NOW)


def test_nobody_coordinating_while_the_coordinator_is_away_and_the_deputy_has_ended() -> None:
    away = coordinating(COORDINATOR, "coordinator", PlanLeave(NOW, COORDINATOR, at("2026-03-10"), at("2026-03-20")))
    deputy = coordinating(DEPUTY, "deputy", until="2026-03-14")

    found = gaps([], {COORDINATOR: away, DEPUTY: deputy, PEER: a_peer()}, NOW, LATER)

    assert found == (Gap(at("2026-03-15"), at("2026-03-20"), "coordinator", "nobody_coordinating"),)


def test_too_few_peers_with_room_are_told_by_what_they_carry() -> None:
    other = PersonId("1202")
    away = given(PlanLeave(NOW, other, NOW + DAY, NOW + 2 * DAY), state=a_peer(other))
    people = {**HELD, PEER: a_peer(), other: away}

    assert gaps([], {**HELD, PEER: a_peer(capacity=1)}, NOW, LATER) == (), "who carries nothing has room"
    assert gaps([], people, NOW, LATER, enough=2) == (Gap(NOW + DAY, NOW + 2 * DAY, "peer", "too_few_peers"),)
    assert gaps([], people, NOW, LATER, loads={PEER: 3}) == (Gap(NOW + DAY, NOW + 2 * DAY, "peer", "too_few_peers"),)
    assert gaps([], people, NOW, LATER, loads={PEER: 3, other: 3}) == (Gap(NOW, LATER, "peer", "too_few_peers"),)


def test_designation_and_training_that_run_out_are_told_with_whose_they_are() -> None:
    ending = a_peer(until="2026-03-15")._replace(trained=(Interval(at("2025-01-01"), at("2026-03-25")),))
    renewed = given(RecordTraining(NOW, ADMIN, day("2026-04-01")), state=a_peer(MEMBER)._replace(trained=()))
    lapsing = renewed._replace(trained=(Interval(at("2025-01-01"), at("2026-03-20")), *renewed.trained))

    found = gaps([], {**HELD, PEER: ending, MEMBER: lapsing, SERGEANT: a_peer(SERGEANT)}, NOW, LATER)

    assert found == (
        Gap(at("2026-03-16"), LATER, "peer", "designation_runs_out", person=PEER),
        Gap(at("2026-03-20"), at("2026-04-01"), "peer", "training_runs_out", person=MEMBER),
    )


def test_who_left_died_or_was_taken_off_is_not_told_as_running_out() -> None:
    left = given(SeparatePerson(NOW, ADMIN, day("2026-03-20")), state=a_peer())
    died = given(RecordDeath(NOW + 1, ADMIN, day("2026-03-02")), state=a_peer(MEMBER))
    off = given(EndDesignation(NOW, ADMIN), state=a_peer(DEPUTY, until="2026-12-31"))
    forgotten = given(ForgetPerson(NOW, ADMIN), state=a_peer(ADMIN))
    people = {**HELD, PEER: left, MEMBER: died, DEPUTY: off, ADMIN: forgotten, SERGEANT: a_peer(SERGEANT)}

    assert gaps([], people, NOW, LATER) == ()
    assert gaps([], {**people, DEPUTY: a_peer(DEPUTY, until="2027-12-31")}, NOW, LATER) == ()


def test_somebody_on_two_rotas_at_the_same_time_is_told() -> None:
    other = PersonId("1202")
    people = {PEER: a_peer(), other: a_peer(other)}
    rotas = [on_rota(PEER, other), on_rota(PEER, name="nights"), on_rota(PersonId("nobody"), name="empty")]

    found = overlaps(rotas, people, NOW, NOW + 3 * DAY)

    assert found == (
        Overlap(NOW, NOW + DAY, PEER, ("peers", "nights")),
        Overlap(NOW + 2 * DAY, NOW + 3 * DAY, PEER, ("peers", "nights")),
    )
    assert [each.from_at for each in overlaps(rotas[1::-1], people, NOW, NOW + 3 * DAY)] == [NOW, NOW + 2 * DAY]
