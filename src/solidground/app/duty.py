"""What the subjects of duty share: who may be asked to tell a member, and what is said where two wrote at once.

What must never happen here: a look at care.
"""

from collections.abc import Iterable
from typing import Final

from solidground.app.rosters import Roster
from solidground.core.duty.telling import Teller
from solidground.core.kernel import Instant, PersonId, Refusal
from solidground.core.roster.matching import is_available
from solidground.core.roster.roles import Role

CHANGED: Final = Refusal(
    "ChangedMeanwhile", "Somebody changed this after you opened the page. Look at it, and say it again."
)
UNKNOWN: Final = Refusal("PersonUnknown", "Nobody is called so here. Look at the badge number again.")


def supervisors_of(roster: Roster, member: PersonId) -> frozenset[PersonId]:
    """Return to whom a member reports today; to nobody, where he has left the roster."""
    known = roster.people.get(member)
    return known.reports_to if known is not None else frozenset()


def is_told_no_more(roster: Roster, member: PersonId) -> bool:
    """Return whether there is nobody left to be told: after a death nobody is asked to tell him anything."""
    known = roster.states.get(member)
    return known is not None and known.died


def tellers(
    roster: Roster, member: PersonId, role: Role, now: Instant
) -> tuple[tuple[Teller, ...], tuple[Teller, ...]]:
    """Return who may be asked to tell a member: his supervisors, and those with a role of command's."""
    return _tellers(roster, supervisors_of(roster, member), now), with_role(roster, role, now)


def with_role(roster: Roster, role: Role, now: Instant) -> tuple[Teller, ...]:
    """Return who may be asked of those with a role."""
    return _tellers(roster, roster.holders(role), now)


def readers(roster: Roster, member: PersonId, now: Instant) -> tuple[tuple[PersonId, str], ...]:
    """Return who of command reads what a member delivers, and is there today, each with how he is reached."""
    people = supervisors_of(roster, member) | roster.holders("hr") | roster.holders("chief")
    return tuple([(one.person, one.way) for one in _tellers(roster, people, now)])


def _tellers(roster: Roster, people: Iterable[PersonId], now: Instant) -> tuple[Teller, ...]:
    known = [roster.people[person] for person in sorted(people) if person in roster.people]
    return tuple([Teller(one.person, one.ways[0], one.quiet) for one in known if is_available(one, now)])
