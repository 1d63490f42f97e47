"""What the house rules look at: the files of the project as text and as syntax trees."""

import ast
import gc
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

NOT_OURS = frozenset({".git", ".venv", "build", "dist", "node_modules", "htmlcov", "mutants"})
"""Folders made by tools. What ends in ``_cache`` or begins with ``.`` is left out too, except ``.ci``."""


class Source(NamedTuple):
    """One file: its path from the root of the project, and its text."""

    path: PurePosixPath
    text: str

    @property
    def tree(self) -> ast.Module:
        """The syntax tree of a Python file."""
        return parsed(self.text)

    def classes(self) -> Iterator[ast.ClassDef]:
        """Every class of the file that stands at its top."""
        return (node for node in self.tree.body if isinstance(node, ast.ClassDef))


@lru_cache(maxsize=2048)
def parsed(text: str) -> ast.Module:
    """Parse a text once for all the rules that read it."""
    # Nothing of a tree is given back before it is whole, so looking for that meanwhile takes two thirds of the time.
    gc.disable()
    try:
        return ast.parse(text)
    finally:
        gc.enable()


def sample(path: str, text: str) -> Source:
    """Make up a file, to show that a rule finds what it should."""
    return Source(PurePosixPath(path), text)


@lru_cache(maxsize=1)
def paths() -> tuple[PurePosixPath, ...]:
    """Every file of the project, in order; not what tools made."""
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if is_ours(name))
        found += [PurePosixPath(Path(folder, name).relative_to(ROOT).as_posix()) for name in sorted(files)]
    return tuple(found)


def is_ours(folder: str) -> bool:
    """Return whether a folder is part of the project rather than made by a tool."""
    if folder in NOT_OURS or folder.endswith(("_cache", ".egg-info")) or folder == "__pycache__":
        return False
    return not folder.startswith(".") or folder in {".ci", ".github"}


def python(*folders: str) -> list[Source]:
    """Every Python file below the folders."""
    chosen = [path for path in paths() if path.suffix == ".py" and any(path.is_relative_to(one) for one in folders)]
    return [Source(path, (ROOT / path).read_text(encoding="utf-8")) for path in chosen]


def texts() -> Iterator[Source]:
    """Every file of the project that is text."""
    for path in paths():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            yield Source(path, content.decode("utf-8", errors="replace"))
