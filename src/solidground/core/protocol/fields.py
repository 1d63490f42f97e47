"""One table of a protocol, read key by key: what is missing, unknown or of the wrong shape becomes a fault.

Must never stop at the first fault, and never raise: a stand-in takes the place of what cannot be read, and the whole
protocol is refused at the end.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from solidground.core.kernel import DAY, Span
from solidground.core.protocol.duration import AT_ONCE, Duration, clock, parse
from solidground.core.protocol.terms import Fault, Moment

Choice = TypeVar("Choice", bound=str)

TEXT_MOST = 2_000
"""The longest text in one value, in characters."""
LIST_MOST = 256
SHOWN_MOST = 40
MOMENTS = ("opens", "due", "lapses")

_DURATION = "Write it as ISO 8601, such as PT30M, P1D, P2W, P1M or P1M4D (at most fifty years)."
_SPAN = "Write it as ISO 8601 in weeks, days, hours or minutes, such as PT30M or P2D: a month has no fixed length."
_CLOCK = 'Write it as a time of day such as "10:00", or { opens = "09:00", due = "12:00", lapses = "19:00" }.'


def shown(value: object) -> str:
    """Show what stands in the file, short."""
    words = value if isinstance(value, str) else repr(value)
    return repr(words[:SHOWN_MOST] + ("…" if len(words) > SHOWN_MOST else ""))


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

    def fault(self, key: str | None, what: str, remedy: str) -> None:
        """Note what is wrong at a key."""
        self.faults.append(Fault(self.place(key), f"{self.name}: {what}", remedy))

    def has(self, key: str) -> bool:
        """Tell whether a key is there, and count it as known."""
        self.asked.add(key)
        return key in self.table

    def text(self, key: str, default: str | None = None) -> str:
        """Read a text of one line or more that is not empty."""
        if not self.has(key):
            if default is None:
                self.fault(None, f"{key} is missing.", f'Add a line {key} = "…" to it.')
            return default or ""
        value = self.table[key]
        if isinstance(value, str) and 0 < len(value.strip()) <= TEXT_MOST:
            return value.strip()
        self.fault(key, f"{key} is {shown(value)}.", f"Write a text of 1 to {TEXT_MOST:,} characters in quotes.")
        return default or ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts."""
        value = self._list(key, needed=True)
        if all(isinstance(item, str) and 0 < len(item.strip()) <= TEXT_MOST for item in value):
            return tuple(str(item).strip() for item in value)
        self.fault(
            key, f"{key} holds something that is no text.", "Write each of its texts in quotes, none of them empty."
        )
        return ()

    def choice(self, key: str, allowed: Sequence[Choice]) -> Choice:
        """Read one of the words that are allowed here."""
        word = self.text(key)
        for known in allowed:
            if word == known:
                return known
        if word:
            self.fault(key, f"{key} is {shown(word)}, which is not known.", f"Use one of: {', '.join(allowed)}.")
        return allowed[0]

    def choices(self, key: str, allowed: Sequence[Choice], *, needed: bool = True) -> tuple[Choice, ...]:
        """Read a list of words that are allowed here, none twice."""
        value = self._list(key, needed=needed)
        known = tuple(word for item in value for word in allowed if word == item)
        for item in value:
            if item not in allowed:
                self.fault(key, f"{key} holds {shown(item)}, which is not known.", f"Use: {', '.join(allowed)}.")
        if len(set(known)) != len(known):
            self.fault(key, f"{key} holds the same word twice.", "Keep it once.")
        return known

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """Read a whole number within its bounds."""
        if not self.has(key):
            if default is None:
                self.fault(None, f"{key} is missing.", f"Add a line {key} = {least} to it.")
            return least if default is None else default
        value = self.table[key]
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.fault(key, f"{key} is {shown(value)}.", f"Write a whole number from {least} to {most}.")
        return least

    def flag(self, key: str) -> bool:
        """Read true or false; what is not there is false."""
        value = self.table[key] if self.has(key) else False
        if isinstance(value, bool):
            return value
        self.fault(key, f"{key} is {shown(value)}.", "Write true or false, without quotes.")
        return False

    def duration(self, key: str) -> Duration | None:
        """Read a duration that may hold months."""
        word = self.text(key)
        found = parse(word)
        if found is None and word:
            self.fault(key, f"{key} is {shown(word)}, which is no duration.", _DURATION)
        return found

    def span(self, key: str, default: str | None = None) -> Span:
        """Read a length of time that is the same on every day of the year, and longer than nothing."""
        word = self.text(key, default)
        found = parse(word)
        if word and (found is None or found.months):
            self.fault(key, f"{key} is {shown(word)}, which has no fixed length.", _SPAN)
        elif word and found == AT_ONCE:
            self.fault(key, f"{key} is {shown(word)}: nobody can do anything in no time.", "Give it at least a minute.")
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
            self.fault(key, f"{key} holds something that is no table.", "Write each of its entries as { key = value }.")
        return tables

    def close(self) -> None:
        """Name the keys nobody asked for: a misspelt key must not be passed over in silence."""
        for key in self.table:
            if key not in self.asked:
                known = ", ".join(sorted(self.asked))
                self.fault(
                    key, f"{shown(key)} is not known here.", f"Known are: {known}. Mend its spelling or take it out."
                )

    def _moment(self, key: str, hour: Span | None, one_for_all: bool) -> Moment:  # noqa: FBT001 (private, one caller)
        after = self.duration(key)
        if after is None:
            return Moment(AT_ONCE)
        if after.months or after.days:
            return Moment(after, hour)
        if hour is not None and not one_for_all:
            self.fault("at", f"at gives {key} a time of day, but {key} is counted in hours.", f"Take {key} out of at.")
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
            self.fault("at", f"at is {shown(value)}, which is no time of day.", _CLOCK)
        return read, one_for_all

    def _list(self, key: str, *, needed: bool) -> list[object]:
        if not self.has(key):
            if needed:
                self.fault(None, f"{key} is missing.", f"Add a line {key} = […] to it.")
            return []
        value = self.table[key]
        if isinstance(value, list) and len(value) <= LIST_MOST and (value or not needed):
            return value
        self.fault(key, f"{key} is {shown(value)}.", f"Write a list of 1 to {LIST_MOST} entries in square brackets.")
        return []
