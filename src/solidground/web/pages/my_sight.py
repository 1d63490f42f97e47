"""Who can see what of a member's case, by name and from the wall; and who looked at what, and when."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from solidground.app.asking.looks import LookSeen
from solidground.app.asking.questions import WhoLooked
from solidground.app.asking.sights import Holder, Sight
from solidground.core.wall import Rule
from solidground.web.gate import answered, seat_of
from solidground.web.pages.my_ground import my_case
from solidground.web.panes import pane
from solidground.web.plain import person, rule, thing
from solidground.web.tongue import when

SHOWN_MOST = 50
"""So many looks are shown here; all of them are in what a member can keep."""


LOOKED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "case": gettext_noop("Opened your case"),
        "list": gettext_noop("Saw you on their list of what they owe"),
        "board": gettext_noop("Saw you on the board"),
        "choosing": gettext_noop("Looked who could be your peer"),
        "week": gettext_noop("Saw you on the week to print"),
        "shared": gettext_noop("Looked at what you share with them"),
        "account": gettext_noop("Changed your account"),
        "address": gettext_noop("Changed an address of yours"),
        "entry": gettext_noop("Changed what the roster says of you"),
        "role": gettext_noop("Changed a role of yours"),
        "sessions": gettext_noop("Ended a sign-in of yours"),
    }
)
"""What a look or an act was, by its word in the log."""

IN_PART: Final = frozenset(
    {
        *(Rule.OWN_AND_SUMMARY, Rule.OWN_DUTIES, Rule.OWN_MEMBERSHIP, Rule.OWN_SESSIONS, Rule.OWN_ACT),
        *(Rule.COUNTS_ONLY, Rule.ITEM_ONLY),
    }
)
"""Rules that say how much, and not when."""


class Then(NamedTuple):
    """A condition, and who may know a thing under it."""

    when: str
    who: tuple[str, ...]


class Line(NamedTuple):
    """One thing there is to know: who may know it now, and who only then."""

    what: str
    now: tuple[str, ...]
    sometimes: tuple[Then, ...]


class Look(NamedTuple):
    """One look in words."""

    at: str
    by: str
    what: str


@require_safe
def my_sight(request: HttpRequest) -> HttpResponse:
    """Show a member who may know what of his case, and who looked."""
    seat = seat_of(request)
    seen = my_case(seat)
    looks: tuple[LookSeen, ...] = answered(seat, WhoLooked())
    zone = seen.zone if seen is not None else seat.house.zone
    shown = {
        "lines": [line_of(sight) for sight in (seen.who_sees or () if seen is not None else ())],
        "looks": [
            Look(when(look.at, seat.now, zone), look.by, gettext(LOOKED[look.what])) for look in looks[:SHOWN_MOST]
        ],
        "more": len(looks) > SHOWN_MOST,
    }
    return pane(request, "my_sight", shown, role="member")


def line_of(sight: Sight) -> Line:
    """Return one row of the table in words: who may know it now, and after each condition who would."""
    now = tuple([_now(holder) for holder in sight.now])
    if sight.along:
        now = (*now, gettext("Whoever goes with you: %(people)s") % {"people": ", ".join(sight.along)})
    rules = dict.fromkeys(holder.rule for holder in sight.sometimes)
    sometimes = tuple([_then(one, sight.sometimes) for one in rules])
    return Line(thing(sight.what, member=True), now, sometimes)


def _who(holder: Holder) -> str:
    role = person(holder.role, member=True)
    return f"{role}: {', '.join(holder.people)}" if holder.people else role


def _now(holder: Holder) -> str:
    part = rule(holder.rule, member=True) if holder.rule in IN_PART else ""
    return f"{_who(holder)} ({part})" if part else _who(holder)


def _then(when: Rule, holders: tuple[Holder, ...]) -> Then:
    return Then(rule(when, member=True), tuple([_who(holder) for holder in holders if holder.rule is when]))
