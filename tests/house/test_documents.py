"""What the documents point to is there, and every decision is in their list."""

import re
from collections.abc import Iterable
from posixpath import normpath

from tests.house.sources import ROOT, Source, paths, sample, texts

LINK = re.compile(r"\]\((?!https?:|mailto:|#)(?P<place>[^)#]+)")
DECISIONS = "docs/decisions"
NUMBERED = re.compile(r"^(?P<number>\d{4})-[a-z0-9-]+\.md$")


def broken_links(source: Source, there: Iterable[str]) -> list[str]:
    known = set(there)
    places = [found["place"] for found in LINK.finditer(source.text)]
    return [f"{source.path}: {one}" for one in places if normpath(f"{source.path.parent}/{one}") not in known]


def unlisted(index: str, names: Iterable[str]) -> list[str]:
    numbers: dict[str, str] = {}
    found = []
    for name in sorted(names):
        numbered = NUMBERED.match(name)
        if numbered is None:
            found.append(f"{name} is not named as 0001-some-words.md")
        elif numbered["number"] in numbers:
            found.append(f"{name} has the number of {numbers[numbered['number']]}")
        elif f"({name})" not in index:
            found.append(f"{name} is not in the list")
        else:
            numbers[numbered["number"]] = name
    return found


def test_every_link_in_a_document_leads_somewhere() -> None:
    there = {str(one) for path in paths() for one in (path, *path.parents)}
    found = [line for one in texts() if one.path.suffix == ".md" for line in broken_links(one, there)]
    assert not found, "Mend the link, or write what it promises.\n" + "\n".join(found)


def test_every_decision_has_a_number_of_its_own_and_is_in_the_list() -> None:
    index = (ROOT / DECISIONS / "README.md").read_text(encoding="utf-8")
    names = [path.name for path in paths() if str(path.parent) == DECISIONS and path.name != "README.md"]
    found = unlisted(index, names)
    assert names
    assert not found, f"Mend {DECISIONS}/README.md or the file's name.\n" + "\n".join(found)


def test_the_rules_find_a_broken_link_and_an_unlisted_decision() -> None:
    page = sample(
        "docs/a.md", "[one](../README.md) [two](b.md#part) [three](https://example.org) [four](#here) [five](c/)"
    )
    assert broken_links(page, ["README.md", "docs/b.md", "docs/c"]) == []
    assert broken_links(page, ["README.md", "docs/c"]) == ["docs/a.md: b.md"]
    assert unlisted("[x](0001-first.md)", ["0001-first.md"]) == []
    assert unlisted("[x](0001-first.md)", ["0001-first.md", "0001-second.md", "0002-third.md", "fourth.md"]) == [
        "0001-second.md has the number of 0001-first.md",
        "0002-third.md is not in the list",
        "fourth.md is not named as 0001-some-words.md",
    ]
