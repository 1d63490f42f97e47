"""One table of a protocol, read key by key: what is missing, unknown or of the wrong shape becomes a fault.

Must never stop at the first fault, and never raise: a stand-in takes the place of what cannot be read, and the whole
protocol is refused at the end.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from solidground.core.kernel import DAY, Span
from solidground.core.protocol.duration import AT_ONCE, Duration, clock, parse
from solidground.core.protocol.terms import Fault, Moment
from solidground.core.words import Words, phrased

Choice = TypeVar("Choice", bound=str)

TEXT_MOST = 2_000
"""The longest text in one value, in characters."""
LIST_MOST = 256
SHOWN_MOST = 40
MOMENTS = ("opens", "due", "lapses")

_DURATION = phrased("Write it as ISO 8601, such as PT30M, P1D, P2W, P1M or P1M4D (at most fifty years).")
_SPAN = phrased(
    "Write it as ISO 8601 in weeks, days, hours or minutes, such as PT30M or P2D: a month has no fixed length."
)
_CLOCK = phrased('Write it as a time of day such as "10:00", or { opens = "09:00", due = "12:00", lapses = "19:00" }.')


def shown(value: object) -> str:
    """Show what stands in the file, short."""
    words = value if isinstance(value, str) else repr(value)
    return repr(words[:SHOWN_MOST] + ("…" if len(words) > SHOWN_MOST else ""))


def _is(key: str, value: object) -> Words:
    return phrased("%(key)s is %(value)s.", key=key, value=shown(value))


def on_line(line: int) -> Callable[[str | None], int]:
    """Return the place of a table that stands on one line: all its keys are there."""
    return lambda _: line


class Fields:
    """One table being read. ``place`` gives the line of a key; faults are gathered in the list it was given."""

    def __init__(
        self, table: Mapping[str, object], name: str, place: Callable[[str | None], int], faults: list[Fault]
    ) -> None:
        self.table, self.name, self.place, self.faults = table, name, place, faults
        self.asked: set[str] = set()

    def named(self, name: str) -> None:
        """Say from here on which table of many this is."""
        self.name = f"{self.name} {name[:SHOWN_MOST]}".rstrip()

    def fault(self, key: str | None, what: Words, remedy: Words) -> None:
        """Note what is wrong at a key."""
        table, _, name = self.name.partition(" ")
        place = (Words(table), name) if name else Words(table)
        self.faults.append(Fault(self.place(key), phrased("%(place)s: %(what)s", place=place, what=what), remedy))

    def missing(self, key: str, line: str) -> None:
        """Note that a key is missing, and the line that would mend it."""
        self.fault(None, phrased("%(key)s is missing.", key=key), phrased("Add a line %(line)s to it.", line=line))

    def has(self, key: str) -> bool:
        """Tell whether a key is there, and count it as known."""
        self.asked.add(key)
        return key in self.table

    def text(self, key: str, default: str | None = None) -> str:
        """Read a text of one line or more that is not empty."""
        if not self.has(key):
            if default is None:
                self.missing(key, f'{key} = "…"')
            return default or ""
        value = self.table[key]
        if isinstance(value, str) and 0 < len(value.strip()) <= TEXT_MOST:
            return value.strip()
        remedy = phrased("Write a text of 1 to %(most)s characters in quotes.", most=f"{TEXT_MOST:,}")
        self.fault(key, _is(key, value), remedy)
        return default or ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts."""
        value = self._list(key, needed=True)
        if all(isinstance(item, str) and 0 < len(item.strip()) <= TEXT_MOST for item in value):
            return tuple(str(item).strip() for item in value)
        what = phrased("%(key)s holds something that is no text.", key=key)
        self.fault(key, what, phrased("Write each of its texts in quotes, none of them empty."))
        return ()

    def choice(self, key: str, allowed: Sequence[Choice]) -> Choice:
        """Read one of the words that are allowed here."""
        word = self.text(key)
        for known in allowed:
            if word == known:
                return known
        if word:
            what = phrased("%(key)s is %(value)s, which is not known.", key=key, value=shown(word))
            self.fault(key, what, phrased("Use one of: %(words)s.", words=", ".join(allowed)))
        return allowed[0]

    def choices(self, key: str, allowed: Sequence[Choice], *, needed: bool = True) -> tuple[Choice, ...]:
        """Read a list of words that are allowed here, none twice."""
        value = self._list(key, needed=needed)
        known = tuple(word for item in value for word in allowed if word == item)
        for item in value:
            if item not in allowed:
                what = phrased("%(key)s holds %(value)s, which is not known.", key=key, value=shown(item))
                self.fault(key, what, phrased("Use: %(words)s.", words=", ".join(allowed)))
        if len(set(known)) != len(known):
            self.fault(key, phrased("%(key)s holds the same word twice.", key=key), phrased("Keep it once."))
        return known

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """Read a whole number within its bounds."""
        if not self.has(key):
            if default is None:
                self.missing(key, f"{key} = {least}")
            return least if default is None else default
        value = self.table[key]
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        remedy = phrased("Write a whole number from %(least)s to %(most)s.", least=least, most=most)
        self.fault(key, _is(key, value), remedy)
        return least

    def flag(self, key: str) -> bool:
        """Read true or false; what is not there is false."""
        value = self.table[key] if self.has(key) else False
        if isinstance(value, bool):
            return value
        self.fault(key, _is(key, value), phrased("Write true or false, without quotes."))
        return False

    def duration(self, key: str) -> Duration | None:
        """Read a duration that may hold months."""
        word = self.text(key)
        found = parse(word)
        if found is None and word:
            what = phrased("%(key)s is %(value)s, which is no duration.", key=key, value=shown(word))
            self.fault(key, what, _DURATION)
        return found

    def span(self, key: str, default: str | None = None) -> Span:
        """Read a length of time that is the same on every day of the year, and longer than nothing."""
        word = self.text(key, default)
        found = parse(word)
        if word and (found is None or found.months):
            what = phrased("%(key)s is %(value)s, which has no fixed length.", key=key, value=shown(word))
            self.fault(key, what, _SPAN)
        elif word and found == AT_ONCE:
            what = phrased("%(key)s is %(value)s: nobody can do anything in no time.", key=key, value=shown(word))
            self.fault(key, what, phrased("Give it at least a minute."))
        return 1 if found is None else found.days * DAY + found.exact

    def moments(self) -> tuple[Moment, Moment, Moment]:
        """Read when something opens, is due and lapses, each at its own time of day where one is given."""
        hours, one_for_all = self._hours()
        opens, due, lapses = (self._moment(key, hours.get(key), one_for_all) for key in ("opens", "due", "lapses"))
        return opens, due, lapses

    def tables(self, key: str) -> tuple[Mapping[str, object], ...]:
        """Read a list of tables."""
        value = self._list(key, needed=True)
        tables = tuple(item for item in value if isinstance(item, dict))
        if len(tables) != len(value):
            what = phrased("%(key)s holds something that is no table.", key=key)
            self.fault(key, what, phrased("Write each of its entries as { key = value }."))
        return tables

    def close(self) -> None:
        """Name the keys nobody asked for: a misspelt key must not be passed over in silence."""
        for key in self.table:
            if key not in self.asked:
                known = ", ".join(sorted(self.asked))
                what = phrased("%(key)s is not known here.", key=shown(key))
                remedy = phrased("Known are: %(words)s. Mend its spelling or take it out.", words=known)
                self.fault(key, what, remedy)

    def _moment(self, key: str, hour: Span | None, one_for_all: bool) -> Moment:  # noqa: FBT001 (private, one caller)
        after = self.duration(key)
        if after is None:
            return Moment(AT_ONCE)
        if after.months or after.days:
            return Moment(after, hour)
        if hour is not None and not one_for_all:
            what = phrased("at gives %(key)s a time of day, but %(same)s is counted in hours.", key=key, same=key)
            self.fault("at", what, phrased("Take %(key)s out of at.", key=key))
        return Moment(after)

    def _hours(self) -> tuple[dict[str, Span], bool]:
        value = self.table["at"] if self.has("at") else {}
        one_for_all = isinstance(value, str)
        hours = dict.fromkeys(MOMENTS, value) if one_for_all else value
        read = {
            key: found
            for key, word in (hours.items() if isinstance(hours, dict) else ())
            if key in MOMENTS and isinstance(word, str) and (found := clock(word)) is not None
        }
        if not isinstance(hours, dict) or len(read) != len(hours):
            self.fault("at", phrased("at is %(value)s, which is no time of day.", value=shown(value)), _CLOCK)
        return read, one_for_all

    def _list(self, key: str, *, needed: bool) -> list[object]:
        if not self.has(key):
            if needed:
                self.missing(key, f"{key} = […]")
            return []
        value = self.table[key]
        if isinstance(value, list) and len(value) <= LIST_MOST and (value or not needed):
            return value
        remedy = phrased("Write a list of 1 to %(most)s entries in square brackets.", most=LIST_MOST)
        self.fault(key, _is(key, value), remedy)
        return []
