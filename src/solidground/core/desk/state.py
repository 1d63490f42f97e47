"""One member's decision as it stands: thought over, signed and held, or sent. He has one at a time.

What must never happen here: anything that time alone changes. A pause that has ended ends nothing else.
"""

from typing import Final, Literal, NamedTuple, TypeAlias, assert_never

from solidground.core.desk.events import (
    BesideAsked,
    BesideJoined,
    BesideLeft,
    DecisionSent,
    DecisionSigned,
    DetailsPurged,
    DraftBegun,
    DraftDropped,
    Event,
    OptionChosen,
    SignatureTakenBack,
)
from solidground.core.duty.delivered.events import Option
from solidground.core.kernel import Day, Instant, Obligation, PersonId

Stage: TypeAlias = Literal["none", "draft", "held", "sent"]
"""Nothing yet or thrown away; the member's alone; signed, and with nobody; sent."""

OPEN: Final[frozenset[Stage]] = frozenset({"draft", "held"})
"""Stages in which nobody but the member, and who stands beside him, has anything of it."""


class State(NamedTuple):
    """The decision of one member; of nobody before the first event.

    ``asked`` counts how often he asked for somebody beside him, which numbers the codes.
    """

    member: PersonId = PersonId("")
    stage: Stage = "none"
    option: Option | None = None
    last_on: Day | None = None
    signed_on: Day | None = None
    until_at: Instant = 0
    """Until when the agency asks him to wait with it; what he may do is the same before and after."""
    beside: tuple[PersonId, ...] = ()
    asked: int = 0
    join_until_at: Instant = 0
    delivered: str = ""
    last_at: Instant = 0
    changed_at: Instant = 0
    """When the member last changed it: who comes to stand beside him changes nothing that he decides upon."""

    @property
    def is_open(self) -> bool:
        """Return whether there is something to decide upon."""
        return self.stage in OPEN


INITIAL = State()

Lived: TypeAlias = (
    DraftBegun
    | OptionChosen
    | DraftDropped
    | BesideAsked
    | BesideJoined
    | BesideLeft
    | DecisionSigned
    | SignatureTakenBack
    | DecisionSent
)
"""What he, and who stands beside him, did."""


def evolve(state: State, event: Event) -> State:
    """Apply what happened."""
    if isinstance(event, DetailsPurged):
        # The same whether or not what came before can still be read. No page that is open now is older than this.
        return State(asked=event.asked, last_at=event.at)
    changed = not isinstance(event, BesideAsked | BesideJoined | BesideLeft)
    return _evolve(state, event)._replace(last_at=event.at, changed_at=event.at if changed else state.changed_at)


def _evolve(state: State, event: Lived) -> State:
    match event:
        case DraftBegun():
            # What was before is over: nothing of it is taken along, but the numbers of its codes.
            return State(event.by, "draft", asked=state.asked)
        case OptionChosen():
            return state._replace(option=event.option, last_on=event.last_on)
        case DraftDropped():
            return State(state.member, "none", asked=state.asked)
        case BesideAsked():
            return state._replace(asked=state.asked + 1, join_until_at=event.until_at)
        case BesideJoined():
            return state._replace(beside=(*state.beside, event.by))
        case BesideLeft():
            return state._replace(beside=tuple([one for one in state.beside if one != event.by]))
        case DecisionSigned():
            return state._replace(stage="held", signed_on=event.on, until_at=event.until_at)
        case SignatureTakenBack():
            return state._replace(stage="draft", signed_on=None, until_at=0)
        case DecisionSent():
            return state._replace(stage="sent", delivered=event.delivered, join_until_at=0)
        case _:
            assert_never(event)


def due(state: State) -> tuple[Obligation, ...]:  # noqa: ARG001 - the one shape of due; nobody owes a decision
    """Return nothing: nobody is asked, reminded or told because a decision waits."""
    return ()
