"""As what somebody is here: the one role whose page he begins with.

What must never happen here: a look at the roster for somebody of command, or at a case for anybody.
"""

from typing import Final

from solidground.app.asking.questions import MyHat
from solidground.app.asking.reading import Reading
from solidground.core.wall import Role, Viewer

OUTSIDE: Final = (Role.ADMINISTRATOR, Role.CHIEF, Role.HR, Role.LIAISON, Role.PROPERTY_OFFICER, Role.COSIGNER)
"""Roles that see nothing of care, in the order in which one counts before another."""


def my_hat(reading: Reading, viewer: Viewer, question: MyHat) -> Role:
    """Return the role in which somebody mostly stands here; a member, where he has no other."""
    assert isinstance(question, MyHat)
    outside = next((role for role in OUTSIDE if role in viewer.roles), None)
    if outside is not None:
        return outside
    if viewer.roles & {Role.COORDINATOR, Role.DEPUTY}:
        return Role.COORDINATOR
    if Role.FAMILY_CONTACT in viewer.roles:
        return Role.FAMILY_CONTACT
    roster = reading.people()
    if viewer.person in roster.holders("clinician") | roster.holders("chaplain"):
        return Role.CLINICIAN
    me = roster.people.get(viewer.person)
    if me is not None and me.designated:
        return Role.PEER
    return Role.SUPERVISOR if me is not None and me.supervises else Role.MEMBER
