"""A rota as it stands: wall clock times in a zone, and people by id."""

from typing import Literal, NamedTuple, TypeAlias

from solidground.core.kernel import Day, Instant, PersonId
from solidground.core.roster.intervals import Interval
from solidground.core.roster.roles import Role

Period: TypeAlias = Literal["daily", "weekly"]
"""How long a turn lasts."""


class Layer(NamedTuple):
    """People who take turns. The first begins at the last handover on or before ``anchor_on``.

    ``handover_weekday`` counts from Monday as 0 and matters for weekly turns only. A layer with ``hours`` holds
    only between those minutes of a day: past midnight where the first is the larger, all day where both are equal.
    """

    participants: tuple[PersonId, ...]
    period: Period
    handover_minute: int
    handover_weekday: int
    anchor_on: Day
    hours: tuple[int, int] | None = None


class Override(NamedTuple):
    """Somebody on call for a time, whoever's turn it is."""

    person: PersonId
    from_at: Instant
    to_at: Instant


class Swap(NamedTuple):
    """``other`` takes the turns of ``asker`` in ``given``, and ``asker`` those of ``other`` in ``taken``."""

    swap: str
    asker: PersonId
    other: PersonId
    given: Interval
    taken: Interval


class RotaState(NamedTuple):
    """One rota. ``rota`` is empty before the first event; a later layer is asked where an earlier has nobody."""

    rota: str = ""
    role: Role = "peer"
    zone: str = "UTC"
    layers: tuple[Layer, ...] = ()
    overrides: tuple[Override, ...] = ()
    asked: tuple[Swap, ...] = ()
    swaps: tuple[Swap, ...] = ()
    last_at: Instant = 0


INITIAL = RotaState()


def participants(rota: RotaState) -> frozenset[PersonId]:
    """Return everybody a rota may name: in its layers and in its overrides."""
    turning = {person for layer in rota.layers for person in layer.participants}
    return frozenset(turning | {override.person for override in rota.overrides})
