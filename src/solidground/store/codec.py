"""How events, states and commands become bytes and come back.

Events are canonical JSON with a type and a schema number; an older schema has a reader. States are MessagePack under a
number that follows from their shape; under any other number they are folded again. What must never happen here: an
event that is skipped because nobody knows it.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec

from solidground.core.kernel import fold
from solidground.core.subject import Subject
from solidground.store.fault import StoreError
from solidground.store.proof import PURGED

Readers = Mapping[tuple[str, int], Callable[[Any], Any]]
"""(type, old schema) -> a function from the old body to the event as it is now."""

FOLD = 1
"""Add one when ``evolve`` comes to mean something else for the same state: every snapshot is then folded again."""

_pack = msgspec.msgpack.Encoder().encode
_json = msgspec.json.Encoder(order="sorted").encode


class Encoded(NamedTuple):
    """An event as a row holds it."""

    type: str
    schema: int
    body: bytes


class _Kind:
    """What the codec keeps ready for one subject."""

    __slots__ = ("decoders", "field", "number", "rarely", "schemas", "subject", "unpack", "unpack_rarely")

    def __init__(self, subject: Subject) -> None:
        """Make the decoders of a subject's events and of its state."""
        self.subject = subject
        self.decoders: dict[str, Callable[[str | bytes], Any]] = {
            event.__name__: msgspec.json.Decoder(event).decode for event in subject.events
        }
        self.schemas = {event.__name__: schema_of(event) for event in subject.events}
        hints = get_type_hints(subject.state)
        fields = list(hints)
        self.rarely = subject.rarely
        self.field = fields.index(subject.rarely) if subject.rarely else len(fields)
        rest = tuple(hints[name] for name in fields if name != subject.rarely)
        self.unpack = msgspec.msgpack.Decoder(tuple.__class_getitem__(rest)).decode if rest else None
        self.unpack_rarely = msgspec.msgpack.Decoder(hints[subject.rarely]).decode if subject.rarely else None
        self.number = _fingerprint(subject.state)


_kind_of = cache(_Kind)
"""Made once for each subject: a simulation opens many stores, and to write out a shape takes a millisecond."""


def schema_of(event: type) -> int:
    """Return the schema number of an event type: its class variable ``schema``, else 1."""
    number = getattr(event, "schema", 1)
    return number if isinstance(number, int) else 1


def _shape(kind: Any, seen: set[Any]) -> str:  # noqa: ANN401 a type of any kind
    """Return a type written out with the fields of everything in it."""
    text = repr(kind)
    if isinstance(kind, type) and hasattr(kind, "__annotations__") and kind not in seen:
        seen.add(kind)
        text += "{" + ",".join(f"{name}:{_shape(hint, seen)}" for name, hint in get_type_hints(kind).items()) + "}"
    return text + "".join(_shape(part, seen) for part in get_args(kind))


def _fingerprint(state: type) -> int:
    digest = hashlib.sha256(f"{FOLD} {_shape(state, set())}".encode()).digest()
    return int.from_bytes(digest[:4], "big")


class Codec:
    """Encoders and decoders for all subjects, made once."""

    def __init__(self, subjects: Mapping[str, Subject], readers: Readers | None = None) -> None:
        """Take the registry of subjects by the first part of their streams' names, and readers of old schemas."""
        self._kinds = {name: _kind_of(subject) for name, subject in subjects.items()}
        self._readers = dict(readers or {})
        self._by_type: dict[type, tuple[str, int]] = {}
        self._commands: dict[str, type] = {}

    def _kind(self, stream: str) -> _Kind:
        kind = self._kinds.get(stream.partition("/")[0])
        if kind is None:
            sentence = f'The stream "{stream}" belongs to no subject this version knows. Use the version that wrote it.'
            raise StoreError(sentence)
        return kind

    def subject(self, stream: str) -> Subject:
        """Return the subject of a stream."""
        return self._kind(stream).subject

    def encode(self, event: Any) -> Encoded:  # noqa: ANN401 events of any subject
        """Return the row's type, schema and body of an event."""
        kind = type(event)
        named = self._by_type.get(kind)
        if named is None:
            named = self._by_type[kind] = (kind.__name__, schema_of(kind))
        return Encoded(named[0], named[1], _json(event))

    def decode(self, stream: str, kind: str, schema: int, body: str | bytes) -> Any:  # noqa: ANN401 as encode
        """Return the event a row holds; an old schema goes through its reader."""
        known = self._kind(stream)
        where = f'The event "{kind}" with schema {schema} in the stream "{stream}"'
        try:
            reader = self._readers.get((kind, schema))
            if reader is not None:
                return reader(msgspec.json.decode(body))
            if known.schemas.get(kind) == schema:
                return known.decoders[kind](body)
        except (msgspec.MsgspecError, UnicodeError, KeyError, TypeError, ValueError) as error:
            sentence = f'{where} cannot be read ({error}). Run "solidground verify" and restore a backup.'
            raise StoreError(sentence) from error
        sentence = f"{where} is unknown to this version. Use the version that wrote it, or a newer one."
        raise StoreError(sentence)

    def fold(self, stream: str, rows: Iterable[tuple[str, int, str]]) -> Any:  # noqa: ANN401 states of any subject
        """Return the state that events give; purged rows say nothing any more."""
        subject = self._kind(stream).subject
        events = (self.decode(stream, *row) for row in rows if row[0] != PURGED)
        return fold(subject.evolve, subject.initial, events)

    def number(self, stream: str) -> int:
        """Return the number a snapshot of this stream is written under."""
        return self._kind(stream).number

    def pack(self, stream: str, state: Any) -> bytes:  # noqa: ANN401 as fold
        """Return a state as bytes, without the field that rarely changes."""
        field = self._kind(stream).field
        return _pack(tuple(state[:field]) + tuple(state[field + 1 :]))

    def pack_rarely(self, stream: str, state: Any) -> bytes:  # noqa: ANN401 as fold
        """Return the field that rarely changes as bytes."""
        return _pack(state[self._kind(stream).field])

    def unpack(self, stream: str, schema: int, packed: bytes, rarely: bytes | None) -> Any:  # noqa: ANN401 as fold
        """Return the state, or None where its number is another or it cannot be read: fold it again."""
        kind = self._kind(stream)
        if schema != kind.number:
            return None
        try:
            parts = kind.unpack(packed) if kind.unpack else ()
            if kind.unpack_rarely is None:
                return kind.subject.state(*parts)
            if rarely is None:
                return None
            return kind.subject.state(*parts[: kind.field], kind.unpack_rarely(rarely), *parts[kind.field :])
        except (msgspec.MsgspecError, ValueError, TypeError):
            return None

    def encode_command(self, command: Any) -> tuple[str, str]:  # noqa: ANN401 commands of any subject
        """Return the type and the body of a command that waits in the inbox."""
        return type(command).__name__, _json(command).decode()

    def decode_command(self, stream: str, kind: str, body: str) -> Any:  # noqa: ANN401 as encode_command
        """Return the command an inbox row holds."""
        known = {command.__name__: command for command in self._kind(stream).subject.commands}
        if kind not in known:
            sentence = f'The command "{kind}" in the inbox is unknown to this version. Use the version that wrote it.'
            raise StoreError(sentence)
        return msgspec.json.decode(body, type=known[kind])
