from functools import partial

from solidground.app.asking.bonds import viewer_of
from solidground.app.legal_hold import NO_CASE_KEPT, NOT_YOURS, hold_legally
from solidground.app.retention import RETENTION_FOR, Gone, purge_details
from solidground.core.care.commands import CloseCase
from solidground.core.kernel import DAY, PersonId, Refusal
from solidground.store.purge import purge
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town

CLOSED_AT = NOON + DAY


def held(town: Town, by: PersonId = COORDINATOR, member: PersonId = MEMBER, *, lift: bool = False) -> int | Refusal:
    with town.store.transaction() as unit:
        viewer = viewer_of(town.rosters.of(unit, AGENCY, CLOSED_AT), by, CLOSED_AT)
    return hold_legally(town.store, town.rosters, AGENCY, viewer, member, CLOSED_AT, lift=lift)


def go(town: Town) -> Gone:
    return purge_details(town.store, town.rosters, partial(purge, town.store), CLOSED_AT + RETENTION_FOR)


def test_a_hold_reaches_every_case_of_a_member_open_or_closed_until_it_is_lifted(town: Town) -> None:
    (closed,) = town.incident()
    town.sweep_to(CLOSED_AT)
    town.do(closed, CloseCase(CLOSED_AT, COORDINATOR, "coordinator"))
    assert held(town) == 1
    assert town.case(closed).life.legal_hold
    assert held(town) == 1
    assert go(town) == Gone(0, 0, 1)
    assert held(town, lift=True) == 1
    assert go(town).cases == 1


def test_nobody_but_the_coordinator_holds_and_nobody_his_own(town: Town) -> None:
    town.incident()
    assert held(town, PEERS[0]) == NOT_YOURS
    assert held(town, MEMBER) == NOT_YOURS
    assert held(town, member=PEERS[0]) == NO_CASE_KEPT
