"""The board's two statements: a page of open cases in the order of what they need, and how many there are.

What must never happen here: a case read one by one, or a case of somebody whom the viewer must not look at.
"""

from collections.abc import Collection, Sequence

from solidground.core.kernel import AgencyId, CaseId, PersonId
from solidground.core.record import Boarded
from solidground.store.desk import CASE_FIELDS, case_row
from solidground.store.session import Session

CONCERN, NOTHING, ANSWER = 3, 4, 5
NEEDING = f"sum(CASE WHEN first < {NOTHING} THEN 1 ELSE 0 END)"
# Who said "stop" has nothing planned, and may have asked to be called.
OPEN = "(status = 'active' OR (status = 'standing' AND (urgent = 1 OR unheld_at IS NOT NULL)))"
ORDER = "first, next_due_at IS NULL, next_due_at, case_id"


def board(
    session: Session,
    agency: AgencyId,
    hidden: Collection[PersonId],
    worried: Collection[PersonId],
    skip: int,
    most: int,
) -> Boarded:
    """Return some open cases, what needs somebody first, and how many there are of all and of those."""
    shut, about = (sorted(each) or [PersonId("")] for each in (hidden, worried))
    first = (
        "CASE WHEN unheld_at IS NOT NULL THEN 0"
        f" WHEN needs < {CONCERN} THEN needs WHEN member IN ({_marks(about)}) THEN {CONCERN} ELSE {NOTHING} END"
    )
    rest = f"FROM case_row WHERE agency = ? AND {OPEN} AND member NOT IN ({_marks(shut)})"
    given = (*about, agency, *shut)
    total, needing = session.run(f"SELECT count(*), {NEEDING} FROM (SELECT {first} AS first {rest}) AS seen", given)[0]  # noqa: S608 our names
    statement = f"SELECT {CASE_FIELDS}, version, {first} AS first {rest} ORDER BY {ORDER} LIMIT ? OFFSET ?"
    found = [(*case_row(row[:-2]), *row[-2:]) for row in session.run(statement, (*given, most, skip))]
    rows = [(case, row._replace(needs=needs), version) for case, row, version, needs in found]
    return Boarded(rows, int(needing or 0), total)


def answered_late(session: Session, agency: AgencyId, hidden: Collection[PersonId], most: int) -> list[CaseId]:
    """Return cases that were answered after the end and wait for somebody who reads it, in order of their ids."""
    shut = sorted(hidden) or [PersonId("")]
    statement = (
        f"SELECT case_id FROM case_row WHERE agency = ? AND needs = {ANSWER} AND member NOT IN ({_marks(shut)})"  # noqa: S608 our names
        " ORDER BY case_id LIMIT ?"
    )
    return [CaseId(row[0]) for row in session.run(statement, (agency, *shut, most))]


def _marks(given: Sequence[str]) -> str:
    return ", ".join("?" * len(given))
