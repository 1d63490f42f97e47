"""Which places outside the agency a member may note, and what is said where he may not."""

import pytest

from solidground.core.care.storage import BACK_AHEAD_DAYS_MOST, STORED_MOST, Stored, unfit

TODAY = 739000
THERE = Stored("p", "person", TODAY - 3, "my_word", None)


@pytest.mark.parametrize(
    ("stored", "reason"),
    [
        (THERE, None),
        (THERE._replace(on=TODAY), None),
        (THERE._replace(on=TODAY + 1), "DayImpossible"),
        (THERE._replace(on=TODAY - BACK_AHEAD_DAYS_MOST - 1), "DayImpossible"),
        (THERE._replace(back="both_words"), None),
        (THERE._replace(back="both_words", back_on=TODAY + 9), "NoBackDay"),
        (THERE._replace(back="on_a_day"), "BackDayMissing"),
        (THERE._replace(back="on_a_day", back_on=TODAY + 9), None),
        (THERE._replace(back="on_a_day", back_on=TODAY - 3), "BackDayImpossible"),
        (THERE._replace(back="on_a_day", back_on=TODAY + BACK_AHEAD_DAYS_MOST + 1), "BackDayImpossible"),
    ],
)
def test_a_place_has_days_that_can_be(stored: Stored, reason: str | None) -> None:
    refusal = unfit(stored, (), TODAY)
    assert (None if refusal is None else refusal.reason) == reason


def test_five_places_are_enough() -> None:
    assert unfit(THERE, (THERE,) * (STORED_MOST - 1), TODAY) is None
    refusal = unfit(THERE, (THERE,) * STORED_MOST, TODAY)
    assert refusal is not None
    assert refusal.reason == "StoredTooMany"
