"""Who is next when an obligation lapses, and when they are asked.

A rung that resolves to nobody is skipped at once. The last rung repeats: a ladder never ends in silence.
"""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from solidground.core.hours import Quiet, at_minute, local_day
from solidground.core.kernel import DAY, HOUR, Instant
from solidground.core.protocol.plan import Keeping, Ladder

Person = TypeVar("Person")

URGENT_SOON_TIMES = 6
"""An urgent last rung repeats at its own wait this often, then hourly."""
URGENT_HOURLY_TIMES = 12
"""… and this often; then daily, as any other."""
DECIDING: frozenset[Keeping] = frozenset({"coordinator", "deputy"})
"""Who decides what a person does next."""
WEEK_DAYS = 7
MONTH_DAYS = 30


class Asked(NamedTuple, Generic[Person]):
    """Who is asked in this turn, by the rung ``place`` he stands on; ``somebody`` is None where none resolves.

    ``rung`` is how far the ladder has come, and never goes down: ``place`` is lower where nobody is above it.
    """

    rung: int
    place: int
    somebody: Person | None
    skipped: tuple[int, ...]


def climb(ladder: Ladder, first: int, resolve: Callable[[Keeping], Person | None]) -> Asked[Person]:
    """Return the first rung from ``first`` on that resolves; past the last, the highest one below that does."""
    last = len(ladder.rungs) - 1
    return _asked(ladder, first, (*range(first, last + 1), *range(first - 1, -1, -1)), resolve)


def repeat(ladder: Ladder, resolve: Callable[[Keeping], Person | None]) -> Asked[Person]:
    """Return the highest rung that is a person and resolves: a line outside is never all that repeats."""
    first = last_person(ladder)
    places = range(len(ladder.rungs) - 1, -1, -1)
    people_first = sorted(places, key=lambda place: ladder.rungs[place].who == "line")
    return _asked(ladder, first, tuple(people_first), resolve)


def _asked(
    ladder: Ladder, first: int, places: tuple[int, ...], resolve: Callable[[Keeping], Person | None]
) -> Asked[Person]:
    skipped: list[int] = []
    for place in places:
        somebody = resolve(ladder.rungs[place].who)
        if somebody is not None:
            return Asked(max(place, first), place, somebody, tuple(skipped))
        skipped.append(place)
    last = len(ladder.rungs) - 1
    return Asked(last, last, None, tuple(skipped))


def first_deciding(ladder: Ladder) -> int:
    """Return where a ladder begins for what the coordinator has to decide: no peer is asked for it first."""
    return next((n for n, rung in enumerate(ladder.rungs) if rung.who in DECIDING), 0)


def last_person(ladder: Ladder) -> int:
    """Return the highest rung that is a person: what repeats, for a line outside has no way back to us."""
    return max((n for n, rung in enumerate(ladder.rungs) if rung.who != "line"), default=len(ladder.rungs) - 1)


def is_calm(ladder: Ladder, repeat: int) -> bool:
    """Tell whether a repeat is one of days, not of minutes or hours: such repeats are gathered."""
    return repeat > (URGENT_SOON_TIMES + URGENT_HOURLY_TIMES if ladder.urgent else 0)


def next_at(ladder: Ladder, rung: int, repeat: int, send_at: Instant, quiet: Quiet | None) -> Instant:
    """Return when the ladder goes on if nobody says "I have it". Waits count from the real raise."""
    if repeat == 0:
        return send_at + ladder.rungs[rung].wait_for
    if ladder.urgent and repeat <= URGENT_SOON_TIMES:
        return send_at + ladder.rungs[rung].wait_for
    calm = repeat
    if ladder.urgent:
        calm -= URGENT_SOON_TIMES
        if calm <= URGENT_HOURLY_TIMES:
            return send_at + HOUR
        calm -= URGENT_HOURLY_TIMES
    return morning(send_at, _days(ladder, calm), quiet)


def _days(ladder: Ladder, repeat: int) -> int:
    if repeat <= ladder.daily_times:
        return 1
    return WEEK_DAYS if repeat <= ladder.daily_times + ladder.weekly_times else MONTH_DAYS


def morning(at: Instant, days: int, quiet: Quiet | None) -> Instant:
    """Return somebody's morning, days later: what repeats for one keeper falls together and is gathered."""
    if quiet is None:
        return at + days * DAY
    return at_minute(local_day(at, quiet.zone) + days, quiet.to_minute, quiet.zone)
