"""P6: folding any log gives the same state and obligations, on any day, on either database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from solidground.core.care.choice.commands import CallMe, ChooseNotNow, RuleOut
from solidground.core.care.clock import due, wake_at
from solidground.core.care.commands import CloseCase
from solidground.core.care.offer.commands import MakeOffer
from solidground.core.kernel import DAY, HOUR, MINUTE, CaseId, fold
from solidground.core.roster.person.commands import ForgetPerson
from solidground.core.roster.reach.commands import PlanLeave
from solidground.core.subjects import SUBJECTS, subject_of
from solidground.store.base import SqlStore
from solidground.store.memory import MemoryStore
from solidground.store.postgresql import open_postgresql
from solidground.store.refold import refold
from solidground.store.seal import make_seal
from solidground.store.sqlite import open_sqlite
from solidground.store.verify import digest
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town

MONTHS = NOON + 60 * DAY


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """Give an empty store of each kind."""
    if request.param == "memory":
        made: SqlStore = MemoryStore(SUBJECTS)
    elif request.param == "sqlite":
        made = open_sqlite(tmp_path, SUBJECTS, create=True)
    else:
        make_seal(tmp_path)
        made = open_postgresql(request.getfixturevalue("postgresql_url"), tmp_path, SUBJECTS)
    yield made
    made.close()


def live(store: SqlStore) -> tuple[Town, list[CaseId]]:
    """Let two months pass in which people choose, help, go on leave and are forgotten."""
    town = Town(store)
    town.people()
    first, second = town.incident(MEMBER, PEERS[2])
    town.deliver(NOON)
    town.do(first, MakeOffer(NOON + HOUR, PEERS[0], NOON + HOUR, "phone", "peer"))
    town.sweep_to(NOON + DAY)
    town.do(first, ChooseNotNow(NOON + DAY, MEMBER, NOON + 3 * DAY))
    town.change(PEERS[0], PlanLeave(NOON + DAY, PEERS[0], NOON + 5 * DAY, NOON + 9 * DAY))
    town.sweep_to(NOON + 4 * DAY)
    town.do(first, RuleOut(NOON + 4 * DAY, MEMBER, PEERS[1]))
    town.do(second, CallMe(NOON + 4 * DAY, PEERS[2]))
    town.sweep_to(MONTHS)
    town.do(second, CloseCase(MONTHS, COORDINATOR, "member"))
    return town, [first, second]


def folded(town: Town, name: str) -> Any:  # noqa: ANN401 - any subject's state
    subject = subject_of(name)
    stream = town.stream(CaseId("x"))._replace(name=name, side=subject.side)
    return fold(subject.evolve, subject.initial, town.store.events(stream))


def test_what_is_kept_is_what_the_log_gives(store: SqlStore) -> None:
    town, cases = live(store)
    assert refold(store).wrong == ()
    for case in cases:
        again = folded(town, f"case/{case}")
        assert again == town.case(case)
        assert (due(again), wake_at(again)) == (due(town.case(case)), wake_at(town.case(case)))


def test_the_same_life_gives_the_same_log_on_every_database(store: SqlStore) -> None:
    live(store)
    other = MemoryStore(SUBJECTS)
    live(other)
    assert digest(store) == digest(other)


def test_no_later_day_and_no_later_roster_changes_what_was(store: SqlStore) -> None:
    town, (first, second) = live(store)
    before = [folded(town, f"case/{case}") for case in (first, second)]
    for person in (*PEERS, COORDINATOR):
        town.change(person, ForgetPerson(MONTHS + MINUTE, COORDINATOR))
    assert [folded(town, f"case/{case}") for case in (first, second)] == before
    town.store.forget(town.stream(first))
    assert town.case(first) == before[0]
    assert [stream.name for stream in store.streams(AGENCY, "case")] == sorted([f"case/{first}", f"case/{second}"])
