"""Whether a protocol can be kept: every fault with its line and its remedy, before anybody relies on it.

Must never let through what would end in silence: a rung nobody can fill, a step that lapses before it is due, a gap
longer than the limit, an urgent ladder that ends without a staffed line.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from solidground.core.kernel import DAY, HOUR
from solidground.core.protocol.check_ladders import ladders
from solidground.core.protocol.duration import AT_ONCE, wall_after
from solidground.core.protocol.read import STEPS_MOST
from solidground.core.protocol.staffing import nobody
from solidground.core.protocol.terms import ANY, Fault, Faults, Moment, Protocol, Track, WrittenStep

_FIRST = datetime(2023, 1, 1)  # noqa: DTZ001 (a wall clock, which has no zone)
_DAYS = (_FIRST + timedelta(days=day) for day in range(3 * 365 + 1))
SAMPLES = tuple(
    day + timedelta(hours=hour, minutes=minute)
    for day in _DAYS
    if day.day in {1, 15} or day.day >= 27  # noqa: PLR2004 (where months of 28 to 31 days differ)
    for hour, minute in ((0, 0), (23, 59))
)
"""Incidents a protocol is tried on: the ends of every month around a leap year, first and last minute of the day."""

DAYS_AROUND_MOST = 30 * DAY
"""How far from a day that matters somebody may be in touch because of it."""

LINE_CHECKED_FOR = timedelta(days=365)
"""How long it may be since somebody called the staffed line and was answered."""

MILESTONES = (1, 4, 12)
"""Months at which a conversation is expected; a protocol without one is warned, not refused."""
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
    remedy = f"Call {staffed.number}, and write the day on which somebody answered, such as {today}."
    try:
        checked_on = date.fromisoformat(staffed.checked_on)
    except ValueError:
        return (Fault(staffed.line, "line: checked_on is no day.", remedy, warns=True),)
    if timedelta() <= today - checked_on <= LINE_CHECKED_FOR:
        return ()
    ahead = "the day on which somebody made sure of it has not come."
    behind = f"nobody has made sure of {staffed.name} since {checked_on}."
    return (Fault(staffed.line, f"line: {ahead if checked_on > today else behind}", remedy, warns=True),)


def _limits(protocol: Protocol) -> Iterator[Fault]:
    limits, line = protocol.limits, protocol.limits_line
    if limits.handover_for > HOUR or limits.call_for > HOUR:
        what = "limits: handover and call are longer than an hour."
        yield Fault(line, what, "They are a matter of minutes: PT15M.", key="handover")
    if limits.retry_for > limits.longest_silence_for or limits.taken_for > limits.longest_silence_for:
        what = "limits: retry or taken is longer than longest_silence."
        yield Fault(line, what, "Make it shorter, such as P1D.", key="retry")
    if limits.call_again_for > HOUR:
        what = "limits: call_again is longer than an hour."
        yield Fault(line, what, "It is a matter of minutes: PT15M.", key="call_again")
    if max(limits.date_before_for, limits.date_after_for, limits.anniversary_around_for) > DAYS_AROUND_MOST:
        what = "limits: date_before, date_after or anniversary_around is longer than 30 days."
        yield Fault(line, what, "Stay near the day, such as P2D.", key="date_before")
    if not DAY <= limits.return_first_for < limits.return_second_for <= DAYS_AROUND_MOST:
        what = "limits: return_first and return_second are not one after the other, within a day and 30 days."
        yield Fault(line, what, "Such as return_first = P1D and return_second = P7D.", key="return_first")


def _steps(protocol: Protocol) -> Iterator[Fault]:
    named = {written.ladder.name: written.ladder for written in protocol.ladders}
    used = {step.key for track in protocol.tracks for step in track.steps}
    for step in protocol.steps:
        who, place = step.who, f"step {step.key}"
        missing = nobody(protocol, who)
        if missing is not None:
            yield Fault(step.line, f"{place}: it is owed by {who}, and {missing[0]}.", missing[1], key="who")
        if step.ladder not in named:
            what = f"{place}: there is no ladder {step.ladder!r}."
            yield Fault(step.line, what, f"Use one of: {', '.join(named)}.", key="ladder")
        elif step.kind != "ask" and not named[step.ladder].rungs:
            what = f"{place}: a person owes it, and its ladder has no rungs, so it would end in silence."
            yield Fault(step.line, what, "Use a ladder with rungs, such as helper.", key="ladder")
        if step.key not in used:
            yield Fault(step.line, f"{place}: no track uses it.", "Name it in the steps of a track.", warns=True)
        yield from _order(step)


def _order(step: WrittenStep) -> Iterator[Fault]:
    for wall in SAMPLES:
        opens, due, lapses = (_wall(wall, moment) for moment in (step.opens, step.due, step.lapses))
        for key, early, late, what, remedy in (
            ("opens", wall, opens, "opens before the incident", "Open it later, or take out its time of day."),
            ("due", opens, due, "is due before it opens", "Let it open earlier or be due later."),
            ("lapses", due, lapses, "lapses before it is due", "Let it lapse later than it is due."),
        ):
            if early > late:
                place = f"step {step.key}: after an incident on {wall:%d %B at %H:%M} it {what}"
                said = f"{place} ({late:%d %B %H:%M} is before {early:%d %B %H:%M})."
                yield Fault(step.line, said, remedy, key=key)
                return
        if due == lapses and step.kind != "ask":
            what = f"step {step.key}: it lapses the moment it is due."
            yield Fault(step.line, what, "Leave some hours in between.", key="lapses")
            return


def _wall(wall: datetime, moment: Moment) -> datetime:
    if moment.clock is None:
        return wall_after(wall, moment.after)
    return wall_after(wall.replace(hour=0, minute=0) + timedelta(microseconds=moment.clock), moment.after)


def _covered(protocol: Protocol) -> Iterator[Fault]:
    if (ANY, ANY) not in protocol.chosen:
        remedy = 'Write a [[track]] with kinds = ["any"] and parts = ["any"].'
        yield Fault(1, "Nobody is owed anything whose kind and part no track names.", remedy)
    if all(notice.jurisdiction != ANY for notice in protocol.notices):
        remedy = 'Write a [[notice]] with jurisdiction = "any".'
        yield Fault(1, "There is no limits notice for a jurisdiction that has none of its own.", remedy)
    jurisdictions: set[str] = set()
    for notice in protocol.notices:
        if notice.jurisdiction in jurisdictions:
            what = f"notice: {notice.jurisdiction} already has one."
            yield Fault(notice.line, what, "Keep one notice for each jurisdiction.")
        jurisdictions.add(notice.jurisdiction)


def _shared(protocol: Protocol) -> Iterator[Fault]:
    taken: dict[tuple[str, str], int] = {}
    for track in protocol.tracks:
        for pair in ((kind, part) for kind in track.kinds for part in track.parts):
            other = taken.setdefault(pair, track.line)
            if other != track.line:
                what = f"track {track.name}: {pair[0]} and {pair[1]} already have the track on line {other}."
                yield Fault(track.line, what, "Leave each kind and part to one track.")


def _track(protocol: Protocol, track: Track) -> Iterator[Fault]:
    place = f"track {track.name}"
    first = track.steps[0]
    if first.kind != "offer" or first.opens.after != AT_ONCE:
        what = f"{place}: its first step {first.key} is not an offer that opens at once."
        yield Fault(track.line, what, 'Begin with a step of kind = "offer" and opens = "PT0S".')
    for step in track.steps[1:]:
        if step.kind == "offer":
            yield Fault(track.line, f"{place}: {step.key} is a second offer.", "Keep one offer: the first step.")
    if len(track.steps) > STEPS_MOST:
        yield Fault(track.line, f"{place}: it has {len(track.steps)} steps.", f"Keep it to {STEPS_MOST}.")
    yield from _silence(protocol, track)
    months = {step.due.after.months for step in track.steps if step.kind == "checkin"}
    absent = [str(month) for month in MILESTONES if month not in months]
    if absent:
        what = f"{place}: no conversation is owed at month {', '.join(absent)}."
        yield Fault(track.line, what, "Make the words of those months check-ins, if the agency can.", warns=True)


def _silence(protocol: Protocol, track: Track) -> Iterator[Fault]:
    limit = timedelta(microseconds=protocol.limits.longest_silence_for)
    spoken = [step for step in track.steps if step.kind in SPOKEN]
    if not spoken:
        yield Fault(track.line, f"track {track.name}: nobody ever speaks to the member.", "Add a step of kind checkin.")
    worst, between = timedelta(), ("", "")
    for wall in SAMPLES:
        last, before = wall, "the incident"
        for due, key in sorted((_wall(wall, step.due), step.key) for step in spoken):
            worst, between = max((worst, between), (due - last, (before, key)))
            last, before = due, key
    if worst > limit:
        days = f"{-(-worst // timedelta(days=1))} days pass between {between[0]} and {between[1]}"
        what = f"track {track.name}: {days}; the limit is {protocol.limits.longest_silence_for // DAY}."
        yield Fault(track.line, what, "Add a word or a check-in between them, or raise longest_silence.")
