"""Whether a protocol can be kept: every fault with its line and its remedy, before anybody relies on it.

Must never let through what would end in silence: a rung nobody can fill, a step that lapses before it is due, a gap
longer than the limit, an urgent ladder that ends without a staffed line.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from solidground.core.kernel import DAY, HOUR
from solidground.core.protocol.check_ladders import ladders
from solidground.core.protocol.duration import AT_ONCE, wall_after
from solidground.core.protocol.read import STEPS_MOST
from solidground.core.protocol.staffing import nobody
from solidground.core.protocol.terms import ANY, Fault, Faults, Moment, Protocol, Track, WrittenStep
from solidground.core.words import Words, phrased

_FIRST = datetime(2023, 1, 1)  # noqa: DTZ001 (a wall clock, which has no zone)
_DAYS = (_FIRST + timedelta(days=day) for day in range(3 * 365 + 1))
SAMPLES = tuple(
    day + timedelta(hours=hour, minutes=minute)
    for day in _DAYS
    if day.day in {1, 15} or day.day >= 27  # noqa: PLR2004 (where months of 28 to 31 days differ)
    for hour, minute in ((0, 0), (23, 59))
)
"""Incidents a protocol is tried on: the ends of every month around a leap year, first and last minute of the day."""

MOMENTS_KEPT = 64
"""Moments whose walls are kept, 27 KB each: a protocol has about as many, and most stay when one step is changed."""

DAYS_AROUND_MOST = 30 * DAY
"""How far from a day that matters somebody may be in touch because of it."""

LINE_CHECKED_FOR = timedelta(days=365)
"""How long it may be since somebody called the staffed line and was answered."""

MILESTONES = (1, 4, 12)
"""Months at which a conversation is expected; a protocol without one is warned, not refused."""
_TOO_EARLY = {
    "opens": (phrased("opens before the incident"), phrased("Open it later, or take out its time of day.")),
    "due": (phrased("is due before it opens"), phrased("Let it open earlier or be due later.")),
    "lapses": (phrased("lapses before it is due"), phrased("Let it lapse later than it is due.")),
}
_INCIDENT = phrased("the incident")
SPOKEN = frozenset({"checkin", "word"})
"""Kinds that break a silence: a person's own words."""


def check(protocol: Protocol) -> Faults:
    """Return everything that stands in the way of keeping a protocol, in the order of its lines."""
    faults = [
        *_limits(protocol),
        *ladders(protocol),
        *_steps(protocol),
        *_covered(protocol),
        *_shared(protocol),
        *(fault for track in protocol.tracks for fault in _track(protocol, track)),
    ]
    return tuple(sorted(faults, key=lambda fault: fault.line))


def line_aged(protocol: Protocol, today: date) -> Faults:
    """Return a warning where nobody has made sure of the staffed line for a year, or nobody can tell."""
    staffed = protocol.staffed
    if staffed is None:
        return ()
    remedy = phrased(
        "Call %(number)s, and write the day on which somebody answered, such as %(day)s.",
        number=staffed.number,
        day=str(today),
    )
    try:
        checked_on = date.fromisoformat(staffed.checked_on)
    except ValueError:
        return (Fault(staffed.line, phrased("line: checked_on is no day."), remedy, warns=True),)
    if timedelta() <= today - checked_on <= LINE_CHECKED_FOR:
        return ()
    what = phrased("line: the day on which somebody made sure of it has not come.")
    if checked_on < today:
        since = str(checked_on)
        what = phrased("line: nobody has made sure of %(name)s since %(day)s.", name=staffed.name, day=since)
    return (Fault(staffed.line, what, remedy, warns=True),)


def _limits(protocol: Protocol) -> Iterator[Fault]:
    limits, line = protocol.limits, protocol.limits_line
    if limits.handover_for > HOUR or limits.call_for > HOUR:
        what = phrased("limits: handover and call are longer than an hour.")
        yield Fault(line, what, phrased("They are a matter of minutes: PT15M."), key="handover")
    if limits.retry_for > limits.longest_silence_for or limits.taken_for > limits.longest_silence_for:
        what = phrased("limits: retry or taken is longer than longest_silence.")
        yield Fault(line, what, phrased("Make it shorter, such as P1D."), key="retry")
    if limits.call_again_for > HOUR:
        what = phrased("limits: call_again is longer than an hour.")
        yield Fault(line, what, phrased("It is a matter of minutes: PT15M."), key="call_again")
    if max(limits.date_before_for, limits.date_after_for, limits.anniversary_around_for) > DAYS_AROUND_MOST:
        what = phrased("limits: date_before, date_after or anniversary_around is longer than 30 days.")
        yield Fault(line, what, phrased("Stay near the day, such as P2D."), key="date_before")
    if not DAY <= limits.return_first_for < limits.return_second_for <= DAYS_AROUND_MOST:
        what = phrased("limits: return_first and return_second are not one after the other, within a day and 30 days.")
        yield Fault(line, what, phrased("Such as return_first = P1D and return_second = P7D."), key="return_first")


def _steps(protocol: Protocol) -> Iterator[Fault]:
    named = {written.ladder.name: written.ladder for written in protocol.ladders}
    used = {step.key for track in protocol.tracks for step in track.steps}
    for step in protocol.steps:
        who, key = step.who, step.key
        missing = nobody(protocol, who)
        if missing is not None:
            what = phrased("step %(step)s: it is owed by %(who)s, and %(why)s.", step=key, who=who, why=missing[0])
            yield Fault(step.line, what, missing[1], key="who")
        if step.ladder not in named:
            what = phrased("step %(step)s: there is no ladder %(ladder)s.", step=key, ladder=repr(step.ladder))
            yield Fault(step.line, what, phrased("Use one of: %(words)s.", words=", ".join(named)), key="ladder")
        elif step.kind != "ask" and not named[step.ladder].rungs:
            what = phrased(
                "step %(step)s: a person owes it, and its ladder has no rungs, so it would end in silence.", step=key
            )
            yield Fault(step.line, what, phrased("Use a ladder with rungs, such as helper."), key="ladder")
        if step.key not in used:
            what = phrased("step %(step)s: no track uses it.", step=key)
            yield Fault(step.line, what, phrased("Name it in the steps of a track."), warns=True)
        yield from _order(step)


def _order(step: WrittenStep) -> Iterator[Fault]:
    for wall, opens, due, lapses in zip(SAMPLES, *map(_walls, (step.opens, step.due, step.lapses)), strict=True):
        for key, early, late, what, remedy in (
            ("opens", wall, opens, *_TOO_EARLY["opens"]),
            ("due", opens, due, *_TOO_EARLY["due"]),
            ("lapses", due, lapses, *_TOO_EARLY["lapses"]),
        ):
            if early > late:
                yield Fault(step.line, _before(step, wall, what, late, early), remedy, key=key)
                return
        if due == lapses and step.kind != "ask":
            what = phrased("step %(step)s: it lapses the moment it is due.", step=step.key)
            yield Fault(step.line, what, phrased("Leave some hours in between."), key="lapses")
            return


def _before(step: WrittenStep, wall: datetime, what: Words, late: datetime, early: datetime) -> Words:
    return phrased(
        "step %(step)s: after an incident on %(day)s at %(clock)s it %(what)s (%(late)s is before %(early)s).",
        step=step.key,
        day=wall.date(),
        clock=f"{wall:%H:%M}",
        what=what,
        late=(late.date(), f"{late:%H:%M}"),
        early=(early.date(), f"{early:%H:%M}"),
    )


@lru_cache(maxsize=MOMENTS_KEPT)
def _walls(moment: Moment) -> tuple[datetime, ...]:
    """Return a moment after each of the incidents a protocol is tried on."""
    return tuple([_wall(wall, moment) for wall in SAMPLES])


def _wall(wall: datetime, moment: Moment) -> datetime:
    if moment.clock is None:
        return wall_after(wall, moment.after)
    return wall_after(wall.replace(hour=0, minute=0) + timedelta(microseconds=moment.clock), moment.after)


def _covered(protocol: Protocol) -> Iterator[Fault]:
    if (ANY, ANY) not in protocol.chosen:
        remedy = phrased('Write a [[track]] with kinds = ["any"] and parts = ["any"].')
        yield Fault(1, phrased("Nobody is owed anything whose kind and part no track names."), remedy)
    if all(notice.jurisdiction != ANY for notice in protocol.notices):
        remedy = phrased('Write a [[notice]] with jurisdiction = "any".')
        yield Fault(1, phrased("There is no limits notice for a jurisdiction that has none of its own."), remedy)
    jurisdictions: set[str] = set()
    for notice in protocol.notices:
        if notice.jurisdiction in jurisdictions:
            what = phrased("notice: %(jurisdiction)s already has one.", jurisdiction=notice.jurisdiction)
            yield Fault(notice.line, what, phrased("Keep one notice for each jurisdiction."))
        jurisdictions.add(notice.jurisdiction)


def _shared(protocol: Protocol) -> Iterator[Fault]:
    taken: dict[tuple[str, str], int] = {}
    for track in protocol.tracks:
        for pair in ((kind, part) for kind in track.kinds for part in track.parts):
            other = taken.setdefault(pair, track.line)
            if other != track.line:
                what = phrased(
                    "track %(track)s: %(kind)s and %(part)s already have the track on line %(line)s.",
                    track=track.name,
                    kind=pair[0],
                    part=pair[1],
                    line=other,
                )
                yield Fault(track.line, what, phrased("Leave each kind and part to one track."))


def _track(protocol: Protocol, track: Track) -> Iterator[Fault]:
    name, first = track.name, track.steps[0]
    if first.kind != "offer" or first.opens.after != AT_ONCE:
        what = phrased(
            "track %(track)s: its first step %(step)s is not an offer that opens at once.", track=name, step=first.key
        )
        yield Fault(track.line, what, phrased('Begin with a step of kind = "offer" and opens = "PT0S".'))
    for step in track.steps[1:]:
        if step.kind == "offer":
            what = phrased("track %(track)s: %(step)s is a second offer.", track=name, step=step.key)
            yield Fault(track.line, what, phrased("Keep one offer: the first step."))
    if len(track.steps) > STEPS_MOST:
        what = phrased("track %(track)s: it has %(steps)s steps.", track=name, steps=len(track.steps))
        yield Fault(track.line, what, phrased("Keep it to %(most)s.", most=STEPS_MOST))
    yield from _silence(protocol, track)
    months = {step.due.after.months for step in track.steps if step.kind == "checkin"}
    absent = [str(month) for month in MILESTONES if month not in months]
    if absent:
        what = phrased(
            "track %(track)s: no conversation is owed at month %(months)s.", track=name, months=", ".join(absent)
        )
        remedy = phrased("Make the words of those months check-ins, if the agency can.")
        yield Fault(track.line, what, remedy, warns=True)


def _silence(protocol: Protocol, track: Track) -> Iterator[Fault]:
    limit = timedelta(microseconds=protocol.limits.longest_silence_for)
    spoken = [step for step in track.steps if step.kind in SPOKEN]
    if not spoken:
        what = phrased("track %(track)s: nobody ever speaks to the member.", track=track.name)
        yield Fault(track.line, what, phrased("Add a step of kind checkin."))
    worst, between = timedelta(), ("", "")
    keys, dues = [step.key for step in spoken], zip(*[_walls(step.due) for step in spoken], strict=True)
    for wall, walls in zip(SAMPLES, dues, strict=bool(spoken)):
        last, before = wall, _INCIDENT.text
        for due, key in sorted(zip(walls, keys, strict=True)):
            worst, between = max((worst, between), (due - last, (before, key)))
            last, before = due, key
    if worst > limit:
        what = phrased(
            "track %(track)s: %(days)s days pass between %(first)s and %(second)s; the limit is %(limit)s.",
            track=track.name,
            days=-(-worst // timedelta(days=1)),
            first=_INCIDENT if between[0] == _INCIDENT.text else between[0],
            second=between[1],
            limit=protocol.limits.longest_silence_for // DAY,
        )
        yield Fault(track.line, what, phrased("Add a word or a check-in between them, or raise longest_silence."))
