"""What differs between two protocols, or between the plan a case has and the one it would move to, in plain words.

Must never judge: a difference is said, a person decides. Nothing here names a member or an incident.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from solidground.core.kernel import Instant
from solidground.core.protocol.naming import either, moment_words, span_words, step_name
from solidground.core.protocol.plan import Ladder, Limits, Plan, Rung, Step
from solidground.core.protocol.terms import Notice, Protocol, Role, StaffedLine, Track, WrittenStep
from solidground.core.words import Listed, Said, Words, phrased

Changes: TypeAlias = tuple[Words, ...]
"""What differs, a sentence each."""

_WHO = {
    "peer": phrased("the peer"),
    "next_peer": phrased("another peer"),
    "on_call": phrased("whoever is on call"),
    "coordinator": phrased("the coordinator"),
    "deputy": phrased("the deputy"),
    "clinician": phrased("the clinician"),
    "chaplain": phrased("the chaplain"),
    "liaison_family": phrased("the family liaison"),
    "companion": phrased("the companion"),
    "line": phrased("the staffed line"),
}
_LIMITS = {
    "longest_silence_for": phrased("the longest silence"),
    "taken_for": phrased("the time to keep an “I have it”"),
    "retry_for": phrased("the time before another attempt"),
    "handover_for": phrased("the time to confirm a handing over"),
    "call_for": phrased("the time to answer “call me”"),
    "call_again_for": phrased("the time before a call nobody took is made again"),
    "date_before_for": phrased("the time before a day that matters"),
    "date_after_for": phrased("the time after a day that matters"),
    "anniversary_around_for": phrased("the time around an anniversary"),
    "return_first_for": phrased("the time to the first contact after a return to duty"),
    "return_second_for": phrased("the time to the second contact after a return to duty"),
    "silent_after": phrased("the conversations without an answer that make a silence"),
}


def diff(old: Protocol, new: Protocol) -> Changes:
    """Say what differs between two protocols; nothing where they ask the same."""
    return (
        *_changed(phrased("the version"), old.version, new.version),
        *_limits(old.limits, new.limits),
        *_changed(phrased("the staffed line"), _line(old.staffed), _line(new.staffed)),
        *_each(_role, _roles(old.roles), _roles(new.roles)),
        *_ladders(tuple(written.ladder for written in old.ladders), tuple(written.ladder for written in new.ladders)),
        *_written(old.steps, new.steps),
        *_tracks(old.tracks, new.tracks),
        *_notices(old.notices, new.notices),
    )


def diff_plans(old: Plan, new: Plan, at: Instant, come: Collection[str] = ()) -> Changes:
    """Say what would change for a case moved to another plan at an instant.

    What is over by then stays as it was, and so do the steps that have come: ``come`` holds their keys.
    """
    return (
        *_steps(_ahead(old.steps, come), _ahead(new.steps, come), at),
        *_ladders(old.ladders, new.ladders),
        *_limits(old.limits, new.limits),
        *_changed(phrased("the limits notice"), old.notice, new.notice),
        *_changed(phrased("the zone"), old.zone, new.zone),
    )


def _changed(name: Words, old: Said, new: Said) -> Iterator[Words]:
    if old != new:
        yield phrased("Changed: %(name)s, from %(old)s to %(new)s.", name=name, old=old, new=new)


def _each(name: Callable[[str], Words], old: Mapping[str, Said], new: Mapping[str, Said]) -> Iterator[Words]:
    for key in old:
        if key not in new:
            yield phrased("Removed: %(name)s.", name=name(key))
        else:
            yield from _changed(name(key), old[key], new[key])
    for key in new:
        if key not in old:
            yield phrased("Added: %(name)s: %(says)s.", name=name(key), says=new[key])


def _limits(old: Limits, new: Limits) -> Iterator[Words]:
    for field, name in _LIMITS.items():
        was, becomes = getattr(old, field), getattr(new, field)
        says: Callable[[int], Said] = int if field == "silent_after" else span_words
        yield from _changed(name, says(was), says(becomes))


def _ladders(old: Sequence[Ladder], new: Sequence[Ladder]) -> Iterator[Words]:
    return _each(
        lambda name: phrased("the ladder %(name)s", name=Words(name)),
        {ladder.name: _ladder(ladder) for ladder in old},
        {ladder.name: _ladder(ladder) for ladder in new},
    )


def _ladder(ladder: Ladder) -> Said:
    rungs = Listed(tuple([_rung(rung) for rung in ladder.rungs]), phrased(", then "))
    goes = phrased(
        "%(rungs)s (daily %(daily)s times, weekly %(weekly)s times, then monthly)",
        rungs=rungs if ladder.rungs else phrased("nobody"),
        daily=ladder.daily_times,
        weekly=ladder.weekly_times,
    )
    return phrased("at once through quiet hours: %(ladder)s", ladder=goes) if ladder.urgent else goes


def _rung(rung: Rung) -> Words:
    who, time = _WHO[rung.who], span_words(rung.wait_for)
    if not rung.ways:
        return phrased("%(who)s for %(time)s", who=who, time=time)
    return phrased("%(who)s by %(ways)s for %(time)s", who=who, ways=either(rung.ways), time=time)


def _written(old: Sequence[WrittenStep], new: Sequence[WrittenStep]) -> Iterator[Words]:
    before, after = {step.key: step for step in old}, {step.key: step for step in new}
    for key, step in before.items():
        name = step_name(key)
        if key not in after:
            yield phrased("Removed: %(step)s, owed by %(who)s.", step=name, who=_WHO[step.who])
            continue
        now = after[key]
        yield from _moved(key, _times(step), _times(now))
        yield from _owed(key, step, now)
        yield from _changed(phrased("the source of %(step)s", step=name), _source(step), _source(now))
    for key, step in after.items():
        if key not in before:
            yield phrased(
                "Added: %(step)s, %(kind)s by %(who)s, %(times)s.",
                step=step_name(key),
                kind=Words(step.kind),
                who=_WHO[step.who],
                times=_times(step),
            )


def _ahead(steps: Sequence[Step], come: Collection[str]) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.key not in come)


def _steps(old: Sequence[Step], new: Sequence[Step], at: Instant) -> Iterator[Words]:
    before = {step.key: step for step in old if step.lapses_at > at}
    after = {step.key: step for step in new if step.lapses_at > at}
    over = {step.key: step for step in new if step.lapses_at <= at}
    for key, step in before.items():
        if key in after:
            now = after[key]
            if (step.opens_at, step.due_at, step.lapses_at) != (now.opens_at, now.due_at, now.lapses_at):
                yield from _moved(key, _window(step), _window(now))
            yield from _owed(key, step, now)
        else:
            yield _gone(step, over.get(key))
    for key, step in after.items():
        if key not in before:
            yield phrased(
                "Added: %(step)s, %(kind)s by %(who)s, due %(due)s.",
                step=step_name(key),
                kind=Words(step.kind),
                who=_WHO[step.who],
                due=step.local,
            )


def _gone(step: Step, over: Step | None) -> Words:
    name = step_name(step.key)
    if over is None:
        who = _WHO[step.who]
        return phrased("Removed: %(step)s, owed by %(who)s, due %(due)s.", step=name, who=who, due=step.local)
    return phrased(
        "Removed: %(step)s, due %(due)s: the newer plan has it on %(day)s, which is over.",
        step=name,
        due=step.local,
        day=over.local,
    )


def _moved(key: str, old: Said, new: Said) -> Iterator[Words]:
    if old != new:
        yield phrased("Moved: %(step)s, from %(old)s to %(new)s.", step=step_name(key), old=old, new=new)


def _owed(key: str, old: Step | WrittenStep, new: Step | WrittenStep) -> Iterator[Words]:
    name = step_name(key)
    if old.who != new.who:
        was, now = _WHO[old.who], _WHO[new.who]
        yield phrased("Owed by another: %(step)s, from %(old)s to %(new)s.", step=name, old=was, new=now)
    yield from _changed(phrased("the kind of %(step)s", step=name), Words(old.kind), Words(new.kind))
    yield from _changed(phrased("the ladder of %(step)s", step=name), Words(old.ladder), Words(new.ladder))
    yield from _changed(phrased("the ways of %(step)s", step=name), either(old.ways), either(new.ways))


def _tracks(old: Sequence[Track], new: Sequence[Track]) -> Iterator[Words]:
    before, after = {track.name: track for track in old}, {track.name: track for track in new}
    yield from _each(
        lambda name: phrased("the track %(name)s", name=Words(name)),
        {name: _whom(track) for name, track in before.items()},
        {name: _whom(track) for name, track in after.items()},
    )
    for name, track in after.items():
        was, now = _keys(before[name]) if name in before else [], _keys(track)
        if gone := [key for key in was if key not in now]:
            yield phrased("Removed from the track %(track)s: %(steps)s.", track=Words(name), steps=_names(gone))
        if come := [key for key in now if key not in was]:
            yield phrased("Added to the track %(track)s: %(steps)s.", track=Words(name), steps=_names(come))


def _whom(track: Track) -> Words:
    return phrased("%(kinds)s as %(parts)s", kinds=either(track.kinds), parts=either(track.parts))


def _keys(track: Track) -> list[str]:
    return [step.key for step in track.steps]


def _names(keys: Sequence[str]) -> Listed:
    return Listed(tuple([step_name(key) for key in keys]), phrased(", "))


def _role(who: str) -> Words:
    return phrased("the role %(name)s", name=Words(who))


def _roles(roles: Sequence[Role]) -> dict[str, Said]:
    return {
        role.who: phrased("%(people)s of its own and %(lent)s lent", people=role.people, lent=role.lent)
        for role in roles
    }


def _notices(old: Sequence[Notice], new: Sequence[Notice]) -> Iterator[Words]:
    before, after = {notice.jurisdiction: notice for notice in old}, {notice.jurisdiction: notice for notice in new}
    yield from _each(
        lambda place: phrased("the version of the notice for %(place)s", place=Words(place)),
        {place: notice.version for place, notice in before.items()},
        {place: notice.version for place, notice in after.items()},
    )
    said = {place: _says(notice) for place, notice in before.items() if place in after}
    yield from _each(
        lambda place: phrased("the words of the notice for %(place)s", place=Words(place)),
        said,
        {place: _says(after[place]) for place in said},
    )


def _says(notice: Notice) -> Said:
    return tuple([Words(line) for line in notice.says])


def _line(line: StaffedLine | None) -> Words:
    if line is None:
        return phrased("none")
    name, number, day = line.name, line.number, line.checked_on
    return phrased("%(name)s %(number)s (checked %(day)s)", name=name, number=number, day=day)


def _source(step: WrittenStep) -> Words:
    return phrased("%(source)s (%(certainty)s)", source=Words(step.source), certainty=Words(step.certainty))


def _times(step: WrittenStep) -> Words:
    opens, due, lapses = moment_words(step.opens), moment_words(step.due), moment_words(step.lapses)
    return phrased("opening %(opens)s, due %(due)s, lapsing %(lapses)s", opens=opens, due=due, lapses=lapses)


def _window(step: Step) -> Words:
    before, after = span_words(step.due_at - step.opens_at), span_words(step.lapses_at - step.due_at)
    return phrased("due %(due)s (open %(before)s before, %(after)s after)", due=step.local, before=before, after=after)
