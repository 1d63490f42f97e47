"""How things stand in an agency: how many cases, how many need somebody now, where cover will be missing.

What must never happen here: a figure about a person, or a name.
"""

from solidground.app.ports import Store, Tally, Unit
from solidground.core.kernel import DAY, MINUTE, AgencyId, Instant, PersonId, Span
from solidground.core.roster.cover import Gap, gaps
from solidground.core.roster.state import State, roles_at, ways_of

ENOUGH = 1
RINGS_FOR: Span = 15 * MINUTE
"""What is urgent waits for no hour: when it has waited so long, something keeps it back."""

LATE_FOR: Span = 2 * MINUTE
"""A clock that is so long behind is not running, or has much to catch up."""


def standing(store: Store, now: Instant) -> list[Tally]:
    """Return how things stand, by agency."""
    return store.tallies(now)


def behind_for(tally: Tally, now: Instant) -> Span:
    """Return how long the clock has left something undone; 0 where it is no later than it may be."""
    late_for = now - tally.next_at if tally.next_at is not None else 0
    return late_for if late_for > LATE_FOR else 0


def unsent(store: Store, now: Instant, *, can_send: bool) -> str:
    """Say what waits in the outbox and why, in a sentence; nothing where nothing waits that should not."""
    with store.transaction() as unit:
        waiting = sum(unit.outbox_waiting(now if not can_send else now - DAY).values())
        rings = sum(unit.outbox_waiting(now - RINGS_FOR, urgent=True).values()) if can_send else 0
    if rings:
        have = "1 urgent notification has" if rings == 1 else f"{rings:,} urgent notifications have"
        late = f"{have} not left for {RINGS_FOR // MINUTE} minutes."
        return f"{late} Ring whoever is on call yourself, then read what the clock said."
    if not waiting:
        return ""
    if can_send:
        since = "1 notification has" if waiting == 1 else f"{waiting:,} notifications have"
        return f"{since} waited for over a day. Read what the clock said, and give everybody a mail address."
    wait = "1 notification waits" if waiting == 1 else f"{waiting:,} notifications wait"
    return f"{wait}: no way of sending is set. Set [mail] in settings.toml."


def sentence(tally: Tally, behind: str, *, unsent: bool, stands: str = "") -> str:
    """Say how an agency stands in one sentence: who needs somebody first, then what keeps the machine from helping.

    ``behind`` is how long the clock has left something undone, in words; empty where it is on time. ``stands`` says
    that it does nothing, and how, whatever the time is.
    """
    people = [
        (tally.unheld, "needs somebody now", "need somebody now"),
        (tally.unopened, "has no case yet for a defect", "have no case yet for a defect"),
    ]
    told = [f"{_people(n)} {one if n == 1 else more}" for n, one, more in people if n]
    if tally.apart:
        told.append(f"the rules of {'1 case' if tally.apart == 1 else f'{tally.apart:,} cases'} failed")
    if stands:
        told.append(stands)
    elif behind:
        told.append(f"the clock is {behind} behind")
    if unsent and tally.waiting:
        told.append("notifications have not left")
    if told:
        said = told[0] if len(told) == 1 else f"{', '.join(told[:-1])}, and {told[-1]}"
        return f"{said[0].upper()}{said[1:]}."
    if not tally.active + tally.standing:
        return "All is well: no case is open, and the clock is on time."
    return "All is well: everybody has somebody, and the clock is on time."


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


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
