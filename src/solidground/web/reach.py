"""What a role ever sees on its page, and what it never does: read from the wall, in plain words.

What must never happen here: a promise that is not the wall's.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.core.wall import Role, Rule, What, may

WORDS: Final[Mapping[What, str]] = MappingProxyType(
    {
        What.INCIDENT: gettext_noop("that there was an incident, when, and who took part"),
        What.CASE_FOLLOWS: gettext_noop("that care is offered after it, as to everybody who took part"),
        What.SESSION_ATTENDED: gettext_noop("the day on which a required session was attended"),
        What.PROPERTY: gettext_noop("what was taken, where it is, and when the member hears more"),
        What.DUTY_STATUS: gettext_noop("duty status and leave, with their dates"),
        What.INVESTIGATION: gettext_noop("how an inquiry stands, and when more is heard"),
        What.RETURN_COMPLETED: gettext_noop("steps back to duty that are done"),
        What.FITNESS: gettext_noop("a referral for fitness for duty, and how it ended"),
        What.DECISION_DELIVERED: gettext_noop("a decision that a member has delivered"),
        What.OWED_AND_CONTACTS: gettext_noop("who is in touch with a member, and when"),
        What.OUTCOME: gettext_noop("whether somebody was reached, or did not answer"),
        What.ANSWER: gettext_noop("what a member answered"),
        What.CONCERN: gettext_noop("that somebody is worried about a member"),
        What.CIRCLE: gettext_noop("who a member has beside him"),
        What.RULED_OUT: gettext_noop("who a member does not want"),
        What.SEALED_NOTE: gettext_noop("a note that was written for somebody"),
        What.DECISION_DRAFT: gettext_noop("a decision that is only a draft"),
        What.DECISION_HELD: gettext_noop("a decision that is signed and not delivered"),
        What.RETURN_PLANNED: gettext_noop("steps back to duty that are planned, or taken back"),
        What.OUTSIDE_STORAGE: gettext_noop("a weapon that a member has stored elsewhere"),
        What.SELF_CHECK: gettext_noop("how a member checked on himself"),
    }
)


class Reach(NamedTuple):
    """What a role sees, and what it never does."""

    shown: tuple[str, ...]
    never: tuple[str, ...]


def reach(role: Role) -> Reach:
    """Return what a role sees and never sees of a member, in plain words."""
    rules = {what: may(what, role) for what in WORDS}
    shown = tuple([gettext(WORDS[what]) for what, rule in rules.items() if rule is Rule.YES])
    never = tuple([gettext(WORDS[what]) for what, rule in rules.items() if rule in (Rule.NO, Rule.NEVER)])
    return Reach(shown, never)
