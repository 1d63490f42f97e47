"""The ground line tells what was kept and what was overdue, at any width, without marks or words that collide."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.core.ground import Ground, Mark, MarkKind, Overdue, Row, picture, position, rows
from solidground.core.ground.gather import GAP, LETTER, MARK, Label, apart
from solidground.core.ground.line import stretches
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant

BEGAN: Instant = 1_000 * DAY


def ground(now: int, *marks: tuple[MarkKind, int], overdue: tuple[tuple[int, int], ...] = ()) -> Ground:
    made = tuple(Mark(kind, BEGAN + after) for kind, after in marks)
    return Ground(BEGAN, BEGAN + now, made, tuple(Overdue(BEGAN + one, BEGAN + other) for one, other in overdue))


def kinds(line: Ground) -> list[str]:
    return [part.kind for part in stretches(line)]


def test_the_first_hour_has_room_and_the_year_is_the_end() -> None:
    line = ground(0)
    at = [round(position(line, BEGAN + after), 2) for after in (-DAY, 0, HOUR, DAY, 7 * DAY, 30 * DAY, 365 * DAY)]
    assert at == [0, 0, 0.03, 0.25, 0.49, 0.68, 1]


def test_a_line_is_solid_while_promises_are_kept_and_not_now_keeps_it_solid() -> None:
    assert kinds(ground(9 * DAY, ("reached", DAY), ("not_now", 8 * DAY), ("promised", 12 * DAY))) == ["solid", "ahead"]


def test_a_line_is_hollow_while_something_owed_is_overdue() -> None:
    line = ground(9 * DAY, overdue=((2 * DAY, 3 * DAY), (5 * DAY, 30 * DAY)))
    assert kinds(line) == ["solid", "hollow", "solid", "hollow", "ahead"]
    assert stretches(line)[-1].start == position(line, BEGAN + 9 * DAY)


def test_stretches_that_overlap_are_one_and_what_lies_outside_is_left_out() -> None:
    line = ground(9 * DAY, overdue=((4 * DAY, 5 * DAY), (2 * DAY, 6 * DAY), (-DAY, 0), (20 * DAY, 30 * DAY)))
    assert kinds(line) == ["solid", "hollow", "solid", "ahead"]
    assert [row.kind for row in rows(ground(9 * DAY, overdue=((DAY, DAY), (-DAY, 0), (9 * DAY, 12 * DAY))))] == [
        "today"
    ]


def test_on_day_nought_everything_is_ahead() -> None:
    assert kinds(ground(0)) == ["ahead"]


def test_a_case_of_five_years_draws_a_longer_line_and_says_so() -> None:
    line = ground(5 * 365 * DAY, ("reached", DAY))
    assert kinds(line) == ["solid"]
    assert [tick.word for tick in picture(line, 640).ticks] == [
        "1 h",
        "day",
        "week",
        "month",
        "year",
        "2 years",
        "5 years",
    ]
    assert [label.text for label in picture(line, 250).below] == ["1 h", "day", "week", "5 years"]


def test_three_tries_that_would_touch_become_one_mark_with_its_number() -> None:
    tries: list[tuple[MarkKind, int]] = [("tried", (20 * DAY) + hour * HOUR) for hour in range(3)]
    line = ground(23 * DAY, ("reached", DAY), *tries)
    first, second = picture(line, 272).marks
    assert first.words() == "1 reached"
    assert (second.number(), second.words()) == (3, "3 tries")
    assert "3 tries" not in [label.text for label in picture(line, 272).above]  # "today" stands there


def test_a_number_is_said_where_there_is_room() -> None:
    line = ground(300 * DAY, ("tried", 20 * DAY), ("reached", 20 * DAY + HOUR), ("not_now", 20 * DAY + 2 * HOUR))
    assert [label.text for label in picture(line, 640).above] == ["1 try, 1 reached, 1 not now", "today"]


def test_what_is_behind_and_what_is_ahead_are_never_gathered() -> None:
    line = ground(364 * DAY, ("reached", 364 * DAY), ("promised", 365 * DAY))
    marks = picture(line, 272).marks
    assert [mark.words() for mark in marks] == ["1 reached", "1 ahead"]
    assert marks[1].x - marks[0].x >= MARK


def test_the_table_has_every_fact_of_the_line_in_order() -> None:
    line = ground(9 * DAY, ("promised", 12 * DAY), ("reached", DAY), overdue=((2 * DAY, 3 * DAY),))
    assert rows(line) == (
        Row("reached", BEGAN + DAY),
        Row("overdue", BEGAN + 2 * DAY, BEGAN + 3 * DAY),
        Row("today", BEGAN + 9 * DAY),
        Row("promised", BEGAN + 12 * DAY),
    )


def test_a_whole_line_is_drawn_where_its_facts_lie() -> None:
    tries: list[tuple[MarkKind, int]] = [("tried", 20 * DAY), ("tried", 20 * DAY + HOUR), ("tried", 21 * DAY)]
    ahead: list[tuple[MarkKind, int]] = [("promised", 62 * DAY), ("promised", 64 * DAY), ("promised", 200 * DAY)]
    late = ((2 * DAY, 4 * DAY), (20 * DAY, 20 * DAY + HOUR), (59 * DAY, 70 * DAY))
    line = ground(60 * DAY, ("reached", DAY), *tries, ("not_now", 40 * DAY), *ahead, overdue=late)
    drawn = picture(line, 640, "closed")
    assert [(part.kind, round(part.start), round(part.end)) for part in drawn.stretches] == [
        ("solid", 7, 216),
        ("hollow", 216, 269),
        ("solid", 269, 383),
        ("hollow", 383, 397),
        ("solid", 397, 472),
        ("hollow", 472, 486),
        ("ahead", 486, 633),
    ]
    assert [(mark.words(), round(mark.x)) for mark in drawn.marks] == [
        ("1 reached", 165),
        ("3 tries", 399),
        ("1 not now", 453),
        ("2 ahead", 490),
        ("1 ahead", 584),
    ]
    assert (drawn.width, round(drawn.today)) == (640, 486)
    assert [(text, round(x)) for text, x in drawn.above] == [("3 tries", 399), ("closed", 486)]
    strokes = [("1 h", 25), ("day", 165), ("week", 313), ("month", 430), ("year", 633)]
    assert [(word, round(x)) for word, x in drawn.ticks] == strokes
    assert [(text, round(x)) for text, x in drawn.below] == [*strokes[:-1], ("year", 625)], "within the line"


def test_a_label_too_long_for_the_line_stands_in_its_middle() -> None:
    assert apart([Label("far too long", 0)], 30) == (Label("far too long", 15),)


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    now = draw(st.integers(0, 2_000 * DAY))
    kinds_behind: list[MarkKind] = ["reached", "tried", "not_now"]
    kinds_ahead: list[MarkKind] = ["promised"]
    behind = st.tuples(st.sampled_from(kinds_behind), st.integers(0, now))
    ahead = st.tuples(st.sampled_from(kinds_ahead), st.integers(now, now + 400 * DAY))
    late = st.tuples(st.integers(0, now), st.integers(0, now + DAY))
    marks = draw(st.lists(behind, max_size=30)) + draw(st.lists(ahead, max_size=12))
    return ground(now, *marks, overdue=tuple(draw(st.lists(late, max_size=5))))


@given(grounds(), st.sampled_from([240, 272, 320, 640]))
def test_nothing_touches_and_nothing_is_lost_at_any_width(line: Ground, width: int) -> None:
    drawn = picture(line, width)
    assert sum(mark.number() for mark in drawn.marks) == len(line.marks)
    assert all(other.x - one.x > MARK - 1e-6 for one, other in pairwise(drawn.marks))
    assert all(0 < mark.x < width for mark in drawn.marks)
    for labels in (drawn.above, drawn.below):
        for one, other in pairwise(labels):
            assert other.x - one.x >= (len(one.text) + len(other.text)) * LETTER / 2 + GAP
        assert all(len(label.text) * LETTER / 2 <= label.x + 1e-6 for label in labels)
    assert drawn.stretches[0].start == MARK / 2
    assert drawn.stretches[-1].end == pytest.approx(width - MARK / 2)
    assert all(one.end == other.start for one, other in pairwise(drawn.stretches))


def test_what_was_overdue_for_an_hour_is_seen_beside_the_mark_that_ended_it() -> None:
    began_at = BEGAN + 150 * DAY
    line = Ground(BEGAN, BEGAN + 300 * DAY, (Mark("reached", began_at + HOUR),), (Overdue(began_at, began_at + HOUR),))
    solid, hollow, after = picture(line, 272).stretches[:3]
    assert (solid.kind, hollow.kind, after.kind) == ("solid", "hollow", "solid")
    assert hollow.end - hollow.start >= MARK
    assert (solid.end, after.start) == (hollow.start, hollow.end)


def test_what_was_overdue_at_the_very_first_grows_on_and_never_past_today() -> None:
    first = Ground(BEGAN, BEGAN + 300 * DAY, (), (Overdue(BEGAN, BEGAN + MINUTE),))
    hollow, solid, ahead = picture(first, 272).stretches
    assert (hollow.kind, hollow.start, solid.kind, ahead.kind) == ("hollow", MARK / 2, "solid", "ahead")
    assert hollow.end - hollow.start >= MARK
    now = picture(first._replace(now_at=BEGAN + 5 * MINUTE), 272)
    assert [part.kind for part in now.stretches] == ["hollow", "ahead"]
    assert now.stretches[0].end == now.today


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 40)), max_size=8),
    st.integers(0, 420),
    st.sampled_from([200, 270, 638]),
)
def test_the_line_is_whole_however_it_is_drawn(late: list[tuple[int, int]], now: int, width: int) -> None:
    overdue = tuple(Overdue(BEGAN + at * DAY, BEGAN + (at + days) * DAY) for at, days in late)
    line = Ground(BEGAN, BEGAN + now * DAY, (), overdue)
    drawn = picture(line, width).stretches
    assert (drawn[0].start, drawn[-1].end) == (MARK / 2, width - MARK / 2)
    assert all(one.end == other.start and one.start < one.end for one, other in pairwise(drawn))
    assert all(one.kind != other.kind for one, other in pairwise(drawn))
    # Whatever was overdue is hollow; the picture never paints it solid.
    for _, start, end in (part for part in stretches(line) if part.kind == "hollow"):
        left, right = (MARK / 2 + at * (width - MARK) for at in (start, end))
        assert any(part.kind == "hollow" and part.start <= left and right <= part.end for part in drawn)
