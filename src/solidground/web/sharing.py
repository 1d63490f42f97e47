"""What a member shares with somebody, as it is drawn: on the page of a family contact, and on a clinician's.

What must never happen here: anything that was not shared, or a word about how somebody is.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.family import Shown
from solidground.app.asking.my_members import Shared
from solidground.app.asking.property import ThingSeen
from solidground.core.hours import to_local
from solidground.core.kernel import Instant
from solidground.web.named import kind_words
from solidground.web.property_words import thing_lines
from solidground.web.storage_words import line_of
from solidground.web.tongue import when

ANSWERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ok": gettext_noop("I\u2019m OK"),
        "call_me": gettext_noop("Call me"),
        "not_now": gettext_noop("Not now"),
        "yes": gettext_noop("Yes"),
        "no": gettext_noop("No"),
    }
)


class SharedLine(NamedTuple):
    """What one member shares. ``answers``, ``taken`` and ``stored`` are None where he shares none of them."""

    kind: str
    happened_on: date | None
    answers: list[tuple[str, str]] | None
    taken: tuple[str, ...] | None
    stored: tuple[str, ...] | None
    ends_on: date


def shared_line(shared: Shown | Shared, taken: tuple[ThingSeen, ...] | None, now: Instant, zone: str) -> SharedLine:
    """Return what a member shares, in words; ``taken`` is what was taken from him, where he shares that."""
    kind, happened_on, told = "", None, None
    if shared.answers is not None:
        told = [(gettext(ANSWERS.get(said, said)), when(at, now, zone)) for at, said in shared.answers]
    if shared.incident is not None:
        kind, happened_on = kind_words(shared.incident[0]), to_local(shared.incident[1], zone).date()
    things = None if taken is None else thing_lines(taken)
    stored = None if shared.stored is None else tuple([line_of(one) for one in shared.stored])
    return SharedLine(kind, happened_on, told, things, stored, to_local(shared.ends_at, zone).date())
