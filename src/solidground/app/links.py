"""What a link offers whoever opens it. Opening one changes nothing: mail programs open links by themselves.

What must never happen here: a name, or anything of a case but the question that its member was asked, and whether
something is a talk or a task.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

from solidground.app.answers import CALLING, first_of, was_late
from solidground.app.handle import stream_of
from solidground.app.ports import Store, Unit
from solidground.app.taps import Choice, reports_of
from solidground.core.care.ask.decider import NOT_ASKED
from solidground.core.care.contact.steps import ANNIVERSARY, STILL
from solidground.core.care.state import Case
from solidground.core.care.views import wanted_of
from solidground.core.hours import at_minute, local_day
from solidground.core.kernel import Instant, Refusal
from solidground.core.notice.token import Opened, Purpose, SigningKey, open_token, recipient_of, token_id
from solidground.core.roster.night import rings_after
from solidground.core.roster.state import State

Asks: TypeAlias = Literal["how", "anniversary", "still", "report", "task", "take", "confirm", "one", "enter"]
"""What a link asks: how today is, one of two questions with a yes and a no, what came of something, or one thing.

``enter`` asks nothing: it lets somebody in."""

OFFERS: Final[Mapping[Purpose, tuple[Choice, ...]]] = MappingProxyType(
    {
        "answer": ("call_me", "ok", "not_now"),
        "report": ("made", "no_answer", "not_now", "hand_over"),
        "take": ("take", "cannot"),
        "confirm": ("confirm",),
        "ok": ("ok",),
        "call_me": ("call_me",),
        "not_now": ("not_now",),
        "made": ("made",),
        "no_answer": ("no_answer",),
        "hand_over": ("hand_over",),
        "invite": (),
    }
)
YES_OR_NO: Final[tuple[Choice, ...]] = ("yes", "no", "call_me")
QUESTIONS: Final[Mapping[str, Asks]] = MappingProxyType({ANNIVERSARY: "anniversary", STILL: "still"})
OF_A_MEMBER: Final[tuple[Asks, ...]] = ("how", *QUESTIONS.values())
"""What members are asked; everything else is asked of helpers."""

DAYS: Final = (1, 3, 7, 14)
"""The days "not now" offers: nobody has to type."""

MORNING_MINUTE = 9 * 60
"""When somebody asks again on such a day."""


class Offered(NamedTuple):
    """What a page behind a link shows. ``after_at`` is when this person's night ends, None by day or for a helper.

    ``did`` is what the link did when it was first used. Of a call it says nothing: that may have been taken back.
    """

    asks: Asks
    choices: tuple[Choice, ...]
    zone: str
    after_at: Instant | None = None
    did: Choice | None = None
    late: bool = False
    """Whether that was after the end."""


def offered(store: Store, keys: Mapping[int, SigningKey], token: str, now: Instant, zone: str) -> Offered | Refusal:
    """Return what a link offers, or why nothing. ``zone`` is the agency's, for who is no member."""
    claim = open_token(keys, token, now)
    if isinstance(claim, Refusal):
        return claim
    if claim.purpose == "read":
        return NOT_ASKED
    if claim.purpose == "invite":
        return Offered("enter", (), zone)
    with store.moment() as unit:
        found = _asked(unit, claim, now) if claim.purpose == "answer" else _owed(unit, claim, zone)
        link = token_id(token)
        did, late = first_of(unit, claim.agency, link), was_late(unit, claim.agency, link)
    return found if isinstance(found, Refusal) or did in CALLING else found._replace(did=did, late=late)


def _owed(unit: Unit, claim: Opened, zone: str) -> Offered:
    """Return what a helper may say: nobody is offered "no answer" to something that is only to be done."""
    if claim.purpose != "report":
        shared: Asks = claim.purpose if claim.purpose in ("take", "confirm") else "one"
        return Offered(shared, OFFERS[claim.purpose], zone)
    name = unit.outbox_case(claim.agency, claim.obligation)
    item = wanted_of(unit.load([stream_of(claim.agency, f"case/{name}")])[0].state, claim.obligation).item
    if item is None or item.kind != "task":
        return Offered("report", OFFERS["report"], zone)
    return Offered("task", reports_of(item.kind, item.key), zone)


def _asked(unit: Unit, claim: Opened, now: Instant) -> Offered | Refusal:
    who = recipient_of(claim, unit.outbox_asked(claim.agency, claim.obligation))
    name = unit.outbox_case(claim.agency, claim.obligation)
    if who is None or not name:
        return NOT_ASKED
    case: Case = unit.load([stream_of(claim.agency, f"case/{name}")])[0].state
    if who != case.head.member:
        return NOT_ASKED
    item, _ = wanted_of(case, claim.obligation)
    person: State = unit.load([stream_of(claim.agency, f"person/{who}")])[0].state
    asks, choices = question(item.key if item is not None else "")
    return Offered(asks, choices, person.zone or case.plan.zone, rings_after(person, now) if person.zone else None)


def question(key: str) -> tuple[Asks, tuple[Choice, ...]]:
    """Return what a step asks its member, and the answers to it."""
    asks = QUESTIONS.get(key, "how")
    return asks, OFFERS["answer"] if asks == "how" else YES_OR_NO


def until_of(word: str, zone: str, now: Instant, night_ends_at: Instant | None = None) -> Instant | None:
    """Return the instant a chosen word means: ``night`` is when it ends, a number so many days on; None for no word."""
    if word == "night":
        return night_ends_at
    days = next((days for days in DAYS if str(days) == word), None)
    if days is None:
        return None
    return at_minute(local_day(now, zone) + days, MORNING_MINUTE, zone)
