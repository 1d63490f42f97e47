"""Steps ahead put at other instants: at the member's pace, or from a newer protocol."""

from dataclasses import replace

from solidground.core.care.contact.steps import local
from solidground.core.care.state import Case
from solidground.core.hours import add_days, local_day
from solidground.core.kernel import Instant
from solidground.core.protocol.plan import Plan, Step

TALKS = ("checkin", "word")


def slower(case: Case, at: Instant) -> tuple[Step, ...]:
    """Return the steps ahead, twice as far away in whole days, no silence between them longer than the plan allows."""
    zone = case.plan.zone
    longest = case.plan.limits.longest_silence_for
    talked_at = at
    steps: list[Step] = []
    for step in case.plan.steps[case.cursor :]:
        days = local_day(step.opens_at, zone) - local_day(at, zone)
        later = _later(step, zone, days)
        if step.kind in TALKS:
            while days > 0 and later.due_at > max(talked_at + longest, step.due_at):
                days -= 1
                later = _later(step, zone, days)
            talked_at = later.due_at
        steps.append(later)
    return tuple(sorted(steps, key=lambda s: s.opens_at))


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
    return replace(newer, steps=(*behind, *ahead)), len(behind)
