"""What a protocol does when nobody ever answers: the real rules, run ahead of time over made-up people.

Every role a protocol declares is filled, everybody can be reached, sleeps at night, and never says a word. What must
never happen here: a rule of its own, or a second reading of what the rules would do.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from solidground.core.care.clock import wake_at
from solidground.core.care.commands import OpenCase, Tick
from solidground.core.care.contact.events import StepCancelled, StepOpened, StepReminded
from solidground.core.care.decider import Event, decide, evolve
from solidground.core.care.keeping.events import CaseUnheld, RungAsked
from solidground.core.care.look import Look
from solidground.core.care.state import INITIAL, Case, is_escalated
from solidground.core.hours import Quiet
from solidground.core.kernel import CLOCK, DAY, EARLIEST, LATEST, CaseId, Instant, PersonId, Refusal, Span
from solidground.core.protocol.plan import Keeping, Plan, Way
from solidground.core.protocol.resolve import resolve
from solidground.core.protocol.staffing import nobody
from solidground.core.protocol.terms import ROLES, Protocol
from solidground.core.roster.matching import Peer

LOOK_AHEAD_FOR: Span = 550 * DAY
"""A year and a half: everything planned, and how what repeats thins out."""

TICKS_MOST = 5_000
PEERS_MOST = 12
NIGHT_FROM, NIGHT_TO = 22 * 60, 7 * 60
WAYS: tuple[Way, ...] = ("text", "phone", "mail", "push")
MEMBER = PersonId("member")

Why: TypeAlias = Literal["asked", "reminded", "escalated", "repeated"]


class Asked(NamedTuple):
    """Somebody is asked. ``who`` is a role's word; ``way`` is empty where he has none."""

    at: Instant
    who: str
    way: str
    why: Why


class Foreseen(NamedTuple):
    """One step: its times, and everybody who would be asked for it, up to the first repeat that gathers it.

    ``cancelled`` tells why the machine would ask nothing; empty where it does, or where a person owes the step.
    """

    key: str
    kind: str
    who: str
    opens_at: Instant
    due_at: Instant
    lapses_at: Instant
    local: str
    asked: tuple[Asked, ...]
    cancelled: str


class Outlook(NamedTuple):
    """What would happen. ``repeated`` is what goes on until a person takes the case."""

    protocol: str
    version: str
    kind: str
    part: str
    at: Instant
    zone: str
    steps: tuple[Foreseen, ...]
    unheld_at: Instant | None
    repeated: tuple[Asked, ...]
    until_at: Instant


def outlook(protocol: Protocol, kind: str, part: str, at: Instant, zone: str, jurisdiction: str = "any") -> Outlook:
    """Run one case of a checked protocol through the rules, as if nobody ever answered."""
    plan = resolve(protocol, kind, part, at, zone, jurisdiction)
    seen = _Seen(plan)
    until_at = at + LOOK_AHEAD_FOR
    for event, before in _events(plan, _world(protocol, at, zone), kind, part, at, until_at):
        seen.take(event, before)
    steps = tuple(
        Foreseen(
            step.key,
            step.kind,
            step.who,
            step.opens_at,
            step.due_at,
            step.lapses_at,
            step.local,
            tuple(seen.asked[step.key]),
            seen.cancelled.get(step.key, ""),
        )
        for step in plan.steps
    )
    repeated = tuple(seen.repeated)
    return Outlook(plan.protocol, plan.version, kind, part, at, zone, steps, seen.unheld_at, repeated, until_at)


class _Seen:
    """Who was asked, gathered from events."""

    def __init__(self, plan: Plan) -> None:
        self.who = {step.key: step.who for step in plan.steps}
        self.asked: dict[str, list[Asked]] = {step.key: [] for step in plan.steps}
        self.cancelled: dict[str, str] = {}
        self.repeated: list[Asked] = []
        self.unheld_at: Instant | None = None

    def take(self, event: Event, before: Case) -> None:
        match event:
            case StepOpened(keeper=str()):
                self._note(event.key, event.send_at, event.way, "asked")
            case StepReminded():
                self._note(event.key, event.send_at, event.way, "reminded")
            case StepCancelled():
                self.cancelled[event.key] = event.why
            case CaseUnheld():
                self.unheld_at = event.at
            case RungAsked(asked=str()):
                self._climbed(event, before)
            case _:
                pass

    def _note(self, key: str, at: Instant, way: str | None, why: Why) -> None:
        self.asked[key].append(Asked(at, self.who[key], way or "", why))

    def _climbed(self, event: RungAsked, before: Case) -> None:
        asked = Asked(event.send_at, event.role, event.way or "", "repeated" if event.repeat else "escalated")
        if event.repeat:
            self.repeated.append(asked)
        for item in before.items:
            so_far = self.asked[item.key]
            if is_escalated(item, event.ladder) and not any(one.why == "repeated" for one in so_far):
                so_far.append(asked)


def _events(
    plan: Plan, world: Look, kind: str, part: str, at: Instant, until_at: Instant
) -> Iterator[tuple[Event, Case]]:
    """Go through the events of a case, each with the state before it."""
    opening = OpenCase(at, CLOCK, CaseId("outlook"), MEMBER, None, part, kind, (), at, "any", plan)
    case, decided, ticks = INITIAL, decide(INITIAL, opening, world), 0
    while True:
        assert not isinstance(decided, Refusal), "nobody refuses the clock"
        for event in decided:
            yield event, case
            case = evolve(case, event)
        wakes_at = wake_at(case)
        assert wakes_at is not None, "a case nobody answers in never rests"
        if wakes_at > until_at:
            return
        ticks += 1
        assert ticks < TICKS_MOST, "a tick moves time on"
        decided = decide(case, Tick(wakes_at, CLOCK), world)


def _world(protocol: Protocol, at: Instant, zone: str) -> Look:
    """Make up an agency: as many peers as the protocol counts on, and one person in each other role it declares."""
    quiet = Quiet(zone, NIGHT_FROM, NIGHT_TO)
    heads = sum(role.people + role.lent for role in protocol.roles if role.who == "peer")
    peers = [_person(f"peer-{n:02}", at, quiet, designated=True) for n in range(1, min(heads, PEERS_MOST) + 1)]
    there: list[Keeping] = [who for who in (*ROLES, "on_call") if who != "peer" and nobody(protocol, who) is None]
    staff = {who: _person(who, at, quiet, designated=False) for who in there}
    people = {one.person: one for one in (*peers, *staff.values())}

    def holding(who: Keeping, _at: Instant) -> Sequence[PersonId]:
        return (staff[who].person,) if who in staff else ()

    return Look(peers, people, holding, {})


def _person(name: str, at: Instant, quiet: Quiet, *, designated: bool) -> Peer:
    always = ((EARLIEST, LATEST),) if designated else ()
    return Peer(PersonId(name), 0, 1 << 10, at, always, always, (), WAYS, quiet)
