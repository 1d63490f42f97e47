"""Drawings keep within their width, show what is small, and tell their looks apart without colour."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.core.ground import Gathered, MarkKind
from solidground.documents.report.bars import LEAST, LETTER, Bar, bars
from solidground.documents.report.ground_line import dot
from solidground.documents.report.parts import NARROW, WIDE
from solidground.documents.report.years import HIGH, TOP, columns, stacks

SAYS = ("Title.", "What it shows.")


def spans(svg: str) -> list[tuple[float, float]]:
    found = re.findall(r'<rect [^>]*?x="([\d.-]+)"[^>]*?width="([\d.]+)"', svg)
    return [(float(x), float(x) + float(width)) for x, width in found]


@given(st.integers(0, 5_000), st.integers(0, 5_000), st.integers(0, 5_000), st.sampled_from([NARROW, WIDE]))
def test_the_parts_of_a_bar_lie_side_by_side_and_within_the_drawing(one: int, two: int, three: int, width: int) -> None:
    svg = bars(width, "narrow", SAYS, [Bar("Step", "numbers", (("solid", one), ("late", two), ("none", three)))])
    there = spans(svg)
    assert len(there) == max(sum(amount > 0 for amount in (one, two, three)), 1)
    assert all(before[1] < after[0] + 0.01 for before, after in pairwise(there))
    assert there[-1][1] <= width


def test_one_that_is_missing_among_thousands_is_seen() -> None:
    _, (start, end) = spans(bars(WIDE, "wide", SAYS, [Bar("Step", "", (("solid", 99_999), ("none", 1)))]))
    assert end - start >= LEAST - 2


def test_a_bar_that_was_never_needed_is_not_drawn() -> None:
    assert spans(bars(WIDE, "wide", SAYS, [Bar("Staffed line", "never needed", (), of=0)])) == []


def test_a_name_that_has_no_room_beside_its_numbers_stands_over_them_in_every_row() -> None:
    rows = [
        Bar("A step with a very long name", "3,500 on time, 200 late", (("solid", 1),)),
        Bar("Short", "1 on time", (("solid", 1),)),
    ]
    assert bars(NARROW, "narrow", SAYS, rows).count('text-anchor="end"') == 0
    assert bars(NARROW, "narrow", SAYS, rows[1:]).count('text-anchor="end"') == 1
    assert bars(WIDE, "wide", SAYS, rows).count('text-anchor="end"') == 2
    assert bars(NARROW, "narrow", SAYS, [Bar("", "x", ())]).count("<text") == 2


def test_words_stand_beside_the_bar_where_it_keeps_enough_room_and_over_it_where_not() -> None:
    short, long = Bar("Short", "1 of 1", (("solid", 1),)), Bar("A name as long as " + "this " * 16, "1 of 1", ())
    (start, end), *_ = spans(bars(WIDE, "wide", SAYS, [short]))
    assert 0.4 * WIDE <= end - start <= WIDE - len("Short1 of 1") * LETTER
    (start, end), *_ = spans(bars(WIDE, "wide", SAYS, [short, long]))
    assert (start, end) == (0.75, WIDE - 0.75)


def test_what_the_numbers_count_is_said_over_them() -> None:
    assert ">overdue, of those due</text>" in bars(NARROW, "narrow", SAYS, [Bar("A", "1", ())], "overdue, of those due")


def test_columns_number_each_year_where_there_is_room_and_the_highest_always() -> None:
    values = [(2004 + at, at) for at in range(20)]
    wide, narrow = columns(WIDE, "wide", SAYS, values), columns(NARROW, "narrow", SAYS, values)
    assert wide.count('text-anchor="middle"') == 20 + 10
    assert ">19</text>" in narrow
    assert ">18</text>" not in narrow
    assert [year for year in range(2004, 2024) if f">{year}</text>" in narrow] == [2005, 2010, 2015, 2020]


@pytest.mark.parametrize("most", [1, 4, 7, 19, 30, 1_000, 12_345])
def test_the_scale_holds_the_highest_value_with_few_rules(most: int) -> None:
    svg = columns(WIDE, "wide", SAYS, [(2004, most)])
    assert 2 <= svg.count('class="rule"') <= 6
    assert all(float(y) >= 0 for y in re.findall(r' y="([\d.-]+)"', svg))


def heights(svg: str, look: str) -> list[tuple[float, float]]:
    found = re.findall(rf'<rect class="{look}"[^>]*? y="([\d.-]+)"[^>]*?height="([\d.]+)"', svg)
    return [(float(y), float(y) + float(height)) for y, height in found]


def test_the_parts_of_a_year_stand_on_each_other_and_one_among_hundreds_is_seen() -> None:
    svg = stacks(NARROW, "narrow", SAYS, [(2023, (("pale", 240), ("solid", 1))), (2024, (("pale", 0), ("solid", 9)))])
    ((top, foot),) = heights(svg, "pale")
    (one, many) = heights(svg, "solid")
    assert one[1] <= top
    assert one[1] - one[0] >= 2
    assert many[1] <= TOP + HIGH
    assert foot - top > 0.75 * HIGH
    assert all(f">{year}</text>" in svg for year in (2023, 2024))


def test_marks_differ_in_shape_and_not_in_colour_alone() -> None:
    looks: list[tuple[tuple[MarkKind, int], ...]] = [
        (("reached", 1),),
        (("not_now", 1),),
        (("tried", 1), ("reached", 1)),
        (("not_now", 3),),
        (("tried", 1),),
        (("promised", 2),),
    ]
    drawn = [dot(Gathered(10, kinds)) for kinds in looks]
    assert [svg.count("<circle") for svg in drawn] == [1, 0, 2, 0, 1, 1]
    assert len(set(drawn)) == len(drawn)
