"""What a step is called after its key."""

import pytest

from solidground.core.protocol.naming import step_name
from solidground.core.words import Moments, Said, spelled

NEVER: Moments = str


def _translated(text: str) -> str:
    return {"day %(number)s": "día %(number)s", "%(step)s ask": "pregunta: %(step)s"}.get(text, text)


@pytest.mark.parametrize(
    ("key", "english", "other"),
    [
        ("day_1", "day 1", "día 1"),
        ("week_2", "week 2", "week 2"),
        ("month_12", "month 12", "month 12"),
        ("year_3", "year 3", "year 3"),
        ("day_2_ask", "day 2 ask", "pregunta: día 2"),
        ("clinician_day_4", "clinician day 4", "clinician día 4"),
        ("family_first", "family first", "family first"),
        ("day_off", "day off", "day off"),
        ("birthday_1", "birthday 1", "birthday 1"),
    ],
)
def test_a_step_is_called_after_its_key_in_every_language(key: str, english: str, other: str) -> None:
    said: Said = step_name(key)
    assert spelled(said, str, NEVER) == english
    assert spelled(said, _translated, NEVER) == other
