"""Taking people: one last place is taken once, and nobody helps while a case of his own is active (P8)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from solidground.app.again import TRIES_MOST, transacted
from solidground.app.handle import Outcome, handle, handle_case, stream_of
from solidground.app.ports import ConflictError, Unit
from solidground.app.rosters import Roster
from solidground.core.care.commands import CloseCase, OpenCase
from solidground.core.incident.commands import InvolvePerson
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import CLOCK, MINUTE, CaseId, PersonId, Refusal
from solidground.core.subjects import SUBJECTS
from solidground.store.sqlite import open_sqlite
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, ZONE, Town, plan_for

OTHER = PersonId("m-2")


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Town, Town]]:
    """Give two programs on one database; every peer has room for one case."""
    first = Town(open_sqlite(tmp_path, SUBJECTS, create=True))
    first.people(peers=PEERS[:2], capacity=1)
    second = Town(open_sqlite(tmp_path, SUBJECTS))
    yield first, second
    first.store.close()
    second.store.close()


def seen(town: Town) -> Roster:
    with town.store.transaction() as unit:
        return town.rosters.of(unit, AGENCY, NOON)


def opening(member: PersonId) -> OpenCase:
    part, kind = "discharged_weapon", "officer_involved_shooting"
    wanted = CareWanted("i-9", kind, member, part, (), NOON, ZONE, "US-IL")
    plan = plan_for(AGENCY, wanted)
    return OpenCase(NOON, CLOCK, CaseId(f"c-{member}"), member, "i-9", part, kind, (), NOON, "US-IL", plan)


def open_with(unit: Unit, member: PersonId, roster: Roster) -> Outcome:
    return handle_case(unit, stream_of(AGENCY, f"case/c-{member}"), opening(member), roster)


def places(town: Town) -> dict[PersonId, tuple[int, int]]:
    with town.store.transaction() as unit:
        return {person: (place.load, place.own_cases) for person, place in unit.places(AGENCY).items()}


def test_two_transactions_cannot_take_the_last_place_of_one_peer(two: tuple[Town, Town]) -> None:
    first, second = two
    stale = seen(second)
    (case,) = first.incident(MEMBER)
    assert first.case(case).peer == PEERS[0]
    with pytest.raises(ConflictError, match="no place left"), second.store.transaction() as unit:
        open_with(unit, OTHER, stale)
    assert places(second)[PEERS[0]][0] == 1
    assert second.store.streams(AGENCY, "case") == [first.stream(case)], "nothing of it was written"
    transacted(second.store, second.rosters, lambda unit: open_with(unit, OTHER, second.rosters.of(unit, AGENCY, NOON)))
    assert second.case(CaseId(f"c-{OTHER}")).peer == PEERS[1]


def test_a_case_of_his_own_stops_somebody_from_being_chosen_also_across_transactions(two: tuple[Town, Town]) -> None:
    first, second = two
    stale = seen(second)
    (own,) = first.incident(PEERS[0])
    assert first.case(own).peer == PEERS[1]
    with pytest.raises(ConflictError, match="has an active case"), second.store.transaction() as unit:
        open_with(unit, OTHER, stale)
    first.do(own, CloseCase(NOON + MINUTE, COORDINATOR, "mistake"))
    assert places(first) == places(second)
    assert places(first)[PEERS[0]][1] == 0
    with second.store.transaction() as unit:
        open_with(unit, OTHER, second.rosters.of(unit, AGENCY, NOON))
    assert second.case(CaseId(f"c-{OTHER}")).peer == PEERS[0]


def test_a_peer_whose_own_case_begins_gives_his_cases_to_somebody_else(town: Town) -> None:
    (case,) = town.incident(MEMBER)
    assert town.case(case).peer == PEERS[0]
    town.incident(PEERS[0], at=NOON + MINUTE, name="i-2")
    town.sweep_to(NOON + MINUTE)
    assert town.case(case).peer not in (None, PEERS[0])
    assert places(town)[PEERS[0]] == (0, 1)


def test_where_everybody_is_full_somebody_is_still_asked() -> None:
    town = Town()
    town.people(peers=PEERS[:1], capacity=1)
    for number in range(3):
        town.incident(PersonId(f"m-{number}"), name=f"i-{number}")
    assert places(town)[PEERS[0]][0] == 3


def test_a_refused_command_writes_nothing(town: Town) -> None:
    (case,) = town.incident()
    before = list(town.store.log())
    assert isinstance(town.do(case, opening(MEMBER)), Refusal)
    with town.store.transaction() as unit:
        added = InvolvePerson(NOON, COORDINATOR, OTHER, "witness")
        assert isinstance(handle(unit, stream_of(AGENCY, "incident/unknown"), added, None), Refusal)
    assert list(town.store.log()) == before


def test_somebody_involved_later_gets_a_case_of_his_own_and_the_same_one_only_once(town: Town) -> None:
    town.incident()
    added = InvolvePerson(NOON + MINUTE, COORDINATOR, OTHER, "witness")
    with town.store.transaction() as unit:
        stream = stream_of(AGENCY, "incident/i-1")
        assert handle(unit, stream, added, None)
        assert handle(unit, stream, added, None) == ()
        waiting = unit.take_inbox(NOON, 10)
    assert OTHER in [row.command.member for row in waiting]


def test_a_conflict_is_tried_again_as_often_as_a_bound_allows(town: Town) -> None:
    tries = []

    def act(_: Unit) -> str:
        tries.append(1)
        if len(tries) < TRIES_MOST:
            message = "somebody else wrote this first"
            raise ConflictError(message)
        return "done"

    assert transacted(town.store, town.rosters, act) == "done"
    with pytest.raises(ConflictError):
        transacted(town.store, town.rosters, _always)


def _always(_: Unit) -> None:
    message = "somebody else wrote this first"
    raise ConflictError(message)
