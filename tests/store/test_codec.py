"""Every event is read by type and schema, or refused in a sentence; a snapshot of another shape is folded again."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import pytest

from solidground.core.kernel import Instant, PersonId
from solidground.core.subject import Subject
from solidground.core.subjects import SUBJECTS as known  # noqa: N811 - beside those made up for tests
from solidground.store.codec import Codec
from solidground.store.fault import StoreError
from solidground.store.held import Cache, Held
from tests.store.made_up import CASE, MEMBER, NOON, PEER, SUBJECTS, ContactMade, Kept, OpenCase, case, made, opened

NAME = "case/c-1"
PLAIN = CASE._replace(rarely=None)


def test_an_event_is_sorted_json_with_its_type_and_schema() -> None:
    encoded = Codec(SUBJECTS).encode(made())
    assert encoded.type == "ContactMade"
    assert encoded.schema == 2
    assert encoded.body == b'{"at":%d,"by":"p-1","role":"peer","step":"hour"}' % made().at


def test_what_was_encoded_is_decoded() -> None:
    codec = Codec(SUBJECTS)
    for event in (opened(), made()):
        encoded = codec.encode(event)
        assert codec.decode(NAME, encoded.type, encoded.schema, encoded.body) == event


def test_an_old_schema_goes_through_its_reader() -> None:
    codec = Codec(SUBJECTS, {("ContactMade", 1): lambda old: ContactMade(old["at"], PEER, old["what"], "peer")})
    assert codec.decode(NAME, "ContactMade", 1, '{"at":7,"what":"day"}') == made(7, "day")
    with pytest.raises(StoreError, match="cannot be read"):
        codec.decode(NAME, "ContactMade", 1, '{"at":7}')


@pytest.mark.parametrize(("kind", "schema"), [("ContactMade", 1), ("ContactMade", 3), ("Surprise", 1)])
def test_an_unknown_type_or_schema_is_refused_in_a_sentence(kind: str, schema: int) -> None:
    with pytest.raises(StoreError, match="unknown to this version") as caught:
        Codec(SUBJECTS).decode(NAME, kind, schema, "{}")
    assert kind in caught.value.sentence
    assert NAME in caught.value.sentence


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"at":"noon","by":"p-1","role":"r","step":"s"}', b"\xff"])
def test_a_body_that_is_not_the_event_is_refused_in_a_sentence(body: str | bytes) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        Codec(SUBJECTS).decode(NAME, "ContactMade", 2, body)


def test_a_stream_of_no_subject_is_refused_in_a_sentence() -> None:
    with pytest.raises(StoreError, match="no subject this version knows"):
        Codec(SUBJECTS).subject("parade/1")


@pytest.mark.parametrize("subject", [CASE, PLAIN])
def test_a_state_comes_back_as_it_was(subject: Subject) -> None:
    codec = Codec({"case": subject})
    state = Kept("active", MEMBER, ("hour",), 3, NOON)
    rarely = codec.pack_rarely(NAME, state) if subject.rarely else None
    assert codec.unpack(NAME, codec.number(NAME), codec.pack(NAME, state), rarely) == state


def test_the_rarely_changing_field_is_not_in_the_snapshot() -> None:
    state = Kept(plan=("telling",))
    assert b"telling" not in Codec(SUBJECTS).pack(NAME, state)
    assert b"telling" in Codec({"case": PLAIN}).pack(NAME, state)


def test_only_a_subject_with_a_row_keeps_a_field_aside() -> None:
    assert [name for name, subject in known.items() if subject.rarely and not subject.row] == []


class Inner(NamedTuple):
    """A part of a state."""

    made: int


class Outer(NamedTuple):
    """A state with a part."""

    parts: tuple[Inner, ...]


class InnerLater(NamedTuple):
    """The part, later."""

    made: int
    tried: int


InnerLater.__name__ = InnerLater.__qualname__ = "Inner"


class OuterLater(NamedTuple):
    """The state, later: only the part has changed."""

    parts: tuple[InnerLater, ...]


def test_the_number_of_a_snapshot_follows_from_the_whole_shape_of_the_state() -> None:
    numbers = {Codec({"case": CASE._replace(state=state, rarely=None)}).number(NAME) for state in (Outer, OuterLater)}
    assert len(numbers) == 2
    assert Codec(SUBJECTS).number(NAME) == Codec(SUBJECTS).number("case/c-2")


def test_a_snapshot_that_cannot_be_read_is_folded_again() -> None:
    codec = Codec(SUBJECTS)
    packed, number = codec.pack(NAME, Kept()), codec.number(NAME)
    assert codec.unpack(NAME, number + 1, packed, b"\x90") is None
    assert codec.unpack(NAME, number, packed, None) is None
    assert codec.unpack(NAME, number, b"\xc1", b"\x90") is None


def test_a_command_of_the_inbox_comes_back_as_it_was() -> None:
    codec = Codec(SUBJECTS)
    command = OpenCase(NOON, PEER, MEMBER)
    assert codec.decode_command(NAME, *codec.encode_command(command)) == command


def test_events_without_a_number_have_schema_one() -> None:
    @dataclass(frozen=True, slots=True)
    class Bare:
        at: Instant
        by: PersonId

    @dataclass(frozen=True, slots=True)
    class Odd:
        schema: ClassVar[str] = "two"
        at: Instant
        by: PersonId

    codec = Codec(SUBJECTS)
    assert codec.encode(Bare(1, PEER)) == ("Bare", 1, b'{"at":1,"by":"p-1"}')
    assert codec.encode(Odd(1, PEER)).schema == 1


def test_the_cache_holds_the_streams_used_last_and_only_their_own_version() -> None:
    cache = Cache(most=2)
    for name in ("c-1", "c-2"):
        cache.put(case(name), Held(Kept(), 3, None))
    assert cache.get(case("c-1"), 3) is not None
    assert cache.get(case("c-1"), 4) is None
    cache.put(case("c-3"), Held(Kept(), 1, None))
    assert cache.get(case("c-2"), 3) is None, "it was used longest ago"
    cache.forget(case("c-1"))
    assert cache.get(case("c-1"), 3) is None
