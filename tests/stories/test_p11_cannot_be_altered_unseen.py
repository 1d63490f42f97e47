"""P11: a log that was changed by a foreign hand says so, at the first place; nobody overwrites what another wrote."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from solidground.app.handle import changed_case
from solidground.app.ports import ConflictError
from solidground.app.retention import RETENTION_FOR, purge_details
from solidground.core.care.choice.commands import ChooseNotNow
from solidground.core.care.commands import CloseCase
from solidground.core.care.events import CaseClosed
from solidground.core.kernel import DAY, MINUTE
from solidground.core.subjects import SUBJECTS
from solidground.store.evidence import statements
from solidground.store.purge import purge
from solidground.store.seal import read_public
from solidground.store.sqlite import FILE, open_sqlite
from solidground.store.verify import Bad, Verified, verify
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.store.forger import rebuild

SEALED_AT = NOON + DAY


class Sealed:
    """An agency whose log was sealed once, and has grown since."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.town = Town(open_sqlite(folder, SUBJECTS, create=True))
        self.town.people()
        (self.case,) = self.town.incident()
        self.town.sweep_to(SEALED_AT)
        self.town.store.seal(SEALED_AT)
        self.size = self.check().events
        self.town.sweep_to(SEALED_AT + DAY)

    def check(self) -> Verified:
        """Check the log."""
        return verify(self.town.store, read_public(self.folder))

    def hand(self, statement: str, *row: object) -> None:
        """Change the database with a foreign hand."""
        with self.town.store.session() as session:
            assert session.change(statement, row) > 0


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Sealed]:
    made = Sealed(tmp_path)
    yield made
    made.town.store.close()


def test_an_untouched_log_is_whole_and_says_what_no_checkpoint_covers(sealed: Sealed) -> None:
    told = sealed.check()
    assert told.first_bad is None
    assert told.unsealed == told.events - sealed.size > 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = replace(body, 'p-1', 'p-9') WHERE position = ?",
        "UPDATE event SET at = at + 1 WHERE position = ?",
        "UPDATE event SET by = 'somebody' WHERE position = ?",
        "UPDATE event SET stream = 'case/another' WHERE position = ?",
        "UPDATE event SET type = 'ContactRecorded' WHERE position = ?",
        "DELETE FROM event WHERE position = ?",
    ],
)
def test_a_changed_or_removed_event_is_named_by_its_place(sealed: Sealed, statement: str) -> None:
    place = next(row.position for row in sealed.town.store.log(AGENCY, "care") if '"p-1"' in row.body)
    sealed.hand(f"{statement} AND side = 'care'", place)
    assert sealed.check().first_bad == Bad(AGENCY, "care", place)


def test_a_tail_cut_off_below_a_checkpoint_is_missed(sealed: Sealed) -> None:
    rows = list(sealed.town.store.log(AGENCY, "care"))
    cut = sealed.size // 2
    sealed.hand("DELETE FROM event WHERE side = 'care' AND position > ?", cut)
    assert len(rows) > cut
    assert sealed.check().first_bad == Bad(AGENCY, "care", cut + 1)


def test_a_contact_made_up_afterwards_does_not_fit(sealed: Sealed) -> None:
    sealed.hand(
        "INSERT INTO event SELECT agency, side, position + 1, stream, version + 1, 'ContactRecorded', schema, at, by,"
        " body, salt, full_hash, commitment, chain FROM event WHERE side = 'care' ORDER BY position DESC LIMIT 1"
    )
    told = sealed.check()
    assert told.first_bad == Bad(AGENCY, "care", len(list(sealed.town.store.log(AGENCY, "care"))))


def test_two_hands_on_one_case_cannot_both_write(sealed: Sealed) -> None:
    town = sealed.town
    at = SEALED_AT + DAY + MINUTE
    with town.store.transaction() as unit:
        stale = unit.load([town.stream(sealed.case)])[0]
    town.do(sealed.case, ChooseNotNow(at, MEMBER, at + 3 * DAY))
    events = town.store.events(town.stream(sealed.case))
    closed = CaseClosed(at, COORDINATOR, "mistake")
    with pytest.raises(ConflictError), town.store.transaction() as unit:
        unit.append([changed_case(town.stream(sealed.case), stale, (closed,), stale.state)])
    assert town.store.events(town.stream(sealed.case)) == events
    assert sealed.check().first_bad is None


def test_what_retention_takes_away_leaves_a_log_that_still_verifies(sealed: Sealed) -> None:
    town = sealed.town
    at = SEALED_AT + 2 * DAY
    town.do(sealed.case, CloseCase(at, COORDINATOR, "member"))
    before = sealed.check()
    gone = purge_details(town.store, town.rosters, lambda stream: purge(town.store, stream), at + RETENTION_FOR)
    assert gone.cases == 1
    after = sealed.check()
    assert after.first_bad is None
    assert after.events == before.events + 1
    assert not any(MEMBER in row.body for row in town.store.log(AGENCY, "care") if row.stream == f"case/{sealed.case}")
    assert PEERS[0] in "".join(row.stream for row in town.store.log(AGENCY, "care"))


def test_who_has_the_database_and_the_key_is_caught_by_one_checkpoint_that_somebody_kept(sealed: Sealed) -> None:
    town = sealed.town
    town.store.seal(SEALED_AT + DAY)
    kept = [one for one in statements(town.store, read_public(sealed.folder)).kept() if one.side == "care"]
    assert len(kept) == 2
    place = next(row.position for row in town.store.log(AGENCY, "care") if '"p-1"' in row.body)
    with sqlite3.connect(sealed.folder / FILE) as hand:
        hand.execute(
            "UPDATE event SET body = replace(body, 'p-1', 'p-9') WHERE side = 'care' AND position = ?", (place,)
        )
        for statement in ("DELETE FROM checkpoint", "DELETE FROM node"):
            hand.execute(statement)
        rebuild(hand, "care", AGENCY)
    hand.close()
    town.store.seal(SEALED_AT + DAY)
    assert sealed.check() == Verified(sealed.check().events, None, 0), "by itself the forgery passes"
    for one in kept:
        assert verify(town.store, read_public(sealed.folder), [one]).first_bad == Bad(AGENCY, "care", 1)


def test_a_purge_takes_nothing_from_what_a_cosigner_kept(sealed: Sealed) -> None:
    town = sealed.town
    kept = statements(town.store, read_public(sealed.folder)).kept()
    at = SEALED_AT + 2 * DAY
    town.do(sealed.case, CloseCase(at, COORDINATOR, "member"))
    town.store.seal(at)
    kept += statements(town.store, read_public(sealed.folder)).kept()
    gone = purge_details(town.store, town.rosters, lambda stream: purge(town.store, stream), at + RETENTION_FOR)
    assert gone.cases == 1
    town.store.seal(at + RETENTION_FOR)
    assert verify(town.store, read_public(sealed.folder), kept) == Verified(sealed.check().events, None, 0)
