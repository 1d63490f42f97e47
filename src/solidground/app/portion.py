"""How many cases one sweep takes on, so that its transaction is short however slow the machine is.

Whoever asks to be called waits for the transaction in hand. What must never happen here: a sweep that takes nothing on.
"""

from solidground.app.ports import BATCH

AIM_SECONDS = 0.05
"""How long a transaction should take: half of the most it may, for the next one may be slower."""

LEAST = 20
"""Cases taken on in any case: fewer, and the waiting for the disk is most of the work."""

GROWS_MOST = 2
"""How many times larger a portion is than the one before, at most."""


class Portion:
    """The size of the next sweep, after how long the last one took."""

    def __init__(self, most: int = BATCH) -> None:
        """Begin small where the machine is not known yet."""
        self._most = most
        self.cases = min(most, 4 * LEAST)

    def took(self, cases: int, seconds: float) -> None:
        """Note how long the last sweep took. One of few cases tells little, and changes nothing."""
        if cases < LEAST:
            return
        fits = cases * AIM_SECONDS / seconds if seconds > 0 else float(self._most)
        self.cases = int(max(LEAST, min(fits, GROWS_MOST * self.cases, self._most)))
