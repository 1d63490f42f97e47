"""What a few members of a simulation decide: drafted, signed, sent or taken back at one instant, taken back again.

What must never happen here: a decision without its member.
"""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from solidground.app.decisions import Desk, acknowledge, act, decision_of, send, sign, take_back
from solidground.app.handle import Outcome, stream_of
from solidground.app.ids import DerivedIds
from solidground.app.options import Options
from solidground.app.replay.chance import Chance
from solidground.app.simulate.machine import Program
from solidground.app.simulate.story import Story
from solidground.app.simulate.town import Agency
from solidground.core.desk.commands import BeginDraft, ChooseOption, SendDecision, SignDecision, TakeBackSignature
from solidground.core.desk.signature import Signature
from solidground.core.desk.state import State
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, Instant, PersonId, Refusal
from solidground.core.wall import Role, Viewer

ASSUMED_DECISIONS: Final = (
    "One in four of those in an incident drafts a decision about the job within the year, and signs it.",
    "He sends it and takes his signature back at one instant, from two pages. Some of what went out is taken back.",
)
DRAFTS: Final = 0.25
NAME: Final = "Kim"

What: TypeAlias = Literal["begin", "choose", "sign", "both", "take_back", "receive"]
COURSE: Final[tuple[tuple[What, float], ...]] = (
    ("begin", 0.0),
    ("choose", 0.01),
    ("sign", 1.0),
    ("both", 3.0),
    ("receive", 4.0),
    ("take_back", 5.0),
)
"""What happens, and how many days after the first of it."""


class Step(NamedTuple):
    """One thing that a member does about his decision, or HR about his paper. ``first`` says which page is quicker."""

    at: Instant
    member: PersonId
    what: What
    first: float
    paper: str


def decisions(story: Story, agency: Agency) -> Iterator[Step]:
    """Yield what members of an agency do, in order for each."""
    chance, ids = Chance(story.seed), DerivedIds(story.seed)
    for befallen in agency.incidents:
        for member, _ in befallen.command.involved:
            decides, wait, first, back = chance.draws("decides", befallen.command.incident, member)
            if decides >= DRAFTS:
                continue
            at = befallen.known_at + int((10 + 200 * wait) * DAY)
            paper = ids.new("paper", f"{befallen.command.incident}/{member}")
            for what, days in COURSE:
                # Two of three take it back while they may, the others when it is too late.
                yield Step(
                    at + int((days + (back * 1.5 if what == "take_back" else 0)) * DAY), member, what, first, paper
                )


def decide(program: Program, agency: Agency, step: Step, now: Instant) -> str:
    """Do one thing. Return how a promise was broken by it, which is never."""
    desk = Desk(program.store, program.rosters, agency.name, agency.zone, Options())
    member, seen_at = step.member, _state(desk, step.member).changed_at
    match step.what:
        case "begin":
            act(desk, BeginDraft(now, member), seen_at)
        case "choose":
            act(desk, ChooseOption(now, member, "transfer", local_day(now, agency.zone) + 30), seen_at)
        case "sign":
            sign(desk, SignDecision(now, member), Signature(NAME), seen_at)
        case "both":
            return _both(desk, step, seen_at, now)
        case "receive":
            acknowledge(desk, Viewer(agency.command[0], frozenset({Role.HR})), step.paper, now)
        case _:
            take_back(desk, step.paper, member, now)
    return ""


def _both(desk: Desk, step: Step, seen_at: Instant, now: Instant) -> str:
    """Send it and take the signature back, from two pages that saw the same: one of the two wins, and only one."""
    member = step.member

    def sends() -> Outcome:
        return send(desk, SendDecision(now, member, step.paper), seen_at)

    def takes_back() -> Outcome:
        return act(desk, TakeBackSignature(now, member), seen_at)

    was_held = _state(desk, member).stage == "held"
    pages = (sends, takes_back) if step.first < 2 / 3 else (takes_back, sends)
    won = [outcome for outcome in (page() for page in pages) if outcome and not isinstance(outcome, Refusal)]
    if len(won) != was_held:
        return f"sent and took back from two pages that saw the same, and {len(won)} of the two won"
    return ""


def _state(desk: Desk, member: PersonId) -> State:
    with desk.store.transaction() as unit:
        state: State = unit.load([stream_of(desk.agency, decision_of(desk.agency, member))])[0].state
    return state
