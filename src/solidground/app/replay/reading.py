"""A city from its two files: rows of people in incidents merged into incidents, whatever they hold met with grace."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from solidground.app.english import english
from solidground.app.importing.cells import FIRST_BORN_YEAR, Cells, Wrong
from solidground.app.importing.fault import FileFault, Refused
from solidground.app.importing.incidents import BESIDE, COLUMNS, IncidentRow, parse_incident
from solidground.app.importing.reading import Row, read_rows
from solidground.app.replay.city import City, CityIncident, CityPerson, Involved, Oddity
from solidground.core.incident.decider import PEOPLE_MOST
from solidground.core.kernel import PersonId

ODD_MOST = 100_000
"""Lines of both files that may be odd: a file with more is not the right one, and would fill the memory."""

ROWS_MOST = 1_000_000
"""Rows of one file: all of it is held in memory while the years are played."""

PEOPLE_COLUMNS = ("person_ref", "appointed_on", "separated_on")


def read_city(incidents: Path, people: Path | None) -> City:
    """Read both files. Raises FileFault where one cannot be read at all; a bad row is refused with its line."""
    merging = _Merging()
    for row in _bounded(incidents, read_rows(incidents, COLUMNS, BESIDE).rows, merging):
        merging.take(row)
    roster = _people(people, merging) if people is not None else {}
    return City(merging.incidents(), roster, tuple(merging.warnings), tuple(merging.refused))


def _bounded(source: Path, rows: Iterator[Row | Refused], merging: "_Merging") -> Iterator[Row | Refused]:
    for number, row in enumerate(rows, 1):
        if len(merging.refused) + len(merging.warnings) > ODD_MOST:
            sentence = f'"{source}" has more than {ODD_MOST:,} odd lines by line {row.line}. Is this the file?'
            raise FileFault(sentence)
        if number > ROWS_MOST:
            sentence = f'"{source}" has more than {ROWS_MOST:,} rows. Split it, and replay each part.'
            raise FileFault(sentence)
        yield row


class _Merging:
    """Rows on their way to incidents."""

    def __init__(self) -> None:
        self.warnings: list[Oddity] = []
        self.refused: list[Oddity] = []
        self._first: dict[str, IncidentRow] = {}
        self._involved: dict[str, dict[PersonId, IncidentRow]] = {}

    def take(self, row: Row | Refused) -> None:
        if isinstance(row, Refused):
            self.refuse(row.line, row.column, english(row.why))
            return
        found = parse_incident(row.cells)
        if not isinstance(found, IncidentRow):
            self.refused.append(Oddity(row.line, _told(found)))
            return
        self._merge(row.line, found)

    def refuse(self, line: int, column: str, why: str) -> None:
        self.refused.append(Oddity(line, f"{column}: {why}" if column else why))

    def _merge(self, line: int, row: IncidentRow) -> None:
        self.warnings += [Oddity(line, english(words)) for words in row.warnings]
        first = self._first.setdefault(row.ref, row)
        involved = self._involved.setdefault(row.ref, {})
        known = involved.get(row.person)
        if known is None and len(involved) >= PEOPLE_MOST:
            self.refuse(line, "incident_ref", f"More than {PEOPLE_MOST} people in one incident. Check the reference.")
            return
        if (first.kind, first.occurred_at, first.zone) != (row.kind, row.occurred_at, row.zone):
            self.warnings.append(
                Oddity(line, "Its kind or time is not that of the incident's first row, which counts.")
            )
        if known is None:
            involved[row.person] = row
        elif known == row:
            self.warnings.append(Oddity(line, "The same as an earlier row; it is read once."))
        else:
            self.warnings.append(Oddity(line, "This person is in the incident already; the first row counts."))

    def incidents(self) -> tuple[CityIncident, ...]:
        found = [_incident(row, self._involved[ref]) for ref, row in self._first.items()]
        return tuple(sorted(found, key=lambda i: (i.occurred_at, i.ref)))


def _told(found: Iterable[Wrong]) -> str:
    return " ".join(f"{wrong.column}: {english(wrong.why)}" for wrong in found)


def _incident(row: IncidentRow, involved: dict[PersonId, IncidentRow]) -> CityIncident:
    people = tuple([Involved(person, each.part) for person, each in involved.items()])
    return CityIncident(row.ref, row.kind, row.occurred_at, row.local, row.zone, row.time_known, people)


def _people(source: Path, merging: _Merging) -> dict[PersonId, CityPerson]:
    found: dict[PersonId, CityPerson] = {}
    for row in _bounded(source, read_rows(source, PEOPLE_COLUMNS).rows, merging):
        if isinstance(row, Refused):
            merging.refuse(row.line, row.column, f"In the file of people: {english(row.why)}")
            continue
        cells = Cells(row.cells)
        person = PersonId(cells.reference("person_ref"))
        appointed_on = cells.day("appointed_on", first_year=FIRST_BORN_YEAR)
        separated_on = cells.day("separated_on", first_year=FIRST_BORN_YEAR)
        if cells.wrong:
            merging.refused.append(Oddity(row.line, f"In the file of people: {_told(cells.wrong)}"))
        elif person in found:
            merging.warnings.append(Oddity(row.line, "In the file of people: listed already; the first row counts."))
        else:
            found[person] = CityPerson(person, appointed_on, separated_on)
    return found
