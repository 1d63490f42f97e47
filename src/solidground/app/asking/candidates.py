"""Who could be a member's peer today, in the order of asking, and why not the others: for the coordinator alone."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from solidground.app.asking.bonds import bond_of
from solidground.app.asking.questions import NOT_HERE, WhoCouldBeAsked
from solidground.app.asking.reading import Reading
from solidground.core.kernel import PersonId, Refusal
from solidground.core.roster.matching import Conflict, Need, conflict
from solidground.core.wall import Bond, Viewer, What, sees
from solidground.core.words import Words, phrased

WHY_NOT: dict[Conflict, Words] = {
    "counsel_hold": phrased("the member's lawyer says no contact"),
    "self": phrased("the member himself"),
    "supervises": phrased("supervises the member"),
    "reports_to": phrased("reports to the member"),
    "kin": phrased("family of the member"),
    "near_kin": phrased("works over or under somebody of their family"),
    "same_incident": phrased("was part of the same incident"),
    "own_case": phrased("has a case of their own now"),
    "ruled_out": phrased("ruled out by the member"),
    "asked_already": phrased("was asked already"),
    "not_designated": phrased("is not a designated peer today"),
    "not_trained": phrased("training has run out"),
    "away": phrased("is away"),
    "no_route": phrased("has no address that works"),
    "at_capacity": phrased("carries as many cases as they can"),
}

OF_HIS_OWN = phrased("cannot be asked now")
"""All that somebody is told of his own people: a supervisor learns from nobody's standing that he has a case."""


class Candidate(NamedTuple):
    """Somebody of the pool. ``why_not`` is None for who may be asked; ``shares`` says that they have been there too."""

    person: PersonId
    shares: bool
    why_not: Words | None


def who_could_be_asked(reading: Reading, viewer: Viewer, question: WhoCouldBeAsked) -> tuple[Candidate, ...] | Refusal:
    """Return everybody of the pool: shared experience first, then the order in which they would be asked.

    The viewer is not among them: nobody learns here that the member ruled him out.
    """
    case = reading.case(question.case) if sees(What.CIRCLE, viewer, Bond()) else None
    if case is None:
        return NOT_HERE
    roster = reading.roster()
    bond = bond_of(viewer, case, roster)._replace(is_enforcing=True)
    if not sees(What.CIRCLE, viewer, bond) or not sees(What.RULED_OUT, viewer, bond) or bond.is_member:
        return NOT_HERE
    head = case.head
    me = roster.people.get(viewer.person)
    his = me.supervises if me is not None else frozenset[PersonId]()
    need = Need(head.member, reading.now, head.involved, case.choices.ruled_out)
    found = [(peer, conflict(peer, need)) for peer in roster.peers]
    listed = [
        Candidate(peer.person, head.part in peer.experience, None if why is None else _why_not(why, peer.person, his))
        for peer, why in found
        if peer.person != viewer.person
    ]
    return tuple(sorted(listed, key=lambda one: (one.why_not is not None, not one.shares)))


def _why_not(why: Conflict, person: PersonId, his: AbstractSet[PersonId]) -> Words:
    return OF_HIS_OWN if person in his else WHY_NOT[why]
