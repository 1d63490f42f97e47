"""Who is on call by a rota, at an instant and over a time.

Handovers are wall clock times: on a day of 23 or 25 hours the turn is shorter or longer, the handover stays.
What must never happen here: naming somebody who is away while another participant is there.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeAlias

from solidground.core.hours import at_minute, local_day, to_local
from solidground.core.kernel import Day, Instant, PersonId
from solidground.core.roster.rota.state import Layer, RotaState, Swap

Away: TypeAlias = Callable[[PersonId, Instant], bool]
"""Whether somebody cannot be asked at an instant: on leave, or without a way that works."""

WEEK_DAYS = 7
MOST_TURN_DAYS = 800
"""The longest time ``turns`` looks over, in days."""


class Turn(NamedTuple):
    """Who is on call for a time. ``person`` is None where nobody is."""

    person: PersonId | None
    from_at: Instant
    to_at: Instant


def nobody_away(_person: PersonId, _at: Instant) -> bool:
    """Say that everybody is there."""
    return False


def on_call(rota: RotaState, at: Instant, away: Away = nobody_away) -> PersonId | None:
    """Return who is on call: the override, else whose turn it is, else the next in turn who is there."""
    return next((person for person in candidates(rota, at) if not away(person, at)), None)


def candidates(rota: RotaState, at: Instant) -> Iterator[PersonId]:
    """Yield people in the order in which they are asked; somebody may come twice."""
    for override in rota.overrides:
        if override.from_at <= at < override.to_at:
            yield override.person
    for layer in rota.layers:
        if layer.hours is None or _within(layer.hours, at, rota.zone):
            yield from _in_turn(rota, layer, at)


def _in_turn(rota: RotaState, layer: Layer, at: Instant) -> Iterator[PersonId]:
    first = turn_number(layer, at, rota.zone) % len(layer.participants)
    turning = layer.participants[first]
    yield _swapped(rota.swaps, turning, at)
    # Who gave the turn away still comes before others, where the one who took it turns out to be away.
    yield turning
    yield from layer.participants[first + 1 :]
    yield from layer.participants[:first]


def _swapped(swaps: Iterable[Swap], person: PersonId, at: Instant) -> PersonId:
    for _, asker, other, given, taken in swaps:
        if person == asker and given.from_at <= at < given.to_at:
            return other
        if person == other and taken.from_at <= at < taken.to_at:
            return asker
    return person


def _within(hours: tuple[int, int], at: Instant, zone: str) -> bool:
    shown = to_local(at, zone)
    minute = shown.hour * 60 + shown.minute
    from_minute, to_minute = hours
    if from_minute < to_minute:
        return from_minute <= minute < to_minute
    return minute >= from_minute or minute < to_minute


def turn_number(layer: Layer, at: Instant, zone: str) -> int:
    """Return which turn it is, the one that begins at the anchor being 0."""
    on = local_day(at, zone)
    # By instants, not by the face of the clock: an hour that happens twice does not hand back what was handed over,
    # and a day that a zone leaves out has no handover.
    while at < at_minute(on, layer.handover_minute, zone):
        on -= 1
    if layer.period == "daily":
        return on - layer.anchor_on
    return (on - _first_handover_on(layer)) // WEEK_DAYS


def _first_handover_on(layer: Layer) -> Day:
    weekday = date.fromordinal(layer.anchor_on).weekday()
    return layer.anchor_on - (weekday - layer.handover_weekday) % WEEK_DAYS


def turns(
    rota: RotaState, from_at: Instant, to_at: Instant, away: Away = nobody_away, changes: Iterable[Instant] = ()
) -> tuple[Turn, ...]:
    """Return who is on call over a time, in order and without holes; ``changes`` are the instants ``away`` changes."""
    found: list[Turn] = []
    cuts = sorted({cut for cut in (*_cuts(rota, from_at, to_at), *changes) if from_at < cut < to_at})
    for begins_at, ends_at in zip([from_at, *cuts], [*cuts, to_at], strict=True):
        person = on_call(rota, begins_at, away)
        if found and found[-1].person == person:
            found[-1] = found[-1]._replace(to_at=ends_at)
        else:
            found.append(Turn(person, begins_at, ends_at))
    return tuple(found)


def _cuts(rota: RotaState, from_at: Instant, to_at: Instant) -> Iterator[Instant]:
    first_on, last_on = local_day(from_at, rota.zone), local_day(to_at, rota.zone)
    assert last_on - first_on <= MOST_TURN_DAYS, "turns are looked at for two years at most"
    minutes = {layer.handover_minute for layer in rota.layers}
    minutes.update(minute for layer in rota.layers for minute in layer.hours or ())
    for on in range(first_on, last_on + 1):
        for minute in minutes:
            yield at_minute(on, minute, rota.zone)
    for override in rota.overrides:
        yield from (override.from_at, override.to_at)
    for swap in rota.swaps:
        yield from (*swap.given, *swap.taken)
