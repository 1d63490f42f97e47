"""Checking what follows from the log: every snapshot and every case row is what folding its stream gives.

What must never happen here: mending. What is wrong is named; a person decides.
"""

from typing import NamedTuple

from solidground.core.kernel import Stream
from solidground.store.base import SqlStore

MISHELD = "is kept by others than its events say"


class Wrong(NamedTuple):
    """A stream whose kept state is not what its events give. ``why`` is a sentence's end."""

    stream: Stream
    why: str


class Refolded(NamedTuple):
    """What was read and what was wrong."""

    streams: int
    events: int
    wrong: tuple[Wrong, ...]


def refold(store: SqlStore) -> Refolded:
    """Fold every stream again and compare."""
    streams = events = 0
    wrong: dict[Stream, Wrong] = {}
    for _, batch in store.walk():
        streams += sum(walked.version > 0 for walked in batch)
        events += sum(walked.version for walked in batch)
        wrong |= {walked.stream: Wrong(walked.stream, walked.why) for walked in batch if walked.why}
    wrong = {stream: Wrong(stream, MISHELD) for stream in store.misheld()} | wrong
    return Refolded(streams, events, tuple(wrong[stream] for stream in sorted(wrong)))
