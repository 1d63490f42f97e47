"""Inbox, outbox, tokens and the registry, on every kind of store."""

import pytest

from solidground.core.kernel import HOUR, MINUTE
from solidground.core.record import InboxRow, Left, OutboxRow, Route
from solidground.store.base import SqlStore
from solidground.store.desk import LOAN_FOR, notice_key
from tests.store.made_up import (
    AGENCY,
    MEMBER,
    NOON,
    OTHER_AGENCY,
    PEER,
    SECOND_PEER,
    IncidentRecorded,
    OpenCase,
    case,
    made,
    notice,
    opened,
    write,
)


def due(store: SqlStore, at: int, most: int = 9) -> list[OutboxRow]:
    """Borrow what is due."""
    with store.transaction() as unit:
        return unit.outbox_due(at, most)


def test_a_notification_is_lent_once_and_again_when_its_sender_died(store: SqlStore) -> None:
    write(store, case(), opened(), notices=(notice(),))
    (row,) = due(store, NOON)
    assert row == OutboxRow(AGENCY, row.number, notice_key(AGENCY, notice()), notice(), "c-1", 0, NOON)
    assert due(store, NOON + MINUTE) == []
    (again,) = due(store, NOON + LOAN_FOR)
    assert (again.number, again.key, again.tries) == (row.number, row.key, 1)


def test_the_same_notification_is_there_once(store: SqlStore) -> None:
    write(store, case(), opened(), notices=(notice(), notice()))
    write(store, case(), made(), notices=(notice(), notice(rung=1)))
    write(store, case("c-1", OTHER_AGENCY), opened(), notices=(notice(),))
    assert sorted((row.agency, row.notice.rung) for row in due(store, NOON)) == [
        (OTHER_AGENCY, 0),
        (AGENCY, 0),
        (AGENCY, 1),
    ]


def test_urgent_ones_are_lent_first_and_none_before_its_time(store: SqlStore) -> None:
    late, urgent = notice("o-3", NOON + 1), notice("o-2", NOON, urgent=True)
    write(store, case(), opened(), notices=(late, notice("o-1", NOON - 1), urgent))
    assert [row.notice.obligation for row in due(store, NOON, 1)] == ["o-2"]
    assert [row.notice.obligation for row in due(store, NOON)] == ["o-1"]
    assert [row.notice.obligation for row in due(store, NOON + 1)] == ["o-3"]


def test_urgent_ones_are_lent_alone_where_nothing_else_is_wanted(store: SqlStore) -> None:
    write(store, case(), opened(), notices=(notice("o-1", NOON - 1), notice("o-2", NOON, urgent=True)))
    with store.transaction() as unit:
        assert [row.notice.obligation for row in unit.outbox_due(NOON, 9, urgent=True)] == ["o-2"]
    assert [row.notice.obligation for row in due(store, NOON)] == ["o-1"]


def test_whether_anything_urgent_is_due_is_told_of_notifications_and_of_cases(store: SqlStore) -> None:
    write(store, case(), opened(), notices=(notice("o-1"), notice("o-2", NOON, urgent=True)))
    assert [store.is_urgent(at) for at in (NOON - 1, NOON)] == [False, True]
    due(store, NOON)
    assert not store.is_urgent(NOON), "it is lent, and no case is urgent"
    with store.session() as session:
        session.change("UPDATE outbox SET urgent = 0")
        session.change("UPDATE case_row SET urgent = 1")
        (at,) = session.run("SELECT claim_at FROM case_row")[0]
    assert [store.is_urgent(when) for when in (at - 1, at)] == [False, True]


@pytest.mark.parametrize("outcome", ["handed_over", "refused"])
def test_what_has_ended_is_never_lent_again(store: SqlStore, outcome: str) -> None:
    write(store, case(), opened(), notices=(notice(),))
    (row,) = due(store, NOON)
    with store.transaction() as unit:
        unit.outbox_ended(AGENCY, row.number, outcome, NOON, None)
        unit.outbox_ended(AGENCY, row.number, "again", NOON, NOON)
    assert due(store, NOON + LOAN_FOR) == []


@pytest.mark.parametrize("outcome", ["again", "unknown"])
def test_what_has_not_ended_is_tried_again_at_its_time(store: SqlStore, outcome: str) -> None:
    write(store, case(), opened(), notices=(notice(),))
    (row,) = due(store, NOON)
    with store.transaction() as unit:
        unit.outbox_ended(AGENCY, row.number, outcome, NOON, NOON + MINUTE)
    assert due(store, NOON) == []
    assert [(each.key, each.tries) for each in due(store, NOON + MINUTE)] == [(row.key, 1)]


def test_what_a_dead_sender_had_in_its_hands_is_taken_back_with_the_key_it_may_have_left_under(
    store: SqlStore,
) -> None:
    write(store, case(), opened(), notices=tuple(notice(f"o-{number}") for number in range(4)))
    in_hand, unknown, ended, put_back = due(store, NOON)
    with store.transaction() as unit:
        unit.outbox_sent_as((in_hand, unknown, ended, put_back), "a key")
        unit.outbox_ended(AGENCY, unknown.number, "unknown", NOON, NOON + HOUR)
        unit.outbox_ended(AGENCY, ended.number, "handed_over", NOON, None)
        unit.outbox_ended(AGENCY, put_back.number, "again", NOON, NOON + HOUR)
    assert due(store, NOON + MINUTE) == []
    with store.transaction() as unit:
        assert unit.outbox_take_back(NOON + MINUTE) == 1
        assert unit.outbox_take_back(NOON + MINUTE) == 0
    (again,) = due(store, NOON + MINUTE)
    assert (again.number, again.unknown, again.sent_as, again.tries) == (in_hand.number, True, "a key", 1)


def test_what_was_lent_to_a_sender_who_has_begun_since_is_not_taken_from_him(store: SqlStore) -> None:
    write(store, case(), opened(), notices=(notice(),))
    (row,) = due(store, NOON + 1)
    with store.transaction() as unit:
        unit.outbox_sent_as([row], "k")
        assert unit.outbox_take_back(NOON) == 0
        assert unit.outbox_holds([row])
        assert unit.outbox_take_back(NOON + 1) == 1


def test_who_was_asked_about_something_is_known_each_once_also_when_it_has_ended(store: SqlStore) -> None:
    asked = (notice("o-1"), notice("o-1", rung=1), notice("o-1", rung=2)._replace(recipient=SECOND_PEER), notice("o-2"))
    write(store, case(), opened(), notices=asked)
    write(store, case("c-1", OTHER_AGENCY), opened(), notices=(notice("o-1")._replace(recipient=MEMBER),))
    (first, *_) = due(store, NOON)
    with store.transaction() as unit:
        unit.outbox_ended(first.agency, first.number, "handed_over", NOON, None)
        assert unit.outbox_asked(AGENCY, "o-1") == [PEER, SECOND_PEER]
        assert unit.outbox_asked(AGENCY, "o-9") == []


def test_what_waits_for_a_case_is_withdrawn_and_what_was_handed_over_stays_so(store: SqlStore) -> None:
    write(store, case("c-1"), opened(), notices=(notice("o-1"), notice("o-2")))
    write(store, case("c-2"), opened(), notices=(notice("o-3"),))
    first = due(store, NOON, 1)[0]
    with store.transaction() as unit:
        assert unit.outbox_withdraw(AGENCY, NOON, case="c-1") == 2
        assert unit.outbox_withdraw(AGENCY, NOON, case="c-1") == 0
        unit.outbox_ended(AGENCY, first.number, "handed_over", NOON, None)
    assert [row.notice.obligation for row in due(store, NOON + LOAN_FOR)] == ["o-3"]
    statuses = store.stream_rows("SELECT status FROM outbox WHERE obligation <> 'o-3' ORDER BY obligation")
    assert [status for (status,) in statuses] == ["handed_over", "withdrawn"]


def test_what_waits_for_one_obligation_is_withdrawn_alone(store: SqlStore) -> None:
    write(store, case("c-1"), opened(), notices=(notice("o-1"), notice("o-2")))
    with store.transaction() as unit:
        assert unit.outbox_withdraw(AGENCY, NOON, obligation="o-1") == 1
        assert [row.notice.obligation for row in unit.outbox_due(NOON, 9)] == ["o-2"]


def test_a_notification_of_this_very_unit_can_be_lent_and_withdrawn(store: SqlStore) -> None:
    with store.transaction() as unit:
        write_here = unit.load([case()])[0]
        assert write_here.version == 0
    write(store, case(), opened(), notices=(notice(),))
    with store.transaction() as unit:
        assert unit.outbox_withdraw(AGENCY, NOON, case="c-1") == 1
        assert unit.outbox_due(NOON, 9) == []


def test_the_inbox_gives_each_command_once_in_order(store: SqlStore) -> None:
    rows = [
        InboxRow(AGENCY, f"k-{number}", "case/c-1", OpenCase(NOON, PEER, MEMBER), NOON + number) for number in range(3)
    ]
    with store.transaction() as unit:
        unit.put_inbox(rows[:2])
        unit.put_inbox([rows[1]._replace(at=0), rows[2]])
    with store.transaction() as unit:
        assert unit.take_inbox(NOON, 2) == rows[:2]
    with store.transaction() as unit:
        assert unit.take_inbox(NOON, 9) == rows[2:]
        assert unit.take_inbox(NOON, 9) == []


def test_a_command_nobody_can_read_is_set_apart_and_lets_the_others_pass(store: SqlStore) -> None:
    strange = InboxRow(AGENCY, "k", "case/c-1", IncidentRecorded(NOON, PEER, "x"), NOON)
    known = InboxRow(AGENCY, "k-2", "case/c-1", OpenCase(NOON, PEER, MEMBER), NOON)
    with store.transaction() as unit:
        unit.put_inbox([strange, strange._replace(key="k-1", command=known.command), known])
    with store.session() as session:
        session.change("UPDATE inbox SET body = '{' WHERE key = 'k-1'")
    with store.transaction() as unit:
        assert unit.take_inbox(NOON, 9) == [known]
    with store.transaction() as unit:
        assert unit.inbox_next(NOON) is None
        assert unit.inbox_left(NOON - 1) == [Left(AGENCY, "case/c-1", NOON, 1, "unread")] * 2


def test_a_row_set_apart_waits_ever_longer_up_to_a_bound_and_is_not_lost(store: SqlStore) -> None:
    row = InboxRow(AGENCY, "k", "case/c-1", OpenCase(NOON, PEER, MEMBER), NOON)
    with store.transaction() as unit:
        unit.put_inbox([row])
        assert unit.inbox_left(NOON - 1) == []
        assert unit.inbox_left(NOON) == [Left(AGENCY, "case/c-1", NOON, 0, None)]
    at, waits = NOON, list[int]()
    for _ in range(9):
        with store.transaction() as unit:
            assert unit.inbox_next(at) == (AGENCY, "k")
            unit.inbox_apart(AGENCY, "k", "failed", at)
            unit.inbox_apart(AGENCY, "another", "failed", at)
        ((next_at,),) = list(store.stream_rows("SELECT try_at FROM inbox"))
        with store.transaction() as unit:
            assert unit.take_inbox(next_at - 1, 9) == []
            assert unit.inbox_left(0) == [Left(AGENCY, "case/c-1", NOON, len(waits) + 1, "failed")]
        waits.append((next_at - at) // MINUTE)
        at = next_at
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    with store.transaction() as unit:
        assert unit.take_inbox(at, 9) == [row]


def test_a_token_used_twice_is_told_what_it_did_the_first_time(store: SqlStore) -> None:
    with store.transaction() as unit:
        assert unit.remember(AGENCY, "secret", "not now", NOON) is None
    with store.transaction() as unit:
        assert unit.remember(AGENCY, "secret", "call me", NOON + 1) == "not now"
        assert unit.remember(OTHER_AGENCY, "secret", "call me", NOON) is None
    assert not [row for row in store.stream_rows("SELECT token FROM token") if "secret" in row[0]]


def test_the_registry_keeps_names_and_addresses_until_somebody_is_forgotten(store: SqlStore) -> None:
    phone = Route(AGENCY, PEER, "r-1", "text", "+15550100", working=True)
    with store.transaction() as unit:
        unit.put_person(AGENCY, PEER, "Badge 12")
        unit.put_person(AGENCY, PEER, "Badge 14")
        unit.put_route(phone)
        unit.put_route(phone._replace(working=False))
    with store.transaction() as unit:
        assert unit.person_names(AGENCY) == {PEER: "Badge 14"}
        assert unit.routes(AGENCY, PEER) == [phone._replace(working=False)]
        assert unit.routes(OTHER_AGENCY, PEER) == []
        unit.forget_person(AGENCY, PEER)
        assert unit.person_names(AGENCY) == {}
        assert unit.routes(AGENCY, PEER) == []


def test_a_protocol_keeps_every_edition(store: SqlStore) -> None:
    with store.transaction() as unit:
        assert unit.put_protocol(AGENCY, "default", "one", NOON) == 1
        assert unit.put_protocol(AGENCY, "default", "one", NOON) == 1
        assert unit.put_protocol(AGENCY, "default", "two", NOON) == 2
        assert unit.protocol(AGENCY, "default", 1) == "one"
        assert unit.protocol(AGENCY, "default", 3) is None
