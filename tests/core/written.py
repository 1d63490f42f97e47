"""What is true of every event that is decided, whatever its subject."""

from collections.abc import Iterable
from typing import Any

from solidground.core.kernel import CLOCK, PersonId
from solidground.core.subjects import SUBJECTS
from solidground.store.codec import Codec

CODEC = Codec(SUBJECTS)


def check_written(stream: str, events: Iterable[Any], by: PersonId) -> None:
    """Hold that events are by whoever gave the command, or the clock, and are read as they were written."""
    for event in events:
        assert event.by in (by, CLOCK), "an event is by whoever gave the command"
        kind, schema, body = CODEC.encode(event)
        assert CODEC.decode(stream, kind, schema, body) == event, "what is written can be read"
