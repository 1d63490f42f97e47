"""Who holds a case: the peer at the member's side, and whoever is next when nobody answers."""

from collections.abc import Callable
from typing import assert_never

from solidground.core import ladder as ladders
from solidground.core.care.contact.events import KeeperChanged
from solidground.core.care.course import Course
from solidground.core.care.keeping.commands import Acknowledge, AssignPeer, ChangePeer, Command, DeclineRung
from solidground.core.care.keeping.events import (
    CaseTaken,
    CaseUnheld,
    EscalationAcknowledged,
    EscalationJoined,
    EscalationRaised,
    EscalationStoodDown,
    Event,
    PeerAssigned,
    PeerReleased,
    RungAsked,
    Why,
)
from solidground.core.care.state import (
    Case,
    Item,
    Raised,
    is_escalated,
    is_wanted,
    raised_on,
    seeks,
    swap_raised,
    with_raised,
)
from solidground.core.care.world import Somebody
from solidground.core.hours import next_allowed
from solidground.core.kernel import DAY, Instant, PersonId, Refusal, Span
from solidground.core.protocol.plan import Keeping, Ladder

SILENT_KEEPER = "helper"

SEEK_AGAIN_FOR = 7 * DAY
"""A case for which no peer was found looks again after this; a change of the roster wakes it sooner."""
SEEK_RARELY_FOR = 30 * DAY
"""After eight weeks of that."""
SEEK_OFTEN_FOR = 8 * SEEK_AGAIN_FOR


def evolve(case: Case, event: Event) -> Case:
    """Apply what happened to the keeping of a case."""
    match event:
        case RungAsked():
            return _asked(case, event)
        case EscalationRaised():
            raised = Raised(event.ladder, event.occurrence, event.at, -1, 0, None, (), event.next_at, None)
            return with_raised(case, event.at, swap_raised(case, raised), event.occurrence)
        case EscalationAcknowledged():
            return _acknowledged(case, event)
        case EscalationJoined():
            return _joined(case, event)
        case EscalationStoodDown():
            return with_raised(case, event.at, tuple([r for r in case.raised if r.ladder != event.ladder]))
        case PeerAssigned():
            regular = case.regular if event.why == "cover" else event.peer
            return case._replace(peer=event.peer, regular=regular, relook_at=event.relook_at)
        case PeerReleased():
            return case._replace(peer=None, relook_at=event.relook_at)
        case CaseUnheld():
            return case._replace(unheld_at=event.at)
        case CaseTaken():
            return case._replace(unheld_at=None)
        case _:
            assert_never(event)


def _asked(case: Case, event: RungAsked) -> Case:
    raised = raised_on(case, event.ladder)
    assert raised is not None, "a rung is asked only on a ladder that was raised"
    tried = raised.tried if event.asked is None or event.asked in raised.tried else (*raised.tried, event.asked)
    after = raised._replace(
        rung=event.rung, repeat=event.repeat, asked=event.asked, tried=tried, next_at=event.next_at, taken_by=None
    )
    return with_raised(case, event.at, swap_raised(case, after))


def _acknowledged(case: Case, event: EscalationAcknowledged) -> Case:
    raised = raised_on(case, event.ladder)
    assert raised is not None, "only what was raised is acknowledged"
    urgent = case.plan.ladder(event.ladder).urgent
    items = tuple([_taken_over(i, event.by, urgent=urgent) if is_escalated(i, event.ladder) else i for i in case.items])
    after = raised._replace(taken_by=event.by, next_at=event.next_at)
    return case._replace(raised=swap_raised(case, after), items=items)


def _taken_over(item: Item, keeper: PersonId, *, urgent: bool) -> Item:
    # What is urgent stays with the ladder until it is done; the rest has its own time again.
    return item._replace(keeper=keeper, stage="lapsed" if urgent else item.stage)


def _joined(case: Case, event: EscalationJoined) -> Case:
    into = raised_on(case, event.into)
    assert into is not None, "a ladder joins one that was raised"
    items = tuple([i._replace(ladder=event.into) if is_escalated(i, event.ladder) else i for i in case.items])
    out = raised_on(case, event.ladder)
    names = (*into.gathered, event.ladder, *(out.gathered if out is not None else ()))
    gathered = tuple(dict.fromkeys([name for name in names if name != event.into]))
    rest = case._replace(items=items, raised=tuple([r for r in case.raised if r.ladder != event.ladder]))
    return rest._replace(raised=swap_raised(rest, into._replace(next_at=event.next_at, gathered=gathered)))


def decide(course: Course, command: Command) -> Refusal | None:
    """Answer what was asked of those who hold the case."""
    match command:
        case Acknowledge():
            return _acknowledge(course, command)
        case DeclineRung():
            return _decline(course, command)
        case AssignPeer():
            return _choose(course, command)
        case ChangePeer():
            return _change(course)
        case _:
            assert_never(command)


def _acknowledge(course: Course, command: Acknowledge) -> Refusal | None:
    # What was asked for on one ladder may have been gathered into another since.
    case = course.case
    raised = raised_on(case, command.ladder) or next((r for r in case.raised if r.repeat > 0), None)
    if raised is None or course.by in case.choices.ruled_out:
        # Who was ruled out reads what anybody does who comes too late: nobody is told that he was.
        return Refusal("NothingRaised", "Nobody is being asked for this any more. Thank you for answering.")
    if not course.world.may_keep(course.by, course.asking()):
        return Refusal("NotYours", "This is not on your list.")
    if raised.taken_by is not None:
        return None if raised.taken_by == course.by else Refusal("Taken", "Somebody else has it already.")
    course.put(EscalationAcknowledged(course.at, course.by, raised.ladder, _held_until(course, raised), command.role))
    taken(course)
    return None


def _held_until(course: Course, raised: Raised) -> Instant:
    """Return when the next person is asked all the same. Where a peer alone is missing, the back-off goes on."""
    until_at = course.at + _holds_for(course.case, raised.ladder)
    return until_at if is_wanted(course.case, raised.ladder) else max(until_at, raised.next_at)


def _holds_for(case: Case, ladder: str) -> Span:
    """Return how long an "I have it" holds before the next person is asked all the same."""
    limits = case.plan.limits
    if ladder == "handover":
        return limits.handover_for
    return limits.call_for if case.plan.ladder(ladder).urgent else limits.taken_for


def _decline(course: Course, command: DeclineRung) -> Refusal | None:
    raised = raised_on(course.case, command.ladder)
    if raised is None or command.by != (raised.taken_by or raised.asked):
        return None
    last = raised.repeat > 0 or raised.rung >= len(course.case.plan.ladder(raised.ladder).rungs) - 1
    if last and command.by == raised.asked:
        return Refusal("NobodyElse", "Nobody else is left to ask just now. You will be asked again.")
    # He may have said "I have it" before: nobody waits for that any longer.
    climb(course, raised.ladder)
    return None


def _choose(course: Course, command: AssignPeer) -> Refusal | None:
    found = course.world.as_peer(command.peer, course.asking())
    if found is None:
        return Refusal("PeerInConflict", "This person cannot be the member's peer now. The list says why.")
    if command.peer != course.case.peer or course.case.regular != command.peer:
        assigned(course, found, "chosen", ())
    taken(course)
    return None


def _change(course: Course) -> Refusal | None:
    peer = course.case.peer
    found = course.world.peer(course.asking(frozenset() if peer is None else frozenset({peer})))
    if found.somebody is None:
        return Refusal(
            "NobodyElse", "There is nobody else just now. Rule this person out, and somebody will look further."
        )
    assigned(course, found.somebody, "member_asked", found.passed_over)
    return None


def taken(course: Course) -> None:
    """Note that a person holds the case again."""
    if course.case.unheld_at is not None:
        course.put(CaseTaken(course.at, course.by, course.by))


def assign(course: Course, why: Why, tried: frozenset[PersonId] = frozenset()) -> Somebody | None:
    """Put the best peer at the member's side; where there is none, say so and ask the coordinator."""
    found = course.world.peer(course.asking(tried))
    if found.somebody is None:
        _release(course, why)
    else:
        assigned(course, found.somebody, why, found.passed_over)
    return found.somebody


def _release(course: Course, why: Why) -> None:
    at, case = course.at, course.case
    if case.peer is not None or case.relook_at is None or case.relook_at <= at:
        course.put(PeerReleased(at, course.by, case.peer, why, _seek_again_at(course)))
    hold(course)


def let_go(course: Course) -> None:
    """Take the case from a peer who was ruled out while it stands: somebody is sought when something comes."""
    course.put(PeerReleased(course.at, course.by, course.case.peer, "ruled_out", course.at))


def hold(course: Course) -> None:
    """See that a case without a peer is somebody's: whoever took an escalation, else it shows, and people are asked."""
    case = course.case
    if any(r.taken_by is not None for r in case.raised):
        return
    if case.unheld_at is None:
        course.put(CaseUnheld(course.at, course.by, course.at))
    if case.unheld_at is None or not case.raised:
        raise_ladder(course, SILENT_KEEPER)


def _seek_again_at(course: Course) -> Instant:
    at, case = course.at, course.case
    raised = raised_on(case, SILENT_KEEPER)
    # Taking the case does not begin the search anew: it began when somebody was first asked about it.
    since_at = case.unheld_at if raised is None else raised.raised_at
    often = since_at is None or at < since_at + SEEK_OFTEN_FOR
    again_at = at + (SEEK_AGAIN_FOR if often else SEEK_RARELY_FOR)
    away = case.regular or case.peer
    back_at = course.world.away_until(away, at) if away is not None else None
    return again_at if back_at is None else min(again_at, back_at)


def assigned(course: Course, somebody: Somebody, why: Why, passed_over: tuple[tuple[str, int], ...] = ()) -> None:
    """Put this person at the member's side, until an absence known ahead begins or ends."""
    case = course.case
    relook_at = somebody.until_at
    if why == "cover" and case.regular is not None:
        back_at = course.world.away_until(case.regular, course.at)
        relook_at = min((t for t in (relook_at, back_at) if t is not None), default=None)
    course.put(PeerAssigned(course.at, course.by, somebody.person, why, case.peer, relook_at, passed_over))
    for item in course.case.items:
        if _passes(course, item, somebody.person, why):
            send_at = next_allowed(somebody.quiet, course.at)
            turn, way = item.turns + 1, somebody.ways[0]
            course.put(
                KeeperChanged(course.at, course.by, item.key, item.occurrence, turn, somebody.person, way, send_at)
            )


def _passes(course: Course, item: Item, peer: PersonId, why: Why) -> bool:
    if item.who != "peer" or item.kind == "ask" or item.stage in ("ahead", "lapsed") or item.keeper == peer:
        return False
    # Who was asked while another was away may finish what he was asked for.
    finishes = why in ("cover", "back") and item.keeper is not None
    return not finishes or course.world.keeper(item.keeper or peer, course.asking()) is None


def raise_ladder(course: Course, name: str, owed_at: Instant | None = None, next_at: Instant | None = None) -> None:
    """Raise an escalation and ask its first rung at once, unless it must wait.

    What is under way already takes it in; where everybody on it was asked in vain and it only repeats by now, it does
    so again the next morning.
    """
    under_way = raised_on(course.case, name)
    gathered = next((r for r in course.case.raised if name in r.gathered and r.taken_by is None), None)
    into = under_way or gathered
    if into is None or (under_way is None and course.case.plan.ladder(name).urgent):
        raise_anew(course, name, owed_at, next_at)
        return
    again_at = min(into.next_at, _heard_at(course, into))
    sooner = into.repeat > 0 and again_at < into.next_at
    if under_way is None or sooner:
        course.put(EscalationJoined(course.at, course.by, name, into.ladder, again_at if sooner else into.next_at))


def _heard_at(course: Course, raised: Raised) -> Instant:
    if raised.taken_by is not None:
        # Whoever took a case that had no peer is asked what came of this as of anything else he took.
        return course.at + _holds_for(course.case, raised.ladder)
    somebody = whom(course, raised).somebody
    return ladders.morning(course.at, 1, None if somebody is None else somebody.quiet)


def raise_anew(course: Course, name: str, owed_at: Instant | None = None, next_at: Instant | None = None) -> None:
    """Begin an escalation from its first rung, also where one that came to its end is under way."""
    at = course.at
    first_at = at if next_at is None else max(at, next_at)
    owed = at if owed_at is None else owed_at
    course.put(EscalationRaised(at, course.by, name, course.case.raises + 1, owed, first_at))
    if first_at <= at:
        climb(course, name)


def _repeating(course: Course, name: str) -> Raised | None:
    calm = [r for r in course.case.raised if r.ladder != name and r.repeat > 0 and r.taken_by is None]
    return next(iter(calm), None)


def climb(course: Course, name: str) -> None:
    """Ask the next rung that resolves to somebody; repeat the last one; never end in silence."""
    raised = raised_on(course.case, name)
    assert raised is not None, "only what was raised climbs"
    ladder = course.case.plan.ladder(name)
    repeating = raised.rung >= len(ladder.rungs) - 1 or raised.repeat > 0
    repeat = raised.repeat + 1 if repeating else 0
    into = _repeating(course, name)
    if into is not None and ladders.is_calm(ladder, repeat):
        course.put(EscalationJoined(course.at, course.by, name, into.ladder, into.next_at))
        return
    if repeating:
        turn = whom(course, raised)
    else:
        first = max(raised.rung + 1, _begins_on(course, ladder))
        turn = ladders.climb(ladder, first, _resolve(course, raised))
    if (repeating or turn.somebody is None) and course.case.unheld_at is None:
        course.put(CaseUnheld(course.at, course.by, min(course.at, raised.next_at)))
    _ask(course, raised, turn, repeat)


def _begins_on(course: Course, ladder: Ladder) -> int:
    wanted = [item.who for item in course.case.items if is_escalated(item, ladder.name)]
    return ladders.first_deciding(ladder) if wanted and ladders.DECIDING.issuperset(wanted) else 0


def whom(course: Course, raised: Raised) -> ladders.Asked[Somebody]:
    """Return who would be asked when a ladder repeats."""
    return ladders.repeat(course.case.plan.ladder(raised.ladder), _resolve(course, raised))


def _resolve(course: Course, raised: Raised) -> Callable[[Keeping], Somebody | None]:
    return lambda who: _on_rung(course, raised, who)


def _ask(course: Course, raised: Raised, turn: ladders.Asked[Somebody], repeat: int) -> None:
    ladder = course.case.plan.ladder(raised.ladder)
    place = ladder.rungs[turn.place]
    asked, way, quiet, send_at = None, None, None, course.at
    if turn.somebody is not None:
        asked, ways, quiet, _ = turn.somebody
        way = next((w for w in place.ways if w in ways), ways[0])
        minutes = ladder.urgent and not ladders.is_calm(ladder, repeat)
        send_at = course.at if minutes else next_allowed(quiet, course.at)
    course.put(
        RungAsked(
            course.at,
            course.by,
            raised.ladder,
            raised.occurrence,
            turn.rung,
            repeat,
            min(course.at, raised.next_at),
            asked,
            way,
            send_at,
            ladders.next_at(ladder, turn.rung, repeat, send_at, quiet),
            turn.skipped,
            place.who,
        )
    )


def _on_rung(course: Course, raised: Raised, who: Keeping) -> Somebody | None:
    peer = course.case.peer
    if who == "next_peer":
        own = frozenset([peer]) if peer is not None else frozenset()
        return course.world.peer(course.asking(_keepers(course, raised).union(raised.tried, own))).somebody
    if who == "peer":
        return course.world.as_peer(peer, course.asking()) if peer is not None else None
    # A role that has just let the step lapse is not asked first to mend it.
    return course.world.role(who, course.asking(_keepers(course, raised) if raised.rung < 0 else frozenset()))


def _keepers(course: Course, raised: Raised) -> frozenset[PersonId]:
    return frozenset([i.keeper for i in course.case.items if i.ladder == raised.ladder and i.keeper is not None])


def stand_down(course: Course) -> None:
    """End every escalation that nothing is left to ask for; when none is left, the case is held by its peer again."""
    for raised in course.case.raised:
        if raised.ladder == SILENT_KEEPER and course.case.peer is None and seeks(course.case):
            continue
        if not is_wanted(course.case, raised.ladder):
            course.put(EscalationStoodDown(course.at, course.by, raised.ladder))
    case = course.case
    if case.unheld_at is not None and not case.raised and case.peer is not None:
        course.put(CaseTaken(course.at, course.by, case.peer))
