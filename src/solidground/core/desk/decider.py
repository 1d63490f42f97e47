"""What a member may do about his own decision. The clock is asked nothing here and does nothing here.

What must never happen here: a decision that is sent by anybody but its member, or by time; a signed one that cannot be
sent at once; a question why.
"""

from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias, assert_never

from solidground.core.desk.commands import (
    AskBeside,
    BeginDraft,
    ChooseOption,
    Command,
    DropDraft,
    JoinBeside,
    LeaveBeside,
    PurgeDraft,
    SendDecision,
    SignDecision,
    TakeBackSignature,
)
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
from solidground.core.desk.state import State
from solidground.core.hours import local_day
from solidground.core.kernel import HOUR, Day, PersonId, Refusal, Span

JOIN_FOR: Final[Span] = HOUR
"""So long somebody can come to stand beside him by one code."""

AHEAD_DAYS_MOST: Final = 2 * 366
"""The farthest last day: whoever retires may say so two years before."""

BESIDE_MOST: Final = 4
"""So many at most stand beside him."""

Outcome: TypeAlias = tuple[Event, ...] | Refusal

NOTHING: Final = Refusal("DecisionMissing", "There is nothing here now. Begin when you want to, or not at all.")
SENT: Final = Refusal("DecisionSent", "It was sent already. Look at the page again: it says what you can do now.")
SIGNED: Final = Refusal("DecisionSigned", "It is signed. Take your signature back first; nobody has it yet.")
NOT_SIGNED: Final = Refusal("DecisionUnsigned", "It is not signed. Nothing was sent. Sign it first, if you want to.")
STAYS: Final = Refusal("NothingToSign", "To stay, nothing is signed and nothing is sent. You need do nothing.")
OPTION: Final = Refusal("OptionMissing", "Choose what it would be.")
LAST_DAY: Final = Refusal("LastDayImpossible", "Say the last day: today or later, and within two years.")
NOT_FITTING: Final = Refusal(
    "BesideNotFitting", "The badge number and the code do not fit. Look at both, or ask for a new code."
)


class World(NamedTuple):
    """What the rules may look at: where he is, how long the agency asks him to wait, and who may not be beside him."""

    zone: str = "UTC"
    pause_for: Span = 0
    barred: frozenset[PersonId] = frozenset()


def decide(state: State, command: Command, world: World) -> Outcome:
    """Answer what is asked about one member's decision. Time in a stream never goes back."""
    # Each change has an instant of its own, whatever the clock says: by it whoever looked before is told.
    command = replace(command, at=max(command.at, state.last_at, state.changed_at + 1))
    match command:
        case BeginDraft():
            return _begin(state, command)
        case JoinBeside():
            return _join(state, command, world)
        case LeaveBeside():
            found = state.is_open and command.by in state.beside
            return (BesideLeft(command.at, command.by),) if found else ()
        case DropDraft():
            return (DraftDropped(command.at, command.by),) if state.is_open else () if state.stage == "none" else SENT
        case PurgeDraft():
            # Who has begun again, or has signed, has thrown nothing away; of nobody's nothing is left.
            dropped = state.stage == "none" and bool(state.member)
            return (DetailsPurged(command.at, command.by, state.asked),) if dropped else ()
        case ChooseOption() | AskBeside() | SignDecision() | TakeBackSignature() | SendDecision():
            return _about(state, command, world)
        case _:
            assert_never(command)


def _about(
    state: State, command: ChooseOption | AskBeside | SignDecision | TakeBackSignature | SendDecision, world: World
) -> Outcome:
    if state.stage == "sent":
        return () if isinstance(command, SendDecision) else SENT
    if not state.is_open:
        return NOTHING
    match command:
        case ChooseOption():
            return _choose(state, command, local_day(command.at, world.zone))
        case AskBeside():
            return (BesideAsked(command.at, command.by, command.at + JOIN_FOR),)
        case SignDecision():
            return _sign(state, command, world)
        case TakeBackSignature():
            return (SignatureTakenBack(command.at, command.by),) if state.stage == "held" else ()
        case SendDecision():
            # At once, alone, whatever the pause says and whatever day it is: nothing here looks at either.
            return (DecisionSent(command.at, command.by, command.delivered),) if state.stage == "held" else NOT_SIGNED
        case _:
            assert_never(command)


def _begin(state: State, command: BeginDraft) -> Outcome:
    return SIGNED if state.stage == "held" else () if state.is_open else (DraftBegun(command.at, command.by),)


def _choose(state: State, command: ChooseOption, today: Day) -> Outcome:
    if state.stage == "held":
        return SIGNED
    if (state.option, state.last_on) == (command.option, command.last_on):
        return ()
    if command.last_on is not None and not _can_be(command.last_on, today):
        return LAST_DAY
    return (OptionChosen(command.at, command.by, command.option, command.last_on),)


def _can_be(last_on: Day, today: Day) -> bool:
    return today <= last_on <= today + AHEAD_DAYS_MOST


def _sign(state: State, command: SignDecision, world: World) -> Outcome:
    today = local_day(command.at, world.zone)
    if state.stage == "held":
        return ()
    if state.option is None:
        return OPTION
    if state.option == "stay":
        return STAYS
    if state.last_on is None or not _can_be(state.last_on, today):
        return LAST_DAY
    return (DecisionSigned(command.at, command.by, today, command.at + world.pause_for),)


def _join(state: State, command: JoinBeside, world: World) -> Outcome:
    may = command.by not in world.barred | {state.member}
    if not state.is_open or not may:
        return NOT_FITTING
    if command.by in state.beside:
        return ()
    fits = command.number == state.asked and command.at < state.join_until_at
    return (BesideJoined(command.at, command.by),) if fits and len(state.beside) < BESIDE_MOST else NOT_FITTING
