"""One installation serves many agencies: whatever happens in one, another gets the same answers to the byte."""

from itertools import chain

import pytest

from solidground.app.demo.cast import AGENCY, CAPTAIN, CEDAR, FOUNDED_AT, LANTERN, MEMBERS, PARTNER, ZONE, local
from solidground.app.demo.stage import Stage
from solidground.app.founding import NewPerson, enter
from solidground.app.ports import Unit
from solidground.core.care.concern.commands import RaiseConcern
from solidground.core.incident.commands import ReportIncident
from solidground.core.kernel import AgencyId, CaseId, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from solidground.store.shape import Table
from solidground.store.tables import TABLES
from tests.stories.field import INCIDENT, Field, default_protocol, founded
from tests.stories.test_p04_the_wall_holds import questions

BAY, NOBODY = AgencyId("bay"), PersonId("nobody")
JOINED, DAYS = 730_000, 20
OF_ALL = frozenset({"meta", "rotation"})
"""What is said of the database itself and of its signing key: nothing anybody did."""


def enter_all(unit: Unit) -> None:
    for person, _ in MEMBERS:
        enter(unit, BAY, NewPerson(person, ZONE, JOINED), FOUNDED_AT)
    enter(unit, BAY, NewPerson(LANTERN, ZONE, JOINED, ("coordinator",)), FOUNDED_AT)
    enter(unit, BAY, NewPerson(CEDAR, ZONE, JOINED, (), JOINED, 6), FOUNDED_AT)


def bay(store: MemoryStore) -> Stage:
    """Live twenty days in another agency whose people, incident and concern have the same references."""
    other = Stage(store, BAY, default_protocol(), FOUNDED_AT)
    other.enter(enter_all)
    other.until(local(0, "21:52"))
    began = ("officer_involved_shooting", local(0, "21:40"), "2024-03-05T21:40", ZONE)
    other.report(
        ReportIncident(other.now, CAPTAIN, INCIDENT, *began, time_known=True, jurisdiction="US-IL", involved=MEMBERS)
    )
    other.worry("c-0", RaiseConcern(other.now, PARTNER, MEMBERS[0][0], PARTNER, source_agrees=True, danger=True))
    other.until(local(DAYS, "12:00"))
    return other


def all_that_is_got(field: Field, cases: list[CaseId]) -> str:
    with field.stage.store.transaction() as unit:
        people = [PersonId(stream.name.partition("/")[2]) for stream in unit.streams(AGENCY, "person")]
    answers = [repr(field.stage.ask(who, asked)) for who in (*people, NOBODY) for asked in questions(cases)]
    logs = chain(field.stage.store.log(AGENCY, "command"), field.stage.store.log(AGENCY, "care"))
    return "\n".join([*answers, *map(repr, logs)])


def test_whatever_happens_in_another_agency_every_answer_is_the_same() -> None:
    alone = Field(founded(MemoryStore(SUBJECTS)))
    alone.until(DAYS, "12:00")
    store = MemoryStore(SUBJECTS)
    beside = Field(founded(store))
    other = bay(store)
    beside.until(DAYS, "12:00")
    cases = list(other.cases.values())
    assert len(cases) == len(MEMBERS)
    assert other.sent
    assert all_that_is_got(beside, cases) == all_that_is_got(alone, cases)
    assert beside.sent() == []


@pytest.mark.parametrize("table", [table for table in TABLES if table.name not in OF_ALL], ids=lambda each: each.name)
def test_every_table_but_those_of_the_installation_carries_the_agency(table: Table) -> None:
    assert "agency" in [column.name for column in table.columns]
