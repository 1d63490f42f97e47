"""Steps ahead put at other instants: at the member's pace, or from a newer protocol."""

from dataclasses import replace

from solidground.core.care.contact.steps import ANNIVERSARY, local
from solidground.core.care.state import Case
from solidground.core.hours import add_days, local_day
from solidground.core.kernel import DAY, Instant
from solidground.core.protocol.plan import Plan, Step

TALKS = ("checkin", "word")


def slower(case: Case, at: Instant) -> tuple[Step, ...]:
    """Return the steps ahead, twice as far away in whole days, no silence between them longer than the plan allows.

    Tasks are not the member's pace and stay; what is asked stays within the contacts, the anniversary where it is.
    """
    zone = case.plan.zone
    longest_for = case.plan.limits.longest_silence_for
    ahead = case.plan.steps[case.cursor :]
    talked_at, talks = at, []
    for step in (s for s in ahead if s.kind in TALKS):
        days = local_day(step.opens_at, zone) - local_day(at, zone)
        latest_at = max(talked_at + longest_for, step.due_at)
        # A day is 23 to 25 hours: from one more than fit, the last that does is at most a few days back.
        days = min(days, (latest_at - step.due_at) // DAY + 1)
        while add_days(step.due_at, zone, days) > latest_at:
            days -= 1
        talks.append(_later(step, zone, days))
        talked_at = talks[-1].due_at
    others = [_with_talks(s, case, at, talked_at) for s in ahead if s.kind not in TALKS]
    return tuple(sorted((*talks, *others), key=lambda s: s.opens_at))


def as_planned(case: Case, at: Instant) -> tuple[Step, ...]:
    """Return the steps ahead where the plan has them. What it would have had by now stays where the member put it."""
    ahead = {step.key: step for step in case.plan.steps[case.cursor :]}
    planned = [step for step in case.life.planned if step.key in ahead]
    again = [step if step.opens_at > at else ahead[step.key] for step in planned]
    return tuple(sorted(again, key=lambda s: s.opens_at)) if planned else tuple(ahead.values())


def _with_talks(step: Step, case: Case, at: Instant, talked_at: Instant) -> Step:
    if step.kind != "ask" or step.key == ANNIVERSARY:
        return step
    zone = case.plan.zone
    later = _later(step, zone, local_day(step.opens_at, zone) - local_day(at, zone))
    return later if later.lapses_at <= talked_at else step


def _later(step: Step, zone: str, days: int) -> Step:
    due_at = add_days(step.due_at, zone, days)
    return replace(
        step,
        opens_at=add_days(step.opens_at, zone, days),
        due_at=due_at,
        lapses_at=add_days(step.lapses_at, zone, days),
        local=local(due_at, zone),
    )


def moved_plan(case: Case, newer: Plan, at: Instant) -> tuple[Plan, int]:
    """Return the newer plan and how many of its steps lie behind: what has come is not owed again."""
    come = {step.key for step in case.plan.steps[: case.cursor]}
    behind = tuple([s for s in newer.steps if s.key in come or s.lapses_at <= at])
    ahead = tuple([s for s in newer.steps if s.key not in come and s.lapses_at > at])
    return with_ladders_of(case, replace(newer, steps=(*behind, *ahead))), len(behind)


def with_ladders_of(case: Case, newer: Plan) -> Plan:
    """Return a plan that still has the ladders on which something of the old one is owed."""
    names = {ladder.name for ladder in newer.ladders}
    kept = tuple([ladder for ladder in case.plan.ladders if ladder.name not in names])
    return replace(newer, ladders=(*newer.ladders, *kept))
