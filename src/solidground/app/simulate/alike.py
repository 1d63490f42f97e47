"""What was asked and answered already: the same question about the same bytes has the same answer.

What must never happen here: an answer kept for something that has changed, or whose answer time alone can change.
"""

from typing import Any

from solidground.core.care.state import Case, seeks
from solidground.core.kernel import LATEST, Instant, Stream
from solidground.core.subject import CaseRow


class Alike:
    """Which states were held against what their events give. Neither changes unless its bytes or its object does."""

    def __init__(self) -> None:
        """Begin with none."""
        self._held: dict[Stream, tuple[Any, Any]] = {}

    def to_ask(self, stream: Stream, kept: Any, state: Any) -> bool:  # noqa: ANN401 - rows and states of any subject
        """Tell whether a state, or what is kept of it to the byte, is another than was asked about; note it."""
        held = self._held.get(stream)
        if held is not None and held[1] is state and held[0] == kept:
            return False
        self._held[stream] = (kept, state)
        return True


class Answered:
    """Which cases were found in order, and until when they stay so if neither they nor their rows change."""

    def __init__(self) -> None:
        """Begin with none."""
        self._held: dict[Stream, tuple[Case, CaseRow, Instant]] = {}

    def to_ask(self, stream: Stream, case: Case, row: CaseRow, now: Instant) -> bool:
        """Tell whether a case has to be asked about; what is asked now is noted."""
        held = self._held.get(stream)
        if held is not None and held[0] is case and held[1] == row and now < held[2]:
            return False
        self._held[stream] = (case, row, unchanged_until(case, row))
        return True


def unchanged_until(case: Case, row: CaseRow) -> Instant:
    """Return until when the answers about a case (``promises.breaches``, and its row) hang on case and row alone.

    Of a case that seeks nobody P1 and P8 ask nothing of the roster; all its items are ahead or asks, of which P2 asks
    nothing; P10 and the clock look at the time only against ``wake_at``. Any other case is asked about every day.
    """
    if seeks(case):
        return 0
    return LATEST if row.wake_at is None else row.wake_at
