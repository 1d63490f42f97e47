"""Which edition of an agency's protocol is in force, since when, and by whom it was put there.

Must never reach a case: one that is open keeps the plan it was opened with.
"""

from typing import Any, NamedTuple, TypeAlias

from solidground.core.kernel import Instant, PersonId, Refusal
from solidground.core.protocol.edition.commands import Command
from solidground.core.protocol.edition.events import Event, ProtocolAdopted

Events: TypeAlias = tuple[Event, ...]

CHANGED = Refusal(
    "ProtocolChanged",
    "Somebody put another protocol in force meanwhile. Look at what changed, then decide.",
)


class State(NamedTuple):
    """The edition in force, counted from 1; 0 while nobody has put one in force."""

    edition: int = 0
    digest: str = ""
    at: Instant = 0
    by: PersonId | None = None


INITIAL = State()


def decide(state: State, command: Command, _world: Any) -> Events | Refusal:  # noqa: ANN401 - every subject has a world; this one looks at nothing
    """Take an edition; the one that is in force already changes nothing."""
    if command.digest == state.digest:
        return ()
    if command.over != state.edition:
        return CHANGED
    return (ProtocolAdopted(max(command.at, state.at), command.by, state.edition + 1, command.digest),)


def evolve(_state: State, event: Event) -> State:
    """Remember the newest."""
    return State(event.edition, event.digest, event.at, event.by)
