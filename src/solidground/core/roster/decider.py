"""A person of the roster: who somebody is (``person``), how he is reached (``reach``), and his ``account``.

What must never happen here: a rule that scores or ranks a person, or keeps a name or an address.
"""

from dataclasses import replace
from typing import TypeAlias

from solidground.core.kernel import Obligation, Refusal
from solidground.core.roster.account import commands as account_commands
from solidground.core.roster.account import decider as account
from solidground.core.roster.account import events as account_events
from solidground.core.roster.commands import Command
from solidground.core.roster.events import Event
from solidground.core.roster.person import commands as person_commands
from solidground.core.roster.person import decider as person
from solidground.core.roster.person import events as person_events
from solidground.core.roster.reach import decider as reach
from solidground.core.roster.state import State
from solidground.core.roster.world import GONE, UNKNOWN, World

Decision: TypeAlias = tuple[Event, ...] | Refusal


def decide(state: State, command: Command, world: World) -> Decision:
    """Answer what was asked of a person; of one who is not there, only joining makes sense.

    Time in a stream never goes back, whatever the clock on the wall does.
    """
    if command.at < state.last_at:
        command = replace(command, at=state.last_at)
    if state.person is None and not isinstance(command, person_commands.JoinPerson):
        return UNKNOWN
    if (state.died or state.forgotten) and not isinstance(command, person_commands.ForgetPerson):
        return GONE
    if isinstance(command, person_commands.Command):
        return person.decide(state, command, world)
    if isinstance(command, account_commands.Command):
        return account.decide(state, command, world)
    return reach.decide(state, command, world)


def evolve(state: State, event: Event) -> State:
    """Take in what happened to a person."""
    if isinstance(event, person_events.Event):
        after = person.evolve(state, event)
    elif isinstance(event, account_events.Event):
        after = account.evolve(state, event)
    else:
        after = reach.evolve(state, event)
    return after._replace(last_at=event.at)


def due(_state: State) -> tuple[Obligation, ...]:
    """Return nothing: being in the roster owes nobody anything; what a person owes stands in the cases he keeps."""
    return ()
