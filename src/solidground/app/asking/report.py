"""The report of an agency: was the work done, and where will somebody be missing. Never how anybody is or does.

What must never happen here: a live count for command, or for anybody without the care of others in hand: they see
figures that were released, suppressed and frozen.
"""

from typing import NamedTuple

from solidground.app.asking.bonds import towards
from solidground.app.asking.questions import NOT_HERE, NOT_RELEASED, AgencyReport
from solidground.app.asking.reading import Reading
from solidground.app.replay.tally import Tally
from solidground.app.rosters import Roster
from solidground.core.care.events import CaseOpened
from solidground.core.care.state import Case
from solidground.core.hours import add_days
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal
from solidground.core.roster.cover import Gap, gaps
from solidground.core.subjects import SUBJECTS
from solidground.core.wall import Bond, Role, Viewer, What, sees, standing

COVER_DAYS = 30
"""How far ahead gaps in cover are looked for."""


class Work(NamedTuple):
    """What people owed, and how it went. ``owed`` is the sum of the three."""

    owed: int
    on_time: int
    late: int
    not_done: int


class ReportSeen(NamedTuple):
    """The report to a coordinator."""

    cases: int
    unheld: int
    work: Work
    gaps: tuple[Gap, ...]


def agency_report(reading: Reading, viewer: Viewer, question: AgencyReport) -> ReportSeen | Refusal:
    """Return the work as it stands to a coordinator or deputy; to others what was released."""
    assert isinstance(question, AgencyReport)
    if not sees(What.FIGURES, viewer, Bond()):
        return NOT_HERE
    if not standing(What.FIGURES, viewer, Bond()) & {Role.COORDINATOR, Role.DEPUTY}:
        return NOT_RELEASED
    roster = reading.roster()
    # Without his own and his people's cases, as on the board: what the two told apart would be those.
    rows = [(case, row) for case, row in reading.store.rows(reading.agency) if _counts(viewer, row.member, roster)]
    unheld = sum(row.unheld_at is not None for _, row in rows)
    return ReportSeen(len(rows), unheld, work(reading, [case for case, _ in rows]), _gaps(reading))


def _counts(viewer: Viewer, member: PersonId, roster: Roster) -> bool:
    bond = towards(viewer, member, roster)
    return not bond.is_member and sees(What.OWED_AND_CONTACTS, viewer, bond)


def work(reading: Reading, cases: list[CaseId]) -> Work:
    """Count what came due over these cases: done by its lapse, done later, or not done."""
    on_time = late = not_done = 0
    for case in cases:
        found = tallied(reading, case)
        if found is None:
            continue
        tally = found[0]
        on_time += tally.count("on_time")
        late += tally.count("late")
        not_done += tally.count("not_done") + sum(owed.lapses_at < reading.now for owed in tally.open.values())
    return Work(on_time + late + not_done, on_time, late, not_done)


def tallied(reading: Reading, case: CaseId) -> tuple[Tally, Case] | None:
    """Return the work of a case and how it stands; None where a purge has taken its details away."""
    subject = SUBJECTS["case"]
    state = subject.initial
    tally: Tally | None = None
    for event in reading.events(case):
        state = subject.evolve(state, event)
        if isinstance(event, CaseOpened):
            tally = Tally(event)
        if tally is not None:
            tally.see(event, state)
    return None if tally is None else (tally, state)


def _gaps(reading: Reading) -> tuple[Gap, ...]:
    until_at: Instant = add_days(reading.now, "UTC", COVER_DAYS)
    people = {s.person: s for s in reading.states(reading.store.streams(reading.agency, "person")) if s.person}
    rotas = reading.states(reading.store.streams(reading.agency, "rota"))
    with reading.store.moment() as unit:
        loads = {person: place.load for person, place in unit.places(reading.agency).items()}
    return gaps(rotas, people, reading.now, until_at, loads=loads)
