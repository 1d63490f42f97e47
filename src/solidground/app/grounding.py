"""The ground line of one case, from its events: what was kept, what was overdue, who got through, what is promised.

What must never happen here: a judgement of the member, or a mark that says there is news before he was told. A try
nobody answered, and "not now", leave the line solid.
"""

from collections.abc import Sequence
from typing import NamedTuple

from solidground.core.care.choice.events import NotNowChosen, NotNowTakenBack
from solidground.core.care.contact.events import ContactDisputed, ContactRecorded, TaskDone
from solidground.core.care.contact.steps import NEWS
from solidground.core.care.decider import Event, evolve
from solidground.core.care.offer.events import OfferMade
from solidground.core.care.state import INITIAL, Case, Item
from solidground.core.ground import Ground, Mark, Overdue
from solidground.core.kernel import Instant
from solidground.core.protocol.plan import Step


class _Contact(NamedTuple):
    key: str
    occurrence: int
    mark: Mark


def ground_of(events: Sequence[Event], now: Instant) -> Ground:
    """Return the line of one case as it stood at ``now``; later events are left out.

    Overdue is what was not done by its lapse, until it was, or was owed no more.
    """
    case = INITIAL
    contacts: list[_Contact] = []
    overdue: list[Overdue] = []
    for event in events:
        if event.at > now:
            break
        before = case.items
        case = evolve(case, event)
        contacts = _noted(contacts, event)
        if case.items is not before:
            overdue += [late for item in _gone(before, case) if (late := _late(item, _ended_at(event)))]
    overdue += [late for item in case.items if (late := _late(item, now))]
    today_at = case.life.ended_at if case.status == "closed" and case.life.ended_at is not None else now
    ahead = [Mark("promised", at) for at in _promised(case, now)]
    marks = [*(contact.mark for contact in contacts), *ahead]
    return Ground(case.head.began_at, today_at, tuple(sorted(marks, key=_at)), tuple(sorted(overdue)))


def _at(mark: Mark) -> Instant:
    return mark.at


def _noted(contacts: list[_Contact], event: Event) -> list[_Contact]:
    match event:
        case ContactRecorded(outcome="made"):
            return [*contacts, _Contact(event.key, event.occurrence, Mark("reached", event.held_at))]
        case OfferMade():
            return [*contacts, _Contact(event.key, event.occurrence, Mark("reached", event.held_at))]
        case ContactRecorded(outcome="no_answer"):
            return [*contacts, _Contact(event.key, event.occurrence, Mark("tried", event.held_at))]
        case NotNowChosen():
            # Told to a person or tapped: both are followed by this one event.
            return [*contacts, _Contact("", 0, Mark("not_now", event.at))]
        case NotNowTakenBack():
            last = max((one.mark.at for one in contacts if one.mark.kind == "not_now"), default=0)
            return [one for one in contacts if one.mark != Mark("not_now", last)]
        case ContactDisputed():
            return [c for c in contacts if (c.key, c.occurrence) != (event.key, event.occurrence)]
        case _:
            return contacts


def _gone(before: tuple[Item, ...], case: Case) -> list[Item]:
    left = {(item.key, item.occurrence) for item in case.items}
    return [item for item in before if (item.key, item.occurrence) not in left]


def _ended_at(event: Event) -> Instant:
    """Return when something ended: a thing done counts from when it was done, not from when it was written down."""
    return event.held_at if isinstance(event, ContactRecorded | TaskDone | OfferMade) else event.at


def _late(item: Item, until_at: Instant) -> Overdue | None:
    owed = item.kind != "ask" and item.stage != "ahead" and item.key != NEWS
    return Overdue(item.lapses_at, until_at) if owed and item.lapses_at < until_at else None


def _promised(case: Case, now: Instant) -> list[Instant]:
    ahead: list[Item | Step] = list(case.items)
    if case.status == "active":
        ahead += case.plan.steps[case.cursor :]
    return [one.due_at for one in ahead if one.kind != "ask" and one.key != NEWS and one.due_at > now]
