"""Who may read a concern, and that time passes in it."""

from solidground.app.concerns import Readers, next_concern_wake, sweep_concerns
from solidground.app.demo.cast import (
    AGENCY,
    ANCHOR,
    COLLEAGUE,
    DETECTIVE,
    LANTERN,
    MARLOW,
    PARTNER,
    SLATE,
    WILLOW,
    WITNESS,
)
from solidground.app.rosters import Rosters
from solidground.core.care.concern.commands import RaiseConcern
from solidground.core.kernel import HOUR, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.memory import MemoryStore
from tests.stories.field import Field, founded


def field() -> Field:
    return Field(founded(MemoryStore(SUBJECTS)))


def readers(told: Field) -> Readers:
    with told.stage.store.transaction() as unit:
        return Readers(Rosters().of(unit, AGENCY, told.stage.now), told.stage.now)


def everybody(told: Field, about: PersonId, source: PersonId | None) -> list[PersonId]:
    look, tried = readers(told), frozenset[PersonId]()
    found: list[PersonId] = []
    while (somebody := look.handler(about, source, tried)) is not None:
        found.append(somebody.person)
        tried |= {somebody.person}
    return found


def test_the_coordinator_reads_first_then_the_deputy_then_peers() -> None:
    assert everybody(field(), COLLEAGUE, None)[:2] == [LANTERN, ANCHOR]


def test_nobody_tied_to_the_member_reads_it() -> None:
    found = everybody(field(), DETECTIVE, MARLOW)
    assert not {DETECTIVE, MARLOW, SLATE, WILLOW} & set(found)


def test_nobody_of_his_own_unit_reads_it() -> None:
    assert PARTNER not in everybody(field(), WITNESS, None), "both answer to the same captain"


def test_a_concern_about_somebody_unknown_to_the_roster_is_read_all_the_same() -> None:
    assert everybody(field(), PersonId("visitor"), None)[0] == LANTERN


def test_time_passes_in_the_concerns_that_are_due_and_in_no_other() -> None:
    told = field()
    store = told.stage.store
    assert next_concern_wake(store, AGENCY) is None
    now = told.until(41, "09:00")
    told.stage.worry("c-1", RaiseConcern(now, PARTNER, COLLEAGUE, PARTNER, source_agrees=False, danger=False))
    wake_at = next_concern_wake(store, AGENCY)
    assert wake_at == now + 12 * HOUR
    assert sweep_concerns(store, Rosters(), AGENCY, wake_at - 1) == 0
    assert sweep_concerns(store, Rosters(), AGENCY, wake_at) == 1
    assert sweep_concerns(store, Rosters(), AGENCY, wake_at) == 0
