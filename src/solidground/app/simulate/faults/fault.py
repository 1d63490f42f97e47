"""The shape of a fault, and what it may touch of a simulation."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from solidground.app.simulate.machine import Machine, Program
from solidground.app.simulate.outside import Hands, Provider
from solidground.app.simulate.town import Agency
from solidground.app.simulate.witness import Witness
from solidground.core.kernel import Instant

Draws = tuple[float, float, float, float]
Deed = Callable[[Program], None]
"""Something that is done once, in a program, at its time; done again where the program or the database failed."""


class Stricken(Protocol):
    """What a fault may touch."""

    machine: Machine
    hands: Hands
    provider: Provider
    witness: Witness
    agencies: list[Agency]
    twice: int

    def met(self, fault: str) -> None:
        """Count a fault that was met."""

    def later(self, at: Instant, deed: Deed) -> None:
        """Do something at a true instant."""

    def count(self, fault: str) -> int:
        """Return how often a fault was met."""

    def second_clock(self, *, runs: bool) -> None:
        """Let a second clock begin, or end."""


class Fault(NamedTuple):
    """One kind of thing that goes wrong. ``bring`` brings it about; whoever runs into it counts it.

    ``at_once`` comes just before the first incident: it takes messages to run into it.
    """

    name: str
    said: str
    bring: Callable[[Stricken, Draws], None]
    needs_file: bool = False
    at_once: bool = False
