"""Walking every open case and checking what was promised. Only when all of it holds is the outside monitor told.

What must never happen here: mending, or a ping while a promise is broken.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from solidground.app.handle import stream_of
from solidground.app.ports import Left, Ping, Store
from solidground.app.promises import AWAKE, FOLDED, HELD, LATE_FOR, NOTIFIED, UNSENT, UNSENT_FOR, Broken, Look, breaches
from solidground.app.rosters import Rosters
from solidground.core.kernel import Instant, Stream

TOGETHER = 20
"""Cases looked at in one transaction: a roster is read for each, and the clock must not wait long."""

NOT_OPENED = "wants care for somebody whose case a defect kept from being opened; it is tried again"
NOT_TAKEN = "wanted care for somebody, and no clock has taken it in"

Refold = Callable[[], Iterable[tuple[Stream, str]]]
"""Folds every stream of a store again; returns those whose kept state is another, and why."""


class Reconciled(NamedTuple):
    """What was checked: how often each promise is broken, and the first example of each."""

    cases: int
    broken_promises: dict[str, int]
    examples: tuple[Broken, ...]
    pinged: bool = False
    unheard: str = ""
    """Why the outside monitor did not hear a ping that was due to it."""

    @property
    def exit_code(self) -> int:
        """0 where every promise holds, else 1."""
        return 1 if self.broken_promises else 0


def reconcile(store: Store, now: Instant, *, refold: Refold | None = None, ping: Ping | None = None) -> Reconciled:
    """Check every promise over all open cases, and tell the outside monitor when all hold."""
    counted: dict[str, int] = {}
    examples: dict[str, Broken] = {}
    cases = 0
    for case, broken in _everything(store, now, refold):
        cases += case
        for one in broken:
            counted[one.promise] = counted.get(one.promise, 0) + 1
            examples.setdefault(one.promise, one)
    if counted or ping is None:
        return Reconciled(cases, counted, tuple(examples.values()))
    why = ping.ping()
    return Reconciled(cases, counted, tuple(examples.values()), why is None, why or "")


def _everything(store: Store, now: Instant, refold: Refold | None) -> Iterator[tuple[int, list[Broken]]]:
    rosters = Rosters()
    for agency in store.agencies():
        rows = [(case, row) for status in ("active", "standing") for case, row in store.rows(agency, status)]
        for first in range(0, len(rows), TOGETHER):
            streams = [(stream_of(agency, f"case/{case}"), row) for case, row in rows[first : first + TOGETHER]]
            looked = [(stream, store.events(stream), row) for stream, row in streams]
            with store.transaction() as unit:
                roster = rosters.of(unit, agency, now)
                broken = [list(breaches(Look(unit, roster, *one, now))) for one in looked]
            yield from ((1, each) for each in broken)
    with store.transaction() as unit:
        doubled = unit.outbox_doubled()
        kept_back = unit.outbox_waiting(now - UNSENT_FOR)
        left = unit.inbox_left(now - LATE_FOR)
    yield 0, [_not_taken(row) for row in left]
    yield 0, [Broken(NOTIFIED, agency, "", f"the key {key} is in the outbox more than once") for agency, key in doubled]
    for agency, times in kept_back.items():
        yield 0, [Broken(NOTIFIED, agency, "", UNSENT)] * times
    wrong = refold() if refold is not None else ()
    yield 0, [Broken(FOLDED, stream.agency, stream.name, why) for stream, why in wrong]


def _not_taken(row: Left) -> Broken:
    promise, why = (HELD, NOT_OPENED) if row.tries else (AWAKE, NOT_TAKEN)
    return Broken(promise, row.agency, row.stream, why)
