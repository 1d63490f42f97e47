"""What is promised of one case, each promise by its name, and the questions that show whether it holds.

What must never happen here: mending.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from solidground.app.ports import Unit, Walked
from solidground.app.rosters import Roster
from solidground.core.care.state import Case, raised_on, seeks
from solidground.core.care.world import Asking
from solidground.core.kernel import DAY, MINUTE, AgencyId, Instant, Span, Stream
from solidground.core.roster.intervals import covers
from solidground.core.subject import CaseRow, Notice
from solidground.core.subjects import SUBJECTS

LATE_FOR: Span = 2 * MINUTE
"""A clock that is so long behind is not running."""

UNSENT_FOR: Span = DAY
"""A notification that is so long past its time, and has not ended, never left the building."""

UNSENT = "has a notification that was due over a day ago and was neither handed over, refused nor withdrawn"

HELD = "P1 held"
LAPSED = "P2 nothing lapses unseen"
NOTIFIED = "P3 never lost, never doubled"
WALLED = "P4 the wall holds"
FOLDED = "P6 same log, same state"
READABLE = "P7 old logs live"
RIGHT_PERSON = "P8 right person"
RIGHT_HOUR = "P9 right hour"
DECIDES = "P10 the member decides"
UNALTERED = "P11 cannot be altered unseen"
AWAKE = "the clock runs"
RULES = "the rules hold"
"""Broken where a case had to be set apart because its rules failed."""

CASE = SUBJECTS["case"]


class Broken(NamedTuple):
    """One promise that one case breaks. ``why`` is a sentence's end."""

    promise: str
    agency: AgencyId
    stream: str
    why: str


class Look(NamedTuple):
    """One case with everything it is checked against."""

    roster: Roster
    stream: Stream
    row: CaseRow
    now: Instant
    last_at: Instant = 0
    """When its last event was."""


def breaches(look: Look, case: Case) -> Iterator[Broken]:
    """Ask every question that one case and the roster answer."""
    found = [(HELD, unheld(look, case)), (LAPSED, unseen(look, case)), (AWAKE, asleep(look))]
    found += [(RIGHT_PERSON, mistaken(look, case)), (DECIDES, unwanted(look, case))]
    for promise, why in found:
        if why:
            yield Broken(promise, look.stream.agency, look.stream.name, why)


def unheld(look: Look, case: Case) -> str:
    """P1: somebody who is there and may keeps it, or it shows as unheld."""
    # A standing case with nothing but a day ahead needs nobody until it comes.
    if look.row.unheld_at is not None or not seeks(case) or _due(look):
        return ""
    head, world = case.head, look.roster.look()
    asking = Asking(head.member, head.involved, case.choices.ruled_out, frozenset(), head.part, look.now)
    keepers = look.row.keepers
    if any(world.keeper(keeper, asking) is not None for keeper in keepers) or case.companion.person in keepers:
        return ""
    return "is kept by nobody who may and is there, and does not show as unheld"


def _due(look: Look) -> bool:
    """Tell whether the next sweep looks at the case anyway: what changed just now is not yet seen."""
    return look.row.wake_at is not None and look.row.wake_at <= look.now


def unseen(look: Look, case: Case) -> str:
    """P2: a lapse and its escalation are one; nothing lies past its lapse without one."""
    for item in case.items:
        if item.kind == "ask" or item.stage == "ahead":
            continue
        if item.stage == "lapsed" and raised_on(case, item.ladder) is None:
            return f"lapsed at {item.key} and nobody else is asked"
        if item.stage != "lapsed" and item.lapses_at + LATE_FOR < look.now:
            return f"is past the lapse of {item.key} and says nothing"
    return ""


def unsent(unit: Unit, cases: Sequence[Walked]) -> Iterator[Broken]:
    """P3: every notification that an event of some cases of one agency asked for has its row."""
    assert CASE.notices is not None, "cases notify"
    wanted: dict[Notice, Stream] = {}
    for walked in cases:
        name = walked.stream.name.partition("/")[2]
        wanted |= {notice: walked.stream for event in walked.events for notice in CASE.notices(name, event)}
    if wanted:
        agency = cases[0].stream.agency
        missing = Counter(wanted[notice] for notice in unit.outbox_missing(agency, list(wanted)))
        for stream, times in missing.items():
            yield Broken(NOTIFIED, agency, stream.name, f"asked for {times} notifications that are not in the outbox")


def asleep(look: Look) -> str:
    """Tell whether the clock looks after the case: an active one wakes, and has been woken."""
    wake_at = look.row.wake_at
    if look.row.status == "active" and wake_at is None:
        return "is active and never wakes"
    if look.last_at > look.now + LATE_FOR:
        # Time in a case never goes back: whatever it is due or asked to send waits for that time to come.
        return "was last written at a time that has not come yet: the clock of this machine was wrong then, or is now"
    return "should have been looked at by now" if wake_at is not None and wake_at + LATE_FOR < look.now else ""


def mistaken(look: Look, case: Case) -> str:
    """P8: his peer is somebody who may be it on this day, by the facts of the roster alone."""
    peer = look.roster.people.get(case.peer) if case.peer is not None else None
    if peer is None or not seeks(case) or _due(look):
        return ""
    person = peer.person
    why = (
        ("is himself or near to him: family, over him, under him", peer.is_tied(case.head.member)),
        ("was in the same incident", person in case.head.involved),
        ("has an active case of his own", peer.own_case),
        ("is not designated and trained", not (covers(peer.designated, look.now) and covers(peer.trained, look.now))),
    )
    return next((f"has {person} as the peer, who {said}" for said, wrong in why if wrong), "")


def unwanted(look: Look, case: Case) -> str:
    """P10: nobody he ruled out holds anything, or is asked."""
    holds = {case.peer, *(i.keeper for i in case.items), *(r.taken_by or r.asked for r in case.raised)}
    found = sorted(person for person in holds & case.choices.ruled_out if person is not None)
    return f"is in the hands of {found[0]}, who was ruled out" if found and not _due(look) else ""
