"""What befalls a member is seldom, follows from the draw alone, and is lifted by a person."""

import pytest

from solidground.app.replay.chance import Chance
from solidground.app.replay.choosing import ARRESTED, ENTERS, INJURED, Chosen, chosen
from solidground.core.care.events import CaseOpened, HoldPlaced
from solidground.core.care.state import INITIAL, NO_PLAN
from solidground.core.kernel import DAY, CaseId, Instant, PersonId

AT: Instant = 40 * DAY
MEMBER = PersonId("m-1")
OPENED = CaseOpened(AT, MEMBER, CaseId("c"), MEMBER, None, "witness", "any", (), AT, "any", NO_PLAN)


class Drawn(Chance):
    """Chance that draws what it is told first, and the middle of everything else."""

    def __init__(self, first: float) -> None:
        super().__init__(1)
        self.first = first

    def draws(self, *_: object) -> tuple[float, float, float, float]:
        """Return what was told."""
        return self.first, 0.5, 0.5, 0.5


@pytest.mark.parametrize(
    ("draw", "holds"),
    [
        (0.0, ["grave_injury"]),
        (INJURED, ["arrest"]),
        (ARRESTED, []),
        (0.9, []),
    ],
)
def test_a_draw_below_its_bound_holds_a_case_in_its_first_month(draw: float, holds: list[str]) -> None:
    befalls = [one for one in chosen(Drawn(draw), "c", OPENED, INITIAL) if one.key in {"grave_injury", "arrest"}]
    assert [one.key for one in befalls] == holds
    assert {(one.at, one.person) for one in befalls} <= {(AT + 15 * DAY, ENTERS)}


def test_whoever_placed_a_hold_lifts_it_weeks_later() -> None:
    lifted = chosen(Drawn(0.5), "c", HoldPlaced(AT, ENTERS, "arrest"), INITIAL)
    assert lifted == (Chosen(AT + 35 * DAY, "choose", ENTERS, "lift", 0),)
