"""From an agency's protocol to one case's plan: every step at its instant, in the zone of the case.

Must never read anything but its arguments and the rules of zones, and must be quick: a replay resolves thousands.
"""

from datetime import datetime, timedelta
from functools import lru_cache

from solidground.core.hours import to_instant, to_local
from solidground.core.kernel import DAY, EARLIEST, HOUR, MINUTE, Day, Instant, Span
from solidground.core.protocol.duration import month_after
from solidground.core.protocol.plan import Plan, Step
from solidground.core.protocol.terms import ANY, INCIDENT_KINDS, PARTS, Moment, Notice, Protocol, Track, WrittenStep

PLANS_KEPT = 1024
"""How many (track, zone, day) are remembered: people of one incident share most of their steps."""
DAYS_KEPT = 1 << 14
"""How many (zone, day) are remembered: twenty years of two zones."""
MICROSECOND = timedelta(microseconds=1)


def track_of(protocol: Protocol, kind: str, part: str) -> Track:
    """Return the track of a kind of incident and a part; one nobody has a word for is read as any."""
    return protocol.chosen[kind if kind in INCIDENT_KINDS else ANY, part if part in PARTS else ANY]


def notice_of(protocol: Protocol, jurisdiction: str) -> Notice:
    """Return the limits notice of a jurisdiction: its own, else its country's (US for US-CA), else the one for any."""
    for wanted in (jurisdiction, jurisdiction.partition("-")[0], ANY):
        for notice in protocol.notices:
            if notice.jurisdiction == wanted:
                return notice
    msg = "a checked protocol has a notice for any jurisdiction"
    raise AssertionError(msg)


def resolve(protocol: Protocol, kind: str, part: str, occurred_at: Instant, zone: str, jurisdiction: str) -> Plan:
    """Return the plan of somebody's case after an incident. ``kind`` and ``part`` choose the track."""
    return Plan(
        protocol=protocol.name,
        version=protocol.version,
        zone=zone,
        notice=notice_of(protocol, jurisdiction).version,
        steps=_steps(track_of(protocol, kind, part), occurred_at, zone),
        ladders=tuple(written.ladder for written in protocol.ladders),
        limits=protocol.limits,
    )


def _steps(track: Track, occurred_at: Instant, zone: str) -> tuple[Step, ...]:
    wall = to_local(occurred_at, zone)
    on, since_midnight = (
        wall.toordinal(),
        (wall - wall.replace(hour=0, minute=0, second=0, microsecond=0)) // MICROSECOND,
    )
    steps = [
        # A place that puts its clock back over midnight has a tomorrow that begins before today ends.
        kept
        if kept is not None and kept.opens_at >= occurred_at
        else _step(written, occurred_at, zone, on, since_midnight)
        for written, kept in zip(track.steps, _of_day(track, zone, on), strict=True)
    ]
    steps.sort(key=_opening)
    return tuple(steps)


@lru_cache(maxsize=PLANS_KEPT)
def _of_day(track: Track, zone: str, on: Day) -> tuple[Step | None, ...]:
    """Resolve the steps that depend on the day of the incident alone, not on its hour; None for the others."""
    return tuple(
        _step(step, EARLIEST, zone, on, 0)
        if all(moment.clock is not None for moment in (step.opens, step.due, step.lapses))
        else None
        for step in track.steps
    )


def _step(written: WrittenStep, occurred_at: Instant, zone: str, on: Day, since_midnight: Span) -> Step:
    begins_at, _ = _instant(written.opens, occurred_at, zone, on, since_midnight)
    falls_at, local = _instant(written.due, occurred_at, zone, on, since_midnight)
    ends_at, _ = _instant(written.lapses, occurred_at, zone, on, since_midnight)
    # A time that a clock put forward leaves out comes an hour late, perhaps after what follows it: order is kept.
    opens_at = max(occurred_at, begins_at)
    due_at = max(opens_at, falls_at)
    lapses_at = max(due_at, ends_at)
    if due_at != falls_at or not local:
        local = to_local(due_at, zone).isoformat(timespec="minutes")
    return Step(
        written.key, written.kind, written.who, opens_at, due_at, lapses_at, written.ladder, written.ways, local
    )


def _instant(moment: Moment, occurred_at: Instant, zone: str, on: Day, since_midnight: Span) -> tuple[Instant, str]:
    """Return when a moment is, and what the wall shows then where that is known without asking the zone again."""
    (months, days, exact), clock = moment
    if not months and not days:
        return occurred_at + exact, ""
    day = (month_after(on, months) if months else on) + days
    midnight_at, date = _day(zone, day)
    if midnight_at is None:
        wall = datetime.fromordinal(day) + MICROSECOND * (since_midnight if clock is None else clock)
        return to_instant(wall, zone) + exact, ""
    if clock is None or exact:
        return midnight_at + (since_midnight if clock is None else clock) + exact, ""
    return midnight_at + clock, f"{date}T{_hour(clock)}"


@lru_cache(maxsize=DAYS_KEPT)
def _day(zone: str, on: Day) -> tuple[Instant | None, str]:
    """Return when a local day begins, and its date; no instant for a day whose clock is put forward or back."""
    wall = datetime.fromordinal(on)
    begins_at, ends_at = to_instant(wall, zone), to_instant(wall + timedelta(days=1), zone)
    return begins_at if ends_at - begins_at == DAY else None, wall.date().isoformat()


@lru_cache(maxsize=DAY // MINUTE)
def _hour(clock: Span) -> str:
    return f"{clock // HOUR:02}:{clock % HOUR // MINUTE:02}"


def _opening(step: Step) -> Instant:
    return step.opens_at
