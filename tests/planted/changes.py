"""Every small change mutmut knows how to make in core, as the text of the one function that is changed.

mutmut makes them; it does not run them: see forks.py. What must never happen here: a file of the project written to.
"""

import ast
import hashlib
import json
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, TypeAlias

from tests.planted.planting import PACKAGE

CORE = PACKAGE / "core"

MADE = "__mutmut_"
"""What mutmut writes between the name of a function and the number of a change; before it, its class between these."""
OF_CLASS = "ǁ"

BLOCKS = frozenset({"body", "orelse", "finalbody", "handlers", "cases"})
"""The fields of a statement that hold statements."""
AROUND = frozenset({"name", "decorator_list"})
"""What mutmut changes of a function without meaning anything by it."""

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


class Change(NamedTuple):
    """One changed function. A test that runs none of ``first`` to ``last`` cannot notice it."""

    module: str
    """Its path under core."""
    function: str
    number: int
    first: int
    last: int
    before: str
    after: str

    @property
    def name(self) -> str:
        """The name it is noted under, which another text of the function does not share."""
        digest = hashlib.sha256(self.after.encode()).hexdigest()[:12]
        return f"{self.module} {self.function} {self.number} {digest}"


def changes(folder: Path, patterns: Sequence[str] = ()) -> list[Change]:
    """Return every change of the modules that fit one of the patterns, or of all of core; kept in a folder."""
    found: list[Change] = []
    for path in sorted(CORE.rglob("*.py")):
        module = path.relative_to(CORE).as_posix()
        if not patterns or any(fnmatch(module, pattern) for pattern in patterns):
            found += _kept(folder, module, path.read_text(encoding="utf-8"))
    return found


def _kept(folder: Path, module: str, source: str) -> list[Change]:
    digest = hashlib.sha256((module + source).encode()).hexdigest()
    kept = folder / f"changes-{digest[:20]}.json"
    if not kept.exists():
        mutate = import_module("mutmut.mutation.file_mutation").mutate_file_contents
        found = list(changed(module, source, mutate(module, source).code))
        kept.write_text(json.dumps(found), encoding="utf-8")
    return [Change(*one) for one in json.loads(kept.read_text(encoding="utf-8"))]


def changed(module: str, source: str, mutated: str) -> Iterator[Change]:
    """Give every change that stands in what mutmut wrote of a source."""
    wanted = dict(_functions(ast.parse(source)))
    before = {name: _plain(node, name) for name, node in wanted.items()}
    for name, node in _functions(ast.parse(mutated)):
        kept, made, number = name.rpartition(".")[2].partition(MADE)
        if made and number != "orig":
            function = ".".join(kept.split(OF_CLASS)[1:]) if OF_CLASS in kept else kept.removeprefix("x_")
            span = _span(wanted[function], node)
            assert span is not None, f"{module}: {name} changes nothing"
            yield Change(module, function, int(number), *span, before[function], _plain(node, function))


def _functions(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    for node in tree.body:
        if isinstance(node, Function):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{one.name}", one) for one in node.body if isinstance(one, Function))


def _plain(node: Function, name: str) -> str:
    """Return the text of a function under its own name, without what is looked at only where it is made."""
    copy = ast.parse(ast.unparse(node)).body[0]
    assert isinstance(copy, Function)
    copy.name = name.rpartition(".")[2]
    copy.decorator_list = []
    for one in ast.walk(copy):
        if isinstance(one, Function):
            one.returns = None
        elif isinstance(one, ast.arg):
            one.annotation = None
    return ast.unparse(copy)


def _span(before: ast.AST, after: ast.AST) -> tuple[int, int] | None:
    """Return the lines of the innermost statement in which two versions differ; a case has no lines of its own."""
    inner = _one_other(before, after)
    found = _span(*inner) if inner is not None else None
    if found is None and isinstance(before, ast.stmt):
        found = before.lineno, before.end_lineno or before.lineno
    return found


def _one_other(before: ast.AST, after: ast.AST) -> tuple[ast.AST, ast.AST] | None:
    """Return the one part of two blocks that differs, where nothing else of them does."""
    found: list[tuple[ast.AST, ast.AST]] = []
    for field in before._fields if type(before) is type(after) else ():
        one, other = getattr(before, field), getattr(after, field)
        if field in BLOCKS and len(one) == len(other):
            found += [pair for pair in zip(one, other, strict=True) if _dump(pair[0]) != _dump(pair[1])]
        elif field not in AROUND and _dump(one) != _dump(other):
            return None
    return found[0] if len(found) == 1 else None


def _dump(node: object) -> str:
    if isinstance(node, list):
        return repr([_dump(one) for one in node])
    return ast.dump(node) if isinstance(node, ast.AST) else repr(node)
