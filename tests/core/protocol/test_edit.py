"""A value of a protocol's text is changed where it stands, and nothing else is, comments included."""

import tomllib
from difflib import unified_diff

import pytest

from solidground.core.kernel import Refusal
from solidground.core.protocol.edit import BY_HAND, RungChange, with_rungs, with_values
from solidground.core.protocol.span import spans
from solidground.protocols import NAMES, text

ODD = """
# Before everything.
top = 1

[limits]   # what bounds it
taken = 'P1D'   # a day

[ "line" ]
name = \"\"\"a "quoted" name
# no comment
[step]\"\"\"\"
since = 2024-03-01 12:00:00 # a day
sure = true

[[ladder]]
name = "one line" # with a # sign
rungs = [{ who = "peer", wait = "PT5M" }, { who = "deputy", "wait" = 'PT6M' }]
[[ladder]]
name = '''two # [step]'''
rungs = [
  # who is nearest
  { who = "peer", wait = "PT5M" }, # five
  { who = "coordinator", wait = "PT7M", ways = [ "text", "mail" ] } # seven
]
[[ladder]]
name = "none"
rungs = []
[[ladder]]
name = "spread"
[[ladder.rungs]]
who = "peer"
wait = "PT5M"
[[step]]
key = "day"
at.opens = "09:00"
opens = "P1D"
[[step]]
key = "last"
opens = "P1D"
at = { opens = "09:00", due = "10:00" }"""


def changed(before: str, after: str | Refusal) -> list[str]:
    """Return the lines that went and those that came."""
    assert isinstance(after, str)
    lines = unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize("name", [*NAMES, ODD])
def test_every_value_of_a_text_is_found_where_it_stands(name: str) -> None:
    written = ODD if name == ODD else text(name)
    tables = spans(written)
    for table, content in tomllib.loads(written).items():
        if table == "top":
            assert written[slice(*tables[""][0].keys["top"][:2])] == "1"
            continue
        for nth, one in enumerate(content if isinstance(content, list) else [content]):
            for key, value in tables[table][nth].keys.items():
                if "." not in key:
                    assert tomllib.loads(f"x = {written[value.start : value.end]}") == {"x": one[key]}


def test_a_value_is_changed_and_its_comment_stays() -> None:
    assert changed(ODD, with_values(ODD, "limits", 0, {"taken": "P2D"})) == [
        "-taken = 'P1D'   # a day",
        '+taken = "P2D"   # a day',
    ]


def test_a_key_that_is_not_there_comes_after_the_others() -> None:
    added = with_values(ODD, "limits", 0, {"retry": "P1D", "silent_after": 2})
    assert changed(ODD, added) == ['+retry = "P1D"', "+silent_after = 2"]
    assert changed("[limits]", with_values("[limits]", "limits", 0, {"retry": "P1D"})) == ['+retry = "P1D"']


def test_a_key_is_taken_out_with_its_line() -> None:
    last = '-at = { opens = "09:00", due = "10:00" }'
    assert last in changed(ODD, with_values(ODD, "step", 1, {"at": None}))
    assert changed(ODD, with_values(ODD, "line", 0, {"sure": None})) == ["-sure = true"]


def test_a_key_that_is_not_there_is_taken_out_without_a_change() -> None:
    assert with_values(ODD, "limits", 0, {"until": None}) == ODD


def test_texts_lists_and_tables_are_written_as_toml_has_them() -> None:
    values = {"name": 'a "b" \\ ü', "sure": False, "at": {"opens": "08:00"}, "ways": ["text", "mail"]}
    found = with_values(ODD, "line", 0, values)
    assert isinstance(found, str)
    assert {key: tomllib.loads(found)["line"][key] for key in values} == values


def test_a_part_that_is_written_in_another_way_is_left_to_its_people() -> None:
    assert with_values(ODD, "nothing", 0, {"a": 1}) == BY_HAND
    assert with_values(ODD, "step", 9, {"a": 1}) == BY_HAND
    assert with_values(ODD, "step", 0, {"at": {"opens": "08:00"}}) == BY_HAND
    assert with_values('limits = { taken = "P1D" }', "limits", 0, {"taken": "P2D"}) == BY_HAND
    assert with_values(ODD, "step", 0, {"at": None}) == BY_HAND
    assert with_rungs(ODD, 3, [RungChange(0, {"wait": "PT9M"})]) == BY_HAND
    assert with_rungs(ODD, 9, []) == BY_HAND
    assert with_rungs("[step]", 0, []) == BY_HAND


def test_a_text_that_toml_cannot_hold_changes_nothing() -> None:
    assert with_values(ODD, "limits", 0, {"taken": "P1D\x7f"}) == BY_HAND


def test_a_rung_is_changed_where_it_stands() -> None:
    kept = [RungChange(0, {"wait": "PT9M", "ways": ["text"]}), RungChange(1, {"who": "deputy"})]
    assert changed(ODD, with_rungs(ODD, 1, kept)) == [
        '-  { who = "peer", wait = "PT5M" }, # five',
        '-  { who = "coordinator", wait = "PT7M", ways = [ "text", "mail" ] } # seven',
        '+  { who = "peer", wait = "PT9M", ways = ["text"] }, # five',
        '+  { who = "deputy", wait = "PT7M", ways = [ "text", "mail" ] } # seven',
    ]


NEW = {"who": "chaplain", "wait": "PT1H"}


@pytest.mark.parametrize(
    ("nth", "rungs", "lines"),
    [
        (1, [RungChange(0, {})], ['-  { who = "coordinator", wait = "PT7M", ways = [ "text", "mail" ] } # seven']),
        (1, [RungChange(1, {})], ['-  { who = "peer", wait = "PT5M" }, # five']),
        (
            1,
            [RungChange(0, {}), RungChange(None, NEW), RungChange(1, {})],
            ['+  { who = "chaplain", wait = "PT1H" },'],
        ),
        (
            1,
            [RungChange(None, NEW), RungChange(0, {}), RungChange(1, {})],
            ['+  { who = "chaplain", wait = "PT1H" },'],
        ),
        (
            1,
            [RungChange(0, {}), RungChange(1, {}), RungChange(None, NEW)],
            [
                '-  { who = "coordinator", wait = "PT7M", ways = [ "text", "mail" ] } # seven',
                '+  { who = "coordinator", wait = "PT7M", ways = [ "text", "mail" ] }, # seven',
                '+  { who = "chaplain", wait = "PT1H" },',
            ],
        ),
        (2, [RungChange(None, NEW)], ["-rungs = []", "+rungs = [", '+  { who = "chaplain", wait = "PT1H" },', "+]"]),
    ],
)
def test_a_rung_is_put_in_and_taken_out_with_its_line(nth: int, rungs: list[RungChange], lines: list[str]) -> None:
    assert changed(ODD, with_rungs(ODD, nth, rungs)) == lines


@pytest.mark.parametrize(
    ("rungs", "line"),
    [
        ([RungChange(1, {})], 'rungs = [{ who = "deputy", "wait" = \'PT6M\' }]'),
        ([RungChange(0, {})], 'rungs = [{ who = "peer", wait = "PT5M" }, ]'),
        (
            [RungChange(None, NEW), RungChange(0, {})],
            'rungs = [{ who = "chaplain", wait = "PT1H" }, { who = "peer", wait = "PT5M" }, ]',
        ),
        (
            [RungChange(0, {}), RungChange(None, NEW), RungChange(1, {})],
            (
                'rungs = [{ who = "peer", wait = "PT5M" }, { who = "chaplain", wait = "PT1H" },'
                ' { who = "deputy", "wait" = \'PT6M\' }]'
            ),
        ),
        (
            [RungChange(0, {}), RungChange(1, {}), RungChange(None, NEW)],
            (
                'rungs = [{ who = "peer", wait = "PT5M" }, { who = "deputy", "wait" = \'PT6M\' },'
                ' { who = "chaplain", wait = "PT1H" },]'
            ),
        ),
    ],
)
def test_rungs_on_one_line_stay_on_it(rungs: list[RungChange], line: str) -> None:
    assert f"+{line}" in changed(ODD, with_rungs(ODD, 0, rungs))
