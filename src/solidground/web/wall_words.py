"""The words of the wall as a member reads them: what there is to know, who may know it, and when.

What must never happen here: a word for what the wall does not say. Which cells are shown is decided where it is asked.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.sights import Holder, Sight
from solidground.core.wall import Role, Rule, What

WHAT: Final[Mapping[What, str]] = MappingProxyType(
    {
        What.OUTCOME: gettext_noop("How a contact went: reached you, no answer, not now"),
        What.ANSWER: gettext_noop("What you tap: OK, call me, not now"),
        What.OWED_AND_CONTACTS: gettext_noop("What is planned for you, and who was in touch"),
        What.CIRCLE: gettext_noop("Who is in your circle"),
        What.RULED_OUT: gettext_noop("Whom you ruled out"),
        What.SEALED_NOTE: gettext_noop("A note that you seal"),
        What.WHO_LOOKED: gettext_noop("Who looked at what"),
        What.INCIDENT: gettext_noop("What kind of incident it was, when, and who was part of it"),
        What.CASE_FOLLOWS: gettext_noop("That somebody is there for you after it"),
    }
)
ROLE: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.PEER: gettext_noop("your peer"),
        Role.COMPANION: gettext_noop("your companion"),
        Role.ON_CALL: gettext_noop("whoever is on call"),
        Role.COORDINATOR: gettext_noop("the coordinator"),
        Role.DEPUTY: gettext_noop("the deputy of the coordinator"),
        Role.CLINICIAN: gettext_noop("a clinician or chaplain of yours"),
        Role.FAMILY_CONTACT: gettext_noop("your family contact"),
        Role.SUPERVISOR: gettext_noop("your supervisor"),
        Role.LIAISON: gettext_noop("the liaison"),
        Role.HR: gettext_noop("HR"),
        Role.CHIEF: gettext_noop("the chief"),
        Role.ADMINISTRATOR: gettext_noop("the administrator"),
        Role.COSIGNER: gettext_noop("who keeps the checkpoints of the log"),
    }
)
RULE: Final[Mapping[Rule, str]] = MappingProxyType(
    {
        Rule.YES: "",
        Rule.OWN_AND_SUMMARY: gettext_noop("their own part, and a summary"),
        Rule.OWN_DUTIES: gettext_noop("only what is theirs to do"),
        Rule.OWN_MEMBERSHIP: gettext_noop("only that they are in it"),
        Rule.WHEN_CALLED: gettext_noop("when you ask to be called"),
        Rule.IF_NOBODY_ANSWERS: gettext_noop("if you ask to be called and nobody answers"),
        Rule.IF_SHARED: gettext_noop("if you share it"),
        Rule.RECIPIENT: gettext_noop("if you chose them to read it"),
        Rule.TO_ENFORCE: gettext_noop("when somebody is chosen for you"),
        Rule.COUNTS_ONLY: gettext_noop("only how many looks there were"),
    }
)
LOOKED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "case": gettext_noop("Opened your case"),
        "list": gettext_noop("Saw you on their list of what they owe"),
        "board": gettext_noop("Saw you on the board"),
        "choosing": gettext_noop("Looked who could be your peer"),
        "week": gettext_noop("Saw you on the week to print"),
        "shared": gettext_noop("Looked at what you share with them"),
        "account": gettext_noop("Changed your account"),
        "address": gettext_noop("Changed an address of yours"),
        "entry": gettext_noop("Changed what the roster says of you"),
        "role": gettext_noop("Changed a role of yours"),
        "sessions": gettext_noop("Ended a sign-in of yours"),
    }
)
"""What a look or an act was, by its word in the log."""


IN_PART: Final = frozenset({Rule.OWN_AND_SUMMARY, Rule.OWN_DUTIES, Rule.OWN_MEMBERSHIP, Rule.COUNTS_ONLY})
"""Rules that say how much, and not when."""


class Then(NamedTuple):
    """A condition, and who may know a thing under it."""

    when: str
    who: tuple[str, ...]


class Line(NamedTuple):
    """One thing there is to know: who may know it now, and who only then."""

    what: str
    now: tuple[str, ...]
    sometimes: tuple[Then, ...]


def line_of(sight: Sight) -> Line:
    """Return one row of the table in words: who may know it now, and after each condition who would."""
    now = tuple([_now(holder) for holder in sight.now])
    rules = dict.fromkeys(holder.rule for holder in sight.sometimes)
    sometimes = tuple([_then(rule, sight.sometimes) for rule in rules])
    return Line(gettext(WHAT[sight.what]), now, sometimes)


def _who(holder: Holder) -> str:
    role = gettext(ROLE[holder.role])
    return f"{role}: {', '.join(holder.people)}" if holder.people else role


def _now(holder: Holder) -> str:
    part = gettext(RULE[holder.rule]) if holder.rule in IN_PART else ""
    return f"{_who(holder)} ({part})" if part else _who(holder)


def _then(rule: Rule, holders: tuple[Holder, ...]) -> Then:
    return Then(gettext(RULE[rule]), tuple([_who(holder) for holder in holders if holder.rule is rule]))
