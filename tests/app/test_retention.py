from functools import partial

import pytest

from solidground.app.decisions import code_of, decision_of
from solidground.app.handle import stream_of
from solidground.app.retention import RETENTION_FOR, Gone, purge_details
from solidground.core.care.commands import CloseCase, LiftLegalHold, PlaceLegalHold
from solidground.core.care.events import DetailsPurged
from solidground.core.desk import events as desk_events
from solidground.core.desk.commands import BeginDraft, DropDraft
from solidground.core.kernel import DAY, CaseId, Instant, Stream
from solidground.store.fault import StoreError
from solidground.store.purge import purge
from solidground.store.refold import refold
from solidground.store.verify import verify
from tests.app.holdings import happened
from tests.app.papers import KEYS, asked_beside, does, drafted, mine, sent, signed
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


DECISION = stream_of(AGENCY, decision_of(AGENCY, MEMBER))


def thrown_away(town: Town) -> None:
    drafted(town)
    asked_beside(town)
    happened(does(town, DropDraft(NOON, MEMBER)))


def test_a_draft_that_was_thrown_away_goes_with_the_next_round_and_the_log_verifies(town: Town) -> None:
    (case,) = town.incident()
    drafted(town, person=PEERS[0])
    thrown_away(town)
    town.store.seal(NOON)
    assert go(town, NOON + 1) == Gone(0, 4, 0, 1)
    assert go(town, NOON + DAY) == Gone(0, 0, 0), "once"
    bodies = [row.body for row in town.store.history(DECISION)]
    assert not any("resign" in body or MEMBER in body for body in bodies)
    assert [type(event) for event in town.store.events(DECISION)] == [desk_events.DetailsPurged]
    assert (mine(town, PEERS[0]).stage, town.case(case).status) == ("draft", "active"), "another's stays, and his case"
    assert refold(town.store).wrong == ()
    seal = town.store._signer  # noqa: SLF001 - a store in memory keeps its key to itself
    assert verify(town.store, getattr(seal, "public", b"")).first_bad is None


def test_after_it_he_begins_anew_on_the_page_he_had_open_and_no_old_code_is_good(town: Town) -> None:
    thrown_away(town)
    seen_at, old = mine(town).changed_at, code_of(KEYS, AGENCY, MEMBER, 1)
    go(town, NOON + DAY)
    happened(does(town, BeginDraft(NOON + DAY, MEMBER), seen_at))
    assert asked_beside(town, NOON + DAY) != old
    happened(does(town, DropDraft(NOON + DAY, MEMBER)))
    assert go(town, NOON + 2 * DAY) == Gone(0, 4, 0, 1), "thrown away again, it goes again, with what purged it before"


def test_what_he_has_sent_or_signed_or_begun_again_stays(town: Town) -> None:
    thrown_away(town)
    drafted(town)
    happened(signed(town))
    assert go(town, NOON + DAY) == Gone(0, 0, 0)
    happened(sent(town, NOON + DAY))
    assert go(town, NOON + 2 * DAY) == Gone(0, 0, 0)


def test_who_begins_another_while_the_round_is_on_its_way_keeps_it(town: Town) -> None:
    thrown_away(town)
    drafted(town, person=PEERS[0])
    happened(does(town, DropDraft(NOON, PEERS[0])))

    def begins(stream: Stream) -> int:
        # Of two that were thrown away one goes first: meanwhile the other's member begins another.
        other = MEMBER if stream != DECISION else PEERS[0]
        happened(does(town, BeginDraft(NOON + 1, other)))
        return purge(town.store, stream)

    gone = purge_details(town.store, town.rosters, begins, NOON + 1)
    assert (gone.drafts, gone.held) == (1, 1)
    assert sorted(mine(town, person).stage for person in (MEMBER, PEERS[0])) == ["draft", "none"]


def test_a_legal_hold_on_his_case_keeps_it_too(town: Town) -> None:
    (case,) = town.incident()
    town.do(case, PlaceLegalHold(NOON, COORDINATOR))
    thrown_away(town)
    assert go(town, NOON + DAY) == Gone(0, 0, 1)
    town.do(case, LiftLegalHold(NOON + DAY, COORDINATOR))
    assert go(town, NOON + DAY).drafts == 1


def test_a_round_that_broke_off_before_a_draft_was_emptied_is_taken_up(town: Town) -> None:
    thrown_away(town)

    def dies(_: Stream) -> int:
        message = "the machine stops"
        raise KeyboardInterrupt(message)

    with pytest.raises(KeyboardInterrupt):
        purge_details(town.store, town.rosters, dies, NOON + DAY)
    assert mine(town).member == ""
    assert go(town, NOON + DAY).drafts == 1
    assert len(town.store.events(DECISION)) == 1
