"""The rules of one case: what may be asked of it, and what each event makes of it."""

from collections.abc import Callable
from typing import Any, TypeAlias, get_args

from solidground.core.care import events as life_events
from solidground.core.care import life
from solidground.core.care.ask import commands as ask_commands
from solidground.core.care.ask import decider as ask
from solidground.core.care.ask import events as ask_events
from solidground.core.care.choice import commands as choice_commands
from solidground.core.care.choice import decider as choice
from solidground.core.care.choice import events as choice_events
from solidground.core.care.clock import due, settle
from solidground.core.care.commands import Command as LifeCommand
from solidground.core.care.commands import Tick
from solidground.core.care.companion import commands as companion_commands
from solidground.core.care.companion import decider as companion
from solidground.core.care.companion import events as companion_events
from solidground.core.care.contact import commands as contact_commands
from solidground.core.care.contact import decider as contact
from solidground.core.care.contact import events as contact_events
from solidground.core.care.course import Course
from solidground.core.care.events import Event as LifeEvent
from solidground.core.care.keeping import commands as keeping_commands
from solidground.core.care.keeping import decider as keeping
from solidground.core.care.keeping import events as keeping_events
from solidground.core.care.news import commands as news_commands
from solidground.core.care.news import decider as news
from solidground.core.care.news import events as news_events
from solidground.core.care.offer import commands as offer_commands
from solidground.core.care.offer import decider as offer
from solidground.core.care.offer import events as offer_events
from solidground.core.care.returning import commands as returning_commands
from solidground.core.care.returning import decider as returning
from solidground.core.care.returning import events as returning_events
from solidground.core.care.share import commands as share_commands
from solidground.core.care.share import decider as share
from solidground.core.care.share import events as share_events
from solidground.core.care.state import INITIAL, Case
from solidground.core.care.word import commands as word_commands
from solidground.core.care.word import decider as word
from solidground.core.care.word import events as word_events
from solidground.core.care.world import World
from solidground.core.incident.decider import CareWanted
from solidground.core.kernel import CLOCK, Refusal

Event: TypeAlias = (
    contact_events.Event
    | keeping_events.Event
    | ask_events.Event
    | offer_events.Event
    | choice_events.Event
    | companion_events.Event
    | returning_events.Event
    | share_events.Event
    | word_events.Event
    | news_events.Event
    | LifeEvent
)
Command: TypeAlias = (
    contact_commands.Command
    | keeping_commands.Command
    | ask_commands.Command
    | offer_commands.Command
    | choice_commands.Command
    | companion_commands.Command
    | returning_commands.Command
    | share_commands.Command
    | word_commands.Command
    | news_commands.Command
    | LifeCommand
)

# Each part's rules by the class they are for: one look instead of a question to each part in turn.
EVOLVE: dict[type, Callable[[Case, Any], Case]] = {
    kind: part
    for union, part in (
        (contact_events.Event, contact.evolve),
        (keeping_events.Event, keeping.evolve),
        (ask_events.Event, ask.evolve),
        (choice_events.Event, choice.evolve),
        (offer_events.Event, offer.evolve),
        (companion_events.Event, companion.evolve),
        (returning_events.Event, returning.evolve),
        (share_events.Event, share.evolve),
        (word_events.Event, word.evolve),
        (news_events.Event, news.evolve),
        (LifeEvent, life.evolve),
    )
    for kind in get_args(union)
}
DECIDE: dict[type, Callable[[Course, Any], Refusal | None]] = {
    kind: part
    for union, part in (
        (contact_commands.Command, contact.decide),
        (keeping_commands.Command, keeping.decide),
        (ask_commands.Command, ask.decide),
        (choice_commands.Command, choice.decide),
        (offer_commands.Command, offer.decide),
        (companion_commands.Command, companion.decide),
        (returning_commands.Command, returning.decide),
        (share_commands.Command, share.decide),
        (word_commands.Command, word.decide),
        (news_commands.Command, news.decide),
        (LifeCommand, life.decide),
    )
    for kind in get_args(union) or (union,)
}

__all__ = ["INITIAL", "Command", "Event", "decide", "due", "evolve", "react", "run"]


def evolve(case: Case, event: Event) -> Case:
    """Apply one event; it has happened and cannot be refused. Time in a stream never goes back."""
    assert event.at >= case.last_at, "events of a stream are in order of time"
    after = EVOLVE[type(event)](case, event)
    # What happens most has noted the time already. Made whole, without naming every field: ``last_at`` is the last one.
    return after if after.last_at == event.at else Case._make((*after[:-1], event.at))


def decide(case: Case, command: Command, world: World) -> tuple[Event, ...] | Refusal:
    """Answer a command: events, or a refusal in plain words; no events where it is so already."""
    outcome = run(case, command, world)
    return outcome if isinstance(outcome, Refusal) else outcome[0]


def run(case: Case, command: Command, world: World) -> tuple[tuple[Event, ...], Case] | Refusal:
    """Decide, and return the state the events lead to as well: the same that folding them gives, made once."""
    course = Course(case, max(command.at, case.last_at), command.by, world, evolve)
    refusal = life.closed_to(case, command) or _decide(course, command)
    return (tuple(course.events), course.case) if refusal is None else refusal


def _decide(course: Course, command: Command) -> Refusal | None:
    refusal = DECIDE[type(command)](course, command)
    if refusal is None and type(command) is not Tick:
        # What was just decided may leave something without a keeper, or bring something that is due now.
        course.by = CLOCK
        settle(course)
    return refusal


def react(case: Case, event: Event) -> tuple[CareWanted, ...]:
    """Return the care an event asks for: when a member has died his family has a case of its own, from that day."""
    if not isinstance(event, life_events.MemberDied) or event.family is None:
        return ()
    head = case.head
    others = tuple(sorted(head.involved - {event.family}))
    incident, zone = head.incident or "", case.plan.zone
    return (CareWanted(incident, head.kind, event.family, "family", others, event.at, zone, head.jurisdiction),)
