"""What the clock would do first is what it then does, and telling it leaves no trace."""

from collections.abc import Iterator

import pytest

from solidground.app.catch_up import Ahead, First, ahead
from solidground.app.demo.cast import COLLEAGUE, PARTNER
from solidground.app.rosters import Rosters
from solidground.app.tick import sweep
from solidground.core.care.commands import CloseCase
from solidground.core.care.concern.commands import RaiseConcern
from solidground.core.kernel import DAY, HOUR
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from solidground.store.verify import digest
from tests.app.town import COORDINATOR, NOON, Town
from tests.stories.field import Field, founded

LATER = NOON + 4 * DAY


@pytest.fixture
def town() -> Iterator[Town]:
    """Give an agency whose clock stopped when its one case was opened."""
    made = Town()
    made.people()
    made.incident()
    yield made
    made.store.close()


def test_the_first_sweep_is_told_as_it_then_happens(town: Town) -> None:
    town.deliver(NOON)
    told = ahead(town.store, LATER)
    assert (told.cases, told.urgent, told.opening) == (1, 0, 0)
    assert told.steps == 1
    before = len(town.outbox())
    sweep(town.store, Rosters(), LATER)
    with town.store.transaction() as unit:
        due = unit.outbox_due(LATER, 500)
    assert len(town.outbox()) > before
    assert told.notices == len(due)
    assert told.first == First(due[0].notice.kind, due[0].notice.urgent, due[0].notice.send_at)


def test_telling_writes_nothing_and_says_the_same_again(town: Town) -> None:
    before, rows = digest(town.store), town.outbox("kind, status, tries, next_try_at")
    first = ahead(town.store, LATER)
    assert (digest(town.store), town.outbox("kind, status, tries, next_try_at")) == (before, rows)
    assert ahead(town.store, LATER) == first


def test_what_nobody_wants_any_more_is_not_counted(town: Town) -> None:
    waiting = ahead(town.store, NOON)
    assert waiting.notices > 0
    (case,) = (case for agency in town.store.agencies() for case, _ in town.store.rows(agency))
    town.do(case, CloseCase(NOON + HOUR, COORDINATOR, "member"))
    assert ahead(town.store, NOON + HOUR) == Ahead(0, 0, 0, 0, 0, 0, None)


def test_a_concern_belongs_to_no_case_and_is_sent_too() -> None:
    told = Field(founded(MemoryStore(SUBJECTS)))
    now = told.stage.now + HOUR
    told.stage.worry("c-1", RaiseConcern(now, PARTNER, COLLEAGUE, PARTNER, source_agrees=False, danger=False))
    found = ahead(told.stage.store, now + HOUR)
    assert found.notices >= 1
    assert found.first is not None
