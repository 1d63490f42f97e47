"""The incidents of the last year, as those of command see them; and what is read again, and what is not."""

import pytest

from solidground.app.ask import ask
from solidground.app.asking import happened
from solidground.app.asking.happened import Happened
from solidground.app.asking.questions import (
    NOT_HERE,
    Administration,
    AlreadyEntered,
    CheckpointFile,
    Checkpoints,
    Delivered,
    Inquiries,
    LastYear,
    Machine,
    MyPeople,
    Question,
)
from solidground.app.asking.reading import Reading
from solidground.app.handle import handle, stream_of
from solidground.core.incident.commands import ReportIncident
from solidground.core.kernel import DAY, PersonId, Refusal
from solidground.core.wall import Role, Viewer
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, ZONE, Town
from tests.web.headquarters import HR, LIAISON, SUPERVISOR, staffed, told

CHIEF = Viewer(PersonId("chief"), frozenset({Role.CHIEF}))
OF_LIAISON = Viewer(LIAISON, frozenset({Role.LIAISON}))


def asked(town: Town, viewer: Viewer, question: Question, at: int = NOON) -> tuple[Happened, ...]:
    found = ask(Reading(town.store, town.rosters, AGENCY, at), viewer, question)
    assert isinstance(found, tuple)
    return found


def test_what_was_written_since_is_read_on_from_there(town: Town) -> None:
    assert asked(town, CHIEF, LastYear()) == ()
    town.incident(MEMBER)
    town.incident(PEERS[0], name="i-2", at=NOON - DAY)
    assert [one.incident for one in asked(town, CHIEF, LastYear())] == ["i-1", "i-2"]
    told(town)
    (first, second) = asked(town, CHIEF, LastYear())
    assert first.standing is not None
    assert [one.status for one in first.standing] == ["open"]
    assert second.standing == ()
    assert [one.incident for one in asked(town, CHIEF, LastYear(), NOON + 366 * DAY)] == ["i-1"]


def test_what_another_program_wrote_while_a_page_read_is_not_missed_for_good(town: Town) -> None:
    reading = Reading(town.store, town.rosters, AGENCY, NOON, still=True)
    reading.states([stream_of(AGENCY, f"{subject}/i-2") for subject in ("incident", "investigation")])
    town.incident(MEMBER, PEERS[0], name="i-2")
    assert set(happened.all_incidents(reading)) == {"i-2"}
    assert happened.incidents_of(reading, PEERS[0]) == ("i-2",)


def test_no_more_than_so_many_are_shown_the_newest_ones(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(happened, "SHOWN_MOST", 1)
    town.incident(MEMBER, at=NOON - DAY)
    town.incident(PEERS[0], name="i-2")
    assert [one.incident for one in asked(town, CHIEF, LastYear())] == ["i-2"]


def test_an_incident_in_which_nobody_took_part_is_seen_by_who_sees_all(town: Town) -> None:
    nobody = ReportIncident(NOON, COORDINATOR, "i-0", "other", NOON, "x", ZONE, True, "US-IL", ())  # noqa: FBT003 - to the minute
    with town.store.transaction() as unit:
        handle(unit, stream_of(AGENCY, "incident/i-0"), nobody, None)
    (one,) = asked(town, OF_LIAISON, Inquiries())
    assert (one.people, one.standing) == ((), ())


def test_the_liaison_is_not_told_that_care_follows_and_the_chief_is(town: Town) -> None:
    town.incident(MEMBER)
    assert asked(town, OF_LIAISON, Inquiries())[0].people[0].case_follows is None
    assert asked(town, CHIEF, LastYear())[0].people[0].case_follows is True


def test_who_took_part_himself_does_not_learn_first_how_it_stands(town: Town) -> None:
    town.enter(CHIEF.person, ("chief",))
    town.incident(CHIEF.person, MEMBER)
    told(town)
    (one,) = asked(town, CHIEF, LastYear())
    assert (one.standing, one.last_at) == (None, 0)
    assert asked(town, CHIEF, Inquiries()) == ()


@pytest.mark.parametrize(
    ("person", "question"),
    [
        (MEMBER, MyPeople()),
        (PersonId("stranger"), MyPeople()),
        (HR, LastYear()),
        (MEMBER, LastYear()),
        (MEMBER, AlreadyEntered("i-2", (MEMBER,), NOON)),
        (HR, AlreadyEntered("i-2", (MEMBER,), NOON)),
        (COORDINATOR, Inquiries()),
        (MEMBER, Delivered()),
        (SUPERVISOR, Administration()),
        (COORDINATOR, Checkpoints()),
        (COORDINATOR, CheckpointFile()),
    ],
)
def test_for_everybody_else_it_is_not_there(town: Town, person: PersonId, question: Question) -> None:
    staffed(town)
    town.incident(MEMBER)
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    roles = {HR: {Role.HR}, COORDINATOR: {Role.COORDINATOR}}.get(person, set())
    assert ask(reading, Viewer(person, frozenset(roles)), question) == NOT_HERE


def test_a_role_that_the_wall_does_not_know_of_learns_nothing_of_the_machine(town: Town) -> None:
    reading = Reading(town.store, town.rosters, AGENCY, NOON)
    found = ask(reading, Viewer(MEMBER, frozenset({Role.PROPERTY_OFFICER})), Machine())
    assert isinstance(found, Refusal)
