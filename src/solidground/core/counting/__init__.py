"""Small-cell suppression: figures tell of the work, and never of one person in it."""

from solidground.core.counting.release import SMALL_AGENCY, WINDOW, Figure, Frozen, Table, release, rhythm
from solidground.core.counting.table import THRESHOLD, Cell, Counts, Shown

__all__ = [
    "SMALL_AGENCY",
    "THRESHOLD",
    "WINDOW",
    "Cell",
    "Counts",
    "Figure",
    "Frozen",
    "Shown",
    "Table",
    "release",
    "rhythm",
]
