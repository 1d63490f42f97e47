"""What a cell may hold: references, days, yes or no, one word of a list, a zone. Each is a value, or what is wrong.

What must never happen here: running a cell, or guessing what it might have meant.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from solidground.app.importing.reading import shown
from solidground.core.hours import known_zone
from solidground.core.kernel import Day
from solidground.core.words import Said, phrased

REFERENCE_MOST = 64
FIRST_YEAR, LAST_YEAR = 1970, 2199
"""Days before and after these lie outside what an instant may be."""

FIRST_BORN_YEAR = 1900
"""Somebody may have been appointed long before anything here happened."""

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WORD = re.compile(r"[a-z][a-z_]{0,63}", re.ASCII)

Value = TypeVar("Value")


class Wrong(NamedTuple):
    """What is wrong with one cell of a row."""

    column: str
    why: Said


class Cells:
    """The cells of one row being read, and everything that is wrong with them."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        """Begin with nothing wrong."""
        self._cells = cells
        self.wrong: list[Wrong] = []

    def text(self, column: str) -> str:
        """Return a cell as it stands; one that is not there is empty."""
        return self._cells.get(column, "")

    def refuse(self, column: str, why: Said) -> None:
        """Note what is wrong with a cell."""
        self.wrong.append(Wrong(column, why))

    def reference(self, column: str) -> str:
        """Return a reference: letters, digits, points, hyphens and underscores, so that no cell is a formula."""
        cell = self.text(column)
        if not cell:
            self.refuse(column, phrased("The cell is empty. Write the reference of your own files."))
        elif not _REFERENCE.fullmatch(cell):
            why = phrased(
                "%(cell)s is no reference. It begins with a letter or digit, then come letters, digits, point, hyphen"
                " or underscore: %(most)s at most.",
                cell=shown(cell),
                most=REFERENCE_MOST,
            )
            self.refuse(column, why)
        return cell

    def word(self, column: str) -> str:
        """Return a word in small letters, known or not."""
        cell = self.text(column)
        if not _WORD.fullmatch(cell):
            why = phrased("%(cell)s is no word for it. Write one such as officer_involved_shooting.", cell=shown(cell))
            self.refuse(column, why)
        return cell

    def one_of(self, column: str, known: Collection[str]) -> str:
        """Return one of some words."""
        cell = self.text(column)
        if cell not in known:
            some = ", ".join(known)
            self.refuse(
                column, phrased("%(cell)s is not known. Write one of: %(known)s.", cell=shown(cell), known=some)
            )
        return cell

    def yes(self, column: str, *, unknown: bool | None = None) -> bool:
        """Return true or false; an empty cell is ``unknown`` where that is allowed."""
        cell = self.text(column).lower()
        if not cell and unknown is not None:
            return unknown
        if cell not in ("true", "false"):
            as_written = shown(self.text(column))
            why = phrased("%(cell)s is neither true nor false. Write one of them.", cell=as_written)
            self.refuse(column, why)
        return cell == "true"

    def zone(self, column: str) -> str:
        """Return a known zone."""
        cell = self.text(column)
        if not known_zone(cell):
            why = phrased("%(cell)s is no time zone. Write one such as America/Chicago.", cell=shown(cell))
            self.refuse(column, why)
        return cell

    def day(self, column: str, *, first_year: int = FIRST_YEAR) -> Day | None:
        """Return a day; None where the cell is empty."""
        cell = self.text(column)
        if not cell:
            return None
        found = _day(cell)
        if found is None:
            why = phrased("%(cell)s is no day of the calendar. Write it as 2024-03-01.", cell=shown(cell))
            self.refuse(column, why)
            return None
        if not first_year <= found.year <= LAST_YEAR:
            why = phrased(
                "%(cell)s lies before %(first)s or after %(last)s. Check the year.",
                cell=shown(cell),
                first=first_year,
                last=LAST_YEAR,
            )
            self.refuse(column, why)
            return None
        return found.toordinal()

    def needed_day(self, column: str, *, first_year: int = FIRST_YEAR) -> Day:
        """Return a day that must be there."""
        if not self.text(column):
            self.refuse(column, phrased("The cell is empty. Write a day such as 2024-03-01."))
        return self.day(column, first_year=first_year) or 1

    def count(self, column: str, most: int) -> int:
        """Return a whole number from 0 to ``most``; an empty cell is 0."""
        cell = self.text(column)
        if cell and (not cell.isascii() or not cell.isdigit() or len(cell) > len(str(most)) or int(cell) > most):
            self.refuse(column, phrased("%(cell)s is no whole number from 0 to %(most)s.", cell=shown(cell), most=most))
            return 0
        return int(cell or 0)


def _day(cell: str) -> date | None:
    if not _DAY.fullmatch(cell):
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None
