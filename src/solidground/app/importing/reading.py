"""Reading a CSV file: its columns by their names, its rows one by one with the line each begins on.

Every row is a value or a refusal with its line; only what makes the whole file unreadable is a fault. What must never
happen here: a file held in memory, a traceback, or a row left out without a word.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from solidground.app.importing.fault import FileFault, Refused, unread
from solidground.app.importing.records import RECORD_MOST_BYTES, Endless, Record, records
from solidground.core.words import Said, Words, phrased

CELL_MOST = 10_000
"""Characters of one cell in a column that is known."""

COLUMNS_MOST = 1_000
SHOWN_MOST = 40
"""Characters of a cell that a sentence shows."""

BOM = b"\xef\xbb\xbf"
_FOREIGN = (
    (b"PK\x03\x04", phrased("is a workbook or a zip file")),
    (b"\xd0\xcf\x11\xe0", phrased("is an old Excel workbook")),
    (b"\x1f\x8b", phrased("is compressed")),
    (b"BZh", phrased("is compressed")),
    (b"\xfd7zXZ", phrased("is compressed")),
    (b"\x28\xb5\x2f\xfd", phrased("is compressed")),
    (b"PAR1", phrased("is a Parquet file")),
    (b"SQLite format 3", phrased("is a database")),
    (b"%PDF", phrased("is a PDF")),
    (b"\xff\xfe\0\0", phrased("is written in UTF-32")),
    (b"\xff\xfe", phrased("is written in UTF-16")),
    (b"\xfe\xff", phrased("is written in UTF-16")),
)
_BEGINNING: dict[str, Said] = {"<": phrased("a web page"), "{": "JSON", "[": "JSON"}
_REMEDY = phrased("Save it as CSV in UTF-8.")


class Row(NamedTuple):
    """A row: the line on which it begins, and its cells by known column, without the blanks around them."""

    line: int
    cells: dict[str, str]


class Table(NamedTuple):
    """A file with a header. ``rows`` are read as they are asked for, once."""

    columns: tuple[str, ...]
    rows: Iterator[Row | Refused]


def read_rows(
    source: Path | bytes,
    required: Sequence[str],
    further: Sequence[str] = (),
    name: str = "",
    *,
    alone: bool = False,
) -> Table:
    """Read a table; ``required`` columns must be there, ``further`` ones may be, and any other is passed over.

    Where they stand ``alone`` any other is refused. Raises FileFault where nothing of it can be read.
    """
    called = name or (f'"{source}"' if isinstance(source, Path) else phrased("The file"))
    width: list[int] = []
    reading = _read(source, called, lambda text: not width or _width(text) == width[0])
    first = next((record for record in reading if record.why or record.text.strip()), None)
    header = _header(first, called, required, further)
    if alone:
        _none_beside(header, called, (*required, *further))
    width.append(len(header))
    return Table(header, _rows(reading, header, frozenset([*required, *further])))


def shown(cell: str) -> str:
    """Return a cell as a sentence may show it: short, in one line, in quotation marks."""
    short = cell if len(cell) <= SHOWN_MOST else cell[: SHOWN_MOST - 1] + "…"
    return '"' + "".join(letter if letter.isprintable() else "�" for letter in short) + '"'


def nobody_known(person: str) -> Words:
    """Return that a file names somebody whom nobody knows."""
    return phrased("Nobody is known as %(person)s. Check it, or import that person too.", person=shown(person))


def _read(source: Path | bytes, called: Said, fits: Callable[[bytes], bool]) -> Iterator[Record]:
    try:
        with BufferedReader(BytesIO(source)) if isinstance(source, bytes) else source.open("rb") as file:
            yield from records(_begun(file, called), fits)
    except OSError as error:
        raise FileFault(unread(called, error)) from error
    except Endless as error:
        endless = phrased("%(file)s is no table: %(why)s. Is this the file?", file=called, why=error.why)
        raise FileFault((endless, _REMEDY)) from error
    except ValueError as error:
        # A path with a NUL in it.
        raise FileFault(phrased("%(file)s is no name of a file. Name another.", file=called)) from error


def _begun(file: "BufferedReader[Any]", called: Said) -> "BufferedReader[Any]":
    start = file.peek(16)
    for mark, what in _FOREIGN:
        if start.startswith(mark):
            raise FileFault((phrased("%(file)s %(what)s.", file=called, what=what), _REMEDY))
    if start.startswith(BOM):
        file.read(len(BOM))
    return file


def _header(first: Record | None, called: Said, required: Sequence[str], further: Sequence[str]) -> tuple[str, ...]:
    if first is None:
        names = ", ".join(required)
        empty = phrased("%(file)s is empty. Its first line names the columns: %(names)s.", file=called, names=names)
        raise FileFault(empty)
    try:
        text = first.text.decode()
        header = () if "\0" in text or first.why else _cells(text)
    except (UnicodeDecodeError, csv.Error):
        header = ()
    if not header:
        unread = phrased(
            "%(file)s is no CSV in UTF-8: its first line cannot be read%(perhaps)s.",
            file=called,
            perhaps=_perhaps(first.text),
        )
        raise FileFault((unread, _REMEDY))
    return _checked(tuple(name.strip() for name in header), called, required, further)


def _perhaps(line: bytes) -> Said:
    """Return what a first line that cannot be read may be, where that can be told."""
    if b"\0" in line[1:2] + line[:1]:
        return phrased("; it is perhaps written in UTF-16")
    return phrased("; its lines end as on an old Mac") if b"\r" in line.rstrip(b"\r\n") else ""


def _checked(header: tuple[str, ...], called: Said, required: Sequence[str], further: Sequence[str]) -> tuple[str, ...]:
    missing = [name for name in required if name not in header]
    if missing:
        raise FileFault((_lacks(called, missing), *_hint(header, missing), _must_name(required)))
    twice = sorted({name for name in (*required, *further) if header.count(name) > 1})
    if twice or len(header) > COLUMNS_MOST:
        what = phrased("%(file)s has more than %(most)s columns.", file=called, most=COLUMNS_MOST)
        if twice:
            what = phrased("%(file)s has the column %(name)s twice.", file=called, name=twice[0])
        raise FileFault((what, phrased("Take out what is not needed.")))
    return header


def _none_beside(header: tuple[str, ...], called: Said, known: Sequence[str]) -> None:
    """Refuse a column that is none of those that are known."""
    for number, name in enumerate(header, 1):
        if name not in known:
            beside = phrased(
                "%(file)s, line 1: column %(number)s is %(name)s, and no such column is taken.",
                file=called,
                number=number,
                name=shown(name),
            )
            remedy = phrased("Take it out. All that is taken is: %(names)s.", names=", ".join(known))
            raise FileFault((beside, remedy))


def _lacks(called: Said, missing: list[str]) -> Words:
    names = ", ".join(missing)
    if len(missing) > 1:
        return phrased("%(file)s lacks the columns %(names)s.", file=called, names=names)
    return phrased("%(file)s lacks the column %(name)s.", file=called, name=names)


def _must_name(required: Sequence[str]) -> Words:
    return phrased("Line 1 must name %(names)s.", names=", ".join(required))


def _hint(header: tuple[str, ...], missing: list[str]) -> tuple[Words, ...]:
    """Return why columns may be missing, where that can be told."""
    if any(";" in name or "\t" in name for name in header):
        return (phrased("Its first line has semicolons or tabs: save it with commas."),)
    if {name.lower() for name in header}.issuperset(missing):
        return (phrased("Names of columns are written in small letters."),)
    what = _BEGINNING.get(header[0][:1])
    return (phrased("It begins as %(what)s does.", what=what),) if what else ()


def _rows(reading: Iterator[Record], header: tuple[str, ...], known: frozenset[str]) -> Iterator[Row | Refused]:
    for record in reading:
        if record.why:
            yield Refused(record.line, "", record.why)
        elif record.text.strip():
            yield _row(record, header, known)


def _row(record: Record, header: tuple[str, ...], known: frozenset[str]) -> Row | Refused:
    line = record.line
    try:
        text = record.text.decode()
    except UnicodeDecodeError as error:
        column = _column_at(record.text[: error.start], header)
        byte = f"0x{record.text[error.start]:02x}"
        return Refused(line, column, (phrased("It holds a byte that is no UTF-8 (%(byte)s).", byte=byte), _REMEDY))
    if "\0" in text:
        column = _column_at(record.text[: record.text.index(b"\0")], header)
        return Refused(line, column, phrased("It holds a NUL byte. Take it out."))
    try:
        cells = _cells(text)
    except csv.Error:
        return Refused(line, "", phrased("Its quotation marks are not in order. Double those inside a cell."))
    if len(cells) != len(header):
        return Refused(line, "", _other_width(len(cells), len(header)))
    if not any(cells):
        return Refused(line, "", phrased("Every cell is empty. Take the line out."))
    return _bounded(line, {name: cell for name, cell in zip(header, cells, strict=True) if name in known})


def _other_width(count: int, named: int) -> Words:
    if count == 1:
        return phrased("It has one cell; the first line names %(named)s.", named=named)
    return phrased("It has %(count)s cells; the first line names %(named)s.", count=count, named=named)


def _bounded(line: int, cells: dict[str, str]) -> Row | Refused:
    for name, cell in cells.items():
        if len(cell) > CELL_MOST:
            count, most = f"{len(cell):,}", f"{CELL_MOST:,}"
            what = phrased(
                "The cell has %(count)s characters; %(most)s is the most. Shorten it.", count=count, most=most
            )
            return Refused(line, name, what)
    return Row(line, {name: cell.strip() for name, cell in cells.items()})


def _cells(text: str) -> list[str]:
    csv.field_size_limit(RECORD_MOST_BYTES)
    rows = list(csv.reader([text.rstrip("\r\n")], strict=True))
    return rows[0] if len(rows) == 1 else []


def _width(text: bytes) -> int:
    try:
        return len(_cells(text.decode("utf-8", "replace")))
    except csv.Error:
        return 0


def _column_at(before: bytes, header: tuple[str, ...]) -> str:
    """Return the column in which something stands, as far as that can be told from what stands before it."""
    try:
        place = len(_cells(before.decode("utf-8", "replace").replace("\0", "") + "x")) - 1
    except csv.Error:
        place = before.count(b",")
    return header[place] if 0 <= place < len(header) else ""
