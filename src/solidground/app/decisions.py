"""A member's decision: his alone until he sends it, then the agency's paper. Sending is the one act that crosses over.

What must never happen here: something that is sent by anybody but the member, a clock, or a look at another's decision
before it is sent. Who is of command reads papers alone, by their own streams.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from functools import partial
from typing import Final, NamedTuple, TypeAlias

from solidground.app.again import transacted
from solidground.app.asking.bonds import towards
from solidground.app.duty import readers
from solidground.app.handle import Outcome, handle, stream_of
from solidground.app.limits import allowed, caller_of
from solidground.app.options import Options
from solidground.app.ports import Store, Unit
from solidground.app.rosters import Rosters
from solidground.core.desk.commands import (
    AskBeside,
    BeginDraft,
    ChooseOption,
    DropDraft,
    JoinBeside,
    LeaveBeside,
    SendDecision,
    SignDecision,
    TakeBackSignature,
)
from solidground.core.desk.decider import NOT_FITTING, World, decide
from solidground.core.desk.signature import Signature, is_same_name
from solidground.core.desk.state import State
from solidground.core.duty.delivered.commands import AcknowledgeReceipt, DeliverDecision, TakeBackDelivery
from solidground.core.duty.delivered.decider import UNKNOWN
from solidground.core.duty.delivered.decider import World as PaperWorld
from solidground.core.kernel import AgencyId, CaseId, Instant, PersonId, Refusal, Stream
from solidground.core.notice.token import SigningKey
from solidground.core.wall import Role, Viewer

CODE_DIGITS: Final = 6
BESIDE: Final = "beside"
"""As whom somebody who stands beside is found: no share of a case is called so."""

PAPER: Final = re.compile(r"[0-9a-f]{20}", re.ASCII)
"""What a paper is called: an id drawn when it is sent, which says nothing of what was before."""

NAME: Final = Refusal(
    "NameDiffers", "Type your name as the agency has it, first and last. No matter how it is spelled in capitals."
)
UNSIGNED: Final = Signature("")
CHANGED: Final = Refusal("ChangedMeanwhile", "This changed after you opened the page. Look at it, and say it again.")

Own: TypeAlias = BeginDraft | ChooseOption | DropDraft | AskBeside | TakeBackSignature
"""What a member does with his own decision beside signing and sending it."""


class Desk(NamedTuple):
    """What a decision is decided with: whose it may be, and what the agency's list says."""

    store: Store
    rosters: Rosters
    agency: AgencyId
    zone: str
    options: Options


def decision_of(agency: AgencyId, person: PersonId) -> str:
    """Return the stream of somebody's own decision. It follows from who he is, so nobody needs a list of them."""
    return f"decision/{hashlib.sha256(f'decision|{agency}|{person}'.encode()).hexdigest()[:20]}"


def paper_stream(paper: str) -> str:
    """Return the stream of a paper."""
    return f"delivered/{paper}"


def act(desk: Desk, command: Own, seen_at: Instant) -> Outcome:
    """Do something about one's own decision. ``seen_at`` is its last change that the member had seen."""
    return transacted(desk.store, desk.rosters, partial(_act, desk, command, seen_at))


def sign(desk: Desk, command: SignDecision, signature: Signature, seen_at: Instant) -> Outcome:
    """Sign it with a name, and what was drawn beside it. Whoever asks has shown a moment ago who he is."""
    signature = signature._replace(name=signature.name.strip())
    return transacted(desk.store, desk.rosters, partial(_act, desk, command, seen_at, signature=signature))


def send(desk: Desk, command: SendDecision, seen_at: Instant) -> Outcome:
    """Send it: both sides in one transaction, or neither."""
    return transacted(desk.store, desk.rosters, partial(_act, desk, command, seen_at))


def _act(
    desk: Desk,
    command: Own | SignDecision | SendDecision,
    seen_at: Instant,
    unit: Unit,
    signature: Signature = UNSIGNED,
) -> Outcome:
    stream = stream_of(desk.agency, decision_of(desk.agency, command.by))
    state: State = unit.load([stream])[0].state
    world = World(desk.zone, desk.options.pause_for)
    if state.changed_at > seen_at:
        # The same tapped twice is once.
        return () if decide(state, command, world) == () else CHANGED
    if isinstance(command, SignDecision) and not _is_his(unit, desk.agency, command.by, signature):
        return NAME
    outcome = handle(unit, stream, command, world)
    if isinstance(outcome, Refusal) or not outcome:
        return outcome
    if isinstance(command, SignDecision):
        unit.put_signed(desk.agency, stream.name, command.by, signature)
    elif isinstance(command, SendDecision):
        _deliver(unit, desk, command, state)
    _settle(unit, desk.agency, stream.name)
    return outcome


def _is_his(unit: Unit, agency: AgencyId, person: PersonId, signature: Signature) -> bool:
    return is_same_name(signature.name, unit.person_names(agency).get(person, ""))


def _deliver(unit: Unit, desk: Desk, command: SendDecision, held: State) -> None:
    """Give the command side a command of its own: the paper, and nothing of what was before it."""
    assert held.option is not None, "what is signed says what it is"
    assert held.last_on is not None, "and until when"
    assert held.signed_on is not None, "and since when"
    what = (held.option, held.last_on, held.signed_on, held.beside)
    paper = stream_of(desk.agency, paper_stream(command.delivered))
    asked = DeliverDecision(command.at, command.by, *what)
    told = readers(desk.rosters.of(unit, desk.agency, command.at, carrying=False), command.by, command.at)
    delivered = handle(unit, paper, asked, PaperWorld(desk.zone, desk.options.take_back_for, told))
    assert delivered, "an id that was drawn just now is nobody's"
    assert not isinstance(delivered, Refusal), "what can be signed can be delivered"
    unit.move_signed(desk.agency, decision_of(desk.agency, command.by), paper.name)


def _settle(unit: Unit, agency: AgencyId, name: str) -> None:
    """Let the rows beside the log be as the decision stands: who stands beside finds it, and who signed is known."""
    state: State = unit.load([stream_of(agency, name)])[0].state
    beside = state.beside if state.is_open else ()
    unit.put_shares(agency, CaseId(name), [(person, BESIDE) for person in beside])
    if state.stage != "held":
        unit.drop_signed(agency, name)


def code_of(keys: Mapping[int, SigningKey], agency: AgencyId, member: PersonId, number: int) -> str:
    """Return the digits by which somebody comes to stand beside a member: he reads them off his own page."""
    said = f"solidground beside {decision_of(agency, member)}/{number}".encode()
    digest = hmac.digest(keys[max(keys)].secret, said, hashlib.sha256)
    return str(int.from_bytes(digest[:8], "big") % 10**CODE_DIGITS).zfill(CODE_DIGITS)


class Joining(NamedTuple):
    """Who wants to stand beside whom, by which code."""

    viewer: Viewer
    member: PersonId
    code: str
    at: Instant


def join(desk: Desk, keys: Mapping[int, SigningKey], joining: Joining) -> Outcome:
    """Let somebody stand beside a member. Whoever guesses learns nothing, and soon may guess no more."""
    caller = caller_of(keys[max(keys)], desk.agency, joining.viewer.person)
    if not allowed(desk.store, "beside", caller, joining.at):
        return NOT_FITTING
    return transacted(desk.store, desk.rosters, partial(_join, desk, keys, joining))


def _join(desk: Desk, keys: Mapping[int, SigningKey], joining: Joining, unit: Unit) -> Outcome:
    viewer, member, at = joining.viewer, joining.member, joining.at
    roster = desk.rosters.of(unit, desk.agency, at, carrying=False)
    stream = stream_of(desk.agency, decision_of(desk.agency, member))
    number = unit.load([stream])[0].state.asked
    fits = hmac.compare_digest(joining.code.encode(), code_of(keys, desk.agency, member, number).encode())
    # Whoever serves command, or supervises him, stands on the other side of this paper.
    shut = viewer.serves_command or towards(viewer, member, roster).is_supervisor or member not in roster.states
    world = World(desk.zone, barred=frozenset({viewer.person} if shut else ()))
    outcome = handle(unit, stream, JoinBeside(at, viewer.person, number if fits else -1), world)
    if outcome and not isinstance(outcome, Refusal):
        _settle(unit, desk.agency, stream.name)
    return outcome


def leave(desk: Desk, member: PersonId, by: PersonId, at: Instant) -> Outcome:
    """Let somebody stand beside a member no more."""
    return transacted(desk.store, desk.rosters, partial(_leave, desk, member, LeaveBeside(at, by)))


def _leave(desk: Desk, member: PersonId, command: LeaveBeside, unit: Unit) -> Outcome:
    stream = stream_of(desk.agency, decision_of(desk.agency, member))
    outcome = handle(unit, stream, command, World(desk.zone))
    if outcome:
        _settle(unit, desk.agency, stream.name)
    return outcome


def take_back(desk: Desk, paper: str, by: PersonId, at: Instant) -> Outcome:
    """Let a member take his paper back, while he may. It is fenced by nothing: within its time it always wins."""
    return _of_paper(desk, paper, TakeBackDelivery(at, by))


def acknowledge(desk: Desk, viewer: Viewer, paper: str, at: Instant) -> Outcome:
    """Let HR say that the agency has a paper."""
    return _of_paper(desk, paper, AcknowledgeReceipt(at, viewer.person)) if Role.HR in viewer.roles else UNKNOWN


def _of_paper(desk: Desk, paper: str, command: TakeBackDelivery | AcknowledgeReceipt) -> Outcome:
    if not PAPER.fullmatch(paper):
        return UNKNOWN
    stream = stream_of(desk.agency, paper_stream(paper))
    return transacted(desk.store, desk.rosters, partial(_paper, desk, stream, command))


def _paper(desk: Desk, stream: Stream, command: TakeBackDelivery | AcknowledgeReceipt, unit: Unit) -> Outcome:
    roster = desk.rosters.of(unit, desk.agency, command.at, carrying=False)
    return handle(unit, stream, command, PaperWorld(readers=readers(roster, command.by, command.at)))
