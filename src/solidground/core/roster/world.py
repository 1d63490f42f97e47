"""What the rules of the roster may look at outside one person: who may grant, and whether anybody can yet."""

from typing import NamedTuple

from solidground.core.kernel import CLOCK, PersonId, Refusal
from solidground.core.roster.state import State


class World(NamedTuple):
    """A frozen view. ``founding`` is the setting up of an agency, before anybody holds a role in it."""

    granting: frozenset[PersonId] = frozenset()
    founding: bool = False


def not_two(by: PersonId, seconded_by: PersonId, world: World) -> Refusal | None:
    """Return why an act that takes two people has not got them: two different ones, neither of them the clock."""
    if CLOCK in (by, seconded_by) or by == seconded_by:
        return Refusal("SecondPersonMissing", "This takes two people. Ask a second person to confirm it.")
    if not world.founding and not {by, seconded_by} <= world.granting:
        return Refusal("NotTheirsToGrant", "Only people who may grant can do this. Ask the coordinator.")
    return None


def not_two_with_own(by: PersonId, seconded_by: PersonId, state: State, world: World) -> Refusal | None:
    """Return the same where one of the two may be the person whom it is about."""
    own = frozenset() if state.person is None else frozenset({state.person})
    return not_two(by, seconded_by, world._replace(granting=world.granting | own))


UNKNOWN = Refusal("PersonUnknown", "Nobody with this reference is in the agency. Add the person first.")
GONE = Refusal("PersonGone", "This person has died or was forgotten; nothing can be changed any more.")
DAYS_REVERSED = Refusal("DaysReversed", "The last day lies before the first. Exchange them.")
