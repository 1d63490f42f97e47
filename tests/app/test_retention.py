from functools import partial

import pytest

from solidground.app.retention import RETENTION_FOR, Gone, purge_details
from solidground.core.care.commands import CloseCase, LiftLegalHold, PlaceLegalHold
from solidground.core.care.events import DetailsPurged
from solidground.core.kernel import DAY, CaseId, Instant, Stream
from solidground.store.fault import StoreError
from solidground.store.purge import purge
from solidground.store.refold import refold
from solidground.store.verify import verify
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town

CLOSED_AT = NOON + DAY
GOES_AT = CLOSED_AT + RETENTION_FOR


def closed(town: Town) -> CaseId:
    (case,) = town.incident()
    town.sweep_to(CLOSED_AT)
    town.do(case, CloseCase(CLOSED_AT, COORDINATOR, "coordinator"))
    return case


def go(town: Town, at: Instant) -> Gone:
    return purge_details(town.store, town.rosters, partial(purge, town.store), at)


def test_details_go_when_retention_has_passed_and_not_a_moment_before(town: Town) -> None:
    case = closed(town)
    assert go(town, GOES_AT - 1) == Gone(0, 0, 0)
    told = go(town, GOES_AT)
    assert (told.cases, told.held) == (1, 0)
    assert told.events > 10
    assert go(town, GOES_AT + DAY) == Gone(0, 0, 0)
    bodies = "".join(row.body for row in town.store.log(AGENCY) if row.stream == f"case/{case}")
    assert MEMBER not in bodies
    assert PEERS[0] not in bodies


def test_a_purged_case_is_closed_its_log_verifies_and_folds_to_what_is_kept(town: Town) -> None:
    case = closed(town)
    town.store.seal(CLOSED_AT)
    go(town, GOES_AT)
    kept = town.case(case)
    assert (kept.status, kept.life.purged) == ("closed", True)
    assert [type(event) for event in town.store.events(town.stream(case))] == [DetailsPurged]
    assert refold(town.store).wrong == ()
    with pytest.raises(StoreError, match="public key"):
        verify(town.store, None)
    seal = town.store._signer  # noqa: SLF001 - a store in memory keeps its key to itself
    assert verify(town.store, getattr(seal, "public", b"")).first_bad is None


def test_a_legal_hold_keeps_the_details_until_it_is_lifted(town: Town) -> None:
    case = closed(town)
    town.do(case, PlaceLegalHold(CLOSED_AT, COORDINATOR))
    assert go(town, GOES_AT) == Gone(0, 0, 1)
    town.do(case, LiftLegalHold(GOES_AT, COORDINATOR))
    assert go(town, GOES_AT).cases == 1


def test_a_round_broken_off_between_the_log_and_the_purge_is_taken_up(town: Town) -> None:
    case = closed(town)

    def dies(_: Stream) -> int:
        message = "the machine stops"
        raise KeyboardInterrupt(message)

    with pytest.raises(KeyboardInterrupt):
        purge_details(town.store, town.rosters, dies, GOES_AT)
    assert town.case(case).life.purged
    assert go(town, GOES_AT).cases == 1
    assert [type(event) for event in town.store.events(town.stream(case))] == [DetailsPurged]


def test_an_open_case_keeps_everything(town: Town) -> None:
    town.incident()
    assert go(town, GOES_AT * 2) == Gone(0, 0, 0)
