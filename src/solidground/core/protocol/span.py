"""Where each value of a TOML text stands, to the character: so that one can be changed and the rest stay as it is.

Must never be given a text that is no TOML, and never decide what a value means: ``tomllib`` does.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\r\n]+")
_KEY = re.compile(r"(?:\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|[A-Za-z0-9_-]+|[ \t]*\.[ \t]*)+")
_HEADER = re.compile(r"\[{1,2}[ \t]*((?:[^\]\"']|\"[^\"\n]*\"|'[^'\n]*')+?)[ \t]*\]{1,2}")


class Value(NamedTuple):
    """One value from ``start`` up to ``end``: the entries of a list, or the keys of an inline table, inside it."""

    start: int
    end: int
    items: "tuple[Value, ...]" = ()
    keys: "Mapping[str, Value]" = {}  # noqa: RUF012 - a NamedTuple's default, which nothing changes


class Written(NamedTuple):
    """One table, whose header ends at ``end``: its keys with their values, and where the line of each begins."""

    keys: dict[str, Value]
    begins: dict[str, int]
    end: int


def spans(text: str) -> dict[str, list[Written]]:
    """Return the tables of a text by their names, in order; what stands before the first has no name."""
    tables: dict[str, list[Written]] = {"": [Written({}, {}, 0)]}
    here = tables[""][0]
    at = _skip(_BLANK, text, 0)
    while at < len(text):
        header = _HEADER.match(text, at) if text[at] == "[" else None
        if header is not None:
            here = Written({}, {}, header.end())
            name = header[1].replace('"', "").replace("'", "")
            tables.setdefault(name, []).append(here)
            at = header.end()
        else:
            begins = at
            key, value = _pair(text, at)
            here.keys[key], here.begins[key] = value, begins
            at = value.end
        at = _skip(_BLANK, text, at)
    return tables


def line_end(text: str, at: int) -> int:
    """Return where the line of a place ends: before its line feed, or at the end of the text."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _skip(what: re.Pattern[str], text: str, at: int) -> int:
    found = what.match(text, at)
    return at if found is None else found.end()


def _pair(text: str, at: int) -> tuple[str, Value]:
    found = _KEY.match(text, at)
    assert found is not None, "a line of a TOML text begins with a key"
    equals = _skip(_SPACE, text, found.end())
    return found[0].strip().replace('"', "").replace("'", ""), _value(text, _skip(_SPACE, text, equals + 1))


def _value(text: str, at: int) -> Value:
    if text[at] == "[":
        return _list(text, at)
    if text[at] == "{":
        return _table(text, at)
    found = _STRING.match(text, at) or _BARE.match(text, at)
    assert found is not None, "a key of a TOML text has a value"
    return Value(at, at + len(found[0].rstrip()))


def _list(text: str, start: int) -> Value:
    items: list[Value] = []
    at = _skip(_BLANK, text, start + 1)
    while text[at] != "]":
        items.append(_value(text, at))
        at = _skip(_BLANK, text, items[-1].end)
        if text[at] == ",":
            at = _skip(_BLANK, text, at + 1)
    return Value(start, at + 1, tuple(items))


def _table(text: str, start: int) -> Value:
    keys: dict[str, Value] = {}
    at = _skip(_BLANK, text, start + 1)
    while text[at] != "}":
        key, value = _pair(text, at)
        keys[key] = value
        at = _skip(_BLANK, text, value.end)
        if text[at] == ",":
            at = _skip(_BLANK, text, at + 1)
    return Value(start, at + 1, (), keys)
