"""How helpers and members behave in a replay: a seeded model, said in the report, not a claim about anybody.

``everybody`` answers at once and every member is reached; ``nobody`` never acts; ``mixed`` forgets, is late, calls in
vain, is told "not now", and sometimes records days afterwards.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from solidground.app.replay.chance import Chance
from solidground.app.replay.choosing import ASSUMED_CHOICES, chosen
from solidground.app.replay.duty import ASSUMED_DUTY
from solidground.app.replay.dying import ASSUMED_DEATHS
from solidground.core.care.ask.events import AskSent
from solidground.core.care.contact.events import KeeperChanged, StepOpened, StepReminded
from solidground.core.care.contact.steps import AT_ANY_HOUR, URGENT_KEYS
from solidground.core.care.keeping.events import RungAsked
from solidground.core.care.look import LINE
from solidground.core.care.offer.events import OfferMade
from solidground.core.care.state import Case, Item, item_of
from solidground.core.hours import Quiet, next_allowed
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant, PersonId, Span

Answers: TypeAlias = Literal["everybody", "nobody", "mixed"]

ASSUMED_MIXED = (
    "A peer who is asked acts in time in about three of four cases, after a reminder in half of the rest.",
    "Of conversations tried, three of four are had; one of six finds no answer; the rest hear \u201cnot now\u201d.",
    "Of members offered care, nine of ten take it; one of twenty says no; the rest leave it open.",
    "One contact in ten is written down a day late, to the day alone.",
    "Peers are away for two weeks of every year, where there are at least twelve of them.",
    *ASSUMED_DUTY,
    *ASSUMED_CHOICES,
    *ASSUMED_DEATHS,
)


class Act(NamedTuple):
    """Somebody will do something at an instant."""

    at: Instant
    doing: Literal["do", "take", "answer", "reply", "choose", "dispute", "separate", "die"]
    person: PersonId
    key: str
    occurrence: int


Acting: TypeAlias = Callable[[str, object, Case], tuple[Act, ...]]
"""What an event of a case makes people do, by the case's id, the event and the state after it."""

ACTS_IN_TIME, ACTS_REMINDED = 0.75, 0.5
TAKES: dict[str, float] = {"next_peer": 0.7, "on_call": 0.85, "coordinator": 0.85, "deputy": 0.8}
TAKES_REPEATED = 0.6
TAPS = 0.5


def nobody(_case: str, _event: object, _state: Case) -> tuple[Act, ...]:
    """Let nobody act."""
    return ()


def everybody(_case: str, event: object, _state: Case) -> tuple[Act, ...]:
    """Let everybody asked act at once."""
    match event:
        case StepOpened() | KeeperChanged() if event.keeper is not None:
            return (Act(event.send_at + MINUTE, "do", event.keeper, event.key, event.occurrence),)
        case RungAsked() if event.asked not in (None, LINE):
            return (Act(event.send_at + MINUTE, "take", _sure(event.asked), event.ladder, event.occurrence),)
        case AskSent():
            return (Act(event.send_at + HOUR, "answer", event.member, event.key, event.occurrence),)
        case OfferMade():
            return (Act(event.at + HOUR, "reply", _state.head.member, event.key, event.occurrence),)
        case _:
            return ()


def mixed(seed: int) -> Acting:
    """Let people act by chance that follows from a seed."""
    chance = Chance(seed)

    def act(case: str, event: object, state: Case) -> tuple[Act, ...]:
        match event:
            case StepOpened() | KeeperChanged() if event.keeper is not None:
                return _opened(chance, case, event, state)
            case StepReminded():
                return _reminded(chance, case, event, state)
            case RungAsked() if event.asked not in (None, LINE):
                return _rung(chance, case, event)
            case AskSent():
                tap, wait, *_ = chance.draws(case, "tap", event.key, event.occurrence)
                at = event.send_at + int(wait * wait * DAY)
                return (Act(at, "answer", event.member, event.key, event.occurrence),) if tap < TAPS else ()
            case OfferMade():
                wait = chance.draws(case, "reply")[0]
                return (Act(event.at + int(wait * DAY), "reply", state.head.member, event.key, event.occurrence),)
            case _:
                return tuple([Act(*each) for each in chosen(chance, case, event, state)])

    return act


def _sure(person: PersonId | None) -> PersonId:
    assert person is not None, "nobody else was asked"
    return person


def _opened(chance: Chance, case: str, event: StepOpened | KeeperChanged, state: Case) -> tuple[Act, ...]:
    item = item_of(state, event.key, event.occurrence)
    if item is None or event.keeper is None:
        return ()
    acts, wait, *_ = chance.draws(case, "open", event.key, event.occurrence, item.turns)
    if acts >= ACTS_IN_TIME:
        return ()
    at = _awake(event.send_at + MINUTE + int(wait * wait * _room(item, event.send_at) * 0.9), item, state)
    return (Act(at, "do", event.keeper, event.key, event.occurrence),)


def _room(item: Item, send_at: Instant) -> Span:
    # A phone that rings is answered in the minutes there are; anything else is tried within the hour at the least.
    return max(item.lapses_at - send_at, 0 if item.key in URGENT_KEYS else HOUR)


def _awake(at: Instant, item: Item, state: Case) -> Instant:
    # Nobody is called for a talk at night; who is on call is up.
    return at if item.who in AT_ANY_HOUR else next_allowed(Quiet(state.plan.zone, 21 * 60, 9 * 60), at)


def _reminded(chance: Chance, case: str, event: StepReminded, state: Case) -> tuple[Act, ...]:
    item = item_of(state, event.key, event.occurrence)
    acts, wait, *_ = chance.draws(case, "remind", event.key, event.occurrence)
    if item is None or acts >= ACTS_REMINDED:
        return ()
    at = event.send_at + MINUTE + int(wait * _room(item, event.send_at) * 1.2)
    return (Act(_awake(at, item, state), "do", event.keeper, event.key, event.occurrence),)


def _rung(chance: Chance, case: str, event: RungAsked) -> tuple[Act, ...]:
    takes, wait, *_ = chance.draws(case, "rung", event.ladder, event.occurrence, event.rung, event.repeat)
    likely = TAKES_REPEATED if event.repeat else TAKES.get(event.role, TAKES_REPEATED)
    if takes >= likely:
        return ()
    at = event.send_at + MINUTE + int(wait * (event.next_at - event.send_at) * 0.9)
    return (Act(at, "take", _sure(event.asked), event.ladder, event.occurrence),)


def actors(answers: Answers, seed: int) -> Acting:
    """Return how people behave in a replay."""
    return {"everybody": everybody, "nobody": nobody}.get(answers) or mixed(seed)
