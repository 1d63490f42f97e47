"""The words of the wall: who may look, at what, and under which rule.

The value of every word is its text in ``docs/wall.csv``, so that the code and the table anybody can read cannot part.
What must never happen here: a word that the table does not have, save the roles that see through another's column.
"""

from enum import StrEnum


class Role(StrEnum):
    """Who looks. The first twelve are the columns; three see through another's, two have rows of their own."""

    MEMBER = "member"
    PEER = "peer_assigned"
    ON_CALL = "on_call"
    COORDINATOR = "coordinator"
    CLINICIAN = "clinician_chosen"
    FAMILY_CONTACT = "family_contact"
    SUPERVISOR = "supervisor"
    LIAISON = "liaison"
    HR = "hr"
    CHIEF = "chief"
    ADMINISTRATOR = "administrator"
    COSIGNER = "cosigner"
    COMPANION = "companion"
    CHAPLAIN = "chaplain"
    DEPUTY = "deputy"
    PROPERTY_OFFICER = "property_officer"
    CARRIER = "carrier"


class What(StrEnum):
    """What there is to know, in the order of the table's rows."""

    INCIDENT = "incident: kind and time and who took part"
    CASE_FOLLOWS = "a case follows from the incident (one bit; never shown for a case that began otherwise)"
    SESSION_ATTENDED = "required session attended (date only)"
    OWED_AND_CONTACTS = "what is owed and contacts made"
    OUTCOME = "outcome of a contact (reached; no answer; not now)"
    ANSWER = "answer tapped (ok; call me; not now)"
    CONCERN = "concern raised by somebody"
    CONCERN_SOURCE = "source of a concern"
    SEALED_NOTE = "sealed note"
    CIRCLE = "circle"
    RULED_OUT = "ruled-out people"
    DUTY_STATUS = "duty status and leave"
    PROPERTY = "property held (weapon; badge) and when the member hears more"
    OUTSIDE_STORAGE = "voluntary storage outside the agency"
    INVESTIGATION = "investigation status and date"
    RETURN_PLANNED = "return-to-duty steps: planned or taken back"
    RETURN_COMPLETED = "return-to-duty steps: completed"
    FITNESS = "fitness-for-duty referral and outcome"
    DECISION_DRAFT = "decision: draft"
    DECISION_HELD = "decision: held (signed; not yet delivered)"
    DECISION_DELIVERED = "decision: delivered"
    DISCLOSURES = "disclosures made and on what ground"
    SELF_CHECK = "self-check answers and results"
    EXPOSURE = "exposure counts"
    WHO_LOOKED = "who looked at what"
    FIGURES = "process figures"
    ACCOUNTS = "accounts and settings"
    COMMAND_CHECKPOINTS = "checkpoints of the command log"
    CARE_CHECKPOINTS = "checkpoints of the care log"
    HEALTH = "health of the machine (running; late; stopped)"


class Rule(StrEnum):
    """What one cell of the table says."""

    YES = "yes"
    NO = "no"
    NEVER = "never"
    OWN = "own"
    OWN_UNLESS_LAW_FORBIDS = "own (unless law forbids)"
    NO_UNLESS_LAW = "no (unless law gives access)"
    OWN_AND_SUMMARY = "own and summary"
    OWN_DUTIES = "own duties only"
    OWN_SESSIONS = "own sessions"
    OWN_MEMBERSHIP = "own membership"
    OWN_ACT = "own act"
    OWN_ONLY = "own only"
    OWN_BROWSER = "own browser"
    WHEN_CALLED = "when called"
    IF_SHARED = "if shared"
    IF_SHARED_90_DAYS = "if shared (ends after 90 days)"
    IF_SHARED_AFTER_TOLD = "if shared after told"
    AFTER_TOLD = "after told"
    IF_NOBODY_ANSWERS = "if nobody answers"
    HANDLER = "handler"
    IF_SOURCE_AGREES = "if source agrees"
    RECIPIENT = "recipient"
    TO_ENFORCE = "to enforce"
    IF_INVOLVED = "if involved"
    IF_BESIDE = "if beside"
    ITEM_ONLY = "item only"
    COUNTS_ONLY = "counts only"


class Piece(StrEnum):
    """How much of a thing is being looked at. Whoever may see the whole may see any piece of it."""

    WHOLE = "whole"
    SUMMARY = "summary"
    ITEM = "item"
    COUNTS = "counts"
