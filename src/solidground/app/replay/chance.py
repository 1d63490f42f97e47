"""Chance that follows from a seed: the same question gets the same answer in any order, on any machine."""

import hashlib
import struct

DRAWS = 4
"""Independent draws in one answer."""

WHOLE = 2**64
_four = struct.Struct(">4Q")


class Chance:
    """Draws derived from a seed."""

    def __init__(self, seed: int) -> None:
        """Begin from a seed."""
        self._seed = f"{seed}|"

    def draws(self, *question: object) -> tuple[float, float, float, float]:
        """Return four numbers from 0 to 1, 1 excluded."""
        text = self._seed + "|".join(map(str, question))
        digest = hashlib.blake2b(text.encode(), digest_size=8 * DRAWS).digest()
        a, b, c, d = _four.unpack(digest)
        return a / WHOLE, b / WHOLE, c / WHOLE, d / WHOLE
