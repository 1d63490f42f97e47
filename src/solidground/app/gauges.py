"""Figures about the running clock for who runs the machine, coarse enough to tell nothing of one person.

Counts of cases and notifications go down to whole fives over all agencies together, times to whole minutes, and
nothing is counted up: a number that moved with one message at three in the morning would say that somebody called.
What must never happen here: an agency, a person, or a figure finer than that.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from solidground.app.ports import Store, Tally
from solidground.app.standing import behind_for
from solidground.core.counting import THRESHOLD
from solidground.core.kernel import MINUTE, SECOND, Instant

PINGED = "last_ping"
"""The file of a data directory that says when the outside monitor last heard that all is well."""

KEPT_SECONDS = 10.0
"""How long figures are given again before they are counted anew: counting a million cases takes a second."""

LOOKED_BACK_SECONDS = 3600.0
TENTHS = 10
EVENTS_AT_ONCE = 100


class Turns:
    """How long the turns of a clock took lately."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        """Begin with none."""
        self._seconds = seconds
        self._took: deque[tuple[float, float]] = deque()

    def took(self, seconds: float) -> None:
        """Note a turn. Only what may still become the longest is kept."""
        now = self._seconds()
        while self._took and self._took[-1][1] <= seconds:
            self._took.pop()
        self._took.append((now, seconds))

    def longest(self) -> float:
        """Return how long the longest turn of the last hour took."""
        since = self._seconds() - LOOKED_BACK_SECONDS
        while self._took and self._took[0][0] < since:
            self._took.popleft()
        return self._took[0][1] if self._took else 0.0


class Gauge(NamedTuple):
    """One figure as it leaves: its name, what it says, and its value for each status."""

    name: str
    says: str
    values: tuple[tuple[str, float], ...]


def coarse(count: int, step: int = THRESHOLD) -> int:
    """Return a count without what is left over a whole step: one person more or less mostly shows nothing."""
    return count // step * step


def gauges(tallies: Iterable[Tally], turns: Turns, now: Instant, pinged_at: Instant | None) -> list[Gauge]:
    """Return the figures of an installation."""
    known = list(tallies)

    def add(*names: str) -> int:
        return sum(int(getattr(tally, name)) for tally in known for name in names)

    late_for = max((behind_for(tally, now) for tally in known), default=0)
    found = [
        Gauge("cases", "Open cases, in whole fives.", tuple((n, coarse(add(n))) for n in ("active", "standing"))),
        Gauge("unheld", "Cases that nobody holds, in whole fives.", (("", coarse(add("unheld"))),)),
        Gauge("overdue", "Cases with a step past its time, in whole fives.", (("", coarse(add("overdue"))),)),
        Gauge(
            "outbox",
            "Notifications that have not ended, or were refused, in whole fives.",
            tuple((n, coarse(add(n))) for n in ("waiting", "unknown", "refused")),
        ),
        Gauge("set_apart", "Cases that a defect of the program stopped.", (("", add("apart", "unopened")),)),
        Gauge(
            "unsealed_events",
            "Events that no checkpoint covers yet, in whole hundreds.",
            (("", coarse(add("unsealed"), EVENTS_AT_ONCE)),),
        ),
        Gauge("behind_seconds", "How far the clock is behind, in whole minutes.", (("", _minutes(late_for)),)),
        Gauge(
            "longest_turn_seconds",
            "The longest turn of the last hour, in whole tenths.",
            (("", int(turns.longest() * TENTHS) / TENTHS),),
        ),
    ]
    if pinged_at is not None:
        age = _minutes(max(0, now - pinged_at))
        found.append(Gauge("ping_age_seconds", "Since the outside monitor last heard, in whole minutes.", (("", age),)))
    return found


def _minutes(span: int) -> int:
    return span // MINUTE * (MINUTE // SECOND)


def exposition(found: Iterable[Gauge]) -> str:
    """Return figures in Prometheus's text format, 0.0.4."""
    lines: list[str] = []
    for gauge in found:
        name = f"solidground_{gauge.name}"
        lines += [f"# HELP {name} {gauge.says}", f"# TYPE {name} gauge"]
        for status, value in gauge.values:
            lines.append(f'{name}{{status="{status}"}} {value}' if status else f"{name} {value}")
    return "\n".join(lines) + "\n"


class Gauging:
    """Counts when asked, and no oftener than it must."""

    def __init__(
        self,
        store: Store,
        turns: Turns,
        now: Callable[[], Instant],
        directory: Path,
        fault: type[Exception],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take what is counted. ``fault`` is what the store raises when its database cannot be used."""
        self._store, self._turns, self._now, self._directory = store, turns, now, directory
        self._fault, self._seconds = fault, seconds
        self._turn = threading.Lock()
        self._kept: tuple[float, str] | None = None

    def page(self) -> str | None:
        """Return the figures as text; None where the database cannot be read."""
        with self._turn:
            now = self._seconds()
            if self._kept is None or now - self._kept[0] >= KEPT_SECONDS:
                at = self._now()
                try:
                    tallies = self._store.tallies(at)
                except self._fault:
                    return None
                self._kept = now, exposition(gauges(tallies, self._turns, at, pinged_at(self._directory)))
            return self._kept[1]


def note_ping(directory: Path, at: Instant) -> None:
    """Note when the outside monitor heard; a folder that cannot be written keeps nobody from checking."""
    try:
        (directory / PINGED).write_text(f"{at}\n", encoding="ascii")
    except OSError:
        return


def pinged_at(directory: Path) -> Instant | None:
    """Return when the outside monitor last heard, where that is known."""
    try:
        return int((directory / PINGED).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
