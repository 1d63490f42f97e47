"""A decision of the member of the small agency: thought over, signed, sent; and who stands beside him."""

from solidground.app.decisions import Desk, Joining, Own, act, code_of, decision_of, join, send, sign
from solidground.app.handle import Outcome, stream_of
from solidground.app.indexed import indexed
from solidground.app.options import read_options
from solidground.core.desk.commands import AskBeside, BeginDraft, ChooseOption, SendDecision, SignDecision
from solidground.core.desk.signature import Signature, Strokes
from solidground.core.desk.state import State
from solidground.core.duty.delivered.decider import State as Paper
from solidground.core.hours import local_day
from solidground.core.kernel import Instant, PersonId
from tests.app.holdings import happened, viewer
from tests.app.town import AGENCY, MEMBER, NOON, VOICE, ZONE, Town

TODAY = local_day(NOON, ZONE)
KEYS = {1: VOICE.signing}
PAPER = "d" * 20
NAME = "Maria Lopez"
DRAWN: Strokes = (
    ((40, 150), (55, 60), (75, 120), (100, 55), (115, 150)),
    ((150, 110), (135, 130), (150, 148), (165, 115), (172, 148), (190, 120), (215, 118)),
    ((205, 95),),
    ((270, 40), (262, 120), (275, 150), (330, 140), (350, 118), (372, 148), (395, 112), (420, 160), (400, 185)),
    ((440, 150), (560, 132)),
)
"""What he draws beside his name, where he does."""


def desk(town: Town) -> Desk:
    """Return what decisions of the agency are decided with."""
    return Desk(town.store, town.rosters, AGENCY, ZONE, read_options("", "", "US-IL"))


def mine(town: Town, person: PersonId = MEMBER) -> State:
    """Return how somebody's decision stands."""
    with town.store.transaction() as unit:
        state: State = unit.load([stream_of(AGENCY, decision_of(AGENCY, person))])[0].state
    return state


def paper(town: Town, name: str = PAPER) -> Paper:
    """Return how a paper stands."""
    with town.store.transaction() as unit:
        state: Paper = unit.load([stream_of(AGENCY, f"delivered/{name}")])[0].state
    return state


def does(town: Town, command: Own, seen_at: Instant | None = None) -> Outcome:
    """Let a member do something about his decision, as it stands unless a test says otherwise."""
    return act(desk(town), command, mine(town, command.by).changed_at if seen_at is None else seen_at)


def drafted(town: Town, at: Instant = NOON, person: PersonId = MEMBER) -> None:
    """Let a member begin, and choose."""
    happened(does(town, BeginDraft(at, person)))
    happened(does(town, ChooseOption(at, person, "resign", TODAY + 14)))


def signed(
    town: Town, at: Instant = NOON, person: PersonId = MEMBER, name: str = NAME, strokes: Strokes = ()
) -> Outcome:
    """Let him sign what he has drafted."""
    return sign(desk(town), SignDecision(at, person), Signature(name, strokes), mine(town, person).changed_at)


def sent(town: Town, at: Instant = NOON, person: PersonId = MEMBER, name: str = PAPER) -> Outcome:
    """Let him send what he has signed."""
    return send(desk(town), SendDecision(at, person, name), mine(town, person).changed_at)


def delivered(
    town: Town, at: Instant = NOON, person: PersonId = MEMBER, name: str = PAPER, strokes: Strokes = ()
) -> None:
    """Let him begin, choose, sign and send."""
    drafted(town, at, person)
    happened(signed(town, at, person, strokes=strokes))
    happened(sent(town, at, person, name))


def asked_beside(town: Town, at: Instant = NOON, person: PersonId = MEMBER) -> str:
    """Let him ask for somebody beside him, and return the code on his page."""
    happened(does(town, AskBeside(at, person)))
    return code_of(KEYS, AGENCY, person, mine(town, person).asked)


def joined(town: Town, who: PersonId, code: str, at: Instant = NOON, member: PersonId = MEMBER) -> Outcome:
    """Let somebody come to stand beside him."""
    return join(desk(town), KEYS, Joining(viewer(town, who, at), member, code, at))


def papers_named(town: Town) -> list[str]:
    """Return what the papers of the agency are called."""
    return list(indexed(town.store, AGENCY, "delivered"))
