"""What a member shares, with whom and until when; and what he could share with somebody.

What must never happen here: an answer to anybody else, or a list of who is in the agency.
"""

from typing import Literal, NamedTuple

from solidground.app.asking.bonds import towards
from solidground.app.asking.questions import NOT_HERE, CouldShare, MyShares
from solidground.app.asking.reading import Reading
from solidground.app.rosters import Roster
from solidground.core.care.share.decider import ends_at, is_left, share_with, unfit
from solidground.core.care.share.things import SharedAs, Thing, shareable
from solidground.core.care.state import Case, Share
from solidground.core.care.world import Asking
from solidground.core.kernel import CaseId, Instant, PersonId, Refusal
from solidground.core.wall import Viewer, What, sees

UNKNOWN = Refusal("PersonUnknown", "Nobody here goes by that. Ask them how they are called here, or your coordinator.")

NOT_YET: frozenset[Thing] = frozenset({"investigation", "exposure"})
"""What the wall lets be shared and this version keeps nothing of: it is not offered before there is something."""

CLINICAL: tuple[Literal["clinician"], Literal["chaplain"]] = ("clinician", "chaplain")

NEAR_MOST = 8
"""People who are offered by name; anybody else is named by who shares."""


class Given(NamedTuple):
    """What one person sees, of which of the member's cases. ``over`` says that he sees nothing any more.

    ``left`` says that it was shared with a peer, who is the peer no more.
    """

    case: CaseId
    person: PersonId
    seen_as: SharedAs
    things: tuple[Thing, ...]
    ends_at: Instant
    over: bool
    left: bool


class SharesSeen(NamedTuple):
    """All that a member shares, of each of his cases; ``case`` is the newest one, of which he shares more."""

    case: CaseId
    shares: tuple[Given, ...]
    near: tuple[PersonId, ...]
    zone: str


class CouldSee(NamedTuple):
    """What could be shared with one person, or why nothing. ``sees`` is what he sees already."""

    case: CaseId
    person: PersonId
    seen_as: SharedAs
    things: tuple[Thing, ...]
    sees: tuple[Thing, ...]
    refused: Refusal | None


def my_shares(reading: Reading, viewer: Viewer, question: MyShares) -> SharesSeen | Refusal:
    """Return what a member shares."""
    assert isinstance(question, MyShares)
    case = own_case(reading, viewer)
    if case is None:
        return NOT_HERE
    # One that goes on beside the newest keeps what was shared of it: that too he sees, and ends.
    theirs = [one for one in own_cases(reading, viewer) if one.head.case != case.head.case]
    shares = tuple([_given(each, one, reading.now) for one in (case, *theirs) for each in one.choices.shares])
    taken = {each.person for each in shares}
    near = [person for person in near_to(case, reading.roster()) if person not in taken]
    return SharesSeen(case.head.case, shares, tuple(near[:NEAR_MOST]), case.plan.zone)


def could_share(reading: Reading, viewer: Viewer, question: CouldShare) -> CouldSee | Refusal:
    """Return what a member could share with somebody whom he names."""
    case = own_case(reading, viewer)
    if case is None:
        return NOT_HERE
    roster, person = reading.roster(), question.person
    seen_as = seen_as_of(roster, case, person)
    share = share_with(case, person)
    refused = (
        UNKNOWN if person not in roster.people else unfit(case, person, serves_command=serves(roster, case, person))
    )
    things = tuple([thing for thing in shareable(seen_as) if thing not in NOT_YET])
    return CouldSee(case.head.case, person, seen_as, things, share.things if share is not None else (), refused)


def own_case(reading: Reading, viewer: Viewer) -> Case | None:
    """Return somebody's own newest case that is not closed, or None."""
    mine = _open(reading, viewer)
    case = reading.case(mine[-1]) if mine else None
    return case if case is not None and _is_his(reading, viewer, case) else None


def own_cases(reading: Reading, viewer: Viewer) -> list[Case]:
    """Return all of somebody's own cases that are not closed, the newest first."""
    found = reading.cases(list(reversed(_open(reading, viewer))))
    return [case for case in found if _is_his(reading, viewer, case)]


def _open(reading: Reading, viewer: Viewer) -> list[CaseId]:
    return [case for case, row in reading.cases_of(viewer.person) if row.status != "closed"]


def _is_his(reading: Reading, viewer: Viewer, case: Case) -> bool:
    return sees(What.DISCLOSURES, viewer, towards(viewer, case.head.member, reading.roster()))


def seen_as_of(roster: Roster, case: Case, person: PersonId) -> SharedAs:
    """Return as whom somebody would see it: a clinician or chaplain by his role, his peer as that, else as family.

    A peer sees most of it anyway: to him the rest is shared that the wall lets be.
    """
    if any(person in roster.holders(role) for role in CLINICAL):
        return "clinician"
    return "peer" if person == case.peer else "family"


def serves(roster: Roster, case: Case, person: PersonId) -> bool:
    """Tell whether somebody serves command, or the member answers to him."""
    head = case.head
    asking = Asking(head.member, head.involved, case.choices.ruled_out, frozenset(), head.part, case.last_at)
    return roster.look().serves_command(person, asking)


def near_to(case: Case, roster: Roster) -> list[PersonId]:
    """Return who is near a member: his kin, who is beside him, his peer, and who was part of it too."""
    me = roster.people.get(case.head.member)
    kin = sorted(me.kin) if me is not None else []
    near = [*kin, case.companion.person, case.peer, *sorted(case.head.involved)]
    shut = case.choices.ruled_out | {case.head.member}
    return [
        person
        for person in dict.fromkeys(near)
        if person is not None and person in roster.people and person not in shut and not serves(roster, case, person)
    ]


def _given(share: Share, case: Case, now: Instant) -> Given:
    until_at, left = ends_at(share), is_left(case, share)
    return Given(case.head.case, share.person, share.seen_as, share.things, until_at, left or until_at <= now, left)
