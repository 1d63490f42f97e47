"""Taking a whole file in, or nothing of it: every row is read and tried, and one bad row undoes them all.

What must never happen here: half a file, or a bad row without its line.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from solidground.app.again import transacted
from solidground.app.duty_terms import shipped_terms
from solidground.app.importing.fault import FileFault, Refused
from solidground.app.importing.reading import Row, Table
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.core.duty.investigation.decider import Word
from solidground.core.duty.terms import Terms
from solidground.core.kernel import AgencyId, Instant
from solidground.core.words import Said, phrased, plainly

ROWS_MOST = 200_000
"""Rows of one file: they are written in one transaction."""

UPLOAD_BYTES_MOST = 256 * 1024
"""The largest file that is taken in by a page: while it is written nobody else writes."""

ERRORS_MOST = 1_000
"""Errors that are told; a file with more is not the right file."""


class Taking(NamedTuple):
    """For which agency a file is taken in, when, and with which key addresses are held."""

    agency: AgencyId
    at: Instant
    zone: str
    jurisdiction: str
    secret: bytes
    duty: Terms = shipped_terms()
    """What the agency's command owes whoever took part."""
    words: tuple[Word, ...] = ()
    """The agency's own words for how an inquiry stands."""


class Read(NamedTuple):
    """A row that could be read, and its line."""

    line: int
    value: Any


class Imported(NamedTuple):
    """What became of a file. ``imported`` is 0 where there is any error. Warnings are (line, words)."""

    rows: int
    imported: int
    errors: tuple[Refused, ...]
    warnings: tuple[tuple[int, Said], ...] = ()


class Took(NamedTuple):
    """What writing the rows met."""

    errors: list[Refused]
    warnings: list[tuple[int, Said]]


class _Undone(Exception):  # noqa: N818 - it is no error: it takes the transaction back
    """The file has errors: nothing of it stays."""

    def __init__(self, took: Took) -> None:
        super().__init__("undone")
        self.took = took


def import_whole(
    table: Table,
    parse: Callable[[Mapping[str, str]], Any],
    write: Callable[[Unit, list[Read]], Took],
    store: Store,
    progress: Callable[[int], None] = lambda _: None,
) -> Imported:
    """Read every row, and write them all in one transaction; ``parse`` gives a value or a list of what is wrong."""
    errors: list[Refused] = []
    good: list[Read] = []
    rows = 0
    for rows, row in enumerate(table.rows, 1):
        if rows > ROWS_MOST:
            most = f"{ROWS_MOST:,}"
            raise FileFault(phrased("The file has more than %(most)s rows. Split it; nothing was written.", most=most))
        progress(rows)
        found = _parsed(row, parse)
        if isinstance(found, Read):
            good.append(found)
        elif len(errors) < ERRORS_MOST:
            errors += found
    took = Took([], [])
    if good and len(errors) < ERRORS_MOST:
        # Also where a row is wrong already: what only shows in the writing is told in the same run.
        took = _written(store, write, good, undone=bool(errors))
    told = tuple(sorted(errors + took.errors, key=_place)[:ERRORS_MOST])
    return Imported(rows, 0 if told else len(good), told, tuple(took.warnings))


def small_enough(file: bytes) -> bytes:
    """Return a file that came by a page, unless it is too large for that. Raises FileFault."""
    if len(file) > UPLOAD_BYTES_MOST:
        most = UPLOAD_BYTES_MOST >> 10
        raise FileFault(
            phrased("The file is larger than %(most)s KB. Import it on the machine: solidground import.", most=most)
        )
    return file


def _place(refused: Refused) -> tuple[int, str, str]:
    return refused.line, refused.column, plainly(refused.why)


def _parsed(row: Row | Refused, parse: Callable[[Mapping[str, str]], Any]) -> Read | list[Refused]:
    if isinstance(row, Refused):
        return [row]
    value = parse(row.cells)
    if isinstance(value, list):
        return [Refused(row.line, wrong.column, wrong.why) for wrong in value]
    return Read(row.line, value)


def _written(store: Store, write: Callable[[Unit, list[Read]], Took], good: list[Read], *, undone: bool) -> Took:
    try:
        # All of it again where a clock or somebody else wrote first.
        return transacted(store, Rosters(), lambda unit: _kept(write(unit, good), undone=undone))
    except _Undone as back:
        return back.took


def _kept(took: Took, *, undone: bool) -> Took:
    if undone or took.errors:
        raise _Undone(took)
    return took
