"""What differs between two protocols, or between the plan a case has and the one it would move to, in plain words.

Must never judge: a difference is said, a person decides. Nothing here names a member or an incident.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from solidground.core.kernel import DAY, HOUR, MINUTE, Instant, Span
from solidground.core.protocol.duration import Duration
from solidground.core.protocol.plan import Ladder, Limits, Plan, Rung, Step
from solidground.core.protocol.terms import Moment, Notice, Protocol, Role, StaffedLine, Track, WrittenStep

Thing = TypeVar("Thing")

_WHO = {
    "peer": "the peer",
    "next_peer": "another peer",
    "on_call": "whoever is on call",
    "coordinator": "the coordinator",
    "deputy": "the deputy",
    "clinician": "the clinician",
    "chaplain": "the chaplain",
    "liaison_family": "the family liaison",
    "companion": "the companion",
    "line": "the staffed line",
}
_LIMITS = {
    "longest_silence_for": "the longest silence",
    "taken_for": "the time to keep an “I have it”",
    "retry_for": "the time before another attempt",
    "handover_for": "the time to confirm a handing over",
    "call_for": "the time to answer “call me”",
    "call_again_for": "the time before a call nobody took is made again",
    "date_before_for": "the time before a day that matters",
    "date_after_for": "the time after a day that matters",
    "anniversary_around_for": "the time around an anniversary",
    "return_first_for": "the time to the first contact after a return to duty",
    "return_second_for": "the time to the second contact after a return to duty",
    "silent_after": "the conversations without an answer that make a silence",
}


def diff(old: Protocol, new: Protocol) -> tuple[str, ...]:
    """Say what differs between two protocols; nothing where they ask the same."""
    return (
        *_changed("the version", old.version, new.version),
        *_limits(old.limits, new.limits),
        *_changed("the staffed line", _line(old.staffed), _line(new.staffed)),
        *_each("the role", _roles(old.roles), _roles(new.roles)),
        *_ladders(tuple(written.ladder for written in old.ladders), tuple(written.ladder for written in new.ladders)),
        *_written(old.steps, new.steps),
        *_tracks(old.tracks, new.tracks),
        *_notices(old.notices, new.notices),
    )


def diff_plans(old: Plan, new: Plan, at: Instant, come: Collection[str] = ()) -> tuple[str, ...]:
    """Say what would change for a case moved to another plan at an instant.

    What is over by then stays as it was, and so do the steps that have come: ``come`` holds their keys.
    """
    return (
        *_steps(_ahead(old.steps, come), _ahead(new.steps, come), at),
        *_ladders(old.ladders, new.ladders),
        *_limits(old.limits, new.limits),
        *_changed("the limits notice", old.notice, new.notice),
        *_changed("the zone", old.zone, new.zone),
    )


def _changed(name: str, old: str, new: str) -> Iterator[str]:
    if old != new:
        yield f"Changed: {name}, from {old} to {new}."


def _each(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for key in old:
        if key not in new:
            yield f"Removed: {name} {key}."
        else:
            yield from _changed(f"{name} {key}", old[key], new[key])
    for key in new:
        if key not in old:
            yield f"Added: {name} {key}: {new[key]}."


def _limits(old: Limits, new: Limits) -> Iterator[str]:
    for field, name in _LIMITS.items():
        was, becomes = getattr(old, field), getattr(new, field)
        says = str if field == "silent_after" else _span
        yield from _changed(name, says(was), says(becomes))


def _ladders(old: Sequence[Ladder], new: Sequence[Ladder]) -> Iterator[str]:
    return _each(
        "the ladder", {ladder.name: _ladder(ladder) for ladder in old}, {ladder.name: _ladder(ladder) for ladder in new}
    )


def _ladder(ladder: Ladder) -> str:
    rungs = ", then ".join(_rung(rung) for rung in ladder.rungs) or "nobody"
    pace = "at once through quiet hours: " if ladder.urgent else ""
    return f"{pace}{rungs} (daily {ladder.daily_times} times, weekly {ladder.weekly_times} times, then monthly)"


def _rung(rung: Rung) -> str:
    by = f" by {' or '.join(rung.ways)}" if rung.ways else ""
    return f"{_WHO[rung.who]}{by} for {_span(rung.wait_for)}"


def _written(old: Sequence[WrittenStep], new: Sequence[WrittenStep]) -> Iterator[str]:
    before, after = {step.key: step for step in old}, {step.key: step for step in new}
    for key, step in before.items():
        if key not in after:
            yield f"Removed: {_name(key)}, owed by {_WHO[step.who]}."
            continue
        now = after[key]
        yield from _moved(key, _times(step), _times(now))
        yield from _owed(key, step, now)
        if (step.source, step.certainty) != (now.source, now.certainty):
            yield f"Changed: the source of {_name(key)}, from {_source(step)} to {_source(now)}."
    for key, step in after.items():
        if key not in before:
            yield f"Added: {_name(key)}, {step.kind} by {_WHO[step.who]}, {_times(step)}."


def _ahead(steps: Sequence[Step], come: Collection[str]) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.key not in come)


def _steps(old: Sequence[Step], new: Sequence[Step], at: Instant) -> Iterator[str]:
    before = {step.key: step for step in old if step.lapses_at > at}
    after = {step.key: step for step in new if step.lapses_at > at}
    over = {step.key: step for step in new if step.lapses_at <= at}
    for key, step in before.items():
        if key in after:
            now = after[key]
            if (step.opens_at, step.due_at, step.lapses_at) != (now.opens_at, now.due_at, now.lapses_at):
                yield from _moved(key, _window(step), _window(now))
            yield from _owed(key, step, now)
        elif key in over:
            what = f"the newer plan has it on {over[key].local}, which is over"
            yield f"Removed: {_name(key)}, due {step.local}: {what}."
        else:
            yield f"Removed: {_name(key)}, owed by {_WHO[step.who]}, due {step.local}."
    for key, step in after.items():
        if key not in before:
            yield f"Added: {_name(key)}, {step.kind} by {_WHO[step.who]}, due {step.local}."


def _moved(key: str, old: str, new: str) -> Iterator[str]:
    if old != new:
        yield f"Moved: {_name(key)}, from {old} to {new}."


def _owed(key: str, old: Step | WrittenStep, new: Step | WrittenStep) -> Iterator[str]:
    if old.who != new.who:
        yield f"Owed by another: {_name(key)}, from {_WHO[old.who]} to {_WHO[new.who]}."
    yield from _changed(f"the kind of {_name(key)}", old.kind, new.kind)
    yield from _changed(f"the ladder of {_name(key)}", old.ladder, new.ladder)
    yield from _changed(f"the ways of {_name(key)}", " or ".join(old.ways), " or ".join(new.ways))


def _tracks(old: Sequence[Track], new: Sequence[Track]) -> Iterator[str]:
    before, after = {track.name: track for track in old}, {track.name: track for track in new}
    yield from _each(
        "the track", {name: _whom(track) for name, track in before.items()}, {n: _whom(t) for n, t in after.items()}
    )
    for name, track in after.items():
        was, now = _keys(before[name]) if name in before else [], _keys(track)
        if gone := ", ".join(key for key in was if key not in now):
            yield f"Removed from the track {name}: {gone}."
        if come := ", ".join(key for key in now if key not in was):
            yield f"Added to the track {name}: {come}."


def _whom(track: Track) -> str:
    return _name(f"{' or '.join(track.kinds)} as {' or '.join(track.parts)}")


def _keys(track: Track) -> list[str]:
    return [_name(step.key) for step in track.steps]


def _roles(roles: Sequence[Role]) -> dict[str, str]:
    return {role.who: f"{role.people} of its own and {role.lent} lent" for role in roles}


def _notices(old: Sequence[Notice], new: Sequence[Notice]) -> Iterator[str]:
    before, after = {notice.jurisdiction: notice for notice in old}, {notice.jurisdiction: notice for notice in new}
    yield from _each(
        "the version of the notice for",
        {place: notice.version for place, notice in before.items()},
        {place: notice.version for place, notice in after.items()},
    )
    said = {place: " ".join(notice.says) for place, notice in before.items() if place in after}
    yield from _each("the words of the notice for", said, {place: " ".join(after[place].says) for place in said})


def _line(line: StaffedLine | None) -> str:
    return "none" if line is None else f"{line.name} {line.number} (checked {line.checked_on})"


def _name(key: str) -> str:
    return key.replace("_", " ")


def _source(step: WrittenStep) -> str:
    return f"{step.source} ({step.certainty})"


def _times(step: WrittenStep) -> str:
    return f"opening {_moment(step.opens)}, due {_moment(step.due)}, lapsing {_moment(step.lapses)}"


def _window(step: Step) -> str:
    def hours(span: Span) -> str:
        return _span(span) if span else "no time"

    before, after = hours(step.due_at - step.opens_at), hours(step.lapses_at - step.due_at)
    return f"due {step.local} (open {before} before, {after} after)"


def _moment(moment: Moment) -> str:
    after = _after(moment.after)
    if moment.clock is None:
        return after or "at once"
    return f"{after} at {moment.clock // HOUR:02}:{moment.clock % HOUR // MINUTE:02}"


def _after(duration: Duration) -> str:
    years, months = divmod(duration.months, 12)
    days = duration.days * DAY + duration.exact
    parts = [_counted(years, "year"), _counted(months, "month"), _span(days) if days else ""]
    words = " ".join(part for part in parts if part)
    return words and f"after {words}"


def _span(span: Span) -> str:
    words = []
    for unit, name in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (1_000_000, "second")):
        count, span = divmod(span, unit)
        words.append(_counted(count, name))
    return " ".join(word for word in words if word) or "no time"


def _counted(count: int, name: str) -> str:
    if not count:
        return ""
    return f"1 {name}" if count == 1 else f"{count} {name}s"
