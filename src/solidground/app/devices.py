"""Phones that keep the night page: made known by a link or by who is signed in, listed, and ended.

A token lies on the phone alone, and is good for taps of its member and for nothing else. What must never happen here:
an answer that tells whoever found the phone whose it is, or anything of a case.
"""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Final, NamedTuple

from solidground.app.handle import stream_of
from solidground.app.ports import Device, Store, Unit
from solidground.core.care.state import Case
from solidground.core.hours import Quiet
from solidground.core.kernel import DAY, AgencyId, Instant, PersonId, Refusal, Span
from solidground.core.notice.token import SigningKey, open_token, recipient_of
from solidground.core.roster.night import NIGHT_MINUTES, morning_after, rings_after
from solidground.core.roster.state import State

KEPT_FOR: Final[Span] = 400 * DAY
"""As long as a browser keeps anything; then the page is kept anew."""

DEVICES_MOST: Final = 8
"""So many phones one person keeps it on; the oldest makes room."""

TOKEN_BYTES: Final = 32

NO_LINK: Final = Refusal("LinkElse", "This link keeps nothing on a phone. Open it from the newest message.")


class Night(NamedTuple):
    """The hours of somebody: ``is_now`` tells whether it is night for him, ``ends_at`` when he may be rung after it."""

    zone: str
    is_now: bool
    ends_at: Instant
    quiet: Quiet
    """The hours he has set, or those of most people."""


class Holder(NamedTuple):
    """Whose taps are written: ``device`` names the phone, and is empty where he is signed in."""

    person: PersonId
    device: str
    night: Night


def mark_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(b"solidground device " + token.encode()).hexdigest()


def holder(store: Store, agency: AgencyId, token: str, now: Instant, zone: str) -> Holder | None:
    """Return whose phone this is; None where nobody's, or no more. ``zone`` is the agency's."""
    with store.moment() as unit:
        found = known(unit, agency, token, now)
        return (
            None if found is None else Holder(found.person, found.device, _night(unit, agency, found.person, now, zone))
        )


def signed_in(store: Store, agency: AgencyId, person: PersonId, now: Instant, zone: str) -> Holder:
    """Return the same for who is signed in."""
    with store.moment() as unit:
        return Holder(person, "", _night(unit, agency, person, now, zone))


def known(unit: Unit, agency: AgencyId, token: str, now: Instant) -> Device | None:
    """Return the phone of a token."""
    found = unit.device(agency, mark_of(token)) if token else None
    return found if found is not None and now < found.until_at else None


def _night(unit: Unit, agency: AgencyId, person: PersonId, now: Instant, zone: str) -> Night:
    state: State = unit.load([stream_of(agency, f"person/{person}")])[0].state
    state = state._replace(zone=state.zone or zone)
    hours = state.quiet or Quiet(state.zone, *NIGHT_MINUTES)
    return Night(state.zone, rings_after(state, now) is not None, morning_after(state, now), hours)


def keep_by_link(
    store: Store, keys: Mapping[int, SigningKey], agency: AgencyId, link: str, now: Instant
) -> str | Refusal:
    """Let a phone keep the night page because its holder has a link of a member's; return the token."""
    claim = open_token(keys, link, now)
    if isinstance(claim, Refusal):
        return claim
    with store.transaction() as unit:
        who = recipient_of(claim, unit.outbox_asked(agency, claim.obligation))
        name = unit.outbox_case(agency, claim.obligation) if claim.agency == agency else None
        if claim.purpose != "answer" or who is None or not name:
            return NO_LINK
        case: Case = unit.load([stream_of(agency, f"case/{name}")])[0].state
        return _kept(unit, agency, who, now) if who == case.head.member else NO_LINK


def keep(store: Store, agency: AgencyId, person: PersonId, now: Instant) -> str:
    """Let a phone keep the night page of who is signed in on it; return the token."""
    with store.transaction() as unit:
        return _kept(unit, agency, person, now)


def _kept(unit: Unit, agency: AgencyId, person: PersonId, now: Instant) -> str:
    for old in unit.devices(agency, person)[DEVICES_MOST - 1 :]:
        unit.end_device(agency, person, old.device)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    unit.put_device(agency, Device(mark_of(token), person, now, now + KEPT_FOR))
    return token


def end(store: Store, agency: AgencyId, person: PersonId, device: str) -> bool:
    """Let one of somebody's own phones keep it no more."""
    with store.transaction() as unit:
        return unit.end_device(agency, person, device)
