"""Which rows of the outbox become one message, and what it says.

Reminders and repeats for one person are one message; what is late is one message for each case; what is urgent stands
alone. What must never happen here: a row left out, or a word that is not in the catalogue.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

from solidground.app.ports import OutboxRow, Route
from solidground.app.voices import Voice
from solidground.core.care.clock import CHANCE_FOR
from solidground.core.care.concern.decider import READ_FOR
from solidground.core.care.state import Case
from solidground.core.care.views import OWN_WORD, wanted_of
from solidground.core.kernel import DAY, MINUTE, Instant, Span
from solidground.core.notice.catalogue import Kind
from solidground.core.notice.discreet import LINK_CHARACTERS_MOST
from solidground.core.notice.message import Message
from solidground.core.notice.moment import spoken
from solidground.core.notice.texts import say
from solidground.core.notice.token import Claim, Purpose, mint
from solidground.core.protocol.plan import Way

GATHERED = frozenset({"keeper_reminded", "rung_repeated", "paper_waits"})
"""Kinds of which several for one person are said together."""

TASKS: dict[Kind, Kind] = {"keeper_asked": "task_asked", "keeper_reminded": "task_reminded"}
"""How a keeper is asked for something to do, in the place of somebody to be in touch with."""

TIMED = frozenset(
    {"keeper_asked", "keeper_reminded", "task_asked", "task_reminded", "rung_asked", "handover_asked", "concern_asked"}
)
"""Kinds that say a time."""

LATE_FOR: Span = 10 * MINUTE
"""What goes out so long after its time is catching up."""

READ = "/read"
"""Where a concern is read: its address tells nobody what there is."""

COMMANDS = frozenset({"telling_asked", "paper_waits"})
"""What somebody of command is sent: his own first page says the rest, once he is signed in."""

TOKEN_FOR: Span = 30 * DAY
"""How long a link in a message works."""

PURPOSES: dict[str, Purpose] = {
    "keeper_asked": "report",
    "keeper_reminded": "report",
    "rung_asked": "take",
    "rung_repeated": "take",
    "urgent_call": "take",
    "member_asked": "answer",
    "handover_asked": "confirm",
    "invited": "invite",
    "word_waits": "read",
}


PLACES: dict[Purpose, str] = {"read": "/w"}
"""Where links of a purpose open, apart from where all others do."""


class Ready(NamedTuple):
    """A row that is to go out now: the case it is about (None for a concern), and where it goes."""

    row: OutboxRow
    case: Case | None
    route: Route


def bundled(ready: Iterable[Ready], now: Instant) -> list[tuple[Ready, ...]]:
    """Return the rows put together, in the order in which they came."""
    bundles: dict[tuple[object, ...], list[Ready]] = {}
    for one in ready:
        bundles.setdefault(_bundle(one, now), []).append(one)
    return [tuple(bundle) for bundle in bundles.values()]


def _bundle(one: Ready, now: Instant) -> tuple[object, ...]:
    row, notice = one.row, one.row.notice
    to = (row.agency, notice.recipient, one.route.route)
    if row.sent_as:
        # It may have arrived: it comes again as it was, with nothing new in it.
        return (*to, "again", row.sent_as)
    if notice.urgent:
        # Not gathered: only the same call, repeated while nothing could be sent, is said once.
        return (*to, "urgent", notice.obligation)
    if notice.kind in GATHERED:
        return (*to, "gathered")
    if notice.kind == OWN_WORD:
        # Never one of several things: its link is all there is to it.
        return (*to, row.key)
    if row.case and now - notice.send_at > LATE_FOR:
        return (*to, "late", row.case)
    return (*to, row.key)


def worded(bundle: Sequence[Ready], voice: Voice, zone: str, now: Instant) -> Message:
    """Return the message for rows that go out together."""
    newest = bundle[-1]
    notice = newest.row.notice
    things = {one.row.notice.obligation for one in bundle}
    kind = _kind(newest) if len(things) == 1 else "rung_repeated"
    said = say(
        kind,
        voice.language,
        phrase=voice.phrase,
        link=_link(newest, voice, now) if len(things) == 1 else voice.link,
        by=spoken(_by_at(newest, now), now, ZoneInfo(zone), voice.language) if kind in TIMED else "",
        count=len(things) if kind == "rung_repeated" else 0,
    )
    way = cast("Way", newest.route.way)
    key = newest.row.sent_as or (newest.row.key if len(things) == 1 else gathered_key(bundle))
    return Message(key, newest.route.address, notice.recipient, way, said.subject, said.by(way), voice.language)


def _kind(one: Ready) -> Kind:
    """Return how a row is worded: something to do finds no answer, so it is not offered as one."""
    kind = cast("Kind", one.row.notice.kind)
    item = wanted_of(one.case, one.row.notice.obligation).item if one.case is not None else None
    return TASKS.get(kind, kind) if item is not None and item.kind == "task" else kind


def gathered_key(bundle: Sequence[Ready]) -> str:
    """Return the key of a message about several things: no answer to it can be taken for an answer about one."""
    first = min(one.row.key for one in bundle)
    return hashlib.sha256(f"gathered {first}".encode()).hexdigest()[: len(first)]


def _link(one: Ready, voice: Voice, now: Instant) -> str:
    notice = one.row.notice
    purpose = PURPOSES.get(notice.kind)
    if notice.kind in COMMANDS:
        return voice.link
    if one.case is None and purpose != "invite":
        return f"{voice.link}{READ}"
    if purpose is None:
        return voice.link
    if purpose == "take" and one.case is not None and wanted_of(one.case, notice.obligation).item is not None:
        purpose = "report"  # a call that has a keeper: he says how it went
    claim = Claim(one.row.agency, notice.obligation, notice.recipient, purpose)
    link = f"{voice.link}{PLACES.get(purpose, '')}/{mint(voice.signing, claim, now + TOKEN_FOR)}"
    # Ids too long for one text message: the pages ask who it is.
    return link if len(link) <= LINK_CHARACTERS_MOST else voice.link


def _by_at(one: Ready, now: Instant) -> Instant:
    """Return the next instant that matters; where all have passed, an hour is still a help."""
    times = [one.row.notice.send_at + READ_FOR]
    if one.case is not None:
        item, raised = wanted_of(one.case, one.row.notice.obligation)
        times = [item.due_at, item.lapses_at] if item is not None else []
        times += [raised.next_at] if raised is not None else []
    return next((at for at in times if at > now), now + CHANCE_FOR)
