"""Writing a file of incidents: each incident once, each person in it once, and care for all of them.

What must never happen here: two times or two kinds for one incident, and the later one quietly left out.
"""

from collections.abc import Iterator

from solidground.app.founding import FOUNDERS
from solidground.app.handle import stream_of
from solidground.app.importing.fault import Refused
from solidground.app.importing.incidents import IncidentRow
from solidground.app.importing.reading import nobody_known
from solidground.app.importing.whole import Read, Taking, Took
from solidground.app.owed import enter
from solidground.app.ports import Unit
from solidground.core.hours import to_local
from solidground.core.incident.commands import InvolvePerson, ReportIncident
from solidground.core.incident.decider import State
from solidground.core.kernel import Refusal
from solidground.core.words import Said, phrased, words_of

SAME = ("kind", "occurred_at", "zone")
COLUMN = {"kind": "kind", "occurred_at": "occurred_at", "zone": "timezone"}


def write_incidents(taking: Taking, unit: Unit, rows: list[Read]) -> Took:
    """Enter all incidents of a file; care hears of each person through its inbox."""
    took = Took([], [])
    incidents: dict[str, list[Read]] = {}
    for row in rows:
        took.warnings.extend((row.line, words) for words in row.value.warnings)
        incidents.setdefault(row.value.ref, []).append(row)
    for ref, parts in incidents.items():
        people, wrong = _people(parts, took)
        wrong += _differing(parts)
        if not wrong:
            wrong += _enter(taking, unit, ref, parts[0], people)
            took.warnings.extend(_otherwise(taking, unit, ref, people))
        took.errors.extend(wrong)
    took.warnings.extend(_unknown(taking, unit, rows))
    return took


def _unknown(taking: Taking, unit: Unit, rows: list[Read]) -> Iterator[tuple[int, Said]]:
    """Yield, once each, the people whom nobody knows: mistyped, one would be reached by nobody."""
    lines = {row.value.person: row.line for row in reversed(rows)}
    named = sorted(lines, key=lines.__getitem__)
    loaded = unit.load([stream_of(taking.agency, f"person/{person}") for person in named])
    for person, found in zip(named, loaded, strict=True):
        if found.state.person is None:
            yield lines[person], ("person_ref:", nobody_known(person))


def _differing(parts: list[Read]) -> list[Refused]:
    """Return the rows that say another kind, time or zone than the first row of their incident."""
    first = parts[0]
    return [
        Refused(
            row.line,
            COLUMN[field],
            phrased(
                "The same incident has another %(column)s on line %(line)s.", column=COLUMN[field], line=first.line
            ),
        )
        for row in parts[1:]
        for field in SAME
        if getattr(row.value, field) != getattr(first.value, field)
    ]


def _people(parts: list[Read], took: Took) -> tuple[dict[str, Read], list[Refused]]:
    people: dict[str, Read] = {}
    wrong: list[Refused] = []
    for row in parts:
        known = people.setdefault(row.value.person, row)
        if known is row:
            continue
        if known.value.part != row.value.part:
            why = phrased(
                "The same person has the part %(part)s in it on line %(line)s. Keep one of them.",
                part=known.value.part,
                line=known.line,
            )
            wrong.append(Refused(row.line, "part", why))
        else:
            twice = phrased("The same person stands in the same incident on line %(line)s.", line=known.line)
            took.warnings.append((row.line, twice))
    return people, wrong


def _otherwise(taking: Taking, unit: Unit, ref: str, people: dict[str, Read]) -> Iterator[tuple[int, Said]]:
    """Yield the rows whose person is entered with another part: that stays, and is said."""
    entered = dict(unit.load([stream_of(taking.agency, f"incident/{ref}")])[0].state.involved)
    for person, row in people.items():
        part = entered.get(person, row.value.part)
        if part != row.value.part:
            stays = phrased("This person is entered already with the part %(part)s; that stays.", part=part)
            yield row.line, ("part:", stays)


def _enter(taking: Taking, unit: Unit, ref: str, first: Read, people: dict[str, Read]) -> list[Refused]:
    stream = stream_of(taking.agency, f"incident/{ref}")
    known: State = unit.load([stream])[0].state
    said: IncidentRow = first.value
    by = FOUNDERS[0]
    if known.incident:
        if (known.kind, known.occurred_at, known.zone) != (said.kind, said.occurred_at, said.zone):
            local = to_local(known.occurred_at, known.zone).isoformat(timespec="minutes")
            why = phrased(
                "It is entered already as %(kind)s at %(local)s in %(zone)s. Correct the row.",
                kind=known.kind,
                local=local,
                zone=known.zone,
            )
            return [Refused(first.line, "incident_ref", why)]
        commands: list[object] = [
            InvolvePerson(taking.at, by, row.value.person, row.value.part) for row in people.values()
        ]
    else:
        involved = tuple((row.value.person, row.value.part) for row in people.values())
        commands = [
            ReportIncident(
                taking.at,
                by,
                ref,
                said.kind,
                said.occurred_at,
                said.local,
                said.zone,
                said.time_known,
                taking.jurisdiction,
                involved,
            )
        ]
    outcomes = [enter(unit, stream, command, taking.duty) for command in commands]
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    return [Refused(first.line, "occurred_at", words_of(refusal)) for refusal in refused]
