"""By when command owes something, and to whom: the agency's own intervals, by the clock on the wall."""

import pytest

from solidground.core.duty.terms import FIRED, Least, Within
from solidground.core.hours import add_days
from solidground.core.kernel import DAY, HOUR, Instant
from solidground.core.protocol.duration import Duration

ZONE = "America/Chicago"
BEFORE: Instant = 1_709_913_600_000_000
"""March 8, 2024, at 10:00 in Chicago: two days before the clocks go forward."""


@pytest.mark.parametrize(
    ("within", "until_at"),
    [
        (Duration(exact=12 * HOUR), BEFORE + 12 * HOUR),
        (Duration(exact=72 * HOUR), BEFORE + 72 * HOUR),
        (Duration(days=3), BEFORE + 3 * DAY - HOUR),
        (Duration(months=1, exact=HOUR), add_days(BEFORE, ZONE, 31) + HOUR),
    ],
)
def test_days_move_the_clock_on_the_wall_and_hours_pass(within: Duration, until_at: Instant) -> None:
    assert Within(within, "all").until(BEFORE, ZONE) == until_at


def test_what_is_owed_to_those_who_fired_is_owed_to_nobody_else() -> None:
    for owed in (Within(Duration(days=1), "fired"), Least(3, "fired")):
        assert owed.owed_to(FIRED)
        assert not owed.owed_to("witness")
        assert owed._replace(whom="all").owed_to("witness")
