"""What a person calls a step, from its key in a protocol: "Day 1 call", "Week 2, a few words"."""

import re

from solidground.core.protocol.plan import Kind

NAMES = {
    "offer": "The offer of care",
    "companion": "A companion",
    "family_told": "The family told",
    "family_first": "The family's own person",
    "clinician_first": "Clinician, first talk",
    "anniversary": "The anniversary",
    "call": "\u201cCall me\u201d answered",
    "again": "Asked again",
    "silence": "Another person tries",
    "decide": "Coordinator decides",
    "visit": "A visit",
    "news": "Told how an inquiry stands",
    "handover": "Handing over",
    "hearing": "A hearing",
    "verdict": "A verdict",
    "leave_ends": "The leave ends",
    "release": "A release",
    "return_to_duty": "Back on duty",
}
"""Steps whose key alone does not say it, and what the rules themselves add beside a plan."""

TIMED = re.compile(r"(?:(clinician)_)?(hour|day|week|month|year)_(\d+)")
SAYS: dict[Kind | None, str] = {"checkin": " call", "word": ", a few words", "task": " task", "offer": " offer"}


def titled(key: str, kind: Kind | None = None) -> str:
    """Return a step's name; one of an agency's own is its key as words."""
    if key in NAMES:
        return NAMES[key]
    timed = TIMED.fullmatch(key)
    if timed is None:
        return key.replace("_", " ").capitalize()
    who, unit, number = timed.groups()
    return f"{who.capitalize()}, {unit} {number}" if who else f"{unit.capitalize()} {number}{SAYS.get(kind, '')}"
