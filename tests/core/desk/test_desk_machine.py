"""A decision over any history: nobody but the member sends it, time sends nothing, and what is signed can be sent."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from solidground.core.desk.commands import (
    AskBeside,
    BeginDraft,
    ChooseOption,
    Command,
    DropDraft,
    JoinBeside,
    LeaveBeside,
    SendDecision,
    SignDecision,
    TakeBackSignature,
)
from solidground.core.desk.decider import World, decide
from solidground.core.desk.events import DecisionSent
from solidground.core.desk.state import INITIAL, State, evolve
from solidground.core.kernel import DAY, HOUR, Instant, PersonId, Refusal, fold
from tests.core.desk.desk_town import AT, CAPTAIN, MEMBER, PARTNER, TODAY, WORLD

SPANS = st.integers(0, 40 * DAY)
OPTIONS = st.sampled_from([None, "stay", "resign", "medical_leave"])
OTHERS = st.sampled_from([PARTNER, CAPTAIN, PersonId("wife")])
STEPS = st.one_of(
    st.tuples(st.sampled_from(["begin", "drop", "ask", "sign", "unsign", "send"])),
    st.tuples(st.just("choose"), OPTIONS, st.one_of(st.none(), st.integers(-3, 60))),
    st.tuples(st.just("join"), OTHERS, st.integers(0, 3)),
    st.tuples(st.just("leave"), OTHERS),
)
PLAIN: dict[str, Any] = {
    "begin": BeginDraft,
    "drop": DropDraft,
    "ask": AskBeside,
    "sign": SignDecision,
    "unsign": TakeBackSignature,
}


def command_of(step: tuple[Any, ...], at: Instant) -> Command:
    """Return what a step asks."""
    match step:
        case ("choose", option, days):
            return ChooseOption(at, MEMBER, option, None if days is None else TODAY + days)
        case ("join", person, number):
            return JoinBeside(at, person, number)
        case ("leave", person):
            return LeaveBeside(at, person)
        case ("send",):
            return SendDecision(at, MEMBER, "f" * 20)
        case (plain,):
            made: Command = PLAIN[plain](at, MEMBER)
            return made
        case _:
            raise AssertionError(step)


def can_be_sent(state: State, at: Instant) -> bool:
    sent = decide(state, SendDecision(at, MEMBER, "e" * 20), WORLD)
    return not isinstance(sent, Refusal) and [type(one) for one in sent] == [DecisionSent]


@given(st.lists(st.tuples(STEPS, SPANS), max_size=14), st.integers(0, 90))
@settings(max_examples=150, deadline=None)
def test_nobody_but_the_member_sends_and_what_is_signed_can_be_sent_at_any_time(
    steps: list[tuple[tuple[Any, ...], int]], pause: int
) -> None:
    state, at, world = INITIAL, AT, World(WORLD.zone, pause * HOUR, WORLD.barred)
    for step, passed in steps:
        at += passed
        command = command_of(step, at)
        before, events = state, decide(state, command, world)
        if isinstance(events, Refusal):
            continue
        state = fold(evolve, state, events)
        if state.stage == "sent" != before.stage:
            assert isinstance(command, SendDecision)
            assert (command.by, before.stage) == (MEMBER, "held")
        if not isinstance(command, AskBeside):
            assert decide(state, command, world) == (), "the same asked again is nothing more"
        if state.stage == "held":
            assert can_be_sent(state, at), "at once, in the pause"
            assert can_be_sent(state, at + 500 * DAY), "and whenever he wants to"
        else:
            assert not can_be_sent(state, at)
        assert CAPTAIN not in state.beside
        assert MEMBER not in state.beside
