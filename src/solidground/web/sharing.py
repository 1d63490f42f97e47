"""What a member shares with somebody, as it is drawn: on the page of a family contact, and on a clinician's.

What must never happen here: anything that was not shared, or a word about how somebody is.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.core.hours import to_local
from solidground.core.kernel import Instant
from solidground.web.named import kind_words
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
    """What one member shares. ``answers`` is None where he shares none of them."""

    kind: str
    happened_on: date | None
    answers: list[tuple[str, str]] | None
    ends_on: date


def shared_line(
    incident: tuple[str, Instant] | None,
    answers: tuple[tuple[Instant, str], ...] | None,
    ends_at: Instant,
    now: Instant,
    zone: str,
) -> SharedLine:
    """Return what a member shares, in words."""
    kind, happened_on, told = "", None, None
    if answers is not None:
        told = [(gettext(ANSWERS.get(said, said)), when(at, now, zone)) for at, said in answers]
    if incident is not None:
        kind, happened_on = kind_words(incident[0]), to_local(incident[1], zone).date()
    return SharedLine(kind, happened_on, told, to_local(ends_at, zone).date())
