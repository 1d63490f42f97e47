"""From the tallies of all cases to the figures of the report. Nothing here compares people."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from solidground.app.replay.step_names import titled
from solidground.app.replay.tally import Tally
from solidground.core.figures import AfterLeaving, Audit, Proof, ReachedBy, RungAsked, StepKept, YearAgain, YearLoad
from solidground.core.hours import to_local
from solidground.core.kernel import DAY, HOUR, Instant, PersonId, Span
from solidground.core.protocol.plan import Kind

BY: tuple[tuple[str, Span, Span], ...] = (
    ("the first hour", 0, HOUR),
    ("the first day", 0, DAY),
    ("the first week", 0, 7 * DAY),
    ("month 4", 91 * DAY, 130 * DAY),
    ("month 12", 330 * DAY, 396 * DAY),
)
"""A time in words, and the stretch after the incident in which a contact counts for it."""

RUNGS = (
    ("peer", "The member's peer"),
    ("next_peer", "Next peer"),
    ("on_call", "On call"),
    ("companion", "Companion"),
    ("chaplain", "Chaplain"),
    ("clinician", "Clinician"),
    ("liaison_family", "Family liaison"),
    ("coordinator", "Coordinator"),
    ("deputy", "Deputy"),
    ("line", "Staffed line"),
    ("again", "Asked again"),
)
FIRED = "discharged_weapon"
HELD = ((0, 0), (1, 1), (2, 3), (4, 1 << 30))
"""How peers are gathered by the number of cases they held: from, and to."""


def reached(tallies: Sequence[Tally], now: Instant) -> tuple[ReachedBy, ...]:
    """Return how many cases had a person's contact by each time; a case that ended before it does not count."""
    return tuple([_reached_by(tallies, now, *by) for by in BY])


def _reached_by(tallies: Sequence[Tally], now: Instant, words: str, from_for: Span, to_for: Span) -> ReachedBy:
    cases = got = 0
    for tally in tallies:
        to_at = tally.began_at + to_for
        there = any(tally.began_at + from_for <= at <= to_at for at in tally.made)
        came = to_at <= now and (tally.ended_at is None or tally.ended_at >= to_at)
        cases += came or there
        got += there
    return ReachedBy(words, cases, got)


def steps(tallies: Iterable[Tally], planned: Mapping[str, Kind]) -> tuple[StepKept, ...]:
    """Return how each step went; steps added beside the plan come after those of the protocol."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: {"on_time": 0, "late": 0, "not_done": 0})
    for tally in tallies:
        for done in tally.done:
            counts[done.key][done.how] += 1
    known = [key for key in planned if key in counts]
    added = sorted(key for key in counts if key not in planned)
    return tuple([StepKept(titled(key, planned.get(key)), **counts[key]) for key in (*known, *added)])


def rungs(tallies: Iterable[Tally]) -> tuple[RungAsked, ...]:
    """Return how often each rung was asked, and how often that ended the asking."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for tally in tallies:
        for rung, (asked, answered) in tally.rungs.items():
            counts[rung][0] += asked
            counts[rung][1] += answered
    return tuple([RungAsked(words, *counts[rung]) for rung, words in RUNGS if rung in counts])


def load(
    tallies: Iterable[Tally], terms: Sequence[tuple[PersonId, Instant, Instant]], zone: str
) -> tuple[YearLoad, ...]:
    """Return, for each year, how many cases peers carried at their busiest."""
    moves: list[tuple[Instant, int, str]] = []
    for tally in tallies:
        carrier: str | None = None
        for at, peer in tally.peers:
            moves += [(at, -1, carrier)] if carrier is not None else []
            moves += [(at, 1, peer)] if peer is not None else []
            carrier = peer
    moves.sort()
    first, last = (to_local(at, zone).year for at in (moves[0][0], moves[-1][0])) if moves else (1, 0)
    years = {p: (to_local(a, zone).year, to_local(b, zone).year) for p, a, b in terms}
    carried: dict[str, int] = defaultdict(int)
    found: list[YearLoad] = []
    place = 0
    for year in range(first, last + 1):
        highest = dict(carried)
        while place < len(moves) and to_local(moves[place][0], zone).year == year:
            _, change, peer = moves[place]
            carried[peer] += change
            highest[peer] = max(highest.get(peer, 0), carried[peer])
            place += 1
        found.append(_year_load(year, highest, [p for p, (a, b) in years.items() if a <= year <= b]))
    return tuple(found)


def _year_load(year: int, highest: dict[str, int], peers: Sequence[PersonId]) -> YearLoad:
    values = sorted(highest.get(peer, 0) for peer in peers) or [0]
    held = [sum(least <= value <= most for value in values) for least, most in HELD] if peers else [0] * len(HELD)
    return YearLoad(year, len(peers), median(values), values[-1], (held[0], held[1], held[2], held[3]))


def again(cases: Iterable[tuple[PersonId, Tally]], zone: str) -> tuple[tuple[YearAgain, ...], int]:
    """Return how many people had a further incident while a case of theirs was active: by year, and in all."""
    by_person: dict[PersonId, list[Tally]] = defaultdict(list)
    for person, tally in cases:
        by_person[person].append(tally)
    people: dict[int, set[PersonId]] = defaultdict(set)
    twice: dict[int, set[PersonId]] = defaultdict(set)
    for person, tallies in by_person.items():
        for tally in tallies:
            year = to_local(tally.began_at, zone).year
            people[year].add(person)
            if any(_active_at(other, tally.began_at) for other in tallies if other is not tally):
                twice[year].add(person)
    years = [YearAgain(year, len(people[year]), len(twice[year])) for year in sorted(people)]
    return tuple(years), len(set[PersonId]().union(*twice.values()))


def _active_at(tally: Tally, at: Instant) -> bool:
    return tally.began_at < at and (tally.ended_at is None or at < tally.ended_at)


def after_leaving(tallies: Iterable[Tally]) -> AfterLeaving:
    """Return how care went on for people who left the agency while their case was active."""
    left = [t for t in tallies if t.separated_at is not None and (t.ended_at is None or t.ended_at >= t.separated_at)]
    went_on = nothing_due = stopped = 0
    how = {"on_time": 0, "late": 0, "not_done": 0}
    for tally in left:
        after = [d for d in tally.done if d.due_at >= (tally.separated_at or 0)]
        for done in after:
            how[done.how] += 1
        if any(d.how != "not_done" for d in after):
            went_on += 1
        elif tally.end_why == "stopped":
            stopped += 1
        elif not after:
            nothing_due += 1
    return AfterLeaving(len(left), went_on, nothing_due, stopped, **how)


def audit(tallies: Sequence[Tally], planned: Mapping[str, Kind]) -> Audit:
    """Return, of those who fired, how many have proof of each step that was owed to them."""
    fired = [t for t in tallies if t.part == FIRED]
    proved: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    whole = 0
    for tally in fired:
        done = {d.key for d in tally.done if d.how != "not_done"}
        undone = {d.key for d in tally.done if d.key in planned} - done
        proved.update(done)
        missing.update(undone)
        whole += not undone
    owed = proved.keys() | missing.keys()
    proofs = [Proof(titled(key, kind), proved[key], missing[key]) for key, kind in planned.items() if key in owed]
    return Audit(len(fired), whole, tuple(proofs))
