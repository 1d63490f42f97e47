"""Who exists: whether an agency, as its protocol declares it, has anybody for a step or a rung.

Must never look at a roster: whether somebody is on leave today is not a question of the protocol.
"""

from solidground.core.protocol.plan import Keeping
from solidground.core.protocol.terms import Protocol
from solidground.core.words import Words, phrased


def nobody(protocol: Protocol, who: Keeping) -> tuple[Words, Words] | None:
    """Return why nobody can fill a role and what would mend it; None where somebody can."""
    if who == "line":
        if protocol.staffed is None:
            why = phrased("no staffed line is declared")
            return why, phrased("Add [line] with its name, its number and the day it was checked.")
        return None
    role = "peer" if who in {"on_call", "next_peer"} else who
    needed = 2 if who == "next_peer" else 1
    there = sum(declared.people + declared.lent for declared in protocol.roles if declared.who == role)
    if there >= needed:
        return None
    few = phrased("there is one %(role)s, who is the one being silent", role=role)
    if not there:
        few = phrased("there is no %(role)s", role=role)
    return few, phrased(
        "Set %(role)s under [roles] to at least %(needed)s, own or lent by agreement, or ask somebody else.",
        role=role,
        needed=needed,
    )
