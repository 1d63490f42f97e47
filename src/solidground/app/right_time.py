"""Whether this machine's time can be believed: it is held against the last time that was known to be right.

While the machine is on, the clock that counts since its start tells how much time has passed; it counts sleep, and
nobody sets it. What must never happen here: a machine whose time nobody should believe that writes, or sends.
"""

from collections.abc import Callable

from solidground.app.ports import Dial, Store
from solidground.app.standing import LATE_FOR
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant, Span

OFF_FOR_MOST: Span = 14 * DAY
"""A machine that was off for longer goes on once a person has said that its time is right."""

SET_FOR_MOST: Span = HOUR
"""So far the time may be set, back or forth, without being asked about: steps of a time server are seconds."""

NOTED_FOR: Span = 10 * MINUTE
"""How long the clock goes on before it notes again that the time is right."""

HEARD_FOR: Span = SET_FOR_MOST + 3 * NOTED_FOR
"""A clock that has noted nothing for so long does not run; what is noted may lie as far off as a time may be set."""

FOLLOWED_PART = 10
"""What is known follows a time that was set by a tenth of what has passed: many small steps are not believed in sum."""

REMEDY = (
    " Nothing is written and nothing is sent. Set the time right, and the clock goes on; or, if it is right, say so"
    " with the time of another clock: solidground confirm-time YYYY-MM-DDTHH:MM --data DIR"
)


def off_by(known: Dial, dial: Dial, off_for_most: Span = OFF_FOR_MOST) -> Span:
    """Return how far the time lies ahead of where it can be, or behind it (negative); 0 where it can be believed."""
    passed_for = dial.at - known.at
    # A container may begin to count anew on a machine that was not started again.
    if known.boot == dial.boot and known.up_for <= dial.up_for:
        passed_for -= dial.up_for - known.up_for
        off_for_most = SET_FOR_MOST
    return 0 if -SET_FOR_MOST <= passed_for <= off_for_most else passed_for


def followed(known: Dial | None, dial: Dial) -> Dial:
    """Return what is known from now on, where a time is believed: nearer to it, and after another start just it."""
    if known is None or known.boot != dial.boot or known.up_for > dial.up_for:
        return dial
    passed_for = dial.up_for - known.up_for
    most = passed_for // FOLLOWED_PART
    set_for = dial.at - known.at - passed_for
    return dial._replace(at=known.at + passed_for + max(-most, min(most, set_for)))


def doubted(store: Store, dial: Dial) -> str:
    """Return why the time cannot be believed, for who only asks; nothing where it can."""
    known = _known(store, dial)
    return "" if known is None else _sentence(off_by(known, dial))


def runs(store: Store, now: Instant) -> bool:
    """Tell whether a clock has noted lately that it runs: where none does, nobody is sent anything."""
    noted = store.noted_time()
    return noted is not None and abs(now - noted.at) <= HEARD_FOR


def _known(store: Store, dial: Dial) -> Dial | None:
    """Return the last time that was known to be right: what was noted, or before any note the last event.

    What was noted since this start of the machine goes before what another machine said.
    """
    noted = store.noted_time(dial.boot)
    last_at = store.last_at() if noted is None else None
    return noted if last_at is None else Dial(last_at, "", 0)


class Watch:
    """Looks at the time before each turn of one clock."""

    def __init__(self, store: Store, read: Callable[[], Dial]) -> None:
        """Know nothing yet. ``read`` looks at the machine's clocks."""
        self._store, self._read = store, read
        self._known: Dial | None = None
        self._last: Dial | None = None
        self._noted_at: Instant | None = None
        self._late: bool | None = None

    def look(self) -> str:
        """Return why nothing may be done now, empty where the time can be believed; note that from time to time."""
        dial = self._read()
        off_for = self._off_by(dial)
        if off_for:
            return _sentence(off_for)
        self._last = dial
        if self._noted_at is None or not 0 <= dial.at - self._noted_at < NOTED_FOR:
            self._known, self._noted_at = followed(self._known, dial), dial.at
            self._store.note_time(self._known)
        return ""

    def tell(self, wake_at: Instant | None) -> None:
        """Note whether the clock is behind, when that has changed; ``wake_at`` is when something was next due."""
        late = wake_at is not None and self.now() - wake_at > LATE_FOR
        if late is not self._late:
            self._store.note_late(late=late)
            self._late = late

    def now(self) -> Instant:
        """Return the time last believed and what has passed since, whatever the machine's time was set to."""
        assert self._last is not None, "a turn looks first"
        return self._last.at + self._read().up_for - self._last.up_for

    def _off_by(self, dial: Dial) -> Span:
        if self._known is None:
            self._known = _known(self._store, dial)
        off_for = 0 if self._known is None else off_by(self._known, dial)
        if self._known is not None and off_for and self._is_said(self._known, dial):
            self._known, off_for = dial, 0
        return off_for

    def _is_said(self, known: Dial, dial: Dial) -> bool:
        """Tell whether somebody said meanwhile that the time is right.

        What was noted elsewhere counts where it is in doubt here as well. Else clocks of two machines, each set on
        within the hour that the other's word allows, would lead one another on without end.
        """
        noted, last = self._store.noted_time(dial.boot), self._store.noted_time()
        if noted is None or last is None:
            return False
        here = last._replace(boot=dial.boot, up_for=dial.up_for)
        is_news = off_by(known, here, SET_FOR_MOST) != 0
        return not off_by(noted, dial, SET_FOR_MOST) or (is_news and not off_by(last, dial, SET_FOR_MOST))


def _sentence(off_for: Span) -> str:
    if not off_for:
        return ""
    days = abs(off_for) // DAY
    count, word = (days, "day") if days else (abs(off_for) // HOUR, "hour")
    lies = f"{count:,} {word}{'' if count == 1 else 's'} {'ahead of' if off_for > 0 else 'behind'}"
    return f"The time of this machine lies {lies} what its clock last knew to be right.{REMEDY}"
