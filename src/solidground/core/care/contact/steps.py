"""How a step comes, who is asked for it, and what is added beside the plan."""

from solidground.core.care.ask.events import AskSent
from solidground.core.care.contact.events import KeeperChanged, StepAdded, StepCancelled, StepMissed, StepOpened
from solidground.core.care.course import Course
from solidground.core.care.keeping.decider import assign, raise_ladder, stand_down
from solidground.core.care.state import EXTRAS_MOST, Case, Item, item_from
from solidground.core.care.world import Found, Somebody
from solidground.core.hours import next_allowed, to_local
from solidground.core.kernel import Instant, PersonId
from solidground.core.protocol.plan import Keeping, Kind, Step, Way

REACHING: frozenset[Kind] = frozenset({"offer", "checkin", "word", "date"})
"""Steps by which a person reaches the member: these rest while he said "not now"."""
RESTING: frozenset[Kind] = REACHING | {"ask"}
"""With what the machine asks him: all that rests then."""

CALL, AGAIN, SILENCE, DECIDE, VISIT, NEWS = "call", "again", "silence", "decide", "visit", "news"
HANDOVER, STILL, ANNIVERSARY = "handover", "still", "anniversary"
URGENT_KEYS = frozenset({CALL, HANDOVER})
"""What goes on whatever else the member ended: nobody leaves him alone with it."""
SEARCH = (SILENCE, DECIDE, VISIT)
"""What is owed while a member who does not answer is looked for."""
AT_ANY_HOUR: frozenset[Keeping] = frozenset({"on_call", "companion"})


def is_lasting(item: Item) -> bool:
    """Tell whether an item is no reason to keep a case active: a date ahead, or what is asked under counsel."""
    return item.stage == "ahead" and (item.kind == "date" or item.key == STILL)


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
    """Let the next step of the plan come: asked of its keeper, sent to the member, put off, or owed no more."""
    case = course.case
    step = case.plan.steps[case.cursor]
    occurrence = occurrence_of(case)
    late = step.lapses_at <= case.head.opened_at
    why = "before_opening" if late else _unwanted(case, step.kind, step.key, step.due_at)
    off = why is None and _is_put_off(course, step.kind, step.key)
    if why is None and not off:
        _open(course, item_from(step, occurrence))
        return
    course.put(StepCancelled(course.at, course.by, step.key, occurrence, why or "put_off"))
    opened_at, resting_until = case.head.opened_at, case.choices.resting_until
    if off and resting_until is not None:
        times = (resting_until, step.due_at, step.lapses_at)
        added(course, step.key, step.kind, step.who, step.ladder, times, why="not_now", ways=step.ways)
    elif late and (afresh := times_at(step, opened_at)) is not None:
        added(course, step.key, step.kind, step.who, step.ladder, afresh, why="opened_late", ways=step.ways)


def times_at(step: Step, opened_at: Instant) -> tuple[Instant, Instant, Instant] | None:
    """Return when a planned step opens, is due and lapses in a case that is opened then; None where it had lapsed."""
    if step.lapses_at > opened_at:
        return step.opens_at, step.due_at, step.lapses_at
    if step.kind != "offer":
        return None
    # However late a case is opened, somebody comes to offer: in as much time as the plan gives.
    return opened_at, opened_at + step.due_at - step.opens_at, opened_at + step.lapses_at - step.opens_at


def open_added(course: Course, item: Item) -> None:
    """Let a step that was added come, unless the member's choices say otherwise."""
    if item.key == STILL and item.lapses_at - course.at < item.due_at - item.opens_at:
        _ask_now(course, item)
        return
    why = _unwanted(course.case, item.kind, item.key, item.due_at)
    off = why is None and _is_put_off(course, item.kind, item.key)
    if why is None and not off:
        _open(course, item)
        return
    course.put(StepCancelled(course.at, course.by, item.key, item.occurrence, why or "put_off"))
    until = course.case.choices.resting_until
    if off and until is not None:
        times = (until, item.due_at, item.lapses_at)
        added(course, item.key, item.kind, item.who, item.ladder, times, why="not_now", ways=item.ways)


def _ask_now(course: Course, item: Item) -> None:
    """Begin a question anew for which the clock comes too late: nobody could have answered it in the time it had."""
    at = course.at
    course.put(StepCancelled(at, course.by, item.key, item.occurrence, "asked_later"))
    times = (at, at + item.due_at - item.opens_at, at + item.lapses_at - item.opens_at)
    added(course, item.key, item.kind, item.who, item.ladder, times, why="counsel", ways=item.ways)


def occurrence_of(case: Case) -> int:
    """Return the occurrence of the plan's steps: 0, and another number for each plan begun again."""
    return case.life.reopened * EXTRAS_MOST


def _unwanted(case: Case, kind: Kind, key: str, due_at: Instant) -> str | None:
    choices = case.choices
    if key in (CALL, STILL) or kind not in RESTING:
        return None
    if choices.counsel:
        return "counsel"
    return "not_now" if choices.resting_until is not None and due_at < choices.resting_until else None


def _is_put_off(course: Course, kind: Kind, key: str) -> bool:
    """Tell whether a step that is due after the rest would open within it."""
    until = course.case.choices.resting_until
    return until is not None and course.at < until and kind in RESTING and key not in (CALL, STILL)


def _open(course: Course, item: Item) -> None:
    if item.kind == "ask":
        _send(course, item.key, item.occurrence, item.opens_at)
    else:
        _ask(course, item.key, item.occurrence, item.who, item.opens_at, item.ladder)


def ask_again(course: Course, from_at: Instant, why: str) -> None:
    """Have somebody ask again from an instant on; where care was never offered, offer it then."""
    case = course.case
    offer = next((step for step in case.plan.steps if step.kind == "offer"), None)
    wait_for = case.plan.limits.retry_for
    times = (from_at, from_at + wait_for, from_at + 2 * wait_for)
    if case.offer == "none" and offer is not None:
        added(course, offer.key, "offer", "peer", offer.ladder, times, why=why, ways=offer.ways)
    else:
        added(course, AGAIN, "checkin", "peer", "helper", times, why=why)


def _send(course: Course, key: str, occurrence: int, owed_at: Instant) -> None:
    hold = course.case.life.hold is not None
    if hold or (course.case.offer == "none" and key != STILL):
        course.put(StepCancelled(course.at, course.by, key, occurrence, "hold" if hold else "before_offer"))
        return
    member = course.world.member(course.case.head.member)
    chosen = course.case.choices.way
    way = chosen if chosen in member.ways else next(iter(member.ways), None)
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
    carrier = named(course) if who == "carrier" else None
    if carrier is not None and carrier.person not in tried:
        return Found(carrier, ())
    # Where whom the member named cannot bring it, his peer does.
    if who in ("peer", "carrier"):
        peer = None
        if case.peer is not None and case.peer not in tried:
            peer = course.world.as_peer(case.peer, course.asking())
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
    if person is None or person in course.case.choices.ruled_out:
        return None
    return course.world.member(person)


def named(course: Course) -> Somebody | None:
    """Return whom the member named to bring him news, if that person is there: family is no tie that shuts out here."""
    case, person = course.case, course.case.choices.news.person
    if person is None or person in case.choices.ruled_out | case.head.involved:
        return None
    asking = course.asking()
    gone = course.world.away_until(person, course.at) is not None or course.world.serves_command(person, asking)
    somebody = course.world.member(person)
    return somebody if somebody.ways and not gone else None


def chosen_for(course: Course, item: Item) -> Somebody | None:
    """Return who keeps an item because the member chose him for it, whatever ties him to the member; else None."""
    somebody = {"companion": companion_of, "carrier": named}.get(item.who, lambda _: None)(course)
    return somebody if somebody is not None and somebody.person == item.keeper else None


def pass_on(course: Course, item: Item, tried: frozenset[PersonId]) -> None:
    """Ask somebody else for an open step; where there is nobody, raise its ladder at once."""
    somebody = keeper_for(course, item.who, tried).somebody
    person, way = (somebody.person, somebody.ways[0]) if somebody is not None else (None, None)
    send_at = course.at
    if somebody is not None and item.who not in AT_ANY_HOUR:
        send_at = next_allowed(somebody.quiet, course.at)
    course.put(KeeperChanged(course.at, course.by, item.key, item.occurrence, item.turns + 1, person, way, send_at))
    if somebody is None:
        raise_ladder(course, item.ladder)


def rests(item: Item) -> bool:
    """Tell whether an item ends when the member wants to be left alone: all but a call, and dates that lie ahead."""
    ahead_date = item.kind == "date" and item.stage == "ahead"
    return item.key != CALL and not ahead_date and (item.kind in REACHING or item.key in SEARCH)


def rest(course: Course, why: str) -> None:
    """End what would reach the member, and the search for him: what had lapsed was missed, the rest is owed no more.

    Dates ahead stay: whether they still fall into the rest is seen when they come.
    """
    for item in course.case.items:
        if not rests(item):
            continue
        if item.stage == "lapsed":
            course.put(StepMissed(course.at, course.by, item.key, item.occurrence))
        else:
            course.put(StepCancelled(course.at, course.by, item.key, item.occurrence, why))
    stand_down(course)
