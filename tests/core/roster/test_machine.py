"""A roster over any history: people come, go, are away and lose their ways, and rotas are swapped and overridden."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from solidground.core.kernel import DAY, HOUR, Instant, PersonId, Refusal, fold
from solidground.core.roster import decider, state
from solidground.core.roster.commands import Command
from solidground.core.roster.cover import absence, gaps
from solidground.core.roster.intervals import Interval
from solidground.core.roster.matching import Need, conflict, shortlist
from solidground.core.roster.person.commands import (
    DeclareKin,
    EndRole,
    GrantRole,
    JoinPerson,
    SeparatePerson,
    SetSupervisor,
)
from solidground.core.roster.pool import pool
from solidground.core.roster.reach.commands import CancelLeave, FailRoute, PlanLeave, SetCapacity
from solidground.core.roster.roles import OF_COMMAND, SEES_CARE, Role
from solidground.core.roster.rota import commands as rota
from solidground.core.roster.rota import decider as rota_decider
from solidground.core.roster.rota.state import INITIAL, Layer
from solidground.core.roster.rota.turns import candidates, on_call, turns
from solidground.core.roster.rota.world import RotaWorld
from tests.core.roster.people import ADMIN, CHICAGO, COORDINATOR, NOW, WORLD, a_peer, route

PEOPLE = tuple(PersonId(name) for name in ("1201", "1202", "1203", "1204"))
FIRST_ON = 739_677
SOME = st.sampled_from(PEOPLE)
LATER = st.integers(0, 20 * DAY)
LENGTH = st.integers(1, 5 * DAY)
ROLES: st.SearchStrategy[Role] = st.sampled_from(["peer", "coordinator", "chief", "liaison", "supervisor"])


class _Roster(RuleBasedStateMachine):
    """Every command at rising instants; what was refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.at: Instant = NOW
        self.people = {person: a_peer(person) for person in PEOPLE}
        self.histories: dict[PersonId, list[Any]] = {person: [] for person in PEOPLE}
        self.begun = dict(self.people)
        self.rota = INITIAL
        self.turned: list[Any] = []
        layers = (Layer(PEOPLE[:3], "daily", 150, 0, FIRST_ON), Layer(PEOPLE[3:], "weekly", 480, 4, FIRST_ON))
        self.turn(rota.SetRota(NOW, COORDINATOR, "peers", "peer", CHICAGO, layers))

    def ask(self, person: PersonId, command: Command) -> None:
        events = decider.decide(self.people[person], command, WORLD)
        if not isinstance(events, Refusal):
            self.people[person] = fold(decider.evolve, self.people[person], events)
            self.histories[person].extend(events)
            assert decider.decide(self.people[person], command, WORLD) == (), "asked again, nothing more happens"

    def turn(self, command: rota.Command) -> None:
        events = rota_decider.decide(self.rota, command, RotaWorld(frozenset(PEOPLE)))
        if not isinstance(events, Refusal):
            self.rota = fold(rota_decider.evolve, self.rota, events)
            self.turned.extend(events)

    @rule(later=LATER)
    def time_passes(self, later: int) -> None:
        self.at += later

    @rule(person=SOME, later=LATER, length=LENGTH)
    def leave_is_planned(self, person: PersonId, later: int, length: int) -> None:
        self.ask(person, PlanLeave(self.at, person, self.at + later, self.at + later + length))

    @rule(person=SOME, later=LATER, length=LENGTH)
    def leave_is_cancelled(self, person: PersonId, later: int, length: int) -> None:
        self.ask(person, CancelLeave(self.at, person, self.at + later, self.at + later + length))

    @rule(person=SOME, works=st.booleans())
    def a_way_fails_or_is_mended(self, person: PersonId, works: bool) -> None:
        self.ask(person, route() if works else FailRoute(self.at, ADMIN, "r1"))

    @rule(person=SOME, role=ROLES, given=st.booleans(), days=st.integers(0, 30))
    def a_role_is_given_or_ends(self, person: PersonId, role: Role, given: bool, days: int) -> None:
        granted = GrantRole(self.at, ADMIN, COORDINATOR, role, FIRST_ON + days, FIRST_ON + 2 * days)
        self.ask(person, granted if given else EndRole(self.at, ADMIN, role))

    @rule(person=SOME, other=SOME, days=st.integers(0, 60))
    def a_tie_is_told(self, person: PersonId, other: PersonId, days: int) -> None:
        self.ask(person, SetSupervisor(self.at, ADMIN, other, FIRST_ON + days))
        self.ask(person, DeclareKin(self.at, person, other))

    @rule(person=SOME, capacity=st.integers(-1, 4))
    def a_capacity_is_set(self, person: PersonId, capacity: int) -> None:
        self.ask(person, SetCapacity(self.at, ADMIN, capacity))

    @rule(person=SOME, days=st.integers(0, 60), back=st.booleans())
    def somebody_leaves_and_may_come_back(self, person: PersonId, days: int, back: bool) -> None:
        self.ask(person, SeparatePerson(self.at, ADMIN, FIRST_ON + days))
        if back:
            self.ask(person, JoinPerson(self.at, ADMIN, person, FIRST_ON + days, CHICAGO))

    @rule(person=SOME, later=LATER, length=LENGTH)
    def a_turn_is_overridden(self, person: PersonId, later: int, length: int) -> None:
        self.turn(rota.SetOverride(self.at, COORDINATOR, person, self.at + later, self.at + later + length))

    @rule(later=LATER, length=LENGTH)
    def overrides_are_removed(self, later: int, length: int) -> None:
        self.turn(rota.RemoveOverride(self.at, COORDINATOR, self.at + later, self.at + later + length))

    @rule(asker=SOME, other=SOME, later=LATER, length=LENGTH, back=LATER)
    def a_swap_is_asked(self, asker: PersonId, other: PersonId, later: int, length: int, back: int) -> None:
        given = Interval(self.at + later, self.at + later + length)
        taken = Interval(self.at + back, self.at + back + length)
        self.turn(rota.AskSwap(self.at, asker, f"s{len(self.turned)}", other, given, taken))

    @precondition(lambda self: self.rota.asked)
    @rule(agreed=st.booleans())
    def a_swap_is_answered(self, agreed: bool) -> None:
        swap = self.rota.asked[0]
        covered = [turn.person is not None for turn in turns(self.rota, self.at, self.at + 9 * DAY)]
        answer = rota.AgreeSwap if agreed else rota.DeclineSwap
        self.turn(answer(self.at, swap.other, swap.swap))
        assert all(covered), "a rota with people in it covers all the time"
        assert all(turn.person is not None for turn in turns(self.rota, self.at, self.at + 9 * DAY))

    @invariant()
    def the_log_gives_the_state(self) -> None:
        for person, events in self.histories.items():
            assert fold(decider.evolve, self.begun[person], events) == self.people[person]
        assert fold(rota_decider.evolve, INITIAL, self.turned) == self.rota

    @invariant()
    def nobody_away_is_on_call_and_nobody_there_is_overlooked(self) -> None:
        away = absence(self.people)
        for hours in (0, 7, 31):
            now = self.at + hours * HOUR
            found = on_call(self.rota, now, away)
            present = [person for person in PEOPLE if not away(person, now)]
            assert found in present if present else found is None
            assert set(candidates(self.rota, now)) == set(PEOPLE)

    @invariant()
    def a_gap_is_told_exactly_where_nobody_is_on_call(self) -> None:
        away, ahead_at = absence(self.people), self.at + 6 * DAY
        told = [gap for gap in gaps([self.rota], self.people, self.at, ahead_at) if gap.why == "nobody_on_call"]
        for hours in range(0, 6 * 24, 11):
            now = self.at + hours * HOUR
            in_gap = any(gap.from_at <= now < gap.to_at for gap in told)
            assert in_gap == (on_call(self.rota, now, away) is None)

    @invariant()
    def no_two_roles_ever_undo_the_wall(self) -> None:
        for person in self.people.values():
            for now in {held.from_at for held in person.roles}:
                held_then = state.roles_at(person, now)
                assert not (held_then & SEES_CARE and held_then & OF_COMMAND)

    @invariant()
    def only_the_right_people_are_on_the_shortlist(self) -> None:
        peers = pool(self.people.values(), self.at, {})
        need = Need(PEOPLE[0], self.at)
        found = shortlist(peers, need, 4)
        assert all(conflict(peer, need) in (None, "at_capacity") for peer in found.chosen)
        assert PEOPLE[0] not in {peer.person for peer in found.chosen}
        for peer in found.chosen:
            assert peer.person not in self.people[PEOPLE[0]].kin
            assert peer.person not in state.supervisors_at(self.people[PEOPLE[0]], self.at)


TestRoster = _Roster.TestCase
TestRoster.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
