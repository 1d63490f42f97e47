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
from solidground.core.care.contact.dates import keep_anniversary
from solidground.core.care.contact.events import StepLapsed, StepReminded
from solidground.core.care.contact.steps import (
    AT_ANY_HOUR,
    STILL,
    chosen_for,
    is_lasting,
    occurrence_of,
    open_added,
    open_planned,
    pass_on,
)
from solidground.core.care.course import Course
from solidground.core.care.events import CaseMadeStanding
from solidground.core.care.keeping.decider import (
    assign,
    assigned,
    climb,
    hold,
    let_go,
    raise_ladder,
    stand_down,
    whom,
)
from solidground.core.care.look import LINE
from solidground.core.care.news.telling import keep_news
from solidground.core.care.state import Case, Item, Raised, item_of, raised_on, seeks
from solidground.core.hours import next_allowed
from solidground.core.kernel import HOUR, Instant, Obligation, PersonId
from solidground.core.protocol.plan import Step

ACTS_MOST = 1_000
"""Things one tick may do to one case: more is a defect, not a late clock."""

NEVER: Instant = 1 << 62
"""Later than every instant."""

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
    step = _coming(case)
    if step is not None:
        occurrence = occurrence_of(case)
        owed.append(Obligation(head.case, step.key, occurrence, case.peer, step.opens_at, step.due_at, step.lapses_at))
    return tuple(sorted(owed, key=lambda o: (o.due_at, o.step, o.occurrence)))


def soonest(case: Case) -> tuple[str, Instant] | None:
    """Return the step that is owed first, and when: the first of what is ``due``."""
    owed = [(i.due_at, i.key, i.occurrence) for i in case.items if i.kind != "ask"]
    step = _coming(case)
    if step is not None:
        owed.append((step.due_at, step.key, occurrence_of(case)))
    if not owed:
        return None
    due_at, key, _ = min(owed)
    return key, due_at


def _coming(case: Case) -> Step | None:
    """Return the next step of the plan that a person will owe."""
    steps = case.plan.steps if case.status == "active" else ()
    for place in range(case.cursor, len(steps)):
        if steps[place].kind != "ask":
            return steps[place]
    return None


def wake_at(case: Case) -> Instant | None:
    """Return when the case next needs looking at; None when nothing will come of itself."""
    if case.status not in ("active", "standing"):
        return None
    at = [_next_at(item) for item in case.items]
    at += [raised.next_at for raised in case.raised]
    if case.relook_at is not None and seeks(case):
        at.append(case.relook_at)
    if case.status == "active" and case.cursor < len(case.plan.steps):
        at.append(case.plan.steps[case.cursor].opens_at)
    return min(at, default=None)


def _next_at(item: Item) -> Instant:
    if item.stage == "lapsed":
        # A lapse is said once; after it the ladder's own time counts. Where nobody answers, most items are such.
        return NEVER
    if item.stage == "ahead":
        return item.opens_at
    return item.due_at if item.stage == "open" and _to_remind(item) else item.lapses_at


def _to_remind(item: Item) -> bool:
    in_time = item.asked_at < item.due_at < item.lapses_at
    return in_time and item.keeper is not None and item.kind != "ask"


def tick(course: Course) -> None:
    """Do everything that is due at this instant, and one rung at most."""
    settle(course)
    if _climb(course):
        settle(course)


def settle(course: Course) -> None:
    """Do everything that is due but the rungs: after it nothing that is due now is left open."""
    check_keepers(course)
    if course.case.news:
        keep_news(course)
    acts = 0
    while _step(course):
        acts += 1
        assert acts < ACTS_MOST, "one tick came to no end"
    case = course.case
    if case.status == "closed":
        return
    if case.choices.anniversary is not None:
        keep_anniversary(course)
    if case.raised or case.unheld_at is not None:
        stand_down(course)
    if course.case.peer is None and seeks(course.case):
        hold(course)


def _step(course: Course) -> bool:
    case = course.case
    at = course.at
    if case.relook_at is not None and case.relook_at <= at and seeks(case):
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
    if not all(is_lasting(item) for item in case.items):
        return False
    # The schedule ends; dates and an open offer remain. A peer who is missing is not sought for what is over.
    course.put(CaseMadeStanding(at, course.by, "plan_ended"))
    return True


def _look_again(course: Course) -> None:
    case = course.case
    somebody = course.world.as_peer(case.peer, course.asking()) if case.peer is not None else None
    if somebody is None:
        assign(course, "matched")
    else:
        assigned(course, somebody, "cover" if case.regular != case.peer else "back")


def _act(course: Course, item: Item) -> None:
    if item.stage == "ahead":
        open_added(course, item)
        if item.key == STILL and item_of(course.case, STILL) is None:
            # Held back for now: the question comes again.
            advise(course)
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
    somebody = chosen_for(course, item) or course.world.keeper(item.keeper, course.asking())
    assert somebody is not None, "keepers were looked at before"
    send_at = course.at if item.who in AT_ANY_HOUR else next_allowed(somebody.quiet, course.at)
    course.put(
        StepReminded(
            course.at, course.by, item.key, item.occurrence, item.due_at, somebody.person, somebody.ways[0], send_at
        )
    )


def _climb(course: Course) -> bool:
    if not course.case.raised:
        return False
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
    if seeks(case):
        _check_peer(course)
    elif case.peer in case.choices.ruled_out:
        # A case that stands seeks nobody until something comes; whoever was ruled out lets go of it all the same.
        let_go(course)
    for item in course.case.items:
        keeper = item.keeper
        # The peer was looked at above: who may be at the member's side may keep what is asked there.
        if keeper is None or keeper == course.case.peer or item.stage not in ("open", "reminded"):
            continue
        if not _fit(course, item):
            pass_on(course, item, frozenset({keeper}))
    for raised in course.case.raised:
        if _is_left(course, raised):
            climb(course, raised.ladder)
    if course.case.raised or course.case.unheld_at is not None:
        stand_down(course)


def _fit(course: Course, item: Item) -> bool:
    keeper = item.keeper
    companion = item.who == "companion" and keeper not in course.case.choices.ruled_out
    carrier = item.who == "carrier" and chosen_for(course, item) is not None
    return companion or carrier or (keeper is not None and course.world.may_keep(keeper, course.asking()))


def _is_left(course: Course, raised: Raised) -> bool:
    """Tell whether who was asked cannot be any more, or nobody was and somebody is there now."""
    holder = raised.taken_by or raised.asked
    if holder is not None and not (holder == LINE and raised.repeat):
        return not course.world.may_keep(holder, course.asking())
    if raised.rung < 0 or raised_on(course.case, raised.ladder) is None:
        return False
    somebody = whom(course, raised).somebody
    return somebody is not None and somebody.person != LINE


def _check_peer(course: Course) -> None:
    case = course.case
    if case.peer is None:
        _seek(course)
        return
    somebody = course.world.as_peer(case.peer, course.asking())
    if somebody is None:
        out: PersonId = case.peer
        assign(course, "ruled_out" if out in case.choices.ruled_out else "cover", frozenset({out}))
        return
    if case.regular is not None and case.regular != case.peer:
        back = course.world.as_peer(case.regular, course.asking())
        if back is not None:
            assigned(course, back, "back")
            return
    if somebody.until_at is not None and (case.relook_at is None or somebody.until_at < case.relook_at):
        # An absence became known after he was chosen: the case wakes when it begins.
        assigned(course, somebody, "back" if case.regular == case.peer else "cover")


def _seek(course: Course) -> None:
    """Look again for a peer where one was sought in vain: somebody may be there now, the one it had before others."""
    case = course.case
    back = course.world.as_peer(case.regular, course.asking()) if case.regular is not None else None
    if back is not None:
        assigned(course, back, "back")
        return
    found = course.world.peer(course.asking())
    if found.somebody is not None:
        assigned(course, found.somebody, "matched", found.passed_over)
