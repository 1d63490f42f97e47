from solidground.app.bench.rounds import Timed, in_turn, row_of, timed


def test_both_are_run_in_turn_and_the_first_of_each_does_not_count() -> None:
    order: list[str] = []

    def run(name: str) -> Timed:
        order.append(name)
        return Timed(len(order), 0.0)

    pairs = in_turn(2, lambda: run("ours"), lambda: run("bare"))
    assert order == ["ours", "bare", "ours", "bare", "ours", "bare"]
    assert pairs == [(Timed(3, 0.0), Timed(4, 0.0)), (Timed(5, 0.0), Timed(6, 0.0))]


def test_what_is_warm_is_run_as_often_as_it_counts() -> None:
    seconds = iter((1.0, 2.0))

    def run() -> Timed:
        return Timed(next(seconds), 0.0)

    assert in_turn(1, run, run, warm=True) == [(Timed(1.0, 0.0), Timed(2.0, 0.0))]


def test_a_row_holds_medians_and_the_median_of_the_ratios_of_each_pair() -> None:
    pairs = [(Timed(2.0, 1.0), Timed(1.0, 0)), (Timed(8.0, 3.0), Timed(2.0, 0)), (Timed(4.0, 2.0), Timed(3.0, 0))]
    row = row_of("core", 10, "events/s", pairs, done=100)
    assert (row.value, row.limit, row.ratio, row.seconds) == (25, 50, 0.5, 4.0)
    assert row.more == {"cpu_us_per_step": 20_000.0}


def test_a_line_is_one_flat_object() -> None:
    line = row_of("core", 10, "events/s", [(Timed(2.0, 1.0), Timed(1.0, 0))], done=100).line()
    assert list(line) == ["name", "size", "value", "unit", "limit", "ratio", "seconds", "cpu_us_per_step"]


def test_what_is_timed_is_done_once() -> None:
    done: list[int] = []
    found = timed(lambda: done.append(1))
    assert done == [1]
    assert found.seconds >= 0
    assert found.cpu_seconds >= 0
