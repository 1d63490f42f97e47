"""Taking whole files in: everything that is right is written once, and nothing where anything is wrong."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from solidground.app.english import english
from solidground.app.founding import FOUNDERS
from solidground.app.handle import stream_of
from solidground.app.importing import whole
from solidground.app.importing.fault import FileFault
from solidground.app.importing.kinds import KINDS, import_file
from solidground.app.importing.members import WORLD
from solidground.app.importing.whole import Imported, Taking
from solidground.app.ports import Route
from solidground.app.registry import add_address, check_routes, reaches
from solidground.core.hours import to_instant
from solidground.core.kernel import LATEST, AgencyId, PersonId
from solidground.core.roster.reach.decider import MOST_ROUTES
from solidground.core.roster.state import State, roles_at
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore

AGENCY = AgencyId("harbor")
ZONE = "America/Chicago"
NOON = to_instant(datetime(2024, 6, 1, 12, 0), ZONE)
TAKING = Taking(AGENCY, NOON, ZONE, "US-IL", b"c" * 32)
INCIDENT = "incident_ref,kind,occurred_at,timezone,time_known,person_ref,part\n"
ROSTER = "person_ref,role,from_on,until_on,capacity,trained_until,supervisor_ref,timezone,quiet_from,quiet_to\n"
MEMBER = "person_ref,appointed_on,separated_on,name,mail,text,timezone\n"


@pytest.fixture
def store() -> Iterator[MemoryStore]:
    """Give an empty store, and close it when the test ends."""
    made = MemoryStore(SUBJECTS)
    yield made
    made.close()


def take(store: MemoryStore, kind: str, text: str) -> Imported:
    return import_file(kind, text.encode(), store, TAKING)


def warned(found: Imported) -> tuple[tuple[int, str], ...]:
    return tuple((line, english(words)) for line, words in found.warnings)


def events(store: MemoryStore) -> int:
    return sum(1 for _ in store.log())


def person(store: MemoryStore, name: str) -> State:
    with store.transaction() as unit:
        state: State = unit.load([stream_of(AGENCY, f"person/{name}")])[0].state
    return state


def part(ref: str, who: str, role: str = "present", at: str = "2024-03-01T23:15", kind: str = "child_death") -> str:
    return f"{ref},{kind},{at},{ZONE},true,{who},{role}\n"


def test_an_incident_is_entered_once_with_everybody_in_it(store: MemoryStore) -> None:
    take(store, "members", MEMBER + "P1,2001-05-01,,,,,\nP2,2001-05-01,,,,,\n")
    found = take(store, "incidents", INCIDENT + part("I1", "P1") + part("I1", "P2", "witness") + part("I2", "P1"))
    assert found == Imported(3, 3, ())
    assert [stream.name for stream in store.streams(AGENCY, "incident")] == ["incident/I1", "incident/I2"]
    with store.transaction() as unit:
        assert [row.command.member for row in unit.take_inbox(LATEST, 10)] == ["P1", "P2", "P1"]


def test_the_same_file_again_changes_nothing_and_a_longer_one_adds_who_is_new(store: MemoryStore) -> None:
    text = INCIDENT + part("I1", "P1")
    take(store, "incidents", text)
    before = events(store)
    assert take(store, "incidents", text).imported == 1
    assert events(store) == before
    take(store, "incidents", text + part("I1", "P2"))
    assert events(store) == before + 2, "who took part, and what command owes him"


def test_one_bad_row_undoes_the_whole_file(store: MemoryStore) -> None:
    found = take(store, "incidents", INCIDENT + part("I1", "P1") + part("I2", "=cmd()") + "1\n")
    assert (found.rows, found.imported) == (3, 0)
    assert [(error.line, error.column) for error in found.errors] == [(3, "person_ref"), (4, "")]
    assert events(store) == 0


def test_everything_wrong_is_told_in_one_run_also_what_shows_only_beside_other_rows(store: MemoryStore) -> None:
    take(store, "incidents", INCIDENT + part("I1", "P1"))
    before = events(store)
    members = take(store, "members", "person_ref,appointed_on,separated_on\nP1,,\nP1,,\nP2,2024-02-30,\n")
    assert [(error.line, error.column) for error in members.errors] == [(3, "person_ref"), (4, "appointed_on")]
    roster = take(store, "roster", ROSTER + "P1,peer chief,2024-01-01,,,,,,,\nP2,wizard,2024-01-01,,,,,,,\n")
    assert [(error.line, error.column) for error in roster.errors] == [(2, "role"), (3, "role")]
    rows = [
        part("I2", "P1"),
        part("I2", "P2", at="2024-03-02T10:00"),
        part("I1", "P1", kind="other"),
        part("I3", "P 3"),
        part("I4", "P4"),
    ]
    found = take(store, "incidents", INCIDENT + "".join(rows))
    told = [(3, "occurred_at"), (4, "incident_ref"), (5, "person_ref")]
    assert [(error.line, error.column) for error in found.errors] == told
    assert (found.rows, found.imported, events(store)) == (5, 0, before)


def test_a_file_with_too_many_errors_is_not_tried(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "ERRORS_MOST", 1)
    found = take(store, "members", "person_ref,appointed_on,separated_on\nP 1,,\nP2,,\nP2,,\n")
    assert [error.line for error in found.errors] == [2]
    assert events(store) == 0


def test_two_times_for_one_incident_are_an_error_on_the_later_line(store: MemoryStore) -> None:
    found = take(store, "incidents", INCIDENT + part("I1", "P1") + part("I1", "P2", at="2024-03-02T23:15"))
    assert [(error.line, error.column) for error in found.errors] == [(3, "occurred_at")]
    assert events(store) == 0


def test_two_parts_of_one_person_are_an_error_and_the_same_row_twice_a_warning(store: MemoryStore) -> None:
    found = take(store, "incidents", INCIDENT + part("I1", "P1") + part("I1", "P1", "witness"))
    assert "the part present in it on line 2" in english(found.errors[0].why)
    take(store, "members", MEMBER + "P1,2001-05-01,,,,,\n")
    twice = take(store, "incidents", INCIDENT + part("I1", "P1") * 2)
    assert (twice.imported, [line for line, _ in twice.warnings]) == (2, [3])


def test_a_person_whom_nobody_knows_is_said_once_with_a_case_all_the_same(store: MemoryStore) -> None:
    take(store, "members", MEMBER + "P1,2001-05-01,,,,,\n")
    found = take(store, "incidents", INCIDENT + part("I1", "P1") + part("I1", "P-1") + part("I2", "P-1"))
    why = 'person_ref: Nobody is known as "P-1". Check it, or import that person too.'
    assert (found.imported, warned(found)) == (3, ((3, why),))


def test_an_incident_that_is_known_otherwise_is_an_error(store: MemoryStore) -> None:
    take(store, "incidents", INCIDENT + part("I1", "P1"))
    found = take(store, "incidents", INCIDENT + part("I1", "P2", kind="vehicle_crash"))
    assert "entered already as child_death at 2024-03-01T23:15" in english(found.errors[0].why)


def test_a_person_who_is_entered_with_another_part_keeps_it_and_it_is_said(store: MemoryStore) -> None:
    take(store, "members", MEMBER + "P1,2001-05-01,,,,,\n")
    take(store, "incidents", INCIDENT + part("I1", "P1"))
    before = events(store)
    found = take(store, "incidents", INCIDENT + part("I1", "P1", "witness"))
    assert warned(found) == ((2, "part: This person is entered already with the part present; that stays."),)
    assert events(store) == before


def test_an_incident_in_the_future_is_an_error(store: MemoryStore) -> None:
    found = take(store, "incidents", INCIDENT + part("I1", "P1", at="2024-06-02T12:00"))
    assert [(error.line, error.column) for error in found.errors] == [(2, "occurred_at")]


def test_a_member_is_entered_with_a_name_and_addresses_beside_the_log(store: MemoryStore) -> None:
    found = take(store, "members", MEMBER + "P1,2001-05-01,,Call Sign One,p1@example.org,+1 312-555-0123,\n")
    assert found == Imported(1, 1, ())
    with store.transaction() as unit:
        assert unit.person_names(AGENCY) == {"P1": "Call Sign One"}
        good = reaches(unit, TAKING.secret, AGENCY, PersonId("P1")).good
        assert check_routes(unit, TAKING.secret, AGENCY) == []
    assert [(route.way, route.address) for route in good] == [("mail", "p1@example.org"), ("text", "+1 312-555-0123")]
    assert not any("example.org" in row.body or "Call Sign" in row.body for row in store.log())


def test_somebody_who_left_is_entered_as_gone_also_when_the_days_are_reversed(store: MemoryStore) -> None:
    text = MEMBER + "P1,2001-05-01,1999-01-01,,,,Europe/London\n"
    found = take(store, "members", text)
    assert "left before being appointed" in english(found.warnings[0][1])
    assert person(store, "P1").zone == "Europe/London"
    assert person(store, "P1").separated_at is not None
    before = events(store)
    take(store, "members", text)
    assert events(store) == before


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("P1,2001-02-30,,,,,", "appointed_on"),
        ("P1,1801-02-03,,,,,", "appointed_on"),
        ("P1,01.02.2001,,,,,", "appointed_on"),
        ("P1,,,,nobody,,", "mail"),
        ("P1,,,,=a@b.c,,", "mail"),
        ("P1,,,,,=1+1,", "text"),
        (f"P1,,,,{'x' * 300}@a.b,,", "mail"),
        ("P1,,,,,,Mars/Base", "timezone"),
        (f"P1,,,{'x' * 201},,,", "name"),
        ("P1,,,=cmd|' /C calc'!A0,,,", "name"),
        ("P1,,,Call\tSign,,,", "name"),
    ],
)
def test_a_member_that_cannot_be_is_refused_by_its_column(store: MemoryStore, row: str, column: str) -> None:
    found = take(store, "members", MEMBER + row + "\n")
    assert [error.column for error in found.errors] == [column]


def test_the_same_member_twice_is_an_error(store: MemoryStore) -> None:
    found = take(store, "members", MEMBER + "P1,,,,,,\nP1,,,,,,\n")
    assert [(error.line, error.column) for error in found.errors] == [(3, "person_ref")]
    assert events(store) == 0


def test_a_member_who_is_in_the_roster_already_stays_as_he_is_and_it_is_said(store: MemoryStore) -> None:
    take(store, "members", MEMBER + "P1,2001-05-01,,,,,\nP2,2001-05-01,2020-01-01,,,,\n")
    before = events(store)
    assert take(store, "members", MEMBER + "P1,2001-05-01,,,,,\nP1-b,,,,,,America/Chicago\n").warnings == ()
    found = take(store, "members", MEMBER + "P1,2002-06-01,,,,,Europe/London\n")
    assert found.imported == 1
    assert warned(found) == (
        (2, "appointed_on: This person is in the roster already, since 2001-05-01; that day stays."),
        (2, "timezone: This person is in the roster already, in the zone America/Chicago; it stays."),
    )
    assert events(store) == before + 1, "P1-b alone"
    assert take(store, "members", MEMBER + "P2,2024-05-01,,,,,\n").warnings == (), "he comes back"


def test_an_address_too_many_is_told_by_its_column(store: MemoryStore) -> None:
    take(store, "members", MEMBER + "P1,,,,,,\n")
    with store.transaction() as unit:
        for number in range(MOST_ROUTES):
            route = Route(AGENCY, PersonId("P1"), f"route-{number}", "mail", f"{number}@x.example", working=True)
            add_address(unit, TAKING.secret, route, *FOUNDERS, NOON, WORLD)
    found = take(store, "members", MEMBER + "P1,,,,p1@example.org,,\n")
    assert [(error.line, error.column) for error in found.errors] == [(2, "mail")]


def test_a_peer_is_designated_trained_and_has_room(store: MemoryStore) -> None:
    row = "P1,peer,2024-01-01,2025-01-01,4,2024-12-31,S1,Europe/London,22:00,07:30\n"
    assert take(store, "roster", ROSTER + row).imported == 1
    state = person(store, "P1")
    assert roles_at(state, NOON) == {"peer"}
    assert (len(state.designated), len(state.trained), state.capacity) == (1, 1, 4)
    assert state.quiet is not None
    assert state.quiet[:3] == ("Europe/London", 22 * 60, 7 * 60 + 30)
    assert state.supervisors[0].supervisor == "S1"
    assert state.joined_on == date(2024, 1, 1).toordinal()


def test_a_role_of_somebody_known_keeps_the_zone_he_has(store: MemoryStore) -> None:
    take(store, "members", MEMBER + "P1,2001-05-01,,,,,Europe/London\n")
    take(store, "roster", ROSTER + "P1,coordinator,2024-01-01,,,,,,,\n")
    assert person(store, "P1").zone == "Europe/London"
    assert roles_at(person(store, "P1"), NOON) == {"coordinator"}


@pytest.mark.parametrize(
    ("second", "is_wrong"),
    [("2024-06-01,", True), ("2023-01-01,2024-01-01", True), ("2024-07-01,", False), ("2023-01-01,2023-12-31", False)],
)
def test_nobody_is_in_the_roster_twice_at_the_same_time(store: MemoryStore, second: str, *, is_wrong: bool) -> None:
    rows = f"P1,peer,2024-01-01,2024-06-30,,,,,,\nP1,deputy,{second},,,,,,\n"
    found = take(store, "roster", ROSTER + rows)
    assert [(error.line, error.column) for error in found.errors] == ([(3, "person_ref")] if is_wrong else [])


def test_somebody_of_another_roster_has_both_terms_and_it_is_said(store: MemoryStore) -> None:
    rows = "P1,deputy,2024-01-01,2024-06-30,,,,,,\nP2,deputy,2024-01-01,,,,,,,\n"
    assert take(store, "roster", ROSTER + rows).warnings == ()
    before = events(store)
    assert take(store, "roster", ROSTER + rows).warnings == (), "the same roster again"
    assert events(store) == before
    other = "P1,deputy,2024-06-01,2024-12-31,,,,,,\nP2,deputy,2024-03-01,2024-04-01,,,,,,\n"
    assert warned(take(store, "roster", ROSTER + other)) == (
        (
            2,
            "role: In the roster already as deputy from 2024-01-01 until 2024-06-30; both count together.",
        ),
        (3, "role: In the roster already as deputy from 2024-01-01; both count together."),
    )
    later = "P1,deputy,2025-01-01,,,,,,,\nP2,coordinator,2024-03-01,,,,,,,\n"
    assert take(store, "roster", ROSTER + later).warnings == ()


def test_roles_that_undo_the_wall_are_an_error_by_line(store: MemoryStore) -> None:
    found = take(store, "roster", ROSTER + "P2,peer,2024-01-01,,,,,,,\nP1,peer hr,2024-01-01,,,,,,,\n")
    assert [(error.line, error.column) for error in found.errors] == [(3, "role")]
    assert "undo the wall" in english(found.errors[0].why)
    assert events(store) == 0


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("P1,,2024-01-01,,,,,,,", "role"),
        ("P1,boss,2024-01-01,,,,,,,", "role"),
        ("P1,peer,,,,,,,,", "from_on"),
        ("P1,peer,2024-02-01,2024-01-01,,,,,,", "until_on"),
        ("P1,peer,2024-02-01,,-1,,,,,", "capacity"),
        ("P1,peer,2024-02-01,,101,,,,,", "capacity"),
        ("P1,peer,2024-02-01,,,,P1,,,", "supervisor_ref"),
        ("P1,peer,2024-02-01,,,,,Mars/Base,,", "timezone"),
        ("P1,peer,2024-02-01,,,,,,22:00,", "quiet_to"),
        ("P1,peer,2024-02-01,,,,,,24:00,07:00", "quiet_from"),
        ("P1,peer,2024-02-01,,,,,,00:00,17:00", "quiet_from"),
    ],
)
def test_a_roster_row_that_cannot_be_is_refused_by_its_column(store: MemoryStore, row: str, column: str) -> None:
    found = take(store, "roster", ROSTER + row + "\n")
    assert [error.column for error in found.errors] == [column]
    assert events(store) == 0


def test_a_file_without_rows_takes_nothing_in(store: MemoryStore) -> None:
    assert take(store, "members", MEMBER) == Imported(0, 0, ())


def test_a_file_too_long_for_one_transaction_is_a_fault(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "ROWS_MOST", 2)
    with pytest.raises(FileFault, match="more than 2 rows"):
        take(store, "members", MEMBER + "P1,,,,,,\nP2,,,,,,\nP3,,,,,,\n")


def test_errors_are_told_up_to_a_bound(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "ERRORS_MOST", 2)
    found = take(store, "members", MEMBER + "=,,,,,,\n" * 5)
    assert (found.rows, len(found.errors)) == (5, 2)


def test_every_kind_names_the_columns_it_must_have() -> None:
    assert set(KINDS) == {"members", "roster", "incidents", "statuses", "leave"}
    for kind in KINDS:
        with pytest.raises(FileFault, match="_ref"):
            import_file(kind, b"x\n1\n", MemoryStore(SUBJECTS), TAKING)


def test_a_supervisor_whom_nobody_knows_is_told_once_and_one_of_the_same_file_is_known(store: MemoryStore) -> None:
    rows = "P1,peer,2024-01-01,,,,S1,,,\nP2,peer,2024-01-01,,,,S9,,,\nP3,peer,2024-01-01,,,,S9,,,\n"
    found = take(store, "roster", ROSTER + rows + "S1,supervisor,2024-01-01,,,,,,,\n")
    why = 'supervisor_ref: Nobody is known as "S9". Check it, or import that person too.'
    assert (found.imported, warned(found)) == (4, ((3, why),))
