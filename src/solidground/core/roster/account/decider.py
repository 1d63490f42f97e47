"""The rules of accounts: who may ask somebody in, and by what.

What must never happen here: one person alone who could sit down as another. An invitation goes where only its receiver
reads it, or it takes two people.
"""

from typing import TypeAlias, assert_never

from solidground.core.hours import next_allowed
from solidground.core.kernel import MINUTE, CaseId, PersonId, Refusal, obligation_id
from solidground.core.roster.account.commands import Command, EndAccount, InvitePerson, OpenAccount
from solidground.core.roster.account.events import AccountEnded, AccountOpened, Event, PersonInvited
from solidground.core.roster.state import Account, State, quiet_of, ways_of
from solidground.core.roster.world import World, not_two
from solidground.core.subject import Notice

Decision: TypeAlias = tuple[Event, ...] | Refusal

NOT_THEIRS = Refusal("NotTheirsToInvite", "Only a coordinator, a deputy or an administrator can ask somebody in.")
NO_SUCH_WAY = Refusal("WayNotWorking", "This person has no such address that works. Choose another way, or a letter.")
AGAIN_FOR = 10 * MINUTE
"""Who is asked in twice in so short a time was asked once: a second tap sends nothing, and ends nothing."""

INVITATION_PAST = Refusal(
    "InvitationPast", "This invitation was used, or a newer one was sent. Open the newest, or ask whoever asked you in."
)


def decide(state: State, command: Command, world: World) -> Decision:
    """Answer what was asked about an account."""
    match command:
        case InvitePerson():
            return _invite(state, command, world)
        case OpenAccount(at, by, number):
            if by != state.person or number != state.account.invited:
                return INVITATION_PAST
            if not state.account.open_to:
                return () if state.account.has else INVITATION_PAST
            return (AccountOpened(at, by, number),)
        case EndAccount(at, by):
            if by != state.person and by not in world.granting:
                return NOT_THEIRS
            return (AccountEnded(at, by),) if state.account.has or state.account.open_to else ()
        case _:
            assert_never(command)


def _invite(state: State, command: InvitePerson, world: World) -> Decision:
    if command.by not in world.granting and not world.founding:
        return NOT_THEIRS
    if command.way is not None and command.way not in ways_of(state):
        return NO_SUCH_WAY
    # A letter passes through hands, and who has an account already could be pushed out of it.
    if command.way is None or state.account.has:
        refused = not_two(command.by, command.seconded_by or command.by, world)
        if refused is not None:
            return refused
    known, same = state.account, (command.way, command.by if command.way is None else None)
    if known.open_to and (known.way, known.letter_by) == same and command.at - known.invited_at < AGAIN_FOR:
        return ()
    number = known.invited + 1
    send_at = next_allowed(quiet_of(state), command.at)
    return (PersonInvited(command.at, command.by, command.seconded_by, number, command.way, send_at),)


def evolve(state: State, event: Event) -> State:
    """Take in what happened to an account."""
    account = state.account
    match event:
        case PersonInvited(at, by, second, number, way):
            letter_by, code_by = (by, second) if way is None else (None, None)
            invited = Account(number, True, account.has, letter_by, code_by, at, way)  # noqa: FBT003 - in their order
            return state._replace(account=invited)
        case AccountOpened():
            return state._replace(account=account._replace(open_to=False, has=True))
        case AccountEnded():
            return state._replace(account=account._replace(open_to=False, has=False))
        case _:
            assert_never(event)


def invitation(person: PersonId, number: int) -> str:
    """Return what a link of an invitation is about."""
    return obligation_id(CaseId(f"person/{person}"), "invitation", number)


def notices(person: str, event: object) -> tuple[Notice, ...]:
    """Return what an event asks to be sent: the invitation, to whom it is for."""
    if not isinstance(event, PersonInvited) or event.way is None:
        return ()
    who = PersonId(person)
    return (Notice(invitation(who, event.number), 0, 0, who, event.way, "invited", event.send_at),)
