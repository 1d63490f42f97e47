"""What goes wrong with a file: as a whole (an exception, in a sentence) or in one of its rows (a value, with its line).

What must never happen here: a fault without its place.
"""

from typing import NamedTuple


class FileFault(Exception):  # noqa: N818 - a fault is the house's word for what the outside world did
    """A file cannot be read at all. ``sentence`` is what a person reads."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence."""
        super().__init__(sentence)
        self.sentence = sentence


class Refused(NamedTuple):
    """A row that cannot be taken. ``column`` is empty where the row as a whole is wrong."""

    line: int
    column: str
    why: str


def unread(called: str, error: OSError) -> str:
    """Return why a file cannot be read, and what would help."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return f"{called} is not there. Check the name."
        case IsADirectoryError():
            return f"{called} is a folder. Name a file in it."
        case PermissionError():
            return f"{called} may not be read by you. Ask its owner, or change its permissions."
        case _:
            return f"{called} could not be read: {error.strerror or error}."
