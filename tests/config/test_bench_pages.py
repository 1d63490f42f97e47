"""What the pages cost, on a small agency: the measurement works, and no page asks more than it may."""

from solidground.config.bench_pages import measure

STATEMENTS_MOST, KB_MOST = 12, 40


def test_no_page_asks_more_of_the_databases_than_it_may_nor_sends_more_over_the_wire() -> None:
    (row,) = measure(members=60, cases=12, rounds=2)
    assert (row.name, row.size, row.unit) == ("pages", 60, "ms")
    assert min(row.value, row.limit, row.ratio, row.seconds) > 0
    for name in ("me", "list", "kept", "board", "case", "cover", "work", "help"):
        assert row.more[f"{name}_statements"] <= STATEMENTS_MOST, name
        assert 0 < row.more[f"{name}_kb"] < KB_MOST, name
    assert row.more["help_statements"] == 0, "who needs help waits for no database"
