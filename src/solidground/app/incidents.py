"""Entering an incident from a page: what was typed is checked, what will happen is said, and then it is opened, once.

What must never happen here: somebody's companion on the command side, or an incident that is opened twice.
"""

import hashlib
from functools import partial
from typing import Any, Final, NamedTuple

from solidground.app.again import transacted
from solidground.app.arrivals import Arrivals
from solidground.app.asking.reading import Reading
from solidground.app.asking.words import step_words
from solidground.app.handle import Outcome, handle_case, stream_of
from solidground.app.ids import RandomIds
from solidground.app.owed import enter
from solidground.app.ports import Unit
from solidground.app.protocols import plans
from solidground.app.rosters import Rosters
from solidground.app.typed import day_of, moment_of, noon_of, reference_of
from solidground.core.care.companion.commands import NameCompanion
from solidground.core.care.contact.steps import times_at
from solidground.core.duty.terms import Terms
from solidground.core.hours import local_day, to_local
from solidground.core.incident.commands import InvolvePerson, ReportIncident
from solidground.core.incident.events import PersonInvolved
from solidground.core.kernel import EARLIEST, HOUR, AgencyId, Instant, PersonId, Refusal, Stream
from solidground.core.protocol.plan import Keeping
from solidground.core.protocol.resolve import resolve
from solidground.core.protocol.terms import KINDS_ENTERED, PARTS, Protocol
from solidground.core.roster.roles import OF_COMMAND
from solidground.core.wall import Role, Viewer
from solidground.core.words import Words

REPORTERS: Final = frozenset({Role.COORDINATOR, Role.DEPUTY, Role.LIAISON})
"""Who enters an incident."""

ROWS_MOST: Final = 40
"""People entered in one form; more are added to the incident afterwards."""

FIRST_STEPS: Final = 3
ID_CHARACTERS: Final = 20

TAKING_PART: Final = tuple(part for part in PARTS if part != "asked")


class Row(NamedTuple):
    """One person as typed: a reference, how he took part, and the companion he chose."""

    person: str = ""
    part: str = ""
    companion: str = ""


class Draft(NamedTuple):
    """An incident as typed. ``when`` is now, hour or typed."""

    token: str
    kind: str
    when: str
    day: str
    clock: str
    rows: tuple[Row, ...]


class Wrong(NamedTuple):
    """What is missing, and at which field. ``what`` is a word of the page's own."""

    field: str
    what: str


class Ready(NamedTuple):
    """An incident that can be opened."""

    incident: str
    kind: str
    occurred_at: Instant
    time_known: bool
    involved: tuple[tuple[PersonId, str], ...]
    companions: tuple[tuple[PersonId, PersonId], ...]


class FirstStep(NamedTuple):
    """What is owed first to somebody: what, by whom, and by when."""

    words: Words
    who: Keeping
    due_at: Instant


def may_report(viewer: Viewer) -> bool:
    """Tell whether somebody enters incidents."""
    return bool(viewer.roles & REPORTERS)


def is_care(viewer: Viewer) -> bool:
    """Tell whether somebody who enters an incident may also say who is beside whom."""
    return bool(viewer.roles & {Role.COORDINATOR, Role.DEPUTY}) and Role.LIAISON not in viewer.roles


def checked(reading: Reading, viewer: Viewer, draft: Draft, zone: str) -> Ready | tuple[Wrong, ...]:
    """Read an incident as typed; return what is wrong with it where anything is."""
    occurred_at, known = _occurred(draft, zone, reading.now)
    wrong = [Wrong("kind", "kind")] if draft.kind not in KINDS_ENTERED else []
    if occurred_at is None or not EARLIEST <= occurred_at <= reading.now:
        wrong.append(Wrong("when", "when"))
    elif draft.when != "typed" and draft.clock.strip():
        # Whoever typed a time meant it: it is not passed over without a word.
        wrong.append(Wrong("when", "clock"))
    rows = [(number, row) for number, row in enumerate(draft.rows) if row.person.strip() or row.companion.strip()]
    if not rows:
        wrong.append(Wrong("person-0", "nobody"))
    involved: dict[PersonId, str] = {}
    for number, row in rows:
        wrong += _wrong_person(reading, number, row, involved)
        person = reference_of(row.person)
        if person is not None:
            involved[person] = row.part
    companions = _companions(rows) if is_care(viewer) else ()
    for number, member, companion in companions:
        if not _fits(reading, member, companion, involved):
            wrong.append(Wrong(f"companion-{number}", "companion"))
    if wrong or occurred_at is None:
        return tuple(wrong)
    name = incident_id(reading.agency, draft.token)
    pairs = tuple((member, companion) for _, member, companion in companions if companion is not None)
    return Ready(name, draft.kind, occurred_at, known, tuple(involved.items()), pairs)


def incident_id(agency: AgencyId, token: str) -> str:
    """Return the id of what a form opens: the same form opens the same incident."""
    return hashlib.sha256(f"incident|{agency}|{token}".encode()).hexdigest()[:ID_CHARACTERS]


def _occurred(draft: Draft, zone: str, now: Instant) -> tuple[Instant | None, bool]:
    match draft.when:
        case "now":
            return now, True
        case "hour":
            return now - HOUR, True
        case "typed" if draft.clock.strip():
            return moment_of(draft.day, draft.clock, zone), True
        case "typed":
            day = day_of(draft.day)
            if day is None or day > local_day(now, zone):
                return None, False
            # Known to the day alone: noon, or now on the day itself.
            return min(noon_of(day, zone), now), False
        case _:
            return None, False


def _wrong_person(reading: Reading, number: int, row: Row, before: dict[PersonId, str]) -> list[Wrong]:
    person = reference_of(row.person)
    wrong = []
    if person is None or person not in reading.people().states:
        wrong.append(Wrong(f"person-{number}", "unknown"))
    elif person in before:
        wrong.append(Wrong(f"person-{number}", "twice"))
    if row.part not in TAKING_PART:
        wrong.append(Wrong(f"part-{number}", "part"))
    return wrong


def _companions(rows: list[tuple[int, Row]]) -> tuple[tuple[int, PersonId, PersonId | None], ...]:
    typed = [(number, reference_of(row.person), row.companion.strip()) for number, row in rows]
    return tuple((number, person, reference_of(word)) for number, person, word in typed if person is not None and word)


def _fits(reading: Reading, member: PersonId, companion: PersonId | None, involved: dict[PersonId, str]) -> bool:
    roster = reading.people()
    if companion is None or companion == member or companion in involved or companion not in roster.states:
        return False
    serves = any(companion in roster.holders(role) for role in OF_COMMAND)
    return not serves and member not in roster.people[companion].supervises


def first_steps(
    protocol: Protocol, ready: Ready, part: str, now: Instant, zone: str, jurisdiction: str
) -> tuple[FirstStep, ...]:
    """Return what is owed first to somebody who took part so, by the protocol in force, where it is entered now."""
    plan = resolve(protocol, ready.kind, part, ready.occurred_at, zone, jurisdiction)
    owed = [(step, times_at(step, now)) for step in plan.steps if step.kind != "ask"]
    steps = [FirstStep(step_words(s.key, s.kind), s.who, times[1]) for s, times in owed if times is not None]
    return tuple(sorted(steps, key=lambda step: step.due_at)[:FIRST_STEPS])


def report(
    reading: Reading, rosters: Rosters, by: PersonId, ready: Ready, zone: str, jurisdiction: str, terms: Terms
) -> Outcome:
    """Enter an incident on the command side. Of the same form, sent again, only whoever was added to it is entered."""
    now = reading.now
    command = ReportIncident(
        now,
        by,
        ready.incident,
        ready.kind,
        ready.occurred_at,
        to_local(ready.occurred_at, zone).isoformat(timespec="minutes"),
        zone,
        ready.time_known,
        jurisdiction,
        ready.involved,
    )
    stream = stream_of(reading.agency, f"incident/{ready.incident}")

    def act(unit: Unit) -> Outcome:
        known = unit.load([stream])[0].version
        return _added(unit, stream, command, terms) if known else enter(unit, stream, command, terms)

    return transacted(reading.store, rosters, act)


def _added(unit: Unit, stream: Stream, command: ReportIncident, terms: Terms) -> Outcome:
    added: tuple[Any, ...] = ()
    for person, part in command.involved:
        outcome = enter(unit, stream, InvolvePerson(command.at, command.by, person, part), terms)
        if isinstance(outcome, Refusal):
            return outcome
        added += outcome
    return added


def companions_of(ready: Ready, entered: tuple[Any, ...]) -> tuple[tuple[PersonId, PersonId], ...]:
    """Return who is beside whom of those entered just now: of everybody else somebody may have chosen since."""
    new = {event.person for event in entered if isinstance(event, PersonInvolved)}
    return tuple([pair for pair in ready.companions if pair[0] in new])


def involve(
    reading: Reading, rosters: Rosters, by: PersonId, incident: str, person: PersonId, part: str, terms: Terms
) -> Outcome:
    """Enter one more person who took part."""
    stream = stream_of(reading.agency, f"incident/{incident}")
    command = InvolvePerson(reading.now, by, person, part)
    return transacted(reading.store, rosters, lambda unit: enter(unit, stream, command, terms))


def take_in_now(
    reading: Reading,
    rosters: Rosters,
    protocol: Protocol,
    by: PersonId,
    incident: str,
    companions: tuple[tuple[PersonId, PersonId], ...] = (),
) -> None:
    """Let care open what waits for it at once, in a transaction of its own, and note who is beside whom."""
    Arrivals(reading.store, rosters, RandomIds(), plans(protocol)).take(reading.now)
    if companions:
        act = partial(_name, reading=reading, rosters=rosters, by=by, incident=incident, companions=dict(companions))
        transacted(reading.store, rosters, act)


def _name(
    unit: Unit,
    reading: Reading,
    rosters: Rosters,
    by: PersonId,
    incident: str,
    companions: dict[PersonId, PersonId],
) -> None:
    for case, row in unit.cases_of(reading.agency, incident=incident):
        if row.member in companions and row.member != by:
            command = NameCompanion(reading.now, by, companions[row.member])
            stream = stream_of(reading.agency, f"case/{case}")
            handle_case(unit, stream, command, rosters.of(unit, reading.agency, reading.now))
