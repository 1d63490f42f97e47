"""What a person calls a step."""

import pytest

from solidground.app.replay.step_names import titled
from solidground.core.protocol.plan import Kind


@pytest.mark.parametrize(
    ("key", "kind", "says"),
    [
        ("offer", "offer", "The offer of care"),
        ("day_1", "checkin", "Day 1 call"),
        ("month_2", "word", "Month 2, a few words"),
        ("week_2", None, "Week 2"),
        ("clinician_month_4", "task", "Clinician, month 4"),
        ("handover", None, "Handing over"),
        ("see_the_range", "task", "See the range"),
    ],
)
def test_a_step_is_named_as_a_person_would(key: str, kind: Kind | None, says: str) -> None:
    assert titled(key, kind) == says
