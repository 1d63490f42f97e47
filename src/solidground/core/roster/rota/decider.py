"""Who takes turns: the rules of setting a rota, of overrides, and of swaps two people agree on.

What must never happen here: a swap that only one of the two wanted, or one that leaves a time without anybody.
"""

from dataclasses import replace
from typing import TypeAlias, assert_never

from solidground.core.hours import DAY_MINUTES, known_zone
from solidground.core.kernel import DAY, Instant, Obligation, Refusal, filled
from solidground.core.roster.intervals import Interval, without
from solidground.core.roster.rota.commands import (
    AgreeSwap,
    AskSwap,
    Command,
    DeclineSwap,
    EndRota,
    RemoveOverride,
    SetOverride,
    SetRota,
)
from solidground.core.roster.rota.events import (
    Event,
    OverrideRemoved,
    OverrideSet,
    RotaEnded,
    RotaSet,
    SwapAgreed,
    SwapAsked,
    SwapDeclined,
)
from solidground.core.roster.rota.state import Layer, Override, RotaState, Swap, participants
from solidground.core.roster.rota.world import RotaWorld

Decision: TypeAlias = tuple[Event, ...] | Refusal

MOST_LAYERS = 5
MOST_PARTICIPANTS = 200
"""People taking turns in one layer."""
MOST_CHANGES = 500
"""Overrides, swaps asked and swaps agreed that a rota holds at once, of each."""
CHANGE_KEPT_FOR = 400 * DAY
"""How long an override or a swap that is over stays in the state."""

UNKNOWN_SWAP = Refusal("SwapUnknown", "This swap was answered already or never asked. Reload the page.")
REVERSED = Refusal("TimesReversed", "The end does not lie after the beginning. Exchange them.")
TOO_MANY = Refusal("TooMany", f"A rota holds at most {MOST_CHANGES} of these at once. Let some of them end first.")


def decide(state: RotaState, command: Command, world: RotaWorld) -> Decision:
    """Answer what was asked of a rota. Time in a stream never goes back, whatever the clock on the wall does."""
    if command.at < state.last_at:
        command = replace(command, at=state.last_at)
    if not state.layers and not isinstance(command, SetRota | EndRota):
        return Refusal("RotaUnknown", "There is no such rota. Set it first.")
    match command:
        case SetRota():
            return _set(state, command, world)
        case EndRota(at, by):
            return (RotaEnded(at, by),) if state.layers else ()
        case SetOverride():
            return _override(state, command, world)
        case RemoveOverride(at, by, from_at, to_at):
            gone = Interval(from_at, to_at)
            return () if _left(state.overrides, gone) == state.overrides else (OverrideRemoved(at, by, *gone),)
        case AskSwap():
            return _ask(state, command)
        case AgreeSwap():
            return _agree(state, command)
        case DeclineSwap(at, by, swap):
            asked = _asked(state, swap)
            if asked is None:
                return UNKNOWN_SWAP
            return (SwapDeclined(at, by, swap),) if by in (asked.asker, asked.other) else NOT_ONE_OF_THEM
        case _:
            assert_never(command)


NOT_ONE_OF_THEM = Refusal("NotTheirSwap", "Only the person who was asked can answer. Ask that person.")


def _set(state: RotaState, command: SetRota, world: RotaWorld) -> Decision:
    if not known_zone(command.zone):
        return Refusal("ZoneUnknown", f"The zone {command.zone!r} is not known. Give one such as America/Chicago.")
    if not 0 < len(command.layers) <= MOST_LAYERS:
        return Refusal("LayersOutOfRange", f"A rota has between 1 and {MOST_LAYERS} layers.")
    for number, layer in enumerate(command.layers, start=1):
        flaw = _layer_flaw(layer, world)
        if flaw is not None:
            return Refusal("LayerNotKeepable", filled("Layer %(number)s: %(flaw)s", number=str(number), flaw=flaw))
    if (command.rota, command.role, command.zone, command.layers) == state[:4]:
        return ()
    return (RotaSet(command.at, command.by, command.rota, command.role, command.zone, command.layers),)


def _layer_flaw(layer: Layer, world: RotaWorld) -> str | None:
    if not 0 < len(layer.participants) <= MOST_PARTICIPANTS:
        return f"between 1 and {MOST_PARTICIPANTS} people take turns."
    if len(set(layer.participants)) != len(layer.participants):
        return "somebody stands in it twice. Name everybody once."
    if not set(layer.participants) <= world.people:
        return "somebody in it is not in the agency. Add the person first."
    minutes = (layer.handover_minute, *(layer.hours or ()))
    if not all(0 <= minute < DAY_MINUTES for minute in minutes) or not 0 <= layer.handover_weekday <= 6:  # noqa: PLR2004 - Sunday is 6
        return "times lie between 00:00 and 23:59, weekdays between 0 (Monday) and 6."
    return None


def _override(state: RotaState, command: SetOverride, world: RotaWorld) -> Decision:
    if command.from_at >= command.to_at:
        return REVERSED
    if command.person not in world.people:
        return Refusal("PersonUnknown", "Nobody with this reference is in the agency. Add the person first.")
    override = Override(command.person, command.from_at, command.to_at)
    if _with(state.overrides, override) == state.overrides:
        return ()
    if len(_with(_recent(state.overrides, command.at), override)) > MOST_CHANGES:
        return TOO_MANY
    return (OverrideSet(command.at, command.by, *override),)


def _ask(state: RotaState, command: AskSwap) -> Decision:
    swap = Swap(command.swap, command.by, command.other, command.given, command.taken)
    if swap in state.asked or swap in state.swaps:
        return ()
    if command.by == command.other or not {command.by, command.other} <= participants(state):
        return Refusal("NotOnThisRota", "Two different people of this rota swap. Choose another person.")
    if any(stretch.from_at >= stretch.to_at for stretch in (command.given, command.taken)):
        return REVERSED
    if any(known.swap == command.swap for known in (*state.asked, *state.swaps)):
        return Refusal("SwapKnown", "Another swap has this id already. Ask again.")
    if len(_current(state.asked, command.at)) >= MOST_CHANGES:
        return TOO_MANY
    return (SwapAsked(command.at, command.by, command.swap, command.other, command.given, command.taken),)


def _asked(state: RotaState, swap: str) -> Swap | None:
    return next((asked for asked in state.asked if asked.swap == swap), None)


def _agree(state: RotaState, command: AgreeSwap) -> Decision:
    asked = _asked(state, command.swap)
    if asked is None:
        return () if any(agreed.swap == command.swap for agreed in state.swaps) else UNKNOWN_SWAP
    if command.by != asked.other:
        return NOT_ONE_OF_THEM
    if any(_crosses(asked, agreed) for agreed in state.swaps):
        return Refusal("SwapsCross", "One of the two has swapped in this time already. Choose another time.")
    if len(_current(state.swaps, command.at)) >= MOST_CHANGES:
        return TOO_MANY
    return (SwapAgreed(command.at, command.by, command.swap),)


def _crosses(one: Swap, two: Swap) -> bool:
    """Tell whether two swaps of the same people meet in time: a turn is handed on once."""
    if not {one.asker, one.other} & {two.asker, two.other}:
        return False
    return any(
        mine.from_at < other.to_at and other.from_at < mine.to_at
        for mine in (one.given, one.taken)
        for other in (two.given, two.taken)
    )


def evolve(state: RotaState, event: Event) -> RotaState:
    """Take in what happened to a rota."""
    return _evolve(state, event)._replace(last_at=event.at)


def _evolve(state: RotaState, event: Event) -> RotaState:
    match event:
        case RotaSet(_, _, rota, role, zone, layers):
            return state._replace(rota=rota, role=role, zone=zone, layers=layers)
        case RotaEnded():
            return RotaState(rota=state.rota, role=state.role, zone=state.zone)
        case OverrideSet(at, _, person, from_at, to_at):
            return state._replace(overrides=_with(_recent(state.overrides, at), Override(person, from_at, to_at)))
        case OverrideRemoved(_, _, from_at, to_at):
            return state._replace(overrides=_left(state.overrides, Interval(from_at, to_at)))
        case SwapAsked(at, by, swap, other, given, taken):
            return state._replace(asked=(*_current(state.asked, at), Swap(swap, by, other, given, taken)))
        case SwapAgreed(at, _, swap):
            agreed = tuple(asked for asked in state.asked if asked.swap == swap)
            others = tuple(asked for asked in state.asked if asked.swap != swap)
            return state._replace(asked=others, swaps=(*_current(state.swaps, at), *agreed))
        case SwapDeclined(_, _, swap):
            return state._replace(asked=tuple(asked for asked in state.asked if asked.swap != swap))
        case _:
            assert_never(event)


def due(_state: RotaState) -> tuple[Obligation, ...]:
    """Return nothing: a rota says who is asked; what is owed stands in the cases."""
    return ()


def _left(overrides: tuple[Override, ...], gone: Interval) -> tuple[Override, ...]:
    return tuple(
        Override(each.person, *stretch)
        for each in overrides
        for stretch in without([Interval(each.from_at, each.to_at)], gone)
    )


def _with(overrides: tuple[Override, ...], added: Override) -> tuple[Override, ...]:
    kept = _left(overrides, Interval(added.from_at, added.to_at))
    return tuple(sorted((*kept, added), key=lambda each: each.from_at))


def _recent(overrides: tuple[Override, ...], at: Instant) -> tuple[Override, ...]:
    return tuple(each for each in overrides if each.to_at > at - CHANGE_KEPT_FOR)


def _current(swaps: tuple[Swap, ...], at: Instant) -> tuple[Swap, ...]:
    return tuple(each for each in swaps if max(each.given.to_at, each.taken.to_at) > at - CHANGE_KEPT_FOR)
