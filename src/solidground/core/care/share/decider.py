"""What the member shares: he alone gives, renews and ends it. It ends by itself, and nobody is told of either.

What must never happen here: a share with somebody he ruled out, or with command.
"""

from typing import assert_never

from solidground.core.care.course import Course
from solidground.core.care.share.commands import Command, EndShare, GiveShare, RenewShare
from solidground.core.care.share.events import Event, ShareEnded, ShareGiven, ShareRenewed
from solidground.core.care.share.things import shareable
from solidground.core.care.state import Case, Choices, Share
from solidground.core.kernel import DAY, Instant, PersonId, Refusal, Span
from solidground.core.wall import SHARE_ENDS_FOR

SHARES_MOST = 12
"""People a member shares with at one time."""

AGAIN_FOR: Span = DAY
"""Renewed within a day, a share is renewed already: a second tap does nothing."""

MEMBERS_ALONE = Refusal("MembersAlone", "Only the one it is about decides this.")
NOT_SHARED = Refusal("NotShared", "Nothing is shared with this person. Choose what they may see.")
NOTHING_CHOSEN = Refusal("NothingChosen", "Choose at least one thing they may see.")
NOT_SHAREABLE = Refusal("NotShareable", "This cannot be shared with this person. Choose something else.")
TOO_MANY = Refusal("SharesTooMany", "You share with 12 people already. End one share first.")
NOT_YOUR_PEER = Refusal("NotYourPeer", "This person is not your peer now. Choose them again, and what they may see.")
SELF = Refusal("Self", "This is you. Choose somebody else.")
RULED_OUT = Refusal("RuledOut", "You ruled this person out. Choose somebody else, or let them back in first.")
SERVES_COMMAND = Refusal(
    "ServesCommand",
    "This person works for command, or you answer to them. What is yours here stays away from command, so choose "
    "somebody else. You can always tell them yourself.",
)


def evolve(case: Case, event: Event) -> Case:
    """Apply what happened to a share."""
    choices = case.choices
    rest = without(choices, event.person)
    match event:
        case ShareGiven():
            given = Share(event.person, event.seen_as, event.things, event.at)
            return case._replace(choices=choices._replace(shares=(*rest, given)))
        case ShareRenewed():
            again = tuple([share._replace(given_at=event.at) for share in choices.shares if share not in rest])
            return case._replace(choices=choices._replace(shares=(*rest, *again)))
        case ShareEnded():
            return case._replace(choices=choices._replace(shares=rest))
        case _:
            assert_never(event)


def without(choices: Choices, person: PersonId) -> tuple[Share, ...]:
    """Return what is shared with everybody else."""
    return tuple([share for share in choices.shares if share.person != person])


def share_with(case: Case, person: PersonId) -> Share | None:
    """Return what is shared with somebody, ended or not."""
    return next((share for share in case.choices.shares if share.person == person), None)


def ends_at(share: Share) -> Instant:
    """Return when a share ends by itself."""
    return share.given_at + SHARE_ENDS_FOR


def is_left(case: Case, share: Share) -> bool:
    """Return whether something was shared with somebody as a peer who is the peer no more: he sees nothing of it."""
    return share.seen_as == "peer" and share.person != case.peer


def unfit(case: Case, person: PersonId, *, serves_command: bool) -> Refusal | None:
    """Return why nothing can be shared with somebody, or None."""
    if person == case.head.member:
        return SELF
    if person in case.choices.ruled_out:
        return RULED_OUT
    return SERVES_COMMAND if serves_command else None


def decide(course: Course, command: Command) -> Refusal | None:
    """Take what the member decided about what he shares."""
    case, at, by = course.case, course.at, course.by
    if by != case.head.member:
        return MEMBERS_ALONE
    share = share_with(case, command.person)
    if isinstance(command, EndShare):
        if share is not None:
            course.put(ShareEnded(at, by, command.person))
        return None
    no = unfit(case, command.person, serves_command=course.world.serves_command(command.person, course.asking()))
    if no is not None:
        return no
    match command:
        case RenewShare():
            if share is None:
                return NOT_SHARED
            if is_left(case, share):
                return NOT_YOUR_PEER
            if at - share.given_at >= AGAIN_FOR:
                course.put(ShareRenewed(at, by, command.person))
            return None
        case GiveShare():
            return _give(course, command, share)
        case _:
            assert_never(command)


def _give(course: Course, command: GiveShare, share: Share | None) -> Refusal | None:
    wanted = set(command.things)
    if not wanted:
        return NOTHING_CHOSEN
    if command.seen_as == "peer" and command.person != course.case.peer:
        return NOT_YOUR_PEER
    things = tuple([thing for thing in shareable(command.seen_as) if thing in wanted])
    if len(things) < len(wanted):
        return NOT_SHAREABLE
    if share is None and len(course.case.choices.shares) >= SHARES_MOST:
        return TOO_MANY
    same = share is not None and (share.seen_as, share.things) == (command.seen_as, things)
    if not (same and share is not None and course.at < ends_at(share)):
        course.put(ShareGiven(course.at, course.by, command.person, command.seen_as, things))
    return None
