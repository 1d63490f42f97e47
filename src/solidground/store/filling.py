"""Filling a database with many cases at once, for measurements: rows that are like those of a few real cases.

What must never happen here: a database that is anybody's. No events are made, so nothing that is filled is a log.
"""

import hashlib
from collections.abc import Iterator
from random import Random

from solidground.core.kernel import DAY, MINUTE, AgencyId, Instant
from solidground.store.rows import pour
from solidground.store.session import Row, Session
from solidground.store.shape import Table, names
from solidground.store.tables import CASE_ROW, KEEPING, PLAN, SNAPSHOT

SEED = 1
AT_ONCE = 20_000
SCATTERED_FOR = 5 * MINUTE
AHEAD_FOR = 300 * DAY
ALIKE = (SNAPSHOT, PLAN, KEEPING, CASE_ROW)
"""What a sweep reads of a case."""

ID, WAKE, CLAIM = (names(CASE_ROW).index(name) for name in ("case_id", "wake_at", "claim_at"))


def add_waiting(session: Session, agency: AgencyId, count: int, from_at: Instant) -> None:
    """Add rows of open cases in which nothing is due until long after an instant."""
    chance = Random(SEED)  # noqa: S311 - made-up cases need no secrets  # nosec B311 - made-up cases, no secrets
    (row,) = session.run(f"SELECT {', '.join(names(CASE_ROW))} FROM case_row WHERE agency = ? LIMIT 1", (agency,))  # noqa: S608 our names

    def rows() -> Iterator[Row]:
        for _ in range(count):
            due_at = from_at + DAY + chance.randrange(AHEAD_FOR)
            new = list(row)
            new[ID], new[WAKE], new[CLAIM] = f"{chance.getrandbits(80):020x}", due_at, due_at
            yield tuple(new)

    pour(session, CASE_ROW, rows())


def add_alike(session: Session, agency: AgencyId, times: int) -> None:
    """Add cases like those there are, so many for each, with states and plans of their own, due a little earlier."""
    chance = Random(SEED)  # noqa: S311 - as above # nosec B311 - as above
    cases = [row[0] for row in session.run("SELECT case_id FROM case_row WHERE agency = ?", (agency,))]
    # Read once, before anything is added: not every table is found by the case.
    known = {table: _known(session, table, agency) for table in ALIKE}
    for first in range(0, len(cases) * times, AT_ONCE):
        places = range(first, min(first + AT_ONCE, len(cases) * times))
        fresh = [(case, _fresh(case, place // len(cases))) for place in places for case in (cases[place % len(cases)],)]
        for table in ALIKE:
            rows = _alike(known[table], fresh)
            pour(session, table, _scattered(rows, chance) if table is CASE_ROW else rows)


def _known(session: Session, table: Table, agency: AgencyId) -> dict[str, list[Row]]:
    """Return the rows of a table by the case they are about."""
    columns = names(table)
    place = columns.index("stream" if "stream" in columns else "case_id")
    found: dict[str, list[Row]] = {}
    for row in session.run(f"SELECT {', '.join(columns)} FROM {table.name} WHERE agency = ?", (agency,)):  # noqa: S608 our names
        found.setdefault(row[place].removeprefix("case/"), []).append(row)
    return found


def _fresh(case: str, time: int) -> str:
    return hashlib.sha256(f"{case} {time}".encode()).hexdigest()[: len(case)]


def _alike(known: dict[str, list[Row]], fresh: list[tuple[str, str]]) -> Iterator[Row]:
    for case, new in fresh:
        # An id has the same length everywhere, so it can be changed inside what is packed.
        old_bytes, new_bytes = case.encode(), new.encode()
        for row in known.get(case, ()):
            yield tuple(
                cell.replace(case, new)
                if isinstance(cell, str)
                else cell.replace(old_bytes, new_bytes)
                if isinstance(cell, bytes)
                else cell
                for cell in row
            )


def _scattered(rows: Iterator[Row], chance: Random) -> Iterator[Row]:
    for row in rows:
        earlier = list(row)
        earlier[WAKE] = earlier[CLAIM] = row[CLAIM] - chance.randrange(SCATTERED_FOR)
        yield tuple(earlier)
