"""How a step comes, who is asked for it, and what is added beside the plan."""

from solidground.core.care.ask.events import AskSent
from solidground.core.care.contact.events import KeeperChanged, StepAdded, StepCancelled, StepMissed, StepOpened
from solidground.core.care.course import Course
from solidground.core.care.keeping.decider import assign, raise_ladder, stand_down
from solidground.core.care.state import EXTRAS_MOST, Item
from solidground.core.care.world import Found, Somebody
from solidground.core.hours import next_allowed, to_local
from solidground.core.kernel import Instant, PersonId
from solidground.core.protocol.plan import Keeping, Kind, Step, Way

CONVERSATIONS: frozenset[Kind] = frozenset({"checkin", "word"})
"""What rests while the member said "not now"."""

CALL, AGAIN, SILENCE, DECIDE, VISIT = "call", "again", "silence", "decide", "visit"
HANDOVER, STILL, ANNIVERSARY = "handover", "still", "anniversary"
URGENT_KEYS = frozenset({CALL, HANDOVER})
AT_ANY_HOUR: frozenset[Keeping] = frozenset({"on_call", "companion"})


def local(at: Instant, zone: str) -> str:
    """Return the wall clock of an instant, to the minute, as events carry it."""
    return to_local(at, zone).isoformat(timespec="minutes")


def added(
    course: Course,
    key: str,
    kind: Kind,
    who: Keeping,
    ladder: str,
    times: tuple[Instant, Instant, Instant],
    *,
    why: str,
    ways: tuple[Way, ...] = (),
) -> int:
    """Add an obligation beside the plan; ``times`` are opens, due and lapses. Return its occurrence."""
    assert course.case.extras < EXTRAS_MOST, "a case gains a bounded number of steps beside its plan"
    opens_at, due_at, lapses_at = times
    step = Step(key, kind, who, opens_at, due_at, lapses_at, ladder, ways, local(due_at, course.case.plan.zone))
    occurrence = course.case.extras + 1
    course.put(StepAdded(course.at, course.by, step, occurrence, why))
    return occurrence


def open_planned(course: Course) -> None:
    """Let the next step of the plan come: asked of its keeper, sent to the member, or cancelled by what he chose."""
    step = course.case.plan.steps[course.case.cursor]
    choices = course.case.choices
    resting = (
        choices.resting_until is not None
        and step.due_at < choices.resting_until
        and step.kind in CONVERSATIONS | {"ask"}
    )
    if resting or (choices.counsel and step.kind in CONVERSATIONS | {"ask"}):
        course.put(StepCancelled(course.at, course.by, step.key, 0, "counsel" if choices.counsel else "not_now"))
    elif step.kind == "ask":
        _send(course, step.key, 0, step.opens_at)
    else:
        _ask(course, step.key, 0, step.who, step.opens_at, step.ladder)


def open_added(course: Course, item: Item) -> None:
    """Let a step that was added come."""
    if item.kind == "ask":
        _send(course, item.key, item.occurrence, item.opens_at)
    else:
        _ask(course, item.key, item.occurrence, item.who, item.opens_at, item.ladder)


def _send(course: Course, key: str, occurrence: int, owed_at: Instant) -> None:
    if course.case.life.hold is not None or course.case.offer == "none":
        course.put(
            StepCancelled(course.at, course.by, key, occurrence, "hold" if course.case.life.hold else "before_offer")
        )
        return
    member = course.world.member(course.case.head.member)
    way = member.ways[0] if member.ways else None
    course.put(
        AskSent(
            course.at, course.by, member.person, key, occurrence, owed_at, way, next_allowed(member.quiet, course.at)
        )
    )


def _ask(course: Course, key: str, occurrence: int, who: Keeping, owed_at: Instant, ladder: str) -> None:
    found = keeper_for(course, who)
    somebody = found.somebody
    send_at = course.at
    # Who is on call is on duty, and a companion is awake: they are asked at any hour.
    if somebody is not None and who not in AT_ANY_HOUR:
        send_at = next_allowed(somebody.quiet, course.at)
    person, way = (somebody.person, somebody.ways[0]) if somebody is not None else (None, None)
    course.put(StepOpened(course.at, course.by, key, occurrence, owed_at, person, way, send_at, found.passed_over))
    if somebody is None:
        raise_ladder(course, ladder, owed_at)


def keeper_for(course: Course, who: Keeping, tried: frozenset[PersonId] = frozenset()) -> Found:
    """Return who is asked for a step: the member's peer, another one, the companion, or whoever holds the role."""
    case = course.case
    if who == "peer":
        peer = None
        if case.peer is not None and case.peer not in tried:
            peer = course.world.keeper(case.peer, course.asking(tried))
        return Found(peer or assign(course, "matched" if case.peer is None else "cover", tried), ())
    if who == "next_peer":
        return course.world.peer(course.asking(tried | (frozenset({case.peer}) if case.peer else frozenset())))
    if who == "companion":
        return Found(companion_of(course), ())
    return Found(course.world.role(who, course.asking(tried)), ())


def companion_of(course: Course) -> Somebody | None:
    """Return whoever is offered the member, else the companion himself: both are asked as any person is."""
    companion = course.case.companion
    person = companion.offered_to or companion.person
    return course.world.member(person) if person is not None else None


def pass_on(course: Course, item: Item, tried: frozenset[PersonId]) -> None:
    """Ask somebody else for an open step; where there is nobody, raise its ladder at once."""
    somebody = keeper_for(course, item.who, tried).somebody
    person, way = (somebody.person, somebody.ways[0]) if somebody is not None else (None, None)
    send_at = next_allowed(somebody.quiet, course.at) if somebody is not None else course.at
    course.put(KeeperChanged(course.at, course.by, item.key, item.occurrence, item.turns + 1, person, way, send_at))
    if somebody is None:
        raise_ladder(course, item.ladder)


def rest(course: Course, why: str) -> None:
    """End the conversations and words that are open: what had lapsed was missed, the rest is owed no more."""
    for item in course.case.items:
        if item.kind in CONVERSATIONS and item.key != CALL:
            if item.stage == "lapsed":
                course.put(StepMissed(course.at, course.by, item.key, item.occurrence))
            else:
                course.put(StepCancelled(course.at, course.by, item.key, item.occurrence, why))
    stand_down(course)
