"""Walking every open case and checking what was promised. Only when all of it holds is the outside monitor told.

What must never happen here: mending, or a ping while a promise is broken.
"""

from collections.abc import Iterator
from typing import NamedTuple

from solidground.app.ports import Left, Ping, Store, Unit, Walked
from solidground.app.promises import (
    AWAKE,
    FOLDED,
    HELD,
    LATE_FOR,
    NOTIFIED,
    RULES,
    UNSENT,
    UNSENT_FOR,
    Broken,
    Look,
    breaches,
    unsent,
)
from solidground.app.rosters import Roster, Rosters
from solidground.core.kernel import AgencyId, Instant
from solidground.core.subject import CaseRow

OPEN = frozenset({"active", "standing"})

APART = "has cases that are set apart, for their rules failed; they are tried again"
MISHELD = "would not be woken by what happens to its keepers"
DOUBTED = "stands still, for the time of this machine cannot be believed"
NOT_OPENED = "wants care for somebody whose case a defect kept from being opened; it is tried again"
UNTOLD = "has cases that nobody holds, and no coordinator or deputy with an address that works: nobody can be told"
NOT_TAKEN = "wanted care for somebody, and no clock has taken it in"


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


def reconcile(
    store: Store, now: Instant, *, whole: bool = False, ping: Ping | None = None, doubt: str = ""
) -> Reconciled:
    """Check every promise over all open cases, and tell the outside monitor when all hold.

    ``whole`` holds every other stream against its events too. It reads beside the clock, which never waits for it.
    ``doubt`` is why ``now`` cannot be believed: then the clock stands still, and nobody is told that all is well.
    """
    counted = {AWAKE: 1} if doubt else {}
    examples = {AWAKE: Broken(AWAKE, AgencyId(""), "the clock", DOUBTED)} if doubt else {}
    cases = 0
    for case, broken in _everything(store, now, "" if whole else "case"):
        cases += case
        for one in broken:
            counted[one.promise] = counted.get(one.promise, 0) + 1
            examples.setdefault(one.promise, one)
    if counted or ping is None:
        return Reconciled(cases, counted, tuple(examples.values()))
    why = ping.ping()
    return Reconciled(cases, counted, tuple(examples.values()), why is None, why or "")


def _everything(store: Store, now: Instant, subject: str) -> Iterator[tuple[int, list[Broken]]]:
    # What people carry is read once, and again where something looks broken: others write meanwhile.
    rosters = Rosters(alone=True)
    for unit, batch in store.walk(subject):
        looked_again = False
        yield 0, [Broken(FOLDED, one.stream.agency, one.stream.name, one.why) for one in batch if one.why]
        found = [(one, one.row) for one in batch if one.row is not None and one.row.status in OPEN]
        for one, row in found:
            broken = _broken(unit, rosters, one, row, now)
            if broken and not looked_again:
                looked_again = True
                rosters.look_again()
                broken = _broken(unit, rosters, one, row, now)
            yield 1, broken
        yield 0, list(unsent(unit, [one for one, _ in found]))
    yield 0, [Broken(FOLDED, stream.agency, stream.name, MISHELD) for stream in store.misheld()]
    tallies = store.tallies(now)
    yield 0, [Broken(RULES, one.agency, "", APART) for one in tallies for _ in range(one.apart)]
    with store.transaction() as unit:
        untold = [one.agency for one in tallies if one.unheld and not _reached(rosters.of(unit, one.agency, now))]
        doubled = unit.outbox_doubled()
        kept_back = unit.outbox_waiting(now - UNSENT_FOR)
        left = unit.inbox_left(now - LATE_FOR)
    yield 0, [Broken(HELD, agency, "", UNTOLD) for agency in untold]
    yield 0, [_not_taken(row) for row in left]
    yield 0, [Broken(NOTIFIED, agency, "", f"the key {key} is in the outbox more than once") for agency, key in doubled]
    for agency, times in kept_back.items():
        yield 0, [Broken(NOTIFIED, agency, "", UNSENT)] * times


def _broken(unit: Unit, rosters: Rosters, one: Walked, row: CaseRow, now: Instant) -> list[Broken]:
    last_at = one.events[-1].at if one.events else 0
    roster = rosters.of(unit, one.stream.agency, now)
    return list(breaches(Look(roster, one.stream, row, now, last_at), one.state))


def _reached(roster: Roster) -> bool:
    """Tell whether anybody who is asked in the end about a case that nobody holds can be written to at all."""
    last = roster.holders("coordinator") | roster.holders("deputy")
    return any(roster.people[person].ways for person in last)


def _not_taken(row: Left) -> Broken:
    promise, why = (HELD, NOT_OPENED) if row.tries else (AWAKE, NOT_TAKEN)
    return Broken(promise, row.agency, row.stream, why)
