"""Who exists: whether an agency, as its protocol declares it, has anybody for a step or a rung.

Must never look at a roster: whether somebody is on leave today is not a question of the protocol.
"""

from solidground.core.protocol.plan import Keeping
from solidground.core.protocol.terms import Protocol


def nobody(protocol: Protocol, who: Keeping) -> tuple[str, str] | None:
    """Return why nobody can fill a role and what would mend it; None where somebody can."""
    if who == "line":
        if protocol.staffed is None:
            return "no staffed line is declared", "Add [line] with its name, its number and the day it was checked."
        return None
    role = "peer" if who in {"on_call", "next_peer"} else who
    needed = 2 if who == "next_peer" else 1
    there = sum(declared.people + declared.lent for declared in protocol.roles if declared.who == role)
    if there >= needed:
        return None
    few = "there is no " + role if there == 0 else f"there is one {role}, who is the one being silent"
    return few, f"Set {role} under [roles] to at least {needed}, own or lent by agreement, or ask somebody else."
