"""What each way of a decision means here, whom to ask first, and how long may be waited: the shipped list, or a file.

What must never happen here: law that nobody wrote down, or a time that holds somebody back.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args

from solidground.app.importing.fault import FileFault
from solidground.core.duty.delivered.events import Option
from solidground.core.kernel import DAY, Span
from solidground.core.protocol.duration import parse
from solidground.core.words import Said, Words, phrased
from solidground.protocols import options_text

About: TypeAlias = Literal["pay", "pension", "disability", "licence", "insurance", "weapon", "back"]
Office: TypeAlias = Literal["union", "benefits"]
Certainty: TypeAlias = Literal["read", "memory", "ours"]

OPTIONS: Final[tuple[Option, ...]] = get_args(Option)
ABOUT: Final[tuple[About, ...]] = get_args(About)
OFFICES: Final[tuple[Office, ...]] = get_args(Office)
CERTAINTY: Final[tuple[Certainty, ...]] = get_args(Certainty)
ANY: Final = "any"
SAYS_MOST: Final = 240
"""Characters of a text: it is read at night, beside six others."""

CALLED_MOST: Final = 80
"""Characters of an office's name, or of its number."""

TIME_DAYS_MOST: Final = 30
"""The longest pause, and the longest time in which a paper can be taken back."""

FIELDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "office": ("where", "kind", "name", "number"),
        "time": ("where", "pause", "take_back", "certainty"),
        "text": ("where", "option", "about", "says", "certainty"),
    }
)
"""The tables of such a file, and what each of them needs."""

_CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"kind": OFFICES, "option": OPTIONS, "about": ABOUT, "certainty": CERTAINTY}
)
_LENGTHS: Final[Mapping[str, int]] = MappingProxyType({"says": SAYS_MOST, "name": CALLED_MOST, "number": CALLED_MOST})
_ONE_OF: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"office": ("where", "kind"), "time": ("where",), "text": ("where", "option", "about")}
)
"""What two rows of a table may not have in common."""

_Row: TypeAlias = Mapping[str, str]


class Called(NamedTuple):
    """Who answers at an office, and under which number."""

    name: str
    number: str


class Meant(NamedTuple):
    """What one way means for one thing, and how sure whoever wrote it was."""

    says: str
    certainty: Certainty


class Options(NamedTuple):
    """The list of one agency: what each way means, the offices it has named, and the two times."""

    meant: Mapping[tuple[Option, About], Meant] = MappingProxyType({})
    offices: Mapping[Office, Called] = MappingProxyType({})
    pause_for: Span = 3 * DAY
    take_back_for: Span = 3 * DAY


def options_of(directory: Path, name: str, jurisdiction: str) -> Options:
    """Return the list of an agency: that of the file which its settings name, before the one that is shipped."""
    if not name:
        return read_options("", "", jurisdiction)
    path = directory / name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        unread = phrased(
            "The list of options %(file)s could not be read. Check its name in [agency], and save it in UTF-8.",
            file=f'"{path}"',
        )
        raise FileFault(unread) from error
    return read_options(text, f'"{path}"', jurisdiction)


def read_options(text: str, called: Said, jurisdiction: str) -> Options:
    """Return the list for a jurisdiction: each text of the nearest place that has one, the agency's own file first."""
    lists = [_tables(text, called), _tables(options_text(), phrased("The list that is shipped"))]
    meant = {
        (option, about): Meant(row["says"], _certainty(row))
        for option in OPTIONS
        for about in ABOUT
        for row in _nearest(lists, "text", jurisdiction, option=option, about=about)
    }
    offices = {
        kind: Called(row["name"], row["number"])
        for kind in OFFICES
        for row in _nearest(lists, "office", jurisdiction, kind=kind)
    }
    (times,) = _nearest(lists, "time", jurisdiction)
    spans = [_span(times[name]) for name in ("pause", "take_back")]
    pause_for, take_back_for = (0 if span is None else span for span in spans)
    return Options(MappingProxyType(meant), MappingProxyType(offices), pause_for, take_back_for)


def _certainty(row: _Row) -> Certainty:
    return next(one for one in CERTAINTY if one == row["certainty"])


def _nearest(lists: Iterable[Mapping[str, Sequence[_Row]]], table: str, jurisdiction: str, **what: str) -> list[_Row]:
    country = jurisdiction.partition("-")[0]
    for tables in lists:
        rows = [row for row in tables[table] if all(row[name] == value for name, value in what.items())]
        for place in (jurisdiction, country, ANY):
            found = [row for row in rows if row["where"] == place]
            if found:
                return found
    return []


def _tables(text: str, called: Said) -> Mapping[str, Sequence[_Row]]:
    """Return the tables of a file, row by row. Raises FileFault where one cannot be kept."""
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        broken = phrased("%(file)s is no valid TOML: %(why)s. Mend that line.", file=called, why=str(error))
        raise FileFault(broken) from error
    strange = [name for name in whole if name not in FIELDS or not isinstance(whole[name], list)]
    if strange:
        known = ", ".join(f"[[{name}]]" for name in FIELDS)
        sentence = phrased(
            "%(file)s: %(word)s is not known. Known are: %(known)s.", file=called, word=strange[0], known=known
        )
        raise FileFault(sentence)
    tables = {name: whole.get(name, []) for name in FIELDS}
    for name, rows in tables.items():
        _check(name, rows, called)
    return tables


def _check(table: str, rows: Sequence[Any], called: Said) -> None:
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows, 1):
        flaw = _flaw(table, row)
        which = () if flaw else tuple(row[name] for name in _ONE_OF[table])
        if flaw is None and which in seen:
            flaw = phrased("it stands there twice. Keep one of the two.")
        if flaw is not None:
            where = phrased("%(file)s, [[%(table)s]] number %(number)s:", file=called, table=table, number=number)
            raise FileFault((where, flaw))
        seen.add(which)


def _flaw(table: str, row: Any) -> Words | None:  # noqa: ANN401 - whatever a file holds
    needed = FIELDS[table]
    if not isinstance(row, dict) or row.keys() != set(needed) or not all(isinstance(row[one], str) for one in needed):
        return phrased("it holds %(fields)s, each a text, and nothing else.", fields=", ".join(needed))
    for name, value in row.items():
        known, most = _CHOICES.get(name), _LENGTHS.get(name)
        if known is not None and value not in known:
            return phrased("%(word)s is one of %(known)s.", word=name, known=", ".join(known))
        if most is not None and not (0 < len(value) <= most and value.isprintable()):
            return phrased("%(word)s has 1 to %(most)s characters.", word=name, most=most)
        if name in ("pause", "take_back") and _span(value) is None:
            days = TIME_DAYS_MOST
            return phrased("%(word)s is a time such as PT72H, and at most %(most)s days.", word=name, most=days)
    return None


def _span(written: str) -> Span | None:
    """Return how long a time of the file is; None where it is none, or reaches too far."""
    found = parse(written)
    if found is None or found.months:
        return None
    span = found.days * DAY + found.exact
    return span if span <= TIME_DAYS_MOST * DAY else None
