"""The map in the README is true: what it shows is there, and what is there it shows."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from tests.house.sources import ROOT, paths

MAPPED = (".", "src/solidground", "src/solidground/core")
"""Folders of which the map shows everything, except what each package has and what nobody looks for."""

UNSHOWN = frozenset({"__init__.py", "py.typed", "src", ".gitignore", ".gitattributes", ".editorconfig"})
LINE = re.compile(r"^(?P<indent> *)(?P<name>\S+)")


def shown(readme: str) -> list[str]:
    block = re.search(r"^```\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert block, "The README has no map between two lines of three backquotes."
    found: list[str] = []
    above: list[str] = []
    for line in block[1].splitlines():
        entry = LINE.match(line)
        assert entry, f"The map has an empty line after {found[-1:]}."
        depth = len(entry["indent"]) // 2
        above = [*above[:depth], entry["name"].rstrip("/")]
        found.append("/".join(above))
    return found


def untrue(readme: str, files: Iterable[PurePosixPath]) -> list[str]:
    there = {str(one) for path in files for one in (path, *path.parents)}
    entries = shown(readme)
    gone = [f"{one} is not there" for one in entries if one not in there]
    unshown = [
        f"{one} is not shown"
        for one in sorted(there - set(entries) - {"."})
        if str(PurePosixPath(one).parent) in MAPPED and PurePosixPath(one).name not in UNSHOWN
    ]
    return gone + unshown


def test_the_map_in_the_readme_is_true() -> None:
    found = untrue((ROOT / "README.md").read_text(encoding="utf-8"), paths())
    assert not found, "Mend the map in README.md.\n" + "\n".join(found)


def test_the_rule_finds_what_is_gone_and_what_is_not_shown() -> None:
    files = [PurePosixPath("README.md"), PurePosixPath("src/solidground/core/hours.py"), PurePosixPath("docs/a/b.md")]
    good = "# X\n```\nREADME.md   this\ndocs/  more\nsrc/solidground/\n  core/  rules\n    hours.py  when\n```\n"
    assert untrue(good, files) == []
    bad = "```\nREADME.md   this\nsrc/solidground/\n  core/\n    minutes.py  when\n```\n"
    assert untrue(bad, files) == [
        "src/solidground/core/minutes.py is not there",
        "docs is not shown",
        "src/solidground/core/hours.py is not shown",
    ]
