"""What lies ahead of a coordinator: gaps in cover with whose turn it is, and the week as a list on paper.

What must never happen here: a count of anybody's doings. A gap is about a role, a list about what is owed.
"""

from typing import NamedTuple

from solidground.app.asking.at_hand import coordinates
from solidground.app.asking.questions import NOT_HERE, CoverAhead, TheWeek
from solidground.app.asking.reading import Reading
from solidground.app.asking.words import step_words
from solidground.core.hours import add_days
from solidground.core.kernel import DAY, CaseId, Instant, PersonId, Refusal
from solidground.core.protocol.plan import Kind
from solidground.core.roster.cover import Gap, absence, gaps
from solidground.core.roster.rota.state import participants
from solidground.core.roster.rota.turns import Turn, turns
from solidground.core.wall import Bond, Viewer, What, sees
from solidground.core.words import Words

COVER_DAYS = 30
"""How far ahead gaps in cover are shown."""

TURN_DAYS = 14
"""How far ahead turns are shown."""

WEEK_FOR = 7 * DAY


class Rota(NamedTuple):
    """A rota and whose turn it is when."""

    rota: str
    people: tuple[PersonId, ...]
    turns: tuple[Turn, ...]


class Away(NamedTuple):
    """Who helps and will be away when."""

    person: PersonId
    from_at: Instant
    to_at: Instant


class CoverSeen(NamedTuple):
    """What a coordinator sees of the time ahead."""

    gaps: tuple[Gap, ...]
    rotas: tuple[Rota, ...]
    away: tuple[Away, ...]
    until_at: Instant
    changed_at: Instant
    """When a rota changed last."""


class Line(NamedTuple):
    """One thing owed this week."""

    case: CaseId
    member: PersonId
    key: str
    occurrence: int
    kind: Kind
    words: Words
    due_at: Instant
    version: int


class Keeper(NamedTuple):
    """What one person keeps this week; nobody's is last."""

    keeper: PersonId | None
    lines: tuple[Line, ...]


def cover_ahead(reading: Reading, viewer: Viewer, question: CoverAhead) -> CoverSeen | Refusal:
    """Return gaps, turns and absences to a coordinator or deputy."""
    assert isinstance(question, CoverAhead)
    if not sees(What.CIRCLE, viewer, Bond()):
        return NOT_HERE
    now, roster = reading.now, reading.roster()
    # Nobody else stands in a gap, nor in a turn: of fifty thousand people some hundreds are looked at.
    turning = {person for rota in roster.rotas for person in participants(rota)}
    people = dict(roster.states.special) | {p: roster.states[p] for p in turning if p in roster.states}
    until_at = add_days(now, "UTC", COVER_DAYS)
    rotas, loads = roster.rotas, {peer.person: peer.load for peer in roster.peers}
    away = absence(people)
    to_at = add_days(now, "UTC", TURN_DAYS)
    shown = [
        Rota(rota.rota, tuple(p for layer in rota.layers for p in layer.participants), turns(rota, now, to_at, away))
        for rota in rotas
        if rota.layers
    ]
    helps = [state for state in people.values() if state.designated or state.roles]
    leaves = [Away(s.person, *leave) for s in helps for leave in s.leaves if s.person and now < leave.to_at]
    found = gaps(rotas, people, now, until_at, loads=loads)
    changed_at = max((rota.last_at for rota in rotas), default=0)
    return CoverSeen(found, tuple(shown), tuple(sorted(leaves, key=lambda one: one.from_at)), until_at, changed_at)


def the_week(reading: Reading, viewer: Viewer, question: TheWeek) -> tuple[Keeper, ...] | Refusal:
    """Return what is owed within a week, by who keeps it: of cases on which this coordinator may act."""
    assert isinstance(question, TheWeek)
    if not sees(What.CIRCLE, viewer, Bond()):
        return NOT_HERE
    until_at, roster = reading.now + WEEK_FOR, reading.roster()
    rows = reading.store.rows(reading.agency, "active")
    wanted = [case for case, row in rows if row.next_due_at is not None and row.next_due_at <= until_at]
    with reading.store.moment() as unit:
        found = unit.load(reading.streams(wanted))
    kept: dict[PersonId | None, list[Line]] = {}
    for name, (case, version) in zip(wanted, found, strict=True):
        if not coordinates(viewer, case, roster):
            continue
        for item in case.items:
            if item.kind != "ask" and item.due_at <= until_at:
                words = step_words(item.key, item.kind)
                what = (item.key, item.occurrence, item.kind, words, item.due_at, version)
                kept.setdefault(item.keeper or case.peer, []).append(Line(name, case.head.member, *what))
        for step in case.plan.steps[case.cursor :]:
            if step.kind != "ask" and step.due_at <= until_at:
                what = (step.key, -1, step.kind, step_words(step.key, step.kind), step.due_at, version)
                kept.setdefault(case.peer, []).append(Line(name, case.head.member, *what))
    order = sorted(kept.items(), key=lambda one: (one[0] is None, one[0] or ""))
    return tuple(Keeper(keeper, tuple(sorted(lines, key=lambda line: line.due_at))) for keeper, lines in order)
