"""Text made safe for one line: a header, a terminal, a sentence for the coordinator.

What must never happen here: a line break, a control character or an address let through.
"""

import re

_ADDRESS = re.compile(r"\S+@\S+")


def one_line(text: str, most: int) -> str:
    """Return text on one line, without control characters, at most ``most`` characters long."""
    words = "".join(letter if letter.isprintable() else " " for letter in text).split()
    line = " ".join(words)
    return line if len(line) <= most else line[: most - 1] + "…"


def without_addresses(text: str) -> str:
    """Return text with everything that looks like a mail address taken out."""
    return _ADDRESS.sub("…", text)
