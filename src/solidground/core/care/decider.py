"""The rules of one case: what may be asked of it, and what each event makes of it."""

from typing import TypeAlias, assert_never

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
from solidground.core.care.offer import commands as offer_commands
from solidground.core.care.offer import decider as offer
from solidground.core.care.offer import events as offer_events
from solidground.core.care.state import INITIAL, Case
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
    | LifeEvent
)
Command: TypeAlias = (
    contact_commands.Command
    | keeping_commands.Command
    | ask_commands.Command
    | offer_commands.Command
    | choice_commands.Command
    | companion_commands.Command
    | LifeCommand
)

__all__ = ["INITIAL", "Command", "Event", "decide", "due", "evolve", "react", "run"]


def evolve(case: Case, event: Event) -> Case:
    """Apply one event; it has happened and cannot be refused. Time in a stream never goes back."""
    assert event.at >= case.last_at, "events of a stream are in order of time"
    # Made whole, without naming every field: ``last_at`` is the last one.
    return Case._make((*_evolve(case, event)[:-1], event.at))


def _evolve(case: Case, event: Event) -> Case:
    # The commonest first: a tick writes little else.
    if isinstance(event, contact_events.Event):
        return contact.evolve(case, event)
    if isinstance(event, keeping_events.Event):
        return keeping.evolve(case, event)
    if isinstance(event, ask_events.Event):
        return ask.evolve(case, event)
    if isinstance(event, choice_events.Event):
        return choice.evolve(case, event)
    if isinstance(event, offer_events.Event):
        return offer.evolve(case, event)
    if isinstance(event, companion_events.Event):
        return companion.evolve(case, event)
    if isinstance(event, LifeEvent):
        return life.evolve(case, event)
    assert_never(event)


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
    refusal: Refusal | None = None
    if isinstance(command, LifeCommand):
        refusal = life.decide(course, command)
    elif isinstance(command, contact_commands.Command):
        refusal = contact.decide(course, command)
    elif isinstance(command, keeping_commands.Command):
        refusal = keeping.decide(course, command)
    elif isinstance(command, ask_commands.Command):
        refusal = ask.decide(course, command)
    elif isinstance(command, offer_commands.Command):
        refusal = offer.decide(course, command)
    elif isinstance(command, companion_commands.Command):
        refusal = companion.decide(course, command)
    elif isinstance(command, choice_commands.Command):
        refusal = choice.decide(course, command)
    else:
        assert_never(command)
    if refusal is None and not isinstance(command, Tick):
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
