"""The wall in plain words: one sentence for each thing there is to know, each role and each rule.

Every page that shows the wall takes its words from here. What must never happen here: a rule; and no word of the table
reaches a page unless it stands here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext, gettext_noop

from solidground.core.wall import Role, Rule, What

THINGS: Final[Mapping[What, str]] = MappingProxyType(
    {
        What.INCIDENT: gettext_noop("What kind of incident it was, when, and who was there"),
        What.CASE_FOLLOWS: gettext_noop("That somebody is offered care after an incident"),
        What.SESSION_ATTENDED: gettext_noop("The day of a session that everybody must attend, and nothing said in it"),
        What.OWED_AND_CONTACTS: gettext_noop("What is owed to a member, and when somebody was in touch"),
        What.OUTCOME: gettext_noop("How a contact went: reached, no answer, or “not now”"),
        What.ANSWER: gettext_noop("What a member tapped: I\u2019m OK, call me, or not now"),
        What.CONCERN: gettext_noop("That somebody is worried about a member"),
        What.CONCERN_SOURCE: gettext_noop("Who it is that worries"),
        What.SEALED_NOTE: gettext_noop("Notes sealed for people the member chose"),
        What.CIRCLE: gettext_noop("Who is there for a member"),
        What.RULED_OUT: gettext_noop("Whom a member does not want"),
        What.DUTY_STATUS: gettext_noop("Whether a member is on duty, on other duties, or on leave"),
        What.PROPERTY: gettext_noop("A weapon or badge that was taken, and when the member hears more"),
        What.OUTSIDE_STORAGE: gettext_noop("A weapon stored outside the agency, by the member alone"),
        What.INVESTIGATION: gettext_noop("Where an investigation stands, and its next date"),
        What.RETURN_PLANNED: gettext_noop("Steps back to work: planned, or taken back"),
        What.RETURN_COMPLETED: gettext_noop("Steps back to work: done"),
        What.FITNESS: gettext_noop("A fitness-for-duty exam, and what came of it"),
        What.DECISION_DRAFT: gettext_noop("A draft about leave, transfer, or leaving the job"),
        What.DECISION_HELD: gettext_noop("A decision that is signed and not yet sent"),
        What.DECISION_DELIVERED: gettext_noop("A decision that was sent"),
        What.DISCLOSURES: gettext_noop("What was passed on about a member, to whom, and why"),
        What.SELF_CHECK: gettext_noop("What a member answers in a self-check"),
        What.EXPOSURE: gettext_noop("How many incidents somebody has been through"),
        What.WHO_LOOKED: gettext_noop("Who looked at what"),
        What.FIGURES: gettext_noop("Figures about the work, with nobody in them"),
        What.ACCOUNTS: gettext_noop("Accounts and settings"),
        What.COMMAND_CHECKPOINTS: gettext_noop("The seals on the log of command\u2019s side"),
        What.CARE_CHECKPOINTS: gettext_noop("The seals on the log of care\u2019s side"),
        What.HEALTH: gettext_noop("Whether the system is running, late, or stopped"),
    }
)
"""What there is to know, as a person says it."""

PEOPLE: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.MEMBER: gettext_noop("The member"),
        Role.PEER: gettext_noop("The peer of a member"),
        Role.ON_CALL: gettext_noop("Whoever is on call"),
        Role.COORDINATOR: gettext_noop("The coordinator"),
        Role.CLINICIAN: gettext_noop("A clinician the member chose"),
        Role.FAMILY_CONTACT: gettext_noop("The family contact"),
        Role.SUPERVISOR: gettext_noop("The supervisor"),
        Role.LIAISON: gettext_noop("The liaison of the investigation"),
        Role.HR: gettext_noop("Human resources"),
        Role.CHIEF: gettext_noop("The chief"),
        Role.ADMINISTRATOR: gettext_noop("The administrator of the system"),
        Role.COSIGNER: gettext_noop("The cosigner, who keeps the seals"),
        Role.COMPANION: gettext_noop("The companion of the first hours"),
        Role.CHAPLAIN: gettext_noop("A chaplain the member chose"),
        Role.DEPUTY: gettext_noop("The deputy of the coordinator"),
        Role.PROPERTY_OFFICER: gettext_noop("The property officer"),
        Role.CARRIER: gettext_noop("Whoever is asked to bring the news"),
    }
)
"""Who somebody is."""

RULES: Final[Mapping[Rule, str]] = MappingProxyType(
    {
        Rule.YES: gettext_noop("yes"),
        Rule.NO: gettext_noop("no"),
        Rule.NEVER: gettext_noop("never"),
        Rule.OWN: gettext_noop("only their own"),
        Rule.OWN_UNLESS_LAW_FORBIDS: gettext_noop("only their own, unless a law forbids it"),
        Rule.NO_UNLESS_LAW: gettext_noop("no, unless a law gives the right to see it"),
        Rule.OWN_AND_SUMMARY: gettext_noop("their own work; of others\u2019 work only that it was done"),
        Rule.OWN_DUTIES: gettext_noop("only what is theirs to do"),
        Rule.OWN_SESSIONS: gettext_noop("only sessions they held"),
        Rule.OWN_MEMBERSHIP: gettext_noop("only that they are one of them"),
        Rule.OWN_ACT: gettext_noop("only what they passed on themselves"),
        Rule.OWN_ONLY: gettext_noop("only what they told us themselves"),
        Rule.OWN_BROWSER: gettext_noop("only on their own device; it never reaches us"),
        Rule.WHEN_CALLED: gettext_noop("while they are called to help"),
        Rule.IF_SHARED: gettext_noop("if the member shares it"),
        Rule.IF_SHARED_90_DAYS: gettext_noop("if the member shares it; that ends after 90 days"),
        Rule.IF_SHARED_AFTER_TOLD: gettext_noop("if the member shares it, and was told first"),
        Rule.AFTER_TOLD: gettext_noop("after the member was told"),
        Rule.IF_NOBODY_ANSWERS: gettext_noop("if nobody else answers the member"),
        Rule.HANDLER: gettext_noop("if they look after it"),
        Rule.IF_SOURCE_AGREES: gettext_noop("if they look after it, and whoever worries agrees"),
        Rule.RECIPIENT: gettext_noop("if it was sealed for them"),
        Rule.TO_ENFORCE: gettext_noop("to keep to it, when somebody is chosen"),
        Rule.IF_INVOLVED: gettext_noop("if they take part in that step"),
        Rule.IF_BESIDE: gettext_noop("if they stand beside the member when it is signed"),
        Rule.ITEM_ONLY: gettext_noop("only which item it is"),
        Rule.COUNTS_ONLY: gettext_noop("only how many looks, not whose"),
    }
)
"""On what condition, said of somebody else."""

TO_YOU: Final[Mapping[Rule, str]] = MappingProxyType(
    {
        Rule.OWN: gettext_noop("only your own"),
        Rule.OWN_UNLESS_LAW_FORBIDS: gettext_noop("only your own, unless a law forbids it"),
        Rule.OWN_AND_SUMMARY: gettext_noop("your own work; of others\u2019 work only that it was done"),
        Rule.OWN_DUTIES: gettext_noop("only what is yours to do"),
        Rule.OWN_SESSIONS: gettext_noop("only sessions you held"),
        Rule.OWN_MEMBERSHIP: gettext_noop("only that you are one of them"),
        Rule.OWN_ACT: gettext_noop("only what you passed on yourself"),
        Rule.OWN_ONLY: gettext_noop("only what you told us yourself"),
        Rule.OWN_BROWSER: gettext_noop("only on your own device; it never reaches us"),
        Rule.WHEN_CALLED: gettext_noop("while you are called to help"),
        Rule.HANDLER: gettext_noop("if you look after it"),
        Rule.IF_SOURCE_AGREES: gettext_noop("if you look after it, and whoever worries agrees"),
        Rule.RECIPIENT: gettext_noop("if it was sealed for you"),
        Rule.IF_INVOLVED: gettext_noop("if you take part in that step"),
        Rule.IF_BESIDE: gettext_noop("if you stand beside the member when it is signed"),
    }
)
"""The same, said to the one who looks, where it differs."""

TO_MEMBER: Final[Mapping[Rule, str]] = MappingProxyType(
    {
        Rule.IF_SHARED: gettext_noop("if you share it"),
        Rule.IF_SHARED_90_DAYS: gettext_noop("if you share it; that ends after 90 days"),
        Rule.IF_SHARED_AFTER_TOLD: gettext_noop("if you share it, and were told first"),
        Rule.AFTER_TOLD: gettext_noop("after you were told"),
        Rule.IF_NOBODY_ANSWERS: gettext_noop("if nobody else answers you"),
        Rule.IF_BESIDE: gettext_noop("if they stand beside you when you sign"),
    }
)
"""What a member reads of others, where it differs: the member is "you"."""

OF_MEMBER: Final[Mapping[What, str]] = MappingProxyType(
    {
        What.OWED_AND_CONTACTS: gettext_noop("What is planned for you, and who was in touch"),
        What.ANSWER: gettext_noop("What you tap: I\u2019m OK, call me, or not now"),
        What.CIRCLE: gettext_noop("Who is there for you"),
        What.RULED_OUT: gettext_noop("Whom you do not want"),
        What.CASE_FOLLOWS: gettext_noop("That you are offered care after an incident"),
        What.SEALED_NOTE: gettext_noop("Notes sealed for people you chose"),
    }
)
BY_MEMBER: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.PEER: gettext_noop("your peer"),
        Role.COMPANION: gettext_noop("your companion"),
        Role.CLINICIAN: gettext_noop("a clinician or chaplain of yours"),
        Role.FAMILY_CONTACT: gettext_noop("your family contact"),
        Role.SUPERVISOR: gettext_noop("your supervisor"),
    }
)
"""The same of things and of people."""


def thing(what: What, *, member: bool = False) -> str:
    """Return what there is to know, in the reader's language; ``member`` says that a member reads it of himself."""
    return gettext(OF_MEMBER.get(what, THINGS[what]) if member else THINGS[what])


def person(role: Role, *, member: bool = False) -> str:
    """Return who somebody is, in the reader's language; ``member`` says that a member reads it of his own people."""
    return gettext(BY_MEMBER.get(role, PEOPLE[role]) if member else PEOPLE[role])


def rule(of: Rule, *, member: bool = False) -> str:
    """Return a condition that holds for somebody else; ``member`` says that a member reads it of his own case."""
    return gettext(TO_MEMBER.get(of, RULES[of]) if member else RULES[of])


def rule_to_you(of: Rule, *, member: bool = False) -> str:
    """Return a condition that holds for the reader himself; ``member`` says that he reads it as a member."""
    theirs = TO_MEMBER.get(of, RULES[of]) if member else RULES[of]
    return gettext(TO_YOU.get(of, theirs))
