from solidground.app.portion import LEAST, Portion
from solidground.app.ports import BATCH


def test_a_portion_grows_to_what_fits_and_never_more_than_twice_at_once() -> None:
    portion = Portion()
    assert portion.cases == 4 * LEAST
    portion.took(80, 0.01)
    assert portion.cases == 160
    portion.took(160, 0.04)
    assert portion.cases == 200
    portion.took(200, 0.1)
    assert portion.cases == 100


def test_however_slow_the_machine_something_is_taken_on() -> None:
    portion = Portion()
    portion.took(80, 60.0)
    assert portion.cases == LEAST


def test_where_no_time_is_measured_a_portion_is_whole() -> None:
    portion = Portion()
    for _ in range(4):
        portion.took(portion.cases, 0.0)
    assert portion.cases == BATCH


def test_a_sweep_of_few_cases_tells_nothing() -> None:
    portion = Portion()
    portion.took(LEAST - 1, 60.0)
    assert portion.cases == 4 * LEAST


def test_a_portion_is_never_larger_than_its_bound() -> None:
    assert Portion(most=30).cases == 30
