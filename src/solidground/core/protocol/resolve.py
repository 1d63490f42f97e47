"""From an agency's protocol to one case's plan: every step at its instant, in the zone of the case.

Must never read anything but its arguments and the rules of zones, and must be quick: a replay resolves thousands.
"""

from datetime import datetime, timedelta
from functools import lru_cache

from solidground.core.hours import to_instant, to_local
from solidground.core.kernel import Day, Instant, Span
from solidground.core.protocol.duration import day_after
from solidground.core.protocol.plan import Plan, Step
from solidground.core.protocol.terms import ANY, INCIDENT_KINDS, PARTS, Moment, Notice, Protocol, Track

INSTANTS_KEPT = 1 << 14
"""How many (zone, day, time of day) are remembered: plans of one month share most of theirs."""


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
    on = wall.toordinal()
    midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
    since_midnight = (wall - midnight) // timedelta(microseconds=1)

    def instant(moment: Moment) -> Instant:
        after, clock = moment
        if not after.months and not after.days and clock is None:
            return occurred_at + after.exact
        return _instant(zone, day_after(on, after), since_midnight if clock is None else clock) + after.exact

    steps = []
    for written in track.steps:
        # A time that a clock put forward leaves out comes an hour late, perhaps after what follows it: order is kept.
        opens_at = max(occurred_at, instant(written.opens))
        due_at = max(opens_at, instant(written.due))
        steps.append(
            Step(
                key=written.key,
                kind=written.kind,
                who=written.who,
                opens_at=opens_at,
                due_at=due_at,
                lapses_at=max(due_at, instant(written.lapses)),
                ladder=written.ladder,
                ways=written.ways,
                local=to_local(due_at, zone).isoformat(timespec="minutes"),
            )
        )
    steps.sort(key=lambda step: step.opens_at)
    return tuple(steps)


@lru_cache(maxsize=INSTANTS_KEPT)
def _instant(zone: str, on: Day, since_midnight: Span) -> Instant:
    return to_instant(datetime.fromordinal(on) + timedelta(microseconds=since_midnight), zone)
