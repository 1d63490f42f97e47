"""Figures leave once, complete or not at all, and no two of them can be subtracted to find few people."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solidground.core.counting import THRESHOLD, WINDOW, Counts, Frozen, Shown, Table, release, rhythm
from solidground.core.kernel import Refusal
from tests.core.counting.attacker import spreads, tables
from tests.core.sentences import is_sentences


def counts(*cells: tuple[int, ...]) -> Counts:
    rows = tuple(f"row {at}" for at, _ in enumerate(cells))
    return Counts(rows, tuple(f"column {at}" for at, _ in enumerate(cells[0] if cells else ())), cells)


def table(inside: Counts, on: int = 0, **other: object) -> Table:
    made = Table("kept promises", "obligations", "of the period", on, on + 90, inside)
    return made._replace(**other)  # type: ignore[arg-type]  # the examples name fields of Table


def to_date(inside: Counts, quarter: int) -> Table:
    return table(inside, kind="to date", until_on=90 * (quarter + 1))


def frozen(given_table: Table, *earlier: Frozen) -> Frozen:
    result = release(given_table, earlier)
    assert isinstance(result, Frozen)
    return result


def refused(given_table: Table, *earlier: Frozen, threshold: int = THRESHOLD) -> str:
    result = release(given_table, earlier, threshold)
    assert isinstance(result, Refusal)
    assert is_sentences(result.text), "a person reads a sentence"
    return result.reason


def test_a_table_without_small_counts_is_shown_whole() -> None:
    shown = frozen(table(counts((10, 20), (30, 0)))).shown
    assert shown == Shown(("row 0", "row 1"), ("column 0", "column 1"), ((10, 20, 30), (30, 0, 30), (40, 20, 60)))


def test_a_count_as_large_as_the_threshold_is_shown_and_one_smaller_is_not() -> None:
    assert frozen(table(counts((THRESHOLD, 20)))).shown.cells[0] == (THRESHOLD, 20, THRESHOLD + 20)
    assert frozen(table(counts((THRESHOLD - 1, 20)))).shown.cells[0][0] is None


def test_one_small_count_takes_others_with_it_so_that_totals_do_not_give_it_away() -> None:
    shown = frozen(table(counts((3, 20, 40), (30, 9, 50), (60, 70, 80)))).shown
    assert shown.cells == ((None, None, 40, 63), (None, None, 50, 89), (60, 70, 80, 210), (93, 99, 170, 362))


def test_a_table_with_few_people_in_all_is_hidden_whole() -> None:
    shown = frozen(table(counts((2, 0), (0, 0)))).shown
    assert [cell for line in shown.cells for cell in line if cell] == []


def test_two_small_counts_whose_total_is_small_are_not_protected_by_each_other() -> None:
    truth = counts((1, 2, 40), (50, 60, 70))
    shown = frozen(table(truth)).shown
    assert shown.cells[0][2] is None or shown.cells[0][3] is None
    assert min(spreads(truth, shown, THRESHOLD).values()) >= THRESHOLD


def test_a_count_between_two_hidden_blocks_is_found_although_every_line_has_two_hidden_cells() -> None:
    # The cell that joins the blocks follows from what enters and leaves one of them: no single line shows that.
    truth = counts((2, 8, 4, 90), (8, 9, 90, 90), (90, 90, 3, 8), (90, 90, 9, 7))
    shown = frozen(table(truth)).shown
    assert shown.cells[0][2] is None
    assert spreads(truth, shown, THRESHOLD)[0, 2] >= THRESHOLD


def test_no_group_of_hidden_cells_smaller_than_the_threshold_can_be_added_up() -> None:
    truth = counts((1, 2), (7, 6))
    shown = frozen(table(truth)).shown
    hidden = [(at, by) for at in range(2) for by in range(2) if shown.cells[at][by] is None]
    behind = list(tables(truth, shown, THRESHOLD))
    for size in range(1, len(hidden) + 1):
        for group in combinations(hidden, size):
            sums = {sum(grid[at][by] for at, by in group) for grid in behind}
            assert len(sums) > 1 or sums.pop() >= THRESHOLD


@pytest.mark.parametrize(
    "truth",
    [
        counts((1, 30, 20), (12, 4, 30), (30, 20, 2)),
        counts((0, 0, 3), (40, 30, 20), (5, 6, 7)),
        counts((4, 1, 90, 80), (90, 80, 3, 2)),
    ],
)
def test_wider_tables_keep_every_hidden_count_from_the_patient_attacker(truth: Counts) -> None:
    found = spreads(truth, frozen(table(truth)).shown, THRESHOLD)
    assert found
    assert min(found.values()) >= THRESHOLD


CELLS = st.integers(0, 9)
SHAPES = st.sampled_from([(1, 2), (1, 3), (2, 2)])


@st.composite
def any_counts(draw: st.DrawFn) -> Counts:
    rows, columns = draw(SHAPES)
    line = st.tuples(*[CELLS] * columns)
    return counts(*draw(st.tuples(*[line] * rows)))


@settings(max_examples=50, deadline=None)
@given(any_counts())
def test_the_patient_attacker_never_learns_a_hidden_count(truth: Counts) -> None:
    shown = frozen(table(truth)).shown
    for line in shown.cells:
        assert not [count for count in line if count is not None and 0 < count < THRESHOLD]
    assert all(spread >= THRESHOLD for spread in spreads(truth, shown, THRESHOLD).values())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=2, max_size=4))
def test_the_patient_attacker_learns_no_more_by_subtracting_releases(grown: list[tuple[int, ...]]) -> None:
    sums = [tuple(map(sum, zip(*grown[: last + 1], strict=True))) for last in range(len(grown))]
    truths = [counts((a, b), (c, d)) for a, b, c, d in sums]
    series: list[Frozen] = []
    for quarter, truth in enumerate(truths):
        series.append(frozen(to_date(truth, quarter), *series))
    for one, other in combinations(series, 2):
        for then, now in zip(sum(one.shown.cells, ()), sum(other.shown.cells, ()), strict=True):
            assert now is None or (then is not None and not 0 < now - then < THRESHOLD)
    for one, other in pairwise(series):
        found = spreads(other.table.counts, other.shown, THRESHOLD, floor=one.table.counts)
        assert all(spread >= THRESHOLD for spread in found.values())


def test_a_period_is_released_once() -> None:
    first = frozen(table(counts((10, 20))))
    assert refused(table(counts((11, 20))), first) == "PeriodAlreadyReleased"
    assert refused(table(counts((11, 20)), on=45), first) == "PeriodAlreadyReleased"
    assert refused(table(counts((11, 20)), on=-200), first) == "PeriodAlreadyReleased"
    assert frozen(table(counts((11, 20)), on=90), first).shown.cells[0] == (11, 20, 31)


def test_counts_to_date_are_released_once_for_each_end() -> None:
    first = frozen(to_date(counts((10, 20)), 0))
    assert refused(to_date(counts((10, 20)), 0), first) == "PeriodAlreadyReleased"


def test_two_more_than_last_quarter_are_not_shown() -> None:
    first = frozen(to_date(counts((10, 20), (30, 40)), 0))
    second = frozen(to_date(counts((12, 30), (40, 50)), 1), first)
    assert second.shown.cells[0][0] is None


def test_as_many_more_as_the_threshold_are_shown() -> None:
    first = frozen(to_date(counts((10, 20), (30, 40)), 0))
    second = frozen(to_date(counts((10 + THRESHOLD, 30), (40, 50)), 1), first)
    assert second.shown.cells[0][0] == 10 + THRESHOLD


def test_what_was_hidden_once_stays_hidden_in_that_table() -> None:
    series = [frozen(to_date(counts((3, 20), (30, 40)), 0))]
    for quarter in range(1, WINDOW + 3):
        more = 10 * quarter
        series.append(frozen(to_date(counts((3 + more, 20 + more), (30 + more, 40 + more)), quarter), *series))
    assert {one.shown.cells[0][0] for one in series} == {None}


def test_a_fixed_table_keeps_its_rows_columns_and_beginning() -> None:
    first = frozen(table(counts((10, 20))))
    assert refused(table(counts((10,)), on=90), first) == "TableChanged"
    assert refused(to_date(counts((10, 20)), 2), first) == "TableChanged"
    running = frozen(to_date(counts((10, 20)), 0))
    assert refused(to_date(counts((20, 30)), 2)._replace(from_on=30), running) == "TableChanged"


def test_one_population_is_counted_once_in_a_period() -> None:
    first = frozen(table(counts((10, 20))))
    assert refused(table(counts((10, 20)), name="by unit"), first) == "PopulationAlreadyCounted"
    assert frozen(table(counts((10, 20)), name="by unit", on=90), first)
    assert frozen(table(counts((10, 20)), name="peers", population="peers"), first)


def test_counts_to_date_that_fall_are_refused() -> None:
    first = frozen(to_date(counts((10, 20)), 0))
    assert refused(to_date(counts((9, 30)), 1), first) == "CountsFell"


@pytest.mark.parametrize("inside", [counts(), counts(()), Counts(("a",), ("b",), ()), counts((1, -1))])
def test_what_is_no_table_of_counts_is_refused(inside: Counts) -> None:
    assert refused(table(inside)) == "NotATable"


def test_lines_of_another_length_than_the_columns_are_refused() -> None:
    assert refused(table(Counts(("a",), ("b",), ((1, 2),)))) == "NotATable"


def test_an_empty_period_is_refused() -> None:
    assert refused(table(counts((10,)), until_on=0)) == "PeriodEmpty"


def test_an_agency_may_ask_for_a_higher_threshold_and_not_for_a_lower() -> None:
    assert refused(table(counts((10,))), threshold=THRESHOLD - 1) == "ThresholdTooLow"
    higher = release(table(counts((10, 90), (90, 90))), (), threshold=11)
    assert isinstance(higher, Frozen)
    assert higher.shown.cells[0][0] is None


def test_small_agencies_release_once_a_year() -> None:
    assert (rhythm(99), rhythm(100)) == ("yearly", "quarterly")


def test_an_empty_cell_hides_nothing_since_a_reader_may_know_that_nothing_can_be_there() -> None:
    shown = frozen(table(counts((3, 0, 40), (30, 0, 50)))).shown
    assert [line[1] for line in shown.cells] == [0, 0, 0]
    assert shown.cells[0] == (None, 0, None, 43)


def test_a_count_of_one_is_hidden() -> None:
    shown = frozen(table(counts((1, 20, 40), (30, 90, 50), (60, 70, 80)))).shown
    assert shown.cells[0][0] is None
    assert shown.cells[0].count(None) > 1, "beside its row's total it would be worked out"
