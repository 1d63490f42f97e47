"""What is simulated: everything that follows from it follows from it alone."""

from typing import NamedTuple

YEAR_DAYS = 365


class Story(NamedTuple):
    """One simulation: agencies of so many members each, for so many days, with these faults.

    ``without`` are incidents left out of it: only the shrinking of a story that fails does so.
    """

    seed: int
    agencies: int
    members: int
    days: int
    faults: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()

    def said(self) -> str:
        """Return the story in one line, as a person tells it to another."""
        years = f"{self.days // YEAR_DAYS} years" if self.days % YEAR_DAYS == 0 else f"{self.days} days"
        faults = ", ".join(self.faults) or "no faults"
        without = f", without {len(self.without)} of the incidents" if self.without else ""
        return f"seed {self.seed}: {self.agencies} x {self.members} members, {years}, {faults}{without}"
