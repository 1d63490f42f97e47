"""Small stories, and hands that break a promise on purpose."""

from collections.abc import Callable

from solidground.app.protocols import load_protocol, plans
from solidground.app.simulate.faults.fault import Draws, Fault, Stricken
from solidground.app.simulate.machine import Program
from solidground.app.simulate.story import Story
from solidground.app.simulate.told import Told, told
from solidground.core.kernel import DAY, HOUR, Span

PLAN_FOR = plans(load_protocol("default"))
SMALL = Story(6, 1, 150, 150)
"""Three cases for five months."""


def tell(story: Story, *, to_first: bool = False, **known: Fault) -> Told:
    """Tell a story with faults of its own."""
    return told(story._replace(faults=tuple(known)), PLAN_FOR, known, to_first=to_first)


Hand = Callable[[Stricken, Program], bool]
"""Does something; tells whether there was something to do."""


def by_hand(deed: Hand, *, after_days: int = 3, every_time: bool = False, again_for: Span = HOUR) -> Fault:
    """Return a fault that does something once, days after the first incident or later, and counts itself."""
    done: list[bool] = []

    def bring(stricken: Stricken, _: Draws) -> None:
        def act(program: Program) -> None:
            if deed(stricken, program):
                stricken.met("by_hand")
            else:
                stricken.later(stricken.hands.true_at + again_for, act)

        if every_time or not done:
            done.append(True)
            stricken.later(stricken.hands.true_at + after_days * DAY, act)

    return Fault("by_hand", "Somebody edits the database.", bring, at_once=True)


def statement(said: str) -> Hand:
    """Return a hand that runs one statement."""

    def run(stricken: Stricken, _: Program) -> bool:
        with stricken.machine.calm(), stricken.machine.eye.session() as session:
            changed: int = session.change(said)
        return changed > 0

    return run


def nothing(_stricken: Stricken, _program: Program) -> bool:
    """Do nothing."""
    return True
