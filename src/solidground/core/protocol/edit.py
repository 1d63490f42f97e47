"""Changing a few values in the text of a protocol, so that all else stays as its people wrote it, comments too.

Every change is read back before it is given out: either exactly what was asked has changed, or nothing has. What must
never happen here: a text that is no protocol any more, or a value changed that nobody named.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from solidground.core.kernel import Refusal
from solidground.core.protocol.span import Value, line_end, spans

BY_HAND = Refusal(
    "WrittenByHand",
    "This part of the file is written in a way that the form cannot change. Take the file, change it, and hand it in.",
)
"""TOML can be written in many ways; this knows the usual ones."""

Values = Mapping[str, Any]
"""What keys of a table hold from now on: texts, numbers, truths, lists, tables; None takes one out."""


class RungChange(NamedTuple):
    """One rung as it shall be. ``was`` is its place in the file, from 0; None for a new one."""

    was: int | None
    values: Values


def with_values(text: str, table: str, nth: int, values: Values) -> str | Refusal:
    """Change some keys of the nth table of a name."""
    wanted = tomllib.loads(text)
    found = wanted.get(table)
    there = found[nth] if isinstance(found, list) and nth < len(found) else found
    if not isinstance(there, dict):
        return BY_HAND
    _set(there, values)
    changed = text
    for key, value in values.items():
        tables = spans(changed).get(table, [])
        if nth >= len(tables):
            return BY_HAND
        changed = _with_key(changed, tables[nth].keys, tables[nth].begins, tables[nth].end, key, value)
    return _proven(changed, wanted)


def with_rungs(text: str, nth: int, rungs: Sequence[RungChange]) -> str | Refusal:
    """Change the rungs of the nth ladder: those that stay keep their order and their comments."""
    wanted = tomllib.loads(text)
    ladders = wanted.get("ladder")
    if not isinstance(ladders, list) or nth >= len(ladders) or "rungs" not in ladders[nth]:
        return BY_HAND
    before = ladders[nth]["rungs"]
    ladders[nth]["rungs"] = [_set(dict(before[one.was]) if one.was is not None else {}, one.values) for one in rungs]
    if (listed := _rungs(text, nth)) is None or len(listed.items) != len(before):
        return BY_HAND
    return _proven(_rewritten(text, nth, rungs), wanted)


def _rewritten(text: str, nth: int, rungs: Sequence[RungChange]) -> str:
    stay = [one for one in rungs if one.was is not None]
    for one in stay:
        for key, value in one.values.items():
            text = _with_inline(text, _rung(text, nth, one.was or 0), key, value)
    kept = {one.was for one in stay}
    for was in reversed(range(len(_list_of(text, nth).items))):
        if was not in kept:
            text = _without(text, _rung(text, nth, was))
    for place, one in enumerate(rungs):
        if one.was is None:
            text = _with_rung(text, _list_of(text, nth), place, _toml(one.values))
    return text


def _set(there: dict[str, Any], values: Values) -> dict[str, Any]:
    for key, value in values.items():
        there[key] = value
        if value is None:
            del there[key]
    return there


def _proven(changed: str, wanted: Values) -> str | Refusal:
    try:
        return changed if tomllib.loads(changed) == wanted else BY_HAND
    except tomllib.TOMLDecodeError:
        return BY_HAND


def _with_key(
    text: str, keys: Mapping[str, Value], begins: Mapping[str, int], end: int, key: str, value: object
) -> str:
    there = keys.get(key)
    if there is not None and value is None:
        return text[: begins[key]] + text[line_end(text, there.end) + 1 :]
    if there is not None:
        return text[: there.start] + _toml(value) + text[there.end :]
    if value is None:
        return text
    after = line_end(text, max([end, *(one.end for one in keys.values())]))
    return f"{text[:after]}\n{key} = {_toml(value)}{text[after:]}"


def _with_inline(text: str, rung: Value, key: str, value: object) -> str:
    there = rung.keys.get(key)
    if there is not None:
        return text[: there.start] + _toml(value) + text[there.end :]
    after = max(one.end for one in rung.keys.values())
    return f"{text[:after]}, {key} = {_toml(value)}{text[after:]}"


def _rungs(text: str, nth: int) -> Value | None:
    tables = spans(text).get("ladder", [])
    return tables[nth].keys.get("rungs") if nth < len(tables) else None


def _list_of(text: str, nth: int) -> Value:
    found = _rungs(text, nth)
    assert found is not None, "the list was there before it was changed"
    return found


def _rung(text: str, nth: int, was: int) -> Value:
    return _list_of(text, nth).items[was]


def _without(text: str, rung: Value) -> str:
    """Take a rung out with its comma; with its whole line, where it stands alone on it."""
    comma = _comma(text, rung.end)
    stop = rung.end if comma is None else comma + 1
    begins, ends = text.rfind("\n", 0, rung.start) + 1, line_end(text, stop)
    before, behind = text[begins : rung.start].strip(), text[stop:ends].strip()
    if not before and (not behind or behind.startswith("#")):
        return text[:begins] + text[ends + 1 :]
    return text[: rung.start] + text[stop:].lstrip(" \t")


def _with_rung(text: str, listed: Value, place: int, rung: str) -> str:
    """Put a new rung into a list, as the others in it are written: each on its line, or all on one."""
    items = listed.items
    if not items:
        return f"{text[: listed.start]}[\n  {rung},\n]{text[listed.end :]}"
    begins = text.rfind("\n", 0, items[0].start) + 1
    indent = text[begins : items[0].start]
    alone = not indent.strip()
    if place == 0:
        return f"{text[: items[0].start]}{rung},{chr(10) + indent if alone else ' '}{text[items[0].start :]}"
    before = items[place - 1]
    comma = _comma(text, before.end)
    if comma is None:
        text, comma = f"{text[: before.end]},{text[before.end :]}", before.end
    if not alone:
        return f"{text[: comma + 1]} {rung},{text[comma + 1 :]}"
    after = line_end(text, comma)
    return f"{text[:after]}\n{indent}{rung},{text[after:]}"


def _comma(text: str, at: int) -> int | None:
    """Return the comma behind an entry, where there is one on its line."""
    rest = text[at : line_end(text, at)]
    return at + rest.index(",") if rest.lstrip().startswith(",") else None


def _toml(value: Any) -> str:  # noqa: ANN401 - whatever a protocol may hold
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case list() | tuple():
            return f"[{', '.join(_toml(one) for one in value)}]"
        case dict():
            return f"{{ {', '.join(f'{key} = {_toml(one)}' for key, one in value.items())} }}"
        case _:
            return str(value)
