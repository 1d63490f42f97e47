"""The project names no place of the machine it was written on."""

import re

from tests.house.sources import Source, sample, texts

MACHINE = re.compile(r"(?<![\w.])(?:/(?:home|Users|root|work|private|mnt)/[\w.-]+|[A-Z]:\\[\w.-]+)")


def machine_places(source: Source) -> list[str]:
    return [
        f"{source.path}:{number} {found.group()}"
        for number, line in enumerate(source.text.splitlines(), start=1)
        for found in MACHINE.finditer(line)
    ]


def test_no_file_names_a_place_of_one_machine() -> None:
    found = [line for source in texts() for line in machine_places(source)]
    assert not found, "Say where from the root of the project, or take it as an argument.\n" + "\n".join(found)


def test_the_rule_finds_a_place_of_one_machine_and_leaves_what_is_none() -> None:
    slash = "/"
    assert machine_places(sample("good.md", "See docs/home/first.md, src/work/x and https://example.org/home/x.")) == []
    assert machine_places(sample("bad.md", f"one\nin {slash}home/somebody/x")) == [f"bad.md:2 {slash}home/somebody"]
