"""What goes wrong outside: the provider, the line to it, the clock on the wall, and people who tap twice."""

from solidground.app.simulate.faults.fault import Draws, Fault, Stricken
from solidground.core.kernel import DAY, HOUR, MINUTE, SECOND, Span

STEPS: tuple[Span, ...] = (-2 * HOUR, -7 * MINUTE, -SECOND, 11 * MINUTE, 3 * HOUR, DAY)
"""How far the clock on the wall steps: back, and forth."""

TWICE_MOST = 3
UNKNOWN_MOST = 4


def _twice(stricken: Stricken, draws: Draws) -> None:
    stricken.twice += 1 + int(draws[0] * TWICE_MOST)


def _down(stricken: Stricken, draws: Draws) -> None:
    stricken.provider.down = PROVIDER_DOWN.name
    before = stricken.count(PROVIDER_DOWN.name)

    def back(_: object) -> None:
        if stricken.count(PROVIDER_DOWN.name) == before:
            stricken.later(stricken.hands.true_at + 6 * HOUR, back)
        else:
            stricken.provider.down = ""

    stricken.later(stricken.hands.true_at + int((1 + 17 * draws[0]) * HOUR), back)


def _unknown(stricken: Stricken, draws: Draws) -> None:
    messages, arrives, *_ = draws
    many = 1 + int(messages * UNKNOWN_MOST)
    stricken.provider.unknown = [(int(arrives * 16) >> each) % 2 == 1 for each in range(many)]


def _step(stricken: Stricken, draws: Draws) -> None:
    far, hours, *_ = draws
    stricken.hands.ahead_for = STEPS[int(far * len(STEPS))]
    stricken.met(CLOCK_STEPS.name)

    def right(_: object) -> None:
        stricken.hands.ahead_for = 0

    stricken.later(stricken.hands.true_at + int((1 + 29 * hours) * HOUR), right)


DUPLICATE = Fault("duplicate", "What somebody does reaches the program twice, or an incident is entered twice.", _twice)
PROVIDER_DOWN = Fault("provider_down", "The provider takes nothing for hours.", _down, at_once=True)
UNKNOWN_OUTCOME = Fault(
    "unknown_outcome", "The line breaks after handing over; the message arrives, or not.", _unknown, at_once=True
)
CLOCK_STEPS = Fault("clock_steps", "The clock steps back or forth, and hours later is right again.", _step)
