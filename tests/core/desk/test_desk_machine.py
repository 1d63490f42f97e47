"""A decision over any history: nobody but the member sends it, time sends nothing, and what is signed can be sent."""

from typing import NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

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
from solidground.core.desk.decider import World, decide
from solidground.core.desk.events import DecisionSent
from solidground.core.desk.state import INITIAL, State, evolve
from solidground.core.duty.delivered.events import Option
from solidground.core.kernel import CLOCK, DAY, HOUR, Instant, PersonId, Refusal, Span, fold
from tests.core.desk.desk_town import AT, CAPTAIN, CHOSEN, HELD, MEMBER, PARTNER, TODAY, WORLD


class Step(NamedTuple):
    """Something that somebody asks after a while; each uses of it what it needs."""

    asks: str
    passed: Span
    option: Option | None
    days: int
    person: PersonId
    number: int


ASKED = ("begin", "choose", "drop", "ask", "join", "leave", "sign", "unsign", "send", "purge")
OPTIONS: st.SearchStrategy[Option | None] = st.sampled_from([None, "stay", "resign", "medical_leave"])
OTHERS = st.sampled_from([PARTNER, CAPTAIN, PersonId("wife")])
STEPS = st.builds(
    Step, st.sampled_from(ASKED), st.integers(0, 40 * DAY), OPTIONS, st.integers(-3, 60), OTHERS, st.integers(0, 3)
)
SIGNS_AND_SENDS = [Step(asks, HOUR, None, 0, PARTNER, 1) for asks in ("sign", "send", "send")]


def command_of(step: Step, at: Instant) -> Command:
    """Return what a step asks."""
    made: dict[str, Command] = {
        "begin": BeginDraft(at, MEMBER),
        "choose": ChooseOption(at, MEMBER, step.option, TODAY + step.days),
        "drop": DropDraft(at, MEMBER),
        "ask": AskBeside(at, MEMBER),
        "join": JoinBeside(at, step.person, step.number),
        "leave": LeaveBeside(at, step.person),
        "sign": SignDecision(at, MEMBER),
        "unsign": TakeBackSignature(at, MEMBER),
        "send": SendDecision(at, MEMBER, "f" * 20),
        "purge": PurgeDraft(at, CLOCK),
    }
    return made[step.asks]


def can_be_sent(state: State, at: Instant) -> bool:
    sent = decide(state, SendDecision(at, MEMBER, "e" * 20), WORLD)
    return not isinstance(sent, Refusal) and [type(one) for one in sent] == [DecisionSent]


@given(st.sampled_from([INITIAL, CHOSEN, HELD]), st.lists(STEPS, max_size=12), st.integers(0, 90))
@example(CHOSEN, SIGNS_AND_SENDS, 72)
@example(INITIAL, SIGNS_AND_SENDS, 0)
@settings(max_examples=100, deadline=None)
def test_nobody_but_the_member_sends_and_what_is_signed_can_be_sent_at_any_time(
    state: State, steps: list[Step], pause: int
) -> None:
    at, world = AT, World(WORLD.zone, pause * HOUR, WORLD.barred)
    for step in steps:
        at += step.passed
        command = command_of(step, at)
        before, events = state, decide(state, command, world)
        state = state if isinstance(events, Refusal) else fold(evolve, state, events)
        came = state.stage == "sent" != before.stage
        assert came is (isinstance(command, SendDecision) and before.stage == "held"), "by him, and only when signed"
        again = decide(state, command, world)
        same = events if isinstance(events, Refusal) else ()
        assert isinstance(command, AskBeside) or again == same, "the same asked again is nothing more"
        assert {can_be_sent(state, at), can_be_sent(state, at + 500 * DAY)} == {state.stage == "held"}, "at any time"
        assert not {CAPTAIN, MEMBER} & set(state.beside)
