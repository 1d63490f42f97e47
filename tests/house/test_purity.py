"""The rules in core stand on the standard library alone, and never reach for a clock, an id, chance or the outside."""

import ast
from collections.abc import Iterator

from tests.house.sources import Source, python, sample

CORE = "src/solidground/core"

ALLOWED = frozenset(
    "abc base64 bisect calendar collections dataclasses datetime decimal enum fractions functools graphlib hashlib "
    "heapq hmac html itertools json math operator re statistics string struct textwrap tomllib types typing "
    "unicodedata zoneinfo solidground.core".split()
)
"""``zoneinfo`` reads the zone database: the one thing outside that core may touch."""

CALLS = frozenset({"open", "print", "input", "eval", "exec", "compile", "breakpoint", "__import__"})
ATTRIBUTES = frozenset({"now", "utcnow", "today"})


def impure(source: Source) -> list[str]:
    return [f"{source.path}:{line} {what}" for line, what in sorted(_reaches(source.tree))]


def _reaches(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, f"imports {one.name}") for one in names if not allowed(one.name))
            case ast.ImportFrom(module=str(module), level=0) if not allowed(module):
                yield node.lineno, f"imports {module}"
            case ast.Call(func=ast.Name(id=name)) if name in CALLS:
                yield node.lineno, f"calls {name}"
            case ast.Attribute(value=ast.Name(id="datetime" | "date" as name), attr=attr) if attr in ATTRIBUTES:
                yield node.lineno, f"reads the clock with {name}.{attr}"
            case _:
                pass


def allowed(module: str) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in ALLOWED)


def test_core_reaches_for_nothing_outside() -> None:
    found = [line for source in python(CORE) for line in impure(source)]
    assert not found, (
        "Core is the rules alone: take the time, the id or the draw as an argument, or move the code to app.\n"
        + "\n".join(found)
    )


def test_the_rule_finds_what_reaches_out_and_leaves_what_does_not() -> None:
    good = "from datetime import date\nfrom solidground.core.kernel import DAY\n\nFIRST = date(2024, 1, 1)\n"
    bad = "import random\nfrom solidground.store import log\nfrom datetime import datetime\nopen('x')\ndatetime.now()\n"
    assert impure(sample("good.py", good)) == []
    assert impure(sample("bad.py", bad)) == [
        "bad.py:1 imports random",
        "bad.py:2 imports solidground.store",
        "bad.py:4 calls open",
        "bad.py:5 reads the clock with datetime.now",
    ]
