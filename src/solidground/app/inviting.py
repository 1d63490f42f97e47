"""The first people of an agency come to their accounts: from the machine itself, while nobody else could ask them in.

What must never happen here: an invitation for somebody whom people with accounts could invite.
"""

from typing import NamedTuple

from solidground.app.entering import GRANTING, Hall, code_of, invite, letter, standing
from solidground.app.founding import FOUNDERS
from solidground.core.kernel import Instant, PersonId, Refusal
from solidground.core.notice.token import SigningKey
from solidground.core.roster.account.commands import InvitePerson
from solidground.core.roster.world import UNKNOWN

NOT_FIRST = Refusal(
    "NotFirst",
    "From here only a coordinator, deputy or administrator is asked in. They ask in everybody else, on their pages.",
)
OTHERS_CAN = Refusal(
    "OthersCan", "Somebody who can ask people in has an account already. Ask that person: it takes two, on their pages."
)


class Letter(NamedTuple):
    """Both halves of an invitation: the end of its link, and the digits."""

    token: str
    digits: str


def invite_first(
    hall: Hall, key: SigningKey, person: PersonId, now: Instant, *, sends: bool = False
) -> Letter | Refusal:
    """Ask somebody in from the machine itself; ``sends`` says that an invitation can go by mail as well."""
    found = standing(hall, person, now)
    if found is None:
        return UNKNOWN
    if not set(found.roles) & set(GRANTING):
        return NOT_FIRST
    with hall.store.transaction() as unit:
        roster = hall.rosters.of(unit, hall.agency, now)
    able = {one for role in GRANTING for one in roster.holders(role)}
    others = [one for one in able if one != person and roster.states[one].account.has]
    # The first administrator and the first coordinator are two, and each may lose his letter before he has come.
    # Whoever has an account alone can ask nobody in but by mail: a letter takes two.
    lost = found.waits and not found.has and not (sends and found.sent_by)
    if len(others) > 1 or (others and found.number and not lost):
        return OTHERS_CAN
    by, second = FOUNDERS
    outcome = invite(hall, InvitePerson(now, by, None, second), person, founding=True)
    assert not isinstance(outcome, Refusal), "who holds a role is there, and two stand behind it"
    # Asked twice within minutes it is the same invitation.
    number = outcome[0].number if outcome else found.number
    return Letter(letter(key, hall.agency, person, number, now), code_of(key, hall.agency, person, number))
