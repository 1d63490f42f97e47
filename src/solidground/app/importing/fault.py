"""What goes wrong with a file: as a whole (an exception, in words) or in one of its rows (a value, with its line).

What must never happen here: a fault without its place.
"""

from typing import NamedTuple

from solidground.core.words import Said, Words, phrased, plainly


class FileFault(Exception):  # noqa: N818 - a fault is the house's word for what the outside world did
    """A file cannot be read at all. ``words`` are what a person reads; ``sentence`` says them in English."""

    def __init__(self, words: Said) -> None:
        """Keep the words."""
        self.words, self.sentence = words, plainly(words)
        super().__init__(self.sentence)


class Refused(NamedTuple):
    """A row that cannot be taken. ``column`` is empty where the row as a whole is wrong."""

    line: int
    column: str
    why: Said


def unread(called: Said, error: OSError) -> Words:
    """Return why a file cannot be read, and what would help."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return phrased("%(file)s is not there. Check the name.", file=called)
        case IsADirectoryError():
            return phrased("%(file)s is a folder. Name a file in it.", file=called)
        case PermissionError():
            return phrased("%(file)s may not be read by you. Ask its owner, or change its permissions.", file=called)
        case _:
            return phrased("%(file)s could not be read: %(why)s.", file=called, why=str(error.strerror or error))
