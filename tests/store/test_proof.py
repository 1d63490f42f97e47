"""The hashes of the log are for ever: these values may never change."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from solidground.core.kernel import DAY, Side
from solidground.core.record import Recorded
from solidground.store.proof import (
    EPOCH_DAY,
    GENESIS,
    checkpoint_bytes,
    commit_to,
    commitment,
    digest_of,
    full_hash,
    kept_bytes,
    link,
)
from solidground.store.seal import Seal, signed
from tests.store.made_up import AGENCY, NOON, made, opened

SALT = bytes(range(16))


def by_hand(*parts: object) -> bytes:
    """Return canonical JSON, written by another hand than the code's."""
    return json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode()


def test_the_commitment_is_what_the_document_says() -> None:
    event = made()
    body = json.dumps({"at": event.at, "by": event.by, "role": "peer", "step": "hour"}, separators=(",", ":")).encode()
    full = hashlib.sha256(SALT + b'["ContactMade",2,%d,"p-1",%s]' % (event.at, body)).digest()
    kept = b'{"day":%d,"role":"peer","step":"hour"}' % (event.at // DAY + EPOCH_DAY)
    expected = hashlib.sha256(b"sg1" + hashlib.sha256(kept).digest() + full).digest()
    assert commit_to(event, "ContactMade", 2, body, SALT) == expected
    assert commitment(kept, full) == expected
    assert full_hash(SALT, "ContactMade", 2, event.at, event.by, body) == full


def test_the_chain_is_what_the_document_says() -> None:
    committed = hashlib.sha256(b"x").digest()
    expected = hashlib.sha256(GENESIS + by_hand("harbor", "care", 1, "case/c-1", 1) + committed).digest()
    assert link(GENESIS, "harbor", "care", 1, "case/c-1", 1, committed) == expected


def test_a_link_hangs_on_all_that_came_before() -> None:
    place = ("harbor", "care", 2, "case/c-1", 2)
    before, other = hashlib.sha256(b"x").digest(), hashlib.sha256(b"y").digest()
    assert link(before, *place, GENESIS) == hashlib.sha256(before + by_hand(*place) + GENESIS).digest()
    assert link(before, *place, GENESIS) != link(other, *place, GENESIS)


def test_an_event_without_step_or_role_keeps_its_day() -> None:
    assert kept_bytes(NOON, None, None) == b'{"day":%d,"role":null,"step":null}' % (NOON // DAY + EPOCH_DAY)
    assert kept_bytes(NOON, ["a list"], 7) == kept_bytes(NOON, None, None)
    assert commit_to(opened(), "CaseOpened", 1, b"{}", SALT) != commit_to(made(NOON), "CaseOpened", 1, b"{}", SALT)


def test_the_digest_is_over_nine_columns_a_line() -> None:
    row = Recorded(1, AGENCY, "care", "case/c-1", 1, "ContactMade", 2, NOON, "p-1", '{"step":"d\u00e9but"}')
    expected = hashlib.sha256(by_hand(*row[1:]) + b"\n").hexdigest()
    assert digest_of([row]) == expected
    assert digest_of([row._replace(position=9)]) == expected
    assert digest_of([row, row]) != expected


SIDES: st.SearchStrategy[Side] = st.sampled_from(["command", "care"])


@given(st.text(), SIDES, st.integers(1, 2**60), st.text(), st.text(), SIDES, st.integers(1, 2**60), st.text())
def test_no_two_places_have_the_same_link(
    agency: str, side: Side, position: int, stream: str, agency2: str, side2: Side, position2: int, stream2: str
) -> None:
    one, two = (agency, side, position, stream), (agency2, side2, position2, stream2)
    assert (link(GENESIS, *one, 1, GENESIS) == link(GENESIS, *two, 1, GENESIS)) == (one == two)


def test_a_signature_holds_for_its_statement_and_its_key_alone() -> None:
    seal, statement = Seal.new(), checkpoint_bytes("harbor", "care", 5, GENESIS, NOON)
    signature = seal.sign(statement)
    assert signed(seal.public, statement, signature)
    assert not signed(seal.public, checkpoint_bytes("harbor", "care", 6, GENESIS, NOON), signature)
    assert not signed(Seal.new().public, statement, signature)
    assert not signed(b"short", statement, signature)
