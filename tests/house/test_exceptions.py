"""Every exception to a tool's rule says why, on its own line."""

import io
import re
import tokenize

from tests.house.sources import Source, python, sample

MARK = re.compile(r"(noqa|type: ignore|nosec|pragma: no (?:cover|branch))")
GIVEN = re.compile(
    r"#\s*(?:noqa: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*|type: ignore\[[a-z-]+(?:, ?[a-z-]+)*\]|nosec B[0-9]+)(?P<why>.*)"
)
REASON_LETTERS = 4


def unexplained(source: Source) -> list[str]:
    found = list[str]()
    if not MARK.search(source.text):
        return found
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type != tokenize.COMMENT or not MARK.match(token.string.lstrip("# ")):
            continue
        given = GIVEN.match(token.string)
        if given is None or sum(letter.isalpha() for letter in given["why"]) < REASON_LETTERS:
            found.append(f"{source.path}:{token.start[0]} {token.string}")
    return found


def test_every_exception_names_its_rule_and_gives_its_reason() -> None:
    found = [line for source in python("src", "tests") for line in unexplained(source)]
    assert not found, (
        "An exception names one rule and says why, such as '# noqa: S608 - the columns are constants'. "
        "Coverage has no exceptions: add the test, or delete the code.\n" + "\n".join(found)
    )


def test_the_rule_finds_an_exception_without_a_reason_and_leaves_one_with() -> None:
    mark, ignore, cover = "# no" + "qa", "# type: " + "ignore", "# pragma: " + "no cover"
    good = f"a = 1  {mark}: S608 - the columns are constants\nb = 2  {ignore}[misc]  # mypy cannot see it\n"
    bad = f"a = 1  {mark}\nb = 2  {mark}: S608\nc = 3  {ignore}[misc]\nd = 4  {cover} because of this\n"
    assert unexplained(sample("good.py", good)) == []
    assert [line.split()[0] for line in unexplained(sample("bad.py", bad))] == [
        "bad.py:1",
        "bad.py:2",
        "bad.py:3",
        "bad.py:4",
    ]
