"""Where ids come from: random in service, derived in replay and simulation."""

import hashlib
import secrets

ID_BYTES = 10
"""80 bits: unguessable, and short enough for a link."""


class RandomIds:
    """Ids nobody can guess."""

    def new(self, parent: str, key: str) -> str:  # noqa: ARG002 - the shape of Ids; chance needs no parent
        """Return a fresh id."""
        return secrets.token_hex(ID_BYTES)


class DerivedIds:
    """Ids that follow from (seed, parent, key): the same seed gives the same log."""

    def __init__(self, seed: int) -> None:
        """Begin from a seed."""
        self._seed = seed

    def new(self, parent: str, key: str) -> str:
        """Return the id of this child of this parent."""
        return hashlib.sha256(f"{self._seed}|{parent}|{key}".encode()).hexdigest()[: 2 * ID_BYTES]
