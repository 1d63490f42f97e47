"""The audit of a year as a paper: the counts, then every pair of incident and person, each with its proof.

The same log, as of the same instant, gives the same words. What must never happen here: a name, somebody of command
compared with another, or anything that depends on who prints it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.audit_paper import AuditAsOf, audit_as_of
from solidground.app.asking.reading import Reading
from solidground.core.duty.audit import Line, counted, fired
from solidground.core.hours import local_day
from solidground.core.papers import AuditIncident, AuditPaper, AuditPerson, AuditStep, Claim
from solidground.web.audit_words import is_open, row_of, step_pair
from solidground.web.imprint import Imprint, face_of, moment_words
from solidground.web.named import kind_words, part_words
from solidground.web.property_words import day_words

HEADS: Final = (
    gettext_noop("What"),
    gettext_noop("Done"),
    gettext_noop("On time"),
    gettext_noop("Late"),
    gettext_noop("Not done"),
)
COLUMNS: Final = (gettext_noop("Who"), gettext_noop("What"), gettext_noop("What became of it"), gettext_noop("Proof"))

YEAR, INSTANT = re.compile(r"[12][0-9]{3}", re.ASCII), re.compile(r"[0-9]{1,17}", re.ASCII)


def audit_paper(imprint: Imprint, found: AuditAsOf) -> AuditPaper:
    """Return the audit of a year as it stood at an instant."""
    said = {"at": moment_words(found.at, imprint.zone), "incidents": len(found.incidents)}
    said |= {"people": len(found.lines), "fired": fired(found.lines)}
    lead = gettext(
        "As the log stood on %(at)s. Incidents: %(incidents)s. Pairs of an incident and a person: %(people)s; "
        "%(fired)s of them fired."
    )
    foot = gettext("Each proof is a stream of the log of command, and the hash of its last event by then.")
    rows = [row_of(name, *counts) for name, counts in counted(found.lines).items() if counts.owed]
    title, year = gettext("The audit of %(year)s"), {"year": found.year}
    owed = gettext("What command owed to everybody who took part: the work, and never the people.")
    first = owed if rows else gettext("Nothing was owed in %(year)s.") % year
    return AuditPaper(
        face_of(imprint, title % year, f"{first} {lead % said}", local_day(found.at, imprint.zone), None, foot),
        found.year,
        found.at,
        tuple([gettext(one) for one in HEADS]),
        tuple([(row.name, row.done, *[str(cell) for cell in row.cells]) for row in rows]),
        gettext(
            "Counted are pairs of an incident and a person. What has a reason counts as not done too; the reason "
            "stands with the incident."
        ),
        gettext("One by one"),
        tuple([gettext(one) for one in COLUMNS]),
        _incidents(found),
        gettext("No care is in it, and none was read for it. Nobody of command is compared with another."),
    )


def _incidents(found: AuditAsOf) -> tuple[AuditIncident, ...]:
    of: dict[str, list[Line]] = {}
    for line in found.lines:
        of.setdefault(line.incident, []).append(line)
    return tuple([_incident(kind, of[name], found.hashes) for name, kind in found.incidents if name in of])


def _incident(kind: str, lines: list[Line], hashes: Mapping[str, str]) -> AuditIncident:
    on = day_words(local_day(lines[0].occurred_at, lines[0].zone))
    people = [AuditPerson(one.member, part_words(one.part), _steps(one, hashes)) for one in lines]
    return AuditIncident(f"{kind_words(kind)}, {on}", tuple(people))


def _steps(line: Line, hashes: Mapping[str, str]) -> tuple[AuditStep, ...]:
    if not line.steps:
        return (AuditStep("", gettext("Nothing is owed by now."), open=False, stream="", hash="", rows=1),)
    rows = _rows([one.stream for one in line.steps.values()])
    made = []
    for (name, one), tall in zip(line.steps.items(), rows, strict=True):
        pair, stream = step_pair(name, one, line.zone), one.stream if tall else ""
        made.append(AuditStep(pair.name, pair.words, is_open(one, line.zone), stream, hashes.get(stream, ""), tall))
    return tuple(made)


def _rows(streams: Iterable[str]) -> list[int]:
    """Return over how many lines each proof stands: the same one, line after line, stands once."""
    found: list[int] = []
    first, last = 0, None
    for place, stream in enumerate(streams):
        same = bool(stream) and stream == last
        found.append(0 if same else 1)
        first, last = (first if same else place), stream
        found[first] += same
    return found


def audit_again(reading: Reading, imprint: Imprint, claim: Claim) -> AuditPaper | None:
    """Return the audit of which a paper says that it is, as of the instant that it names; None where that is none."""
    if not YEAR.fullmatch(claim.year) or not INSTANT.fullmatch(claim.at) or int(claim.at) > reading.now:
        return None
    found = audit_as_of(reading, int(claim.year), imprint.terms, int(claim.at))
    return None if found is None else audit_paper(imprint, found)
