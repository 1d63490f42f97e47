"""The port, on every kind of store: what one transaction writes, and what the next one finds."""

import pytest

from solidground.core.kernel import DAY, HOUR, AgencyId, PersonId, Stream
from solidground.core.record import Change, ConflictError, Loaded, Looked, Place, Taken
from solidground.store.base import SqlStore
from solidground.store.verify import verify
from tests.store.made_up import (
    AGENCY,
    MEMBER,
    NOON,
    OTHER_AGENCY,
    PEER,
    SECOND_PEER,
    CaseClosed,
    Incident,
    IncidentRecorded,
    Kept,
    PersonAdded,
    PlanMoved,
    Somebody,
    case,
    case_id,
    change,
    made,
    notice,
    opened,
    row,
    write,
)


def test_a_stream_that_does_not_exist_is_its_subjects_initial_state_at_version_zero(store: SqlStore) -> None:
    with store.transaction() as unit:
        assert unit.load([case(), case("c-2")]) == [Loaded(Kept(), 0), Loaded(Kept(), 0)]


def test_what_one_transaction_wrote_the_next_one_loads(store: SqlStore) -> None:
    write(store, case(), opened(), made())
    with store.transaction() as unit:
        (loaded,) = unit.load([case()])
    assert loaded == Loaded(Kept("active", MEMBER, ("hour", "day", "week"), 1, NOON + HOUR), 2)
    assert store.events(case()) == [opened(), made()]


def test_a_unit_sees_its_own_changes_before_they_are_committed(store: SqlStore) -> None:
    with store.transaction() as unit:
        for each in (opened(), made(), made(NOON + 2 * HOUR)):
            (loaded,) = unit.load([case()])
            unit.append([change(case(), loaded, each)])
        assert unit.load([case()])[0].version == 3
        assert unit.next_wake() == NOON + 2 * HOUR + DAY
        assert [found for found, _ in unit.cases_of(AGENCY, member=MEMBER)] == [case_id(case())]
        assert unit.claim(NOON + 2 * DAY, 10) == [(AGENCY, case_id(case()))]
    assert [each.version for each in store.log()] == [1, 2, 3]


def test_a_transaction_that_fails_leaves_nothing(store: SqlStore) -> None:
    write(store, case(), opened())
    loaded = Loaded(Kept("active", MEMBER), 1)
    with pytest.raises(ConflictError), store.transaction() as unit:
        unit.append([change(case(), loaded, made()), change(case("c-2"), loaded, made())])
    with store.transaction() as unit:
        assert unit.load([case()])[0].version == 1
    assert len(list(store.log())) == 1


def test_a_change_of_a_version_that_has_moved_is_a_conflict(store: SqlStore) -> None:
    before = write(store, case(), opened())
    with pytest.raises(ConflictError), store.transaction() as unit:
        unit.append([change(case(), before, made())])
    assert len(list(store.log())) == 1


def test_a_field_that_rarely_changes_is_the_last_one_written(store: SqlStore) -> None:
    write(store, case(), opened())
    write(store, case(), PlanMoved(NOON, PEER, ("month",)))
    write(store, case(), made())
    store.forget(case())
    with store.transaction() as unit:
        assert unit.load([case()])[0].state.plan == ("month",)


def test_the_log_is_in_order_and_numbered_for_each_agency(store: SqlStore) -> None:
    write(store, case("c-1"), opened())
    write(store, case("c-1", OTHER_AGENCY), opened())
    write(store, case("c-2"), opened(), made())
    assert [(each.agency, each.position, each.stream) for each in store.log()] == [
        (OTHER_AGENCY, 1, "case/c-1"),
        (AGENCY, 1, "case/c-1"),
        (AGENCY, 2, "case/c-2"),
        (AGENCY, 3, "case/c-2"),
    ]
    assert [each.position for each in store.log(AGENCY, "care", after=2)] == [3]
    assert list(store.log(AGENCY, "command")) == []
    assert store.agencies() == [OTHER_AGENCY, AGENCY]
    assert store.streams(AGENCY, "case") == [case("c-1"), case("c-2")]


def test_the_read_row_is_what_the_subject_said(store: SqlStore) -> None:
    write(store, case(), opened())
    expected = row(Kept("active", MEMBER, ("hour", "day", "week"), 0, NOON))
    assert list(store.rows(AGENCY)) == [(case_id(case()), expected)]
    assert list(store.rows(AGENCY, "closed")) == []
    with store.transaction() as unit:
        assert unit.cases_of(AGENCY, incident="i-1") == [(case_id(case()), expected)]
        assert unit.cases_of(OTHER_AGENCY, incident="i-1") == []


def test_the_cases_of_a_keeper_are_found_without_a_look_at_another(store: SqlStore) -> None:
    for number in range(3):
        write(store, case(f"c-{number}"), opened())
    with store.transaction() as unit:
        assert unit.kept_by(AGENCY, PEER) == ["c-0", "c-1", "c-2"]
        assert unit.kept_by(AGENCY, MEMBER) == []
        assert unit.kept_by(OTHER_AGENCY, PEER) == []


def test_urgent_cases_are_claimed_first_and_then_by_time(store: SqlStore) -> None:
    write(store, case("c-1"), opened(NOON + 2))
    write(store, case("c-2"), opened(NOON + 1))
    write(store, case("c-3"), opened(NOON), made(NOON + 3))
    with store.transaction() as unit:
        assert [found for _, found in unit.claim(NOON + DAY + 3, 2)] == ["c-3", "c-2"]
    with store.transaction() as unit:
        assert [found for _, found in unit.claim(NOON + DAY + 2, 9)] == ["c-2", "c-1"]
    assert store.next_wake() == NOON + DAY + 1


def test_a_closed_case_is_never_claimed(store: SqlStore) -> None:
    write(store, case(), opened(), CaseClosed(NOON, PEER))
    assert store.next_wake() is None
    with store.transaction() as unit:
        assert unit.wake_keeper(AGENCY, PEER, NOON) == 0
        assert unit.claim(NOON + 100 * DAY, 9) == []


def test_a_keepers_cases_wake_early_until_they_are_claimed(store: SqlStore) -> None:
    write(store, case(), opened())
    with store.transaction() as unit:
        assert unit.wake_keeper(AGENCY, SECOND_PEER, NOON + HOUR) == 0
        assert unit.wake_keeper(OTHER_AGENCY, PEER, NOON + HOUR) == 0
        assert unit.wake_keeper(AGENCY, PEER, NOON + HOUR) == 1
    write(store, case(), made())
    assert store.next_wake() == NOON + HOUR
    with store.transaction() as unit:
        assert len(unit.claim(NOON + HOUR, 9)) == 1
    assert store.next_wake() == NOON + HOUR + DAY, "claimed, and nothing was said: the rules' own time again"


def test_a_case_that_a_bug_stopped_is_put_off(store: SqlStore) -> None:
    write(store, case(), opened())
    with store.transaction() as unit:
        assert len(unit.claim(NOON + DAY, 9)) == 1
        unit.put_off(AGENCY, case_id(case()), NOON + 2 * DAY)
    with store.transaction() as unit:
        assert unit.claim(NOON + DAY, 9) == []
        assert len(unit.claim(NOON + 2 * DAY, 9)) == 1


def test_two_cases_do_not_take_the_last_place_of_one_peer(store: SqlStore) -> None:
    last = Taken(AGENCY, PEER, 1, NOON, capacity=1)
    with store.transaction() as unit:
        unit.take([last])
    with pytest.raises(ConflictError, match="no place left"), store.transaction() as unit:
        unit.take([last])
    with store.transaction() as unit:
        assert unit.places(AGENCY) == {PEER: Place(1, NOON, 0)}
        unit.take([last._replace(load_change=-1, asked_at=None)])
        assert unit.places(AGENCY) == {PEER: Place(0, NOON, 0)}
        unit.take([last, last._replace(capacity=None)])
        assert unit.places(AGENCY)[PEER].load == 2


def test_somebody_with_an_active_case_is_not_free(store: SqlStore) -> None:
    write(store, case(), opened())
    wanted = Taken(AGENCY, MEMBER, 1, NOON, capacity=5, free=True)
    with pytest.raises(ConflictError, match="active case"), store.transaction() as unit:
        unit.take([wanted])
    write(store, case(), CaseClosed(NOON, PersonId("clock")))
    with store.transaction() as unit:
        unit.take([wanted])
        assert unit.places(AGENCY)[MEMBER] == Place(1, NOON, 0)


def test_a_bug_in_one_case_stops_at_that_case_and_leaves_the_unit_good(store: SqlStore) -> None:
    with store.transaction() as unit:
        (loaded,) = unit.load([case("c-1")])
        good = change(case("c-1"), loaded, opened())
        assert good.row is not None
        wrong = [
            good._replace(row=good.row._replace(wake_at=None)),
            good._replace(row=good.row._replace(status="closed")),
            good._replace(row=good.row._replace(status="lost")),
            good._replace(stream=case("c-1")._replace(side="command")),
            good._replace(stream=Stream(AGENCY, "care", "person/p-1"), before=Somebody(), state=Somebody()),
        ]
        for each in wrong:
            with pytest.raises(AssertionError):
                unit.append([each])
        with pytest.raises(TypeError):
            unit.append([good._replace(events=(opened(), object()))])
        unit.append([good])
    assert [event.version for event in store.log()] == [1]
    assert verify(store, None).first_bad is None


def test_what_no_table_allows_is_a_bug_and_not_a_fault(store: SqlStore) -> None:
    with pytest.raises(AssertionError), store.session() as session:
        session.change("INSERT INTO place VALUES ('a', 'p', 0, 0, -1)")


def test_the_roster_grows_with_every_event_of_a_person(store: SqlStore) -> None:
    person = Stream(AGENCY, "care", "person/p-1")
    with store.transaction() as unit:
        assert unit.roster_version(AGENCY) == 0
        unit.append([Change(person, 0, (PersonAdded(NOON, PEER),), Somebody(), Somebody(there=True))])
        assert unit.roster_version(AGENCY) == 1
    write(store, case(), opened())
    with store.transaction() as unit:
        assert (unit.roster_version(AGENCY), unit.roster_version(OTHER_AGENCY)) == (1, 0)
        unit.append([Change(person, 1, (PersonAdded(NOON, PEER),) * 2, Somebody(), Somebody(there=True))])
    with store.transaction() as unit:
        assert unit.roster_version(AGENCY) == 3


def test_a_change_without_events_writes_its_row_and_notices_only(store: SqlStore) -> None:
    write(store, case(), opened())
    with store.transaction() as unit:
        (loaded,) = unit.load([case()])
        later = change(case(), loaded, notices=(notice(),))
        assert later.row is not None
        unit.append([later._replace(row=later.row._replace(wake_at=NOON + 5 * DAY))])
    assert store.next_wake() == NOON + 5 * DAY
    assert [event.version for event in store.log()] == [1]
    with store.transaction() as unit:
        assert len(unit.outbox_due(NOON, 9)) == 1


def test_another_keeper_is_woken_and_the_one_before_no_longer(store: SqlStore) -> None:
    write(store, case(), opened())
    with store.transaction() as unit:
        (loaded,) = unit.load([case()])
        handed = change(case(), loaded, made())
        assert handed.row is not None
        unit.append([handed._replace(row=handed.row._replace(keepers=(SECOND_PEER,)))])
        assert unit.wake_keeper(AGENCY, PEER, NOON) == 0
        assert unit.wake_keeper(AGENCY, SECOND_PEER, NOON) == 1
        assert unit.next_wake() == NOON
    store.forget(case())
    write(store, case(), made())
    with store.transaction() as unit:
        assert unit.wake_keeper(AGENCY, SECOND_PEER, NOON) == 0
        assert unit.wake_keeper(AGENCY, PEER, NOON) == 1


def test_the_streams_of_a_subject_are_found_also_before_the_end_of_the_unit(store: SqlStore) -> None:
    write(store, case("c-2"), opened())
    with store.transaction() as unit:
        (loaded,) = unit.load([case("c-1")])
        unit.append([change(case("c-1"), loaded, opened())])
        assert unit.streams(AGENCY, "case") == [case("c-1"), case("c-2")]
        assert unit.streams(OTHER_AGENCY, "case") == []
        assert unit.versions(AGENCY, "case") == {"case/c-1": 1, "case/c-2": 1}


def test_places_of_everybody_follow_what_this_unit_takes(store: SqlStore) -> None:
    with store.transaction() as unit:
        unit.take([Taken(AGENCY, PEER, 1, NOON, None), Taken(OTHER_AGENCY, PEER, 1, NOON, None)])
        assert unit.places(AGENCY) == {PEER: Place(1, NOON, 0)}
        unit.take([Taken(AGENCY, SECOND_PEER, 2, None, None)])
        assert unit.places(AGENCY) == {PEER: Place(1, NOON, 0), SECOND_PEER: Place(2, 0, 0)}
    with store.transaction() as unit:
        assert unit.places(AGENCY) == {PEER: Place(1, NOON, 0), SECOND_PEER: Place(2, 0, 0)}
        assert unit.places(OTHER_AGENCY) == {PEER: Place(1, NOON, 0)}


def test_reading_within_a_transaction_sees_what_it_has_written(store: SqlStore) -> None:
    with store.transaction() as unit:
        (loaded,) = unit.load([case()])
        unit.append([change(case(), loaded, opened())])
        assert unit.next_wake() == NOON + DAY
        assert store.next_wake() == NOON + DAY


def test_looks_are_kept_once_newest_first_for_each_member_and_go_when_he_is_forgotten(store: SqlStore) -> None:
    first, second = Looked(AGENCY, MEMBER, PEER, "case", NOON), Looked(AGENCY, MEMBER, PEER, "board", NOON + HOUR)
    foreign = Looked(OTHER_AGENCY, MEMBER, PEER, "case", NOON)
    with store.transaction() as unit:
        unit.put_looked([first, foreign])
        unit.put_looked([first, second])
    with store.transaction() as unit:
        assert unit.looked_at(AGENCY, MEMBER) == [second, first]
        assert unit.looked_at(AGENCY, PEER) == []
        assert unit.looked_since(AGENCY, PEER, NOON) == [second]
        assert (unit.looked_count(AGENCY), unit.looked_count(OTHER_AGENCY)) == (2, 1)
        unit.forget_person(AGENCY, MEMBER)
        assert unit.looked_count(AGENCY) == 0


def test_the_history_of_a_stream_is_what_the_log_says_of_it(store: SqlStore) -> None:
    write(store, case(), opened(), made())
    write(store, case("c-2"), opened())
    assert store.history(case()) == [each for each in store.log() if each.stream == case().name]


def test_how_far_each_side_has_come_is_the_same_whichever_is_asked_first(store: SqlStore) -> None:
    write(store, case("c-1"), opened(), made())
    incident, shots = Stream(AGENCY, "command", "incident/i-1"), (IncidentRecorded(NOON, PEER, "x"),)
    with store.transaction() as unit:
        unit.append([Change(incident, 0, shots, Incident(), Incident(("x",)))])
    with store.transaction() as unit:
        assert (unit.log_size(AGENCY, "command"), unit.log_size(AGENCY, "care")) == (1, 2)
    with store.transaction() as unit:
        assert (unit.log_size(AGENCY, "care"), unit.log_size(AGENCY, "command")) == (2, 1)
        nobody = AgencyId("nobody")
        assert unit.log_size(nobody, "command") == unit.log_size(nobody, "care") == 0
