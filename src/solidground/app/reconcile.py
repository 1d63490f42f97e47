"""Walking every open case and checking what was promised. Only when all of it holds is the outside monitor told.

What must never happen here: mending, or a ping while a promise is broken.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from solidground.app.handle import stream_of
from solidground.app.ports import Left, Ping, Store, Unit
from solidground.app.rosters import Roster, Rosters
from solidground.core.care.state import Case, raised_on, seeks
from solidground.core.care.world import Asking
from solidground.core.kernel import DAY, MINUTE, AgencyId, Instant, Span, Stream, fold
from solidground.core.subject import CaseRow
from solidground.core.subjects import SUBJECTS

LATE_FOR: Span = 2 * MINUTE
"""A clock that is so long behind is not running."""

UNSENT_FOR: Span = DAY
"""A notification that is so long past its time, and has not ended, never left the building."""

UNSENT = "has a notification that was due over a day ago and was neither handed over, refused nor withdrawn"

TOGETHER = 20
"""Cases looked at in one transaction: a roster is read for each, and the clock must not wait long."""

HELD = "P1 held"
LAPSED = "P2 nothing lapses unseen"
NOTIFIED = "P3 never lost, never doubled"
FOLDED = "P6 same log, same state"
AWAKE = "the clock runs"

NOT_OPENED = "wants care for somebody whose case a defect kept from being opened; it is tried again"
NOT_TAKEN = "wanted care for somebody, and no clock has taken it in"

CASE = SUBJECTS["case"]

Refold = Callable[[], Iterable[tuple[Stream, str]]]
"""Folds every stream of a store again; returns those whose kept state is another, and why."""


class Broken(NamedTuple):
    """One promise that one case breaks. ``why`` is a sentence's end."""

    promise: str
    agency: AgencyId
    stream: str
    why: str


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
                broken = [list(_broken(_Look(unit, roster, *one, now))) for one in looked]
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


class _Look(NamedTuple):
    """One case with everything it is checked against."""

    unit: Unit
    roster: Roster
    stream: Stream
    events: list[Any]
    row: CaseRow
    now: Instant


def _broken(look: _Look) -> Iterator[Broken]:
    case: Case = look.unit.load([look.stream])[0].state
    found = [(HELD, _unheld(look, case)), (LAPSED, _unseen(look, case)), (NOTIFIED, _unsent(look))]
    found += [(FOLDED, _other(look, case)), (AWAKE, _asleep(look))]
    for promise, why in found:
        if why:
            yield Broken(promise, look.stream.agency, look.stream.name, why)


def _unheld(look: _Look, case: Case) -> str:
    """P1: somebody who is there and may keeps it, or it shows as unheld."""
    # A standing case with nothing but a day ahead needs nobody until it comes.
    if look.row.unheld_at is not None or not seeks(case) or _due(look):
        return ""
    head, world = case.head, look.roster.look()
    asking = Asking(head.member, head.involved, case.choices.ruled_out, frozenset(), head.part, look.now)
    keepers = look.row.keepers
    if any(world.keeper(keeper, asking) is not None for keeper in keepers) or case.companion.person in keepers:
        return ""
    return "is kept by nobody who may and is there, and does not show as unheld"


def _due(look: _Look) -> bool:
    """Tell whether the next sweep looks at the case anyway: what changed just now is not yet seen."""
    return look.row.wake_at is not None and look.row.wake_at <= look.now


def _unseen(look: _Look, case: Case) -> str:
    """P2: a lapse and its escalation are one; nothing lies past its lapse without one."""
    for item in case.items:
        if item.kind == "ask" or item.stage == "ahead":
            continue
        if item.stage == "lapsed" and raised_on(case, item.ladder) is None:
            return f"lapsed at {item.key} and nobody else is asked"
        if item.stage != "lapsed" and item.lapses_at + LATE_FOR < look.now:
            return f"is past the lapse of {item.key} and says nothing"
    return ""


def _unsent(look: _Look) -> str:
    """P3: every notification an event asked for has its row."""
    assert CASE.notices is not None, "cases notify"
    name = look.stream.name.partition("/")[2]
    wanted = [notice for event in look.events for notice in CASE.notices(name, event)]
    missing = look.unit.outbox_missing(look.stream.agency, wanted)
    return f"asked for {len(missing)} notifications that are not in the outbox" if missing else ""


def _other(look: _Look, case: Case) -> str:
    """P6: the state kept and the row read are what the events give."""
    assert CASE.row is not None, "cases have a read row"
    folded = fold(CASE.evolve, CASE.initial, look.events)
    if folded != case:
        return "has a state its events do not give"
    shown = CASE.row(folded)
    # A case set apart shows as unheld although its rules never said so.
    if shown is None or look.row != shown._replace(unheld_at=look.row.unheld_at):
        return "has a row its events do not give"
    return ""


def _asleep(look: _Look) -> str:
    wake_at = look.row.wake_at
    if look.row.status == "active" and wake_at is None:
        return "is active and never wakes"
    return "should have been looked at by now" if wake_at is not None and wake_at + LATE_FOR < look.now else ""
