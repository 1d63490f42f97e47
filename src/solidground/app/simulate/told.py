"""One story told to its end: what happened, what was met, what was broken, and how long it took."""

import time
from collections.abc import Mapping
from typing import NamedTuple

from solidground.app.intake import PlanFor
from solidground.app.measuring import open_rig
from solidground.app.promises import Broken
from solidground.app.simulate.faults import FAULTS, Fault
from solidground.app.simulate.running import Running
from solidground.app.simulate.shrinking import shrunk
from solidground.app.simulate.story import Story
from solidground.app.simulate.town import town
from solidground.app.wiring import digest_of
from solidground.core.kernel import Instant


class Told(NamedTuple):
    """A story at its end."""

    cases: int
    events: int
    faults: dict[str, int]
    broken_promises: dict[str, int]
    examples: tuple[tuple[Broken, Instant], ...]
    active_years: float
    open_years: float
    digest: str
    seconds: float


def told(story: Story, plan_for: PlanFor, known: Mapping[str, Fault] = FAULTS, *, to_first: bool = False) -> Told:
    """Tell a story: the same one ends the same way every time."""
    began = time.perf_counter()
    with open_rig(on_file=any(known[name].needs_file for name in story.faults)) as rig:
        running = Running(story, rig, plan_for, known)
        running.play(to_first=to_first)
        return Told(
            running.witness.cases,
            running.witness.events,
            running.met_faults,
            running.holding.counted,
            tuple(running.holding.found.items()),
            running.witness.active_years,
            running.witness.open_years,
            digest_of(rig.eye),
            round(time.perf_counter() - began, 2),
        )


def shortest(story: Story, promise: str, plan_for: PlanFor, known: Mapping[str, Fault] = FAULTS) -> Story:
    """Return the shortest story found that breaks the same promise."""

    def fails(shorter: Story) -> bool:
        return promise in told(shorter, plan_for, known, to_first=True).broken_promises

    return shrunk(story, fails, incidents_of)


def incidents_of(story: Story) -> list[str]:
    """Return the names of the incidents of a story."""
    return [each.command.incident for agency in town(story) for each in agency.incidents]
