"""Chance that follows from a seed: the same question gets the same answer in any order, on any machine."""

import hashlib

DRAWS = 4
"""Independent draws in one answer."""


class Chance:
    """Draws derived from a seed."""

    def __init__(self, seed: int) -> None:
        """Begin from a seed."""
        self._seed = f"{seed}|"

    def draws(self, *question: object) -> tuple[float, float, float, float]:
        """Return four numbers from 0 to 1, 1 excluded."""
        text = self._seed + "|".join(map(str, question))
        digest = hashlib.blake2b(text.encode(), digest_size=8 * DRAWS).digest()
        a, b, c, d = (int.from_bytes(digest[i : i + 8]) / 2**64 for i in range(0, 8 * DRAWS, 8))
        return a, b, c, d
