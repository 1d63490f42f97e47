"""What proves the logs, for whom the wall shows which of them. Hashes, sizes and times; nothing that an event says.

What must never happen here: a size of the care log shown, or read, for somebody who may know the command log alone.
"""

from typing import Final, NamedTuple

from solidground.app.asking.bonds import at_large
from solidground.app.asking.questions import NOT_HERE, CheckpointFile, Checkpoints
from solidground.app.asking.reading import Reading
from solidground.app.ports import Marked, Tail
from solidground.core.kernel import Refusal, Side
from solidground.core.wall import Bond, Viewer, What, sees

SHOWN_MOST: Final = 10
"""Checkpoints of one log on a page; the file has all of them."""

CHECKED_MOST: Final = 5_000
"""Events checked while somebody waits for a page: a small part of a second."""

ROWS: Final[tuple[tuple[Side, What], ...]] = (
    ("command", What.COMMAND_CHECKPOINTS),
    ("care", What.CARE_CHECKPOINTS),
)


class LogSeen(NamedTuple):
    """One log as somebody outside sees it: its newest checkpoints, and what checking its end came to."""

    side: Side
    marks: tuple[Marked, ...]
    tail: Tail


def checkpoints(reading: Reading, viewer: Viewer, question: Checkpoints) -> tuple[LogSeen, ...] | Refusal:
    """Return the logs this viewer may know of, each with its checkpoints."""
    assert isinstance(question, Checkpoints)
    witness = reading.witness
    if witness is None:
        return NOT_HERE
    return tuple(
        [
            LogSeen(
                side,
                tuple(witness.marks(reading.agency, side, SHOWN_MOST)),
                witness.tail(reading.agency, side, CHECKED_MOST),
            )
            for side in _sides(reading, viewer)
        ]
    )


def checkpoint_file(reading: Reading, viewer: Viewer, question: CheckpointFile) -> bytes | Refusal:
    """Return the same logs' checkpoints and proofs as a file."""
    assert isinstance(question, CheckpointFile)
    return NOT_HERE if reading.witness is None else reading.witness.file(reading.agency, _sides(reading, viewer))


def _sides(reading: Reading, viewer: Viewer) -> tuple[Side, ...]:
    asking = at_large(viewer, reading.people())
    return tuple([side for side, what in ROWS if sees(what, asking, Bond())])
