"""How a viewer stands to a case: plain facts for the wall, worked out from the case and the roster.

What must never happen here: a decision about what is seen. A fact that is not known is left out, and counts as not so.
"""

from typing import Final

from solidground.app.rosters import Roster
from solidground.core.care.choice.calling import URGENT
from solidground.core.care.contact.steps import CALL, NEWS
from solidground.core.care.share.decider import is_left, share_with
from solidground.core.care.share.things import WHAT
from solidground.core.care.state import Case, Item, raised_on
from solidground.core.kernel import LATEST, Instant, PersonId
from solidground.core.roster.roles import Role as Held
from solidground.core.wall import Bond, Role, Viewer, What, shares

ROLE_OF: Final[dict[Held, Role]] = {
    "coordinator": Role.COORDINATOR,
    "deputy": Role.DEPUTY,
    "liaison": Role.LIAISON,
    "hr": Role.HR,
    "chief": Role.CHIEF,
    "administrator": Role.ADMINISTRATOR,
    "cosigner": Role.COSIGNER,
    "family_contact": Role.FAMILY_CONTACT,
    "property_officer": Role.PROPERTY_OFFICER,
}
"""Roles that count before everybody. A peer, clinician, chaplain or supervisor is one towards one member alone."""

CHOSEN = ("clinician", "chaplain")
NO_PEERS = (*CHOSEN, "companion", "carrier")
"""Whoever keeps a step as one of these is no peer by that."""


def viewer_of(roster: Roster, person: PersonId, now: Instant) -> Viewer:
    """Return somebody with the roles that the roster gives him now."""
    held = {role for name, role in ROLE_OF.items() if person in roster.holders(name)}
    if person in roster.staff("on_call", now):
        held.add(Role.ON_CALL)
    return Viewer(person, frozenset(held))


def at_large(viewer: Viewer, roster: Roster) -> Viewer:
    """Return how somebody stands to what is about nobody's case: without a role as a member, or as a supervisor.

    Who supervises anybody is of command here, member or not: what he may see is no function of care.
    """
    me = roster.people.get(viewer.person)
    supervises = me is not None and bool(me.supervises)
    return viewer._replace(roles=viewer.roles or frozenset({Role.SUPERVISOR if supervises else Role.MEMBER}))


def towards(viewer: Viewer, member: PersonId, roster: Roster) -> Bond:
    """Return how a viewer stands to a member, whatever case there is."""
    me = roster.people.get(viewer.person)
    return Bond(is_member=viewer.person == member, is_supervisor=me is not None and member in me.supervises)


def bond_of(viewer: Viewer, case: Case, roster: Roster, now: Instant = LATEST) -> Bond:
    """Return how a viewer stands to a case. Who was ruled out stands to it as a stranger does.

    Who does not say when he asks is told of no share: every one of them is over by then.
    """
    bond = towards(viewer, case.head.member, roster)
    me = viewer.person
    if me in case.choices.ruled_out:
        return bond
    kept = [item for item in case.items if item.keeper == me]
    companion = case.companion
    # Who was somebody's peer or companion is so no more when nothing is owed: what is kept then waits for its purge.
    closed = case.status == "closed"
    fit = not closed and not _in_conflict(me, case, roster)
    bond = _shared(bond, case, me, now)
    return bond._replace(
        is_assigned_peer=fit and (case.peer == me or any(item.who not in NO_PEERS for item in kept)),
        is_companion_now=not closed and companion.person == me,
        is_chosen_clinician=any(item.who in CHOSEN for item in kept) or bond.is_chosen_clinician,
        is_carrier=not closed and any(item.key == NEWS and item.stage != "ahead" for item in kept),
        is_called=fit and _is_called(me, case),
        nobody_answered=_nobody_answered(case),
    )


def _in_conflict(me: PersonId, case: Case, roster: Roster) -> bool:
    """Tell whether somebody may be nobody's peer here, though the case has not looked for another yet.

    Whom the member chose to be beside him, or as his clinician, he chose: a tie shuts out peers alone.
    """
    peer = roster.people.get(me)
    tied = peer is not None and (peer.is_tied(case.head.member) or (peer.own_case and bool(peer.designated)))
    return tied or me in case.head.involved


def own(bond: Bond, viewer: Viewer, item: Item) -> Bond:
    """Return the bond towards one obligation: one's own, or another's."""
    # What he keeps of somebody who answers to him is nothing of a supervisor's: another is being found for it.
    mine = item.keeper == viewer.person and not bond.is_supervisor
    # Who is asked to take over sees that he is asked, and nothing else of the case before he said yes.
    beside = bond.is_companion_now or (mine and item.who == "companion")
    # What a clinician is asked to do himself he may read: the plan shares that much with him, and no more.
    shared = bond.shared | {What.OWED_AND_CONTACTS} if mine and item.who in CHOSEN else bond.shared
    return bond._replace(is_own=mine, is_companion_now=beside, shared=shared)


def _shared(bond: Bond, case: Case, me: PersonId, now: Instant) -> Bond:
    """Return a bond with what the member shares with somebody now, and as whom he sees it."""
    share = share_with(case, me)
    if share is None or is_left(case, share):
        return bond
    given, over = shares({WHAT[thing]: share.given_at for thing in share.things}, now)
    # All of it ends after a while, also where the wall does not ask for it: that is what the member was promised.
    seen = given - over
    family, clinician = (bool(seen) and share.seen_as == role for role in ("family", "clinician"))
    return bond._replace(shared=seen, lapsed=over, is_family_contact=family, is_chosen_clinician=clinician)


def _is_called(me: PersonId, case: Case) -> bool:
    rung = raised_on(case, URGENT)
    calling = any(item.key == CALL for item in case.items)
    return calling and rung is not None and me in (rung.taken_by, rung.asked)


def _nobody_answered(case: Case) -> bool:
    rung = raised_on(case, URGENT)
    if rung is None or rung.taken_by is not None:
        return False
    rungs = [each.who for each in case.plan.ladder(URGENT).rungs]
    return rung.repeat > 0 or "coordinator" in rungs[: rung.rung + 1]
