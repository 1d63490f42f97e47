"""What members decide and what befalls them in a mixed replay, so that twenty years try every rule.

All of it is seldom, by chance, and never explained.

Chances are for one contact that was had; a case of a year has about sixteen of them.
"""

from typing import Literal, NamedTuple, TypeAlias

from solidground.app.replay.chance import Chance
from solidground.core.care.choice.events import CallAsked, PersonRuledOut
from solidground.core.care.companion.events import CompanionNamed, HandoverConfirmed
from solidground.core.care.contact.events import ContactRecorded
from solidground.core.care.events import CaseOpened, HoldPlaced
from solidground.core.care.offer.events import OfferDeclined
from solidground.core.care.state import Case
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant, PersonId

Choice: TypeAlias = Literal[
    "stop",
    "slow",
    "rule_out",
    "let_in",
    "counsel",
    "another",
    "way",
    "call",
    "undo",
    "accept",
    "hearing",
    "companion",
    "no_companion",
    "hand_over",
    "home",
    "grave_injury",
    "arrest",
    "lift",
]

ASSUMED_CHOICES = (
    "In a year about one member in twenty stops; as many each slow down, rule somebody out, or ask for another person.",
    "As many again are told by a lawyer to have no contact, say how to reach them, or ask to be called.",
    "Half of all members name a companion for the first hours; a third of companions hand over once.",
    "One in seven who said no takes the offer later. One in five who fired has a hearing within the year.",
    "One contact in four hundred never was: the member says so, and the coordinator decides what a person does next.",
    "In the first month one case in two hundred is held for a grave injury and one in four hundred for an arrest.",
)

AFTER_CONTACT: tuple[tuple[float, Choice], ...] = (
    (0.003, "stop"),
    (0.006, "slow"),
    (0.009, "rule_out"),
    (0.012, "counsel"),
    (0.015, "another"),
    (0.018, "way"),
    (0.022, "call"),
)
"""Bounds of a draw after each contact: below the first that is not reached, this is chosen; mostly nothing is."""

UNDOES, LETS_IN, ACCEPTS_LATER, HEARING = 0.2, 0.3, 0.15, 0.2
DISPUTES = 0.0025
INJURED, ARRESTED = 0.005, 0.0075
"""Bounds of a draw for each case: held for a grave injury, for an arrest, mostly for nothing."""
ENTERS = PersonId("staff-coordinator")
"""Who enters a hold, and lifts it: a person, never a file."""
NAMES, WANTS_NOBODY, HANDS_OVER = 0.5, 0.6, 0.33


class Chosen(NamedTuple):
    """Somebody will choose something at an instant: the fields of an act. ``key`` is a choice, or a step disputed."""

    at: Instant
    doing: Literal["choose", "dispute"]
    person: PersonId
    key: str
    occurrence: int


def chosen(chance: Chance, case: str, event: object, state: Case) -> tuple[Chosen, ...]:
    """Return what an event makes a member, or his companion, decide."""
    member = state.head.member
    match event:
        case ContactRecorded(outcome="made"):
            return _after_contact(chance, case, event, member)
        case CaseOpened():
            return (*_first_hours(chance, case, event), *_held(chance, case, event))
        case HoldPlaced():
            lifted_at = event.at + int((10 + 50 * chance.draws(case, "lift", event.at)[0]) * DAY)
            return (_choose(lifted_at, event.by, "lift"),)
        case CompanionNamed() | HandoverConfirmed():
            return _beside(chance, case, event, member)
        case CallAsked():
            undoes, wait, *_ = chance.draws(case, "undo", event.occurrence)
            return (_choose(event.at + int(wait * 3 * MINUTE), member, "undo"),) if undoes < UNDOES else ()
        case PersonRuledOut():
            lets_in, wait, *_ = chance.draws(case, "let_in", event.at)
            return (_choose(event.at + int(wait * 90 * DAY), member, "let_in"),) if lets_in < LETS_IN else ()
        case OfferDeclined():
            accepts, wait, *_ = chance.draws(case, "accepts", event.at)
            return (_choose(event.at + int(wait * 90 * DAY), member, "accept"),) if accepts < ACCEPTS_LATER else ()
        case _:
            return ()


def _choose(at: Instant, person: PersonId, key: Choice) -> Chosen:
    return Chosen(at, "choose", person, key, 0)


def _after_contact(chance: Chance, case: str, event: ContactRecorded, member: PersonId) -> tuple[Chosen, ...]:
    says, wait, disputes, _ = chance.draws(case, "chooses", event.key, event.occurrence)
    if disputes < DISPUTES:
        return (Chosen(event.at + int(wait * 2 * DAY), "dispute", member, event.key, event.occurrence),)
    key = next((choice for bound, choice in AFTER_CONTACT if says < bound), None)
    return () if key is None else (_choose(event.at + int(wait * 2 * DAY), member, key),)


def _first_hours(chance: Chance, case: str, event: CaseOpened) -> tuple[Chosen, ...]:
    names, wait, hearing, on = chance.draws(case, "beside")
    at = event.at + int(wait * 40 * MINUTE)
    chooses: list[Chosen] = []
    if names < WANTS_NOBODY:
        chooses.append(_choose(at, event.member, "companion" if names < NAMES else "no_companion"))
    if hearing < HEARING and event.part == "discharged_weapon":
        chooses.append(_choose(event.at + int((10 + 200 * on) * DAY), event.member, "hearing"))
    return tuple(chooses)


def _held(chance: Chance, case: str, event: CaseOpened) -> tuple[Chosen, ...]:
    falls, wait, *_ = chance.draws(case, "held")
    if falls >= ARRESTED:
        return ()
    return (_choose(event.at + int(wait * 30 * DAY), ENTERS, "grave_injury" if falls < INJURED else "arrest"),)


def _beside(
    chance: Chance, case: str, event: CompanionNamed | HandoverConfirmed, member: PersonId
) -> tuple[Chosen, ...]:
    hands, wait, *_ = chance.draws(case, "beside", event.companion)
    if hands < HANDS_OVER and isinstance(event, CompanionNamed):
        return (_choose(event.at + int((1 + 5 * wait) * HOUR), event.companion, "hand_over"),)
    return (_choose(event.at + int((2 + 12 * wait) * HOUR), member, "home"),)


def beside(member: PersonId, turn: int) -> PersonId:
    """Return a made-up person of the member's own choice: nobody's peer, and not counted as people."""
    return PersonId(f"beside-{turn}-{member}")
