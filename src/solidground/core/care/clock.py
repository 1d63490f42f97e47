"""The clock of one case: what is owed, when it next needs looking at, and what a tick does.

tick:  anybody who may not keep it any more -> somebody else
       an absence that ends or begins       -> look again
       what falls due                       -> remind its keeper
       what lapses                          -> say so, and raise its ladder, in one decision
       what comes                           -> ask its keeper, or the member
       one rung at most                     -> ask the next person; the last one repeats
       nothing left                         -> the case stands, for ever open
"""

from solidground.core.care.ask.events import AskLapsed
from solidground.core.care.choice.counsel import advise
from solidground.core.care.contact.events import StepLapsed, StepReminded
from solidground.core.care.contact.recording import add_anniversary
from solidground.core.care.contact.steps import AT_ANY_HOUR, STILL, open_added, open_planned, pass_on
from solidground.core.care.course import Course
from solidground.core.care.events import CaseMadeStanding
from solidground.core.care.keeping.decider import assign, assigned, climb, raise_ladder, stand_down
from solidground.core.care.state import Case, Item
from solidground.core.hours import next_allowed
from solidground.core.kernel import HOUR, Instant, Obligation, PersonId

ACTS_MOST = 1_000
"""Things one tick may do to one case: more is a defect, not a late clock."""

CHANCE_FOR = HOUR
"""Somebody asked late is given this long, or as long as the step had, before the next person is."""


def due(case: Case) -> tuple[Obligation, ...]:
    """Return what is owed now and next, soonest first. An ask is owed by nobody."""
    head = case.head
    owed = [
        Obligation(head.case, i.key, i.occurrence, i.keeper or case.peer, i.opens_at, i.due_at, i.lapses_at)
        for i in case.items
        if i.kind != "ask"
    ]
    if case.status == "active":
        for step in case.plan.steps[case.cursor :]:
            if step.kind != "ask":
                owed.append(Obligation(head.case, step.key, 0, case.peer, step.opens_at, step.due_at, step.lapses_at))
                break
    return tuple(sorted(owed, key=lambda o: (o.due_at, o.step, o.occurrence)))


def wake_at(case: Case) -> Instant | None:
    """Return when the case next needs looking at; None when nothing will come of itself."""
    if case.status not in ("active", "standing"):
        return None
    at = [_next_at(item) for item in case.items]
    at += [raised.next_at for raised in case.raised]
    if case.relook_at is not None:
        at.append(case.relook_at)
    if case.status == "active":
        if case.cursor < len(case.plan.steps):
            at.append(case.plan.steps[case.cursor].opens_at)
        elif not case.items and not case.raised:
            at.append(case.last_at)
    return min(at, default=None)


def _next_at(item: Item) -> Instant:
    if item.stage == "ahead":
        return item.opens_at
    if item.stage == "open" and _to_remind(item):
        return item.due_at
    # A lapse is said once; after it the ladder's own time counts.
    return item.lapses_at if item.stage != "lapsed" else 1 << 62


def _to_remind(item: Item) -> bool:
    in_time = item.asked_at < item.due_at < item.lapses_at
    return in_time and item.keeper is not None and item.kind != "ask"


def tick(course: Course) -> None:
    """Do everything that is due at this instant, and one rung at most."""
    check_keepers(course)
    climbed = False
    for _ in range(ACTS_MOST):
        if _step(course):
            continue
        if climbed or not _climb(course):
            return
        climbed = True
    msg = "one tick came to no end"
    raise AssertionError(msg)


def _step(course: Course) -> bool:
    case = course.case
    at = course.at
    if case.relook_at is not None and case.relook_at <= at:
        _look_again(course)
        return True
    for item in case.items:
        if _next_at(item) <= at:
            _act(course, item)
            return True
    if case.status != "active":
        return False
    if case.cursor < len(case.plan.steps):
        if case.plan.steps[case.cursor].opens_at > at:
            return False
        open_planned(course)
        return True
    if case.items or case.raised:
        return False
    stand(course)
    return True


def _look_again(course: Course) -> None:
    case = course.case
    somebody = course.world.keeper(case.peer, course.asking()) if case.peer is not None else None
    if somebody is None:
        assign(course, "matched")
    else:
        assigned(course, somebody, "cover" if case.regular != case.peer else "back")


def stand(course: Course) -> None:
    """End the schedule: dates and an open offer remain."""
    course.put(CaseMadeStanding(course.at, course.by, "plan_ended"))
    if course.case.choices.anniversary:
        add_anniversary(course)


def _act(course: Course, item: Item) -> None:
    if item.stage == "ahead":
        open_added(course, item)
    elif item.stage == "open" and _to_remind(item) and course.at < item.lapses_at:
        _remind(course, item)
    elif item.kind == "ask":
        course.put(AskLapsed(course.at, course.by, item.key, item.occurrence, item.lapses_at))
        if item.key == STILL and course.case.choices.counsel:
            advise(course)
    else:
        course.put(StepLapsed(course.at, course.by, item.key, item.occurrence, item.lapses_at, item.key))
        chance_for = min(CHANCE_FOR, item.lapses_at - item.opens_at)
        chance_at = item.asked_at + chance_for if item.keeper is not None else course.at
        raise_ladder(course, item.ladder, item.lapses_at, chance_at)


def _remind(course: Course, item: Item) -> None:
    assert item.keeper is not None, "nobody is reminded of what he does not keep"
    somebody = course.world.keeper(item.keeper, course.asking())
    assert somebody is not None, "keepers were looked at before"
    send_at = course.at if item.who in AT_ANY_HOUR else next_allowed(somebody.quiet, course.at)
    course.put(
        StepReminded(
            course.at, course.by, item.key, item.occurrence, item.due_at, item.keeper, somebody.ways[0], send_at
        )
    )


def _climb(course: Course) -> bool:
    ready = [r for r in course.case.raised if r.next_at <= course.at]
    if not ready:
        return False
    urgent_first = min(ready, key=lambda r: (not course.case.plan.ladder(r.ladder).urgent, r.next_at))
    climb(course, urgent_first.ladder)
    return True


def check_keepers(course: Course) -> None:
    """Pass on whatever is kept by somebody who is away, unreachable, in conflict or ruled out now."""
    case = course.case
    if case.status not in ("active", "standing"):
        return
    _check_peer(course)
    for item in course.case.items:
        if item.keeper is not None and item.stage in ("open", "reminded") and not _fit(course, item):
            pass_on(course, item, frozenset({item.keeper}))
    asking = course.asking()
    for raised in course.case.raised:
        holder = raised.taken_by or raised.asked
        if holder is not None and not course.world.may_keep(holder, asking):
            climb(course, raised.ladder)
    stand_down(course)


def _fit(course: Course, item: Item) -> bool:
    keeper = item.keeper
    companion = item.who == "companion" and keeper not in course.case.choices.ruled_out
    return companion or (keeper is not None and course.world.may_keep(keeper, course.asking()))


def _check_peer(course: Course) -> None:
    case = course.case
    if case.peer is None:
        _seek(course)
        return
    somebody = course.world.keeper(case.peer, course.asking())
    if somebody is None:
        out: PersonId = case.peer
        assign(course, "ruled_out" if out in case.choices.ruled_out else "cover", frozenset({out}))
        return
    if case.regular is not None and case.regular != case.peer:
        back = course.world.keeper(case.regular, course.asking())
        if back is not None:
            assigned(course, back, "back")
            return
    if somebody.until_at is not None and (case.relook_at is None or somebody.until_at < case.relook_at):
        # An absence became known after he was chosen: the case wakes when it begins.
        assigned(course, somebody, "back" if case.regular == case.peer else "cover")


def _seek(course: Course) -> None:
    """Look again for a peer where one was sought in vain: somebody may be there now."""
    case = course.case
    if case.status == "active" and case.relook_at is not None:
        found = course.world.peer(course.asking())
        if found.somebody is not None:
            assigned(course, found.somebody, "matched", found.passed_over)
