"""Who can see what, in plain words: the wall's rows that concern a case, read from the wall itself."""

from typing import NamedTuple

from solidground.core.wall import COLUMNS, Role, Rule, What, may


class Sight(NamedTuple):
    """One thing there is to know, and who may know it: always, or on a condition."""

    what: What
    always: tuple[Role, ...]
    sometimes: tuple[tuple[Role, Rule], ...]


ABOUT_A_CASE = (
    What.INCIDENT,
    What.CASE_FOLLOWS,
    What.OWED_AND_CONTACTS,
    What.OUTCOME,
    What.ANSWER,
    What.CIRCLE,
    What.RULED_OUT,
    What.SEALED_NOTE,
)
NOBODY = (Rule.NO, Rule.NEVER)


def sights() -> tuple[Sight, ...]:
    """Return the table for a member: others alone, he sees his own in any case."""
    return tuple([_sight(what) for what in ABOUT_A_CASE])


def _sight(what: What) -> Sight:
    cells = [(role, may(what, role)) for role in COLUMNS if role is not Role.MEMBER]
    always = tuple([role for role, rule in cells if rule is Rule.YES])
    sometimes = tuple([(role, rule) for role, rule in cells if rule is not Rule.YES and rule not in NOBODY])
    return Sight(what, always, sometimes)
