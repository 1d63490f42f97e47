"""The protocol studio: an agency changes its protocol as a draft, and puts it in force for the cases to come.

One draft for an agency, seen by everybody who may change it. Whoever changes it says which version he looked at; was it
changed meanwhile, he is told so and decides. What must never happen here: a protocol in force that cannot be kept.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from solidground.app.again import transacted
from solidground.app.asking.questions import NOT_HERE
from solidground.app.editions import IN_FORCE, digest_of, edition_of, protocol_in, standing, text_of
from solidground.app.handle import Outcome, handle
from solidground.app.ports import ConflictError, Store, Unit
from solidground.app.protocols import examined
from solidground.app.rosters import Rosters
from solidground.core.kernel import AgencyId, Instant, Refusal
from solidground.core.protocol.edit import with_values
from solidground.core.protocol.edition.commands import AdoptProtocol
from solidground.core.protocol.edition.decider import CHANGED
from solidground.core.wall import Role, Viewer
from solidground.protocols import text as shipped

CHANGING: Final = frozenset({Role.COORDINATOR, Role.DEPUTY})
"""Who may change what care owes."""

DRAFT_CHANGED: Final = Refusal(
    "DraftChanged",
    "Somebody changed the draft meanwhile. Look at what changed, then decide.",
)
NOT_READ: Final = Refusal("ProtocolUnread", "This file is no protocol that can be read. Nothing was changed.")
CANNOT_BE_KEPT: Final = Refusal("ProtocolCannotBeKept", "This protocol cannot be kept yet. Mend what was found first.")
NO_VERSION: Final = Refusal("VersionMissing", "Give it a short name, such as 2.")
SAME_VERSION: Final = Refusal("VersionUsed", "The one in force is called that already. Give this one another name.")
VERSION_MOST: Final = 40
"""The longest name of a version, in characters."""


class Looked(NamedTuple):
    """What somebody looked at when he decided: the edition in force, and the version of its draft (0 for none)."""

    over: int
    number: int


class Desk(NamedTuple):
    """Who changes the protocol of which agency, and when. ``written`` is the text that the settings name."""

    store: Store
    rosters: Rosters
    agency: AgencyId
    viewer: Viewer
    written: str
    now: Instant


def text_in_force(unit: Unit, agency: AgencyId, written: str) -> str:
    """Return the text that counts for new cases; the one of the settings until somebody puts another in force."""
    state = standing(unit, agency)
    return text_of(unit, agency, state) if state.edition else written or shipped("default")


def save(desk: Desk, looked: Looked, change: Callable[[str], str | Refusal]) -> Outcome:
    """Change the draft, or begin one with what is in force; as it was looked at, or not at all."""
    return transacted(desk.store, desk.rosters, partial(_save, desk=desk, looked=looked, change=change))


def _save(unit: Unit, desk: Desk, looked: Looked, change: Callable[[str], str | Refusal]) -> Outcome:
    found = _looked_at(unit, desk, looked)
    if isinstance(found, Refusal):
        return found
    text = change(found)
    if isinstance(text, Refusal):
        return text
    if examined(text).protocol is None:
        return NOT_READ
    if text != found:
        _keep(unit, desk, looked, text)
    return ()


def _keep(unit: Unit, desk: Desk, looked: Looked, text: str) -> None:
    """Keep the next version. They are counted on, also where the draft was begun over an older edition."""
    draft = unit.draft(desk.agency)
    over = looked.over if draft is None else draft[0]
    unit.put_draft(desk.agency, over, looked.number + 1, text, desk.now)


def throw_away(desk: Desk, looked: Looked) -> Outcome:
    """Throw the draft away, as it was looked at."""
    return transacted(desk.store, desk.rosters, partial(_throw_away, desk=desk, looked=looked))


def _throw_away(unit: Unit, desk: Desk, looked: Looked) -> Outcome:
    found = _looked_at(unit, desk, looked)
    if isinstance(found, Refusal):
        return found
    # Its versions go on: who still looks at an older one must not take the next draft for the one he saw.
    _keep(unit, desk, looked, text_in_force(unit, desk.agency, desk.written))
    return ()


def put_in_force(desk: Desk, looked: Looked, version: str, today: date) -> Outcome:
    """Let the draft count for new cases, under a version of its own; what runs keeps the plan it has."""
    act = partial(_put_in_force, desk=desk, looked=looked, version=version.strip(), today=today)
    return transacted(desk.store, desk.rosters, act)


def _put_in_force(unit: Unit, desk: Desk, looked: Looked, version: str, today: date) -> Outcome:
    found = _looked_at(unit, desk, looked)
    if isinstance(found, Refusal):
        return found
    if not 0 < len(version) <= VERSION_MOST:
        return NO_VERSION
    if version == protocol_in(text_in_force(unit, desk.agency, desk.written)).version:
        return SAME_VERSION
    text = with_values(found, "protocol", 0, {"version": version})
    if isinstance(text, Refusal):
        return text
    if not examined(text, today).can_be_kept:
        return CANNOT_BE_KEPT
    return _adopt(unit, desk, looked, text)


def _adopt(unit: Unit, desk: Desk, looked: Looked, text: str) -> Outcome:
    command = AdoptProtocol(desk.now, desk.viewer.person, digest_of(text), looked.over)
    outcome = handle(unit, edition_of(desk.agency), command, None)
    assert not isinstance(outcome, Refusal), "the edition was looked at in this transaction"
    if unit.put_protocol(desk.agency, IN_FORCE, text, desk.now) != standing(unit, desk.agency).edition:
        # Another program put one in force since this transaction looked: it is begun again, and says so.
        msg = "the protocol in force was changed by somebody else first"
        raise ConflictError(msg)
    unit.drop_draft(desk.agency, looked.number)
    return outcome


def _looked_at(unit: Unit, desk: Desk, looked: Looked) -> str | Refusal:
    """Return the text that is changed: the draft, else what is in force; a refusal where it is another by now."""
    if not desk.viewer.roles & CHANGING:
        return NOT_HERE
    if looked.over != standing(unit, desk.agency).edition:
        return CHANGED
    _, number, text = unit.draft(desk.agency) or (0, 0, text_in_force(unit, desk.agency, desk.written))
    return text if number == looked.number else DRAFT_CHANGED
