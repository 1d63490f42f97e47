"""A file, and a function, is small enough to be read in one go."""

import ast
from collections.abc import Iterable
from statistics import median

from tests.house.sources import Source, python, sample

FILE_LINES = 400
MEDIAN_LINES = 90
FUNCTION_LINES = 60
MOST_FUNCTION_LINES = 32
MOST = 0.9


def lines(source: Source) -> int:
    return len(source.text.splitlines())


def functions(source: Source) -> list[tuple[str, int]]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        (f"{source.path}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(source.tree)
        if isinstance(node, kinds)
    ]


def long_files(sources: Iterable[Source]) -> list[str]:
    return [f"{one.path} has {lines(one)} lines" for one in sources if lines(one) > FILE_LINES]


def long_functions(sources: Iterable[Source]) -> list[str]:
    return [f"{name} has {size} lines" for one in sources for name, size in functions(one) if size > FUNCTION_LINES]


def share_of_short_functions(sources: Iterable[Source]) -> float:
    sizes = [size for one in sources for _, size in functions(one)]
    return sum(size <= MOST_FUNCTION_LINES for size in sizes) / len(sizes)


def test_no_file_is_too_long() -> None:
    found = long_files(python("src", "tests"))
    assert not found, f"At most {FILE_LINES} lines a file: split it by idea, not by size.\n" + "\n".join(found)


def test_half_of_all_source_files_are_short() -> None:
    middle = median(lines(one) for one in python("src"))
    assert middle <= MEDIAN_LINES, f"The median file has {middle} lines, at most {MEDIAN_LINES} are allowed: split."


def test_no_function_is_too_long() -> None:
    found = long_functions(python("src", "tests"))
    assert not found, f"At most {FUNCTION_LINES} lines a function: name a part of it.\n" + "\n".join(found)


def test_nine_functions_in_ten_are_short() -> None:
    share = share_of_short_functions(python("src", "tests"))
    assert share >= MOST, (
        f"Only {share:.0%} of functions have at most {MOST_FUNCTION_LINES} lines: shorten the longest."
    )


def test_the_rules_find_what_is_too_long_and_leave_what_is_not() -> None:
    body = "    one = 1\n"
    short = sample("short.py", "def short() -> None:\n" + body * (FUNCTION_LINES - 1))
    long = sample("long.py", "def long() -> None:\n" + body * FILE_LINES)
    assert long_files([short, long]) == ["long.py has 401 lines"]
    assert long_functions([short, long]) == ["long.py:1 long has 401 lines"]
    assert share_of_short_functions([short, sample("shorter.py", "def shorter() -> None:\n" + body)]) == MOST - 0.4
