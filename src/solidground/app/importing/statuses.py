"""A file of how inquiries stand: which incident, which inquiry, a word of the agency's list, and its days.

Each row is what the liaison could have written by hand, and asks the same of care. What must never happen here: a
column for what an inquiry found, or a status that reaches somebody by a message.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from solidground.app.handle import handle, stream_of
from solidground.app.importing.cells import Cells, Wrong
from solidground.app.importing.fault import Refused
from solidground.app.importing.reading import shown
from solidground.app.importing.whole import Read, Took
from solidground.app.ports import Unit
from solidground.app.statuses import INQUIRIES, STANDS
from solidground.core.duty.investigation.commands import RecordStatus
from solidground.core.duty.investigation.decider import Word, World
from solidground.core.duty.investigation.state import Standing
from solidground.core.duty.investigation.state import State as Investigation
from solidground.core.incident.decider import State
from solidground.core.kernel import AgencyId, Day, Instant, PersonId, Refusal
from solidground.core.words import Said, Words, phrased, words_of

COLUMNS: Final = ("incident_ref", "inquiry", "status", "on")
FURTHER: Final = ("next_on",)
"""A column a file may have: by when more is heard. There is none for anything else."""

COLUMN_OF: Final = {
    "DayImpossible": "on",
    "NextDayMissing": "next_on",
    "NextDayImpossible": "next_on",
    "NothingMore": "next_on",
}
"""In which column a row is wrong, by why it is refused."""


class StatusRow(NamedTuple):
    """How one inquiry stands. ``next_on`` is None where no more is heard."""

    incident: str
    inquiry: str
    status: str
    on: Day
    next_on: Day | None


class Passing(NamedTuple):
    """For which agency statuses are taken down, when, by whom, and in which words.

    ``may`` tells of an incident whether whoever hands the file in may pass on how it stands.
    """

    agency: AgencyId
    at: Instant
    by: PersonId
    words: tuple[Word, ...]
    may: Callable[[State], bool] = lambda _: True


def parse_status(row: Mapping[str, str]) -> StatusRow | list[Wrong]:
    """Read one row, or say everything that is wrong with it."""
    cells = Cells(row)
    incident, inquiry = cells.reference("incident_ref"), cells.one_of("inquiry", INQUIRIES)
    status = cells.text("status")
    on, next_on = cells.needed_day("on"), cells.day("next_on")
    return cells.wrong or StatusRow(incident, inquiry, status, on, next_on)


def write_statuses(passing: Passing, unit: Unit, rows: list[Read]) -> Took:
    """Take down how each inquiry of a file stands. What stands so already stays; what goes back is a correction."""
    took = Took([], [])
    first: dict[tuple[str, str], Read] = {}
    for row in rows:
        said: StatusRow = row.value
        known = first.setdefault((said.incident, said.inquiry), row)
        if known is not row and known.value == said:
            took.warnings.append((row.line, phrased("The same stands on line %(line)s.", line=known.line)))
        elif known is not row:
            why = phrased(
                "The same inquiry stands otherwise on line %(line)s. Keep how it stands now.", line=known.line
            )
            took.errors.append(Refused(row.line, "inquiry", why))
        else:
            _take_down(passing, unit, row, took)
    return took


def _take_down(passing: Passing, unit: Unit, row: Read, took: Took) -> None:
    said: StatusRow = row.value
    names = [f"{subject}/{said.incident}" for subject in ("incident", "investigation")]
    loaded = unit.load([stream_of(passing.agency, name) for name in names])
    incident: State = loaded[0].state
    known: Investigation = loaded[1].state
    took.errors.extend(wrong := list(_wrong(passing, row, incident)))
    if wrong:
        return
    before = next((one for one in known.standing if one.inquiry == said.inquiry), None)
    if before is not None and (before.status, before.on, before.next_on) == said[2:]:
        took.warnings.append((row.line, phrased("It stands so already; nothing was changed.")))
        return
    command = RecordStatus(passing.at, passing.by, *said)
    world = World(incident.occurred_at, incident.zone, passing.words)
    outcome = handle(unit, stream_of(passing.agency, names[1]), command, world)
    if isinstance(outcome, Refusal):
        took.errors.append(Refused(row.line, COLUMN_OF[outcome.reason], words_of(outcome)))
    elif before is not None and _goes_back(passing, before, said):
        took.warnings.append((row.line, _corrects(before)))


def _wrong(passing: Passing, row: Read, incident: State) -> Iterator[Refused]:
    """Yield what in a row is not known here. An incident that is not his to know is one that nobody entered."""
    said: StatusRow = row.value
    if not incident.incident or not passing.may(incident):
        why = phrased(
            "No incident is entered as %(ref)s. Check it, or have the incident entered first.", ref=shown(said.incident)
        )
        yield Refused(row.line, "incident_ref", why)
    words = [word.status for word in passing.words if word.inquiry == said.inquiry]
    if said.status not in words:
        yield Refused(row.line, "status", _no_status(said.status, words))


def _no_status(status: str, words: list[str]) -> Said:
    if not words:
        return phrased("Your agency's list has no word for this inquiry. Write some into it first.")
    return phrased(
        "%(cell)s is no word of your agency's list for this inquiry. Write one of: %(known)s.",
        cell=shown(status),
        known=", ".join(words),
    )


def _goes_back(passing: Passing, before: Standing, said: StatusRow) -> bool:
    """Return whether a row takes something back: it is from an earlier day, or from before a decision or an end."""
    now = next(word.stands for word in passing.words if word[:2] == (said.inquiry, said.status))
    return said.on < before.on or STANDS.index(now) < STANDS.index(before.stands)


def _corrects(before: Standing) -> Words:
    return phrased(
        "It stood as %(status)s since %(since)s. This corrects it; both stay in the log.",
        status=before.status,
        since=date.fromordinal(before.on).isoformat(),
    )
