"""Accounts: asking somebody in, letting him in once, and what takes two people: roles, addresses, letters.

What must never happen here: a link that lets in anybody but the one it was made for, or one person who decides for two.
"""

import hashlib
import hmac
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final, NamedTuple, get_args

from solidground.app.again import transacted
from solidground.app.handle import Outcome, stream_of
from solidground.app.looks import act_noted
from solidground.app.people import handle_person
from solidground.app.ports import Accounts, Route, Second, Store, Unit
from solidground.app.registry import add_address
from solidground.app.rosters import Roster, Rosters
from solidground.core.hours import local_day
from solidground.core.kernel import DAY, AgencyId, Instant, PersonId, Refusal, Span
from solidground.core.notice.token import Claim, Opened, SigningKey, mint, open_token, recipient_of
from solidground.core.protocol.plan import Way
from solidground.core.roster.account.commands import EndAccount, InvitePerson, OpenAccount
from solidground.core.roster.account.decider import INVITATION_PAST, invitation
from solidground.core.roster.person.commands import EndRole, GrantRole
from solidground.core.roster.roles import Role
from solidground.core.roster.state import State, ways_of
from solidground.core.roster.world import UNKNOWN, World
from solidground.core.wall import Bond, Viewer, What, sees

LETTER_FOR: Final[Span] = 14 * DAY
"""How long a letter lets somebody in."""

CODE_DIGITS: Final = 6
GRANTING: Final[tuple[Role, ...]] = ("coordinator", "deputy", "administrator")
"""Who may ask somebody in, and be one of two."""

ROLES: Final[tuple[Role, ...]] = tuple(role for role in get_args(Role) if role not in ("member", "peer", "supervisor"))
"""What is granted: a peer is designated, a supervisor is one towards his own people, and everybody may be a member."""

IN_ROSTER: Final[tuple[Role, ...]] = ("peer", "supervisor")
"""What stands in the roster alone. Who is a member is said nowhere: it would be a list of who is cared for."""

SENT_BY: Final[tuple[Way, ...]] = ("mail", "text")
"""The ways that only the receiver reads."""

ABOUT: Final[Mapping[str, str]] = MappingProxyType({"address": "address", "role": "role", "invitation": "account"})
"""What whom it is about reads of something that two people decided."""

NOT_FITTING = Refusal(
    "InvitationNotFitting", "The link, the name and the code do not belong together. Look at each, and try again."
)
TAKEN = Refusal(
    "ReferenceTaken", "Somebody else signs in under this reference. Ask your coordinator: it must be written otherwise."
)
ALREADY_SETTLED = Refusal("AlreadySettled", "Somebody has decided this already. What you see now is how it stands.")
NOT_YOUR_OWN = Refusal("SecondPersonMissing", "This takes two people, and you asked for it. Somebody else decides.")


class Hall(NamedTuple):
    """What entering works with. ``address`` is the key of the commitments to addresses."""

    store: Store
    rosters: Rosters
    agency: AgencyId
    accounts: Accounts
    address: bytes


def granting(roster: Roster, *, founding: bool = False) -> World:
    """Return who may grant now."""
    return World(frozenset().union(*(roster.holders(role) for role in GRANTING)), founding=founding)


def letter(key: SigningKey, agency: AgencyId, person: PersonId, number: int, now: Instant) -> str:
    """Return the end of the link that a letter holds."""
    return mint(key, Claim(agency, invitation(person, number), person, "invite"), now + LETTER_FOR)


def code_of(key: SigningKey, agency: AgencyId, person: PersonId, number: int) -> str:
    """Return the digits that the second person gives by hand: who has the letter alone has nothing."""
    said = f"solidground code {agency}/{invitation(person, number)}/{person}".encode()
    return str(int.from_bytes(hmac.digest(key.secret, said, hashlib.sha256)[:8], "big") % 10**CODE_DIGITS).zfill(
        CODE_DIGITS
    )


class Entered(NamedTuple):
    """Who came in, and his account, which has nothing to sign in with yet."""

    person: PersonId
    account: Any


class Standing(NamedTuple):
    """How somebody stands with accounts. ``sent_by`` is how an invitation would go, None for a letter."""

    person: PersonId
    roles: tuple[Role, ...]
    number: int
    waits: bool
    has: bool
    sent_by: Way | None
    ways: tuple[Way, ...]
    letter_by: PersonId | None
    code_by: PersonId | None


def standing(hall: Hall, person: PersonId, now: Instant) -> Standing | None:
    """Return how somebody of the agency stands with accounts, or None where nobody is called so."""
    with hall.store.moment() as unit:
        state = _state(unit, hall.agency, person)
    if state.person is None:
        return None
    held = tuple(sorted({term.role for term in state.roles if term.from_at <= now < term.to_at}))
    account, ways = state.account, ways_of(state)
    sent_by = next((way for way in SENT_BY if way in ways), None)
    return Standing(
        state.person,
        held,
        account.invited,
        account.open_to,
        account.has,
        sent_by,
        ways,
        account.letter_by,
        account.code_by,
    )


def knows_accounts(viewer: Viewer) -> bool:
    """Tell whether somebody may know who has an account. Who only asks people in knows what he did himself."""
    return sees(What.ACCOUNTS, viewer, Bond())


def knows_helpers(viewer: Viewer) -> bool:
    """Tell whether somebody may know who helps in his agency: that a colleague is a peer command learns nowhere."""
    return sees(What.CIRCLE, viewer, Bond())


def invite(hall: Hall, command: InvitePerson, person: PersonId, *, founding: bool = False) -> Outcome:
    """Ask somebody in."""
    act = partial(_person, hall=hall, person=person, command=command, founding=founding)
    return transacted(hall.store, hall.rosters, act)


def end_account(hall: Hall, command: EndAccount, person: PersonId) -> Outcome:
    """End somebody's account: his sessions end with it."""
    outcome = transacted(
        hall.store, hall.rosters, partial(_person, hall=hall, person=person, command=command, founding=False)
    )
    if not isinstance(outcome, Refusal):
        hall.accounts.end(hall.agency, person)
    return outcome


def _person(unit: Unit, hall: Hall, person: PersonId, command: Any, *, founding: bool) -> Outcome:  # noqa: ANN401 - any command of a person
    world = granting(hall.rosters.of(unit, hall.agency, command.at), founding=founding)
    outcome = handle_person(unit, stream_of(hall.agency, f"person/{person}"), command, world)
    if outcome and not isinstance(outcome, Refusal) and not founding:
        # Whom it is about reads it: he did not look at a case, and nothing is hidden from its member.
        act_noted(
            unit, hall.agency, person, command.by, "role" if isinstance(command, EndRole) else "account", command.at
        )
    return outcome


def _state(unit: Unit, agency: AgencyId, person: PersonId) -> State:
    state: State = unit.load([stream_of(agency, f"person/{person}")])[0].state
    return state


def let_in(
    hall: Hall, keys: dict[int, SigningKey], token: str, typed: tuple[str, str], now: Instant
) -> Entered | Refusal:
    """Let somebody in by an invitation, once: his own link, his own reference, and for a letter the code too.

    The account is made before the invitation counts as used: where the machine fails between the two, he tries again.
    """
    claim = open_token(keys, token, now)
    if isinstance(claim, Refusal):
        return claim
    return transacted(hall.store, hall.rosters, partial(_let_in, hall=hall, claim=claim, typed=typed, now=now))


def _let_in(unit: Unit, hall: Hall, claim: Opened, typed: tuple[str, str], now: Instant) -> Entered | Refusal:
    name, code = typed
    roster = hall.rosters.of(unit, hall.agency, now)
    person = _called(roster, name)
    if claim.purpose != "invite" or claim.agency != hall.agency or person is None:
        return NOT_FITTING
    account = _state(unit, hall.agency, person).account
    if recipient_of(claim, (person,)) is None:
        return NOT_FITTING
    if claim.obligation != invitation(person, account.invited):
        return INVITATION_PAST
    by_letter = not unit.outbox_asked(hall.agency, claim.obligation)
    asked = code_of(claim.key, hall.agency, person, account.invited)
    if by_letter and not hmac.compare_digest(code.strip().encode(), asked.encode()):
        return NOT_FITTING
    if not hall.accounts.is_free(hall.agency, person):
        return TAKEN
    stream = stream_of(hall.agency, f"person/{person}")
    outcome = handle_person(unit, stream, OpenAccount(now, person, account.invited), granting(roster))
    if isinstance(outcome, Refusal) or not outcome:
        return INVITATION_PAST
    # Whoever sends the same at the same instant waits here: an account that is made anew twice signs the first one out.
    if unit.remember(hall.agency, claim.obligation, "enter", now) is not None:
        return INVITATION_PAST
    return Entered(person, hall.accounts.begin(hall.agency, person))


def is_past(hall: Hall, claim: Opened, now: Instant) -> bool:
    """Tell whether an invitation lets nobody in any more. To look changes nothing."""
    if claim.agency != hall.agency:
        return False
    with hall.store.moment() as unit:
        # Whom a letter is for stands nowhere but in its mark.
        asked = unit.outbox_asked(hall.agency, claim.obligation) or hall.rosters.of(unit, hall.agency, now).states
        person = recipient_of(claim, asked)
        if person is None:
            return False
        account = _state(unit, hall.agency, person).account
    return not account.open_to or claim.obligation != invitation(person, account.invited)


def _called(roster: Roster, name: str) -> PersonId | None:
    """Return who is called so, however it is written."""
    word = name.strip()
    if word in roster.states:
        return PersonId(word)
    return next((person for person in roster.states if person.casefold() == word.casefold()), None)


def by_letter(store: Store, claim: Opened) -> bool:
    """Tell whether an invitation was not sent: then its link alone lets nobody in."""
    with store.moment() as unit:
        return not unit.outbox_asked(claim.agency, claim.obligation)


def ask_second(hall: Hall, kind: str, person: PersonId, what: str, by: PersonId, now: Instant) -> Refusal | None:
    """Ask for something that takes two people. It is refused at once where no second could allow it."""
    with hall.store.moment() as unit:
        roster = hall.rosters.of(unit, hall.agency, now)
        known = _state(unit, hall.agency, person).person is not None
    may = by in granting(roster).granting or (kind == "address" and by == person)
    if not known or not may:
        return UNKNOWN
    hall.accounts.want(hall.agency, Second(0, kind, person, what, by, now))
    return None


def awaited(hall: Hall, viewer: Viewer, now: Instant) -> list[Second]:
    """Return what waits for a second person, as far as it may be known to somebody.

    Who is reached by mail or text and asked in by two people has an account. Whoever may not know that sees it only
    where an administrator asks, who needs him for it.
    """
    waiting = hall.accounts.waiting(hall.agency, now)
    if knows_accounts(viewer):
        return waiting
    with hall.store.moment() as unit:
        knowing = hall.rosters.of(unit, hall.agency, now).holders("administrator")
    return [one for one in waiting if one.kind != "invitation" or one.what == "letter" or one.asked_by in knowing]


def decide(hall: Hall, number: int, viewer: Viewer, now: Instant, *, yes: bool) -> Outcome | Second:
    """Let the second person decide. Return what was settled, or why nothing was."""
    by = viewer.person
    second = next((one for one in awaited(hall, viewer, now) if one.number == number), None)
    if second is None:
        return ALREADY_SETTLED
    if yes and second.asked_by == by:
        return NOT_YOUR_OWN
    if yes:
        outcome = transacted(hall.store, hall.rosters, partial(_decide, hall=hall, second=second, by=by, now=now))
        if isinstance(outcome, Refusal):
            return outcome
    hall.accounts.settle(hall.agency, number)
    return second


def _decide(unit: Unit, hall: Hall, second: Second, by: PersonId, now: Instant) -> Outcome:
    outcome = _both(unit, hall, second, by, now)
    if outcome and not isinstance(outcome, Refusal):
        for one in (second.asked_by, by):
            act_noted(unit, hall.agency, second.person, one, ABOUT[second.kind], now)
    return outcome


def _both(unit: Unit, hall: Hall, second: Second, by: PersonId, now: Instant) -> Outcome:
    roster = hall.rosters.of(unit, hall.agency, now)
    world, first = granting(roster), second.asked_by
    if second.kind == "address":
        way, _, address = second.what.partition(" ")
        route = Route(hall.agency, second.person, f"{second.person}-{way}", way, address, working=True)
        return add_address(unit, hall.address, route, first, by, now, world)
    return handle_person(
        unit, stream_of(hall.agency, f"person/{second.person}"), _twofold(unit, hall, second, by, now), world
    )


def _twofold(unit: Unit, hall: Hall, second: Second, by: PersonId, now: Instant) -> Any:  # noqa: ANN401 - any command of a person
    if second.kind == "invitation":
        return InvitePerson(now, second.asked_by, next((way for way in SENT_BY if way == second.what), None), by)
    zone = _state(unit, hall.agency, second.person).zone
    role = next(each for each in ROLES if each == second.what)
    return GrantRole(now, second.asked_by, by, role, local_day(now, zone))


def end_role(hall: Hall, person: PersonId, role: Role, by: PersonId, now: Instant) -> Outcome:
    """Take a role back: one person is enough for somebody to know less."""
    with hall.store.moment() as unit:
        roster = hall.rosters.of(unit, hall.agency, now)
    if by != person and by not in granting(roster).granting:
        return UNKNOWN
    command = EndRole(now, by, role)
    return transacted(
        hall.store, hall.rosters, partial(_person, hall=hall, person=person, command=command, founding=False)
    )
