"""How things stand in an agency: how many cases, how many need somebody now, where cover will be missing.

What must never happen here: a figure about a person, or a name.
"""

from collections import Counter
from typing import NamedTuple

from solidground.app.ports import Store, Unit
from solidground.core.kernel import DAY, AgencyId, Instant, PersonId
from solidground.core.roster.cover import Gap, gaps
from solidground.core.roster.state import State, roles_at, ways_of

ENOUGH = 1


class Standing(NamedTuple):
    """One agency's cases. ``overdue`` are active ones whose next step is past its due time.

    ``unopened`` are cases that a defect kept from being opened: they are tried again.
    """

    agency: AgencyId
    active: int
    standing: int
    closed: int
    unheld: int
    overdue: int
    next_due_at: Instant | None
    unopened: int = 0


def standing(store: Store, now: Instant) -> tuple[Standing, ...]:
    """Return how things stand, by agency."""
    with store.transaction() as unit:
        apart = Counter(row.agency for row in unit.inbox_left(now) if row.tries)
    return tuple(_standing(store, agency, now)._replace(unopened=apart[agency]) for agency in store.agencies())


def _standing(store: Store, agency: AgencyId, now: Instant) -> Standing:
    counts = {"active": 0, "standing": 0, "closed": 0}
    unheld = overdue = 0
    next_due_at: Instant | None = None
    for _, row in store.rows(agency):
        counts[row.status] = counts.get(row.status, 0) + 1
        unheld += row.unheld_at is not None
        if row.next_due_at is None or row.status != "active":
            continue
        overdue += row.next_due_at < now
        if row.next_due_at >= now:
            next_due_at = row.next_due_at if next_due_at is None else min(next_due_at, row.next_due_at)
    return Standing(agency, counts["active"], counts["standing"], counts["closed"], unheld, overdue, next_due_at)


def unsent(store: Store, now: Instant, *, can_send: bool) -> str:
    """Say what waits in the outbox and why, in a sentence; nothing where nothing waits that should not."""
    with store.transaction() as unit:
        waiting = sum(unit.outbox_waiting(now if not can_send else now - DAY).values())
    if not waiting:
        return ""
    if can_send:
        since = "1 notification has" if waiting == 1 else f"{waiting:,} notifications have"
        return f"{since} waited for over a day. Read what the clock said, and give everybody a mail address."
    wait = "1 notification waits" if waiting == 1 else f"{waiting:,} notifications wait"
    return f"{wait}: no way of sending is set. Set [mail] in settings.toml."


def unreached(unit: Unit, agency: AgencyId, at: Instant) -> tuple[PersonId, ...]:
    """Return the coordinators and deputies of an instant who have no address that works."""
    people: list[State] = [loaded.state for loaded in unit.load(unit.streams(agency, "person"))]
    return tuple(
        state.person
        for state in people
        if state.person is not None and roles_at(state, at) & {"coordinator", "deputy"} and not ways_of(state)
    )


def missing_cover(unit: Unit, agency: AgencyId, from_at: Instant, to_at: Instant, enough: int) -> tuple[Gap, ...]:
    """Return where somebody will be missing, by when it begins."""
    people = {s.person: s for s in (one.state for one in unit.load(unit.streams(agency, "person"))) if s.person}
    rotas = [loaded.state for loaded in unit.load(unit.streams(agency, "rota"))]
    loads = {person: place.load for person, place in unit.places(agency).items()}
    return gaps(rotas, people, from_at, to_at, loads=loads, enough=enough)
