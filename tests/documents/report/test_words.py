"""Numbers and times read as a person says them, and never round to a whole that is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.core.kernel import DAY, HOUR, MINUTE
from solidground.documents.report.words import day, figure, instant, many, share, since, start


def test_small_counts_are_words_and_large_ones_have_their_thousands_apart() -> None:
    assert [many(count, "case") for count in (0, 1, 2, 9, 10, 1_200)] == [
        *("no cases", "one case", "two cases", "nine cases"),
        *("10 cases", "1,200 cases"),
    ]
    assert many(3, "try", "tries") == "three tries"
    assert [figure(value) for value in (1.0, 2.5, 47_400)] == ["1", "2.5", "47,400"]


@pytest.mark.parametrize(
    ("part", "whole", "says"),
    [(0, 0, "\u2013"), (0, 9, "0%"), (9, 9, "100%"), (1, 2, "50%"), (99_999, 100_000, "99.9%"), (1, 100_000, "0.1%")],
)
def test_a_share_says_all_or_none_only_where_it_is_so(part: int, whole: int, says: str) -> None:
    assert share(part, whole) == says


@given(st.integers(1, 10_000_000), st.data())
def test_a_part_is_never_said_to_be_the_whole(whole: int, draw: st.DataObject) -> None:
    part = draw.draw(st.integers(1, whole))
    assert (share(part, whole) == "100%") == (part == whole)
    assert share(part, whole) not in {"0%", "0.0%", "100.0%"}


def test_time_after_an_incident_is_said_as_people_count_it() -> None:
    spans = [-5, 0, 40 * MINUTE, HOUR, 23 * HOUR, DAY, 59 * DAY, 150 * DAY, 729 * DAY, 5 * 366 * DAY]
    assert [since(span) for span in spans] == [
        *("the first minute", "the first minute", "40 minutes", "one hour", "23 hours"),
        *("day 1", "day 59", "month 4", "month 23", "year 5"),
    ]


def test_dates_and_instants_are_exact() -> None:
    assert day(735_000) == "12 May 2013"
    assert instant(16_000 * DAY + 22 * HOUR + 40 * MINUTE) == "2013-10-22 22:40"


def test_a_sentence_starts_large() -> None:
    assert (start("one case"), start("")) == ("One case", "")
