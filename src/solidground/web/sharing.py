"""What a member shares with somebody, as it is drawn: on the page of a family contact, and on a clinician's.

What must never happen here: anything that was not shared, or a word about how somebody is.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.app.asking.decisions import DraftSeen
from solidground.app.asking.family import Shown
from solidground.app.asking.my_members import Shared
from solidground.app.asking.property import ThingSeen
from solidground.core.hours import to_local
from solidground.core.kernel import Instant
from solidground.web.desk_words import day_said, name_of
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
    """What one member shares. What he does not share is None, and ``draft`` empty."""

    kind: str
    happened_on: date | None
    answers: list[tuple[str, str]] | None
    taken: tuple[str, ...] | None
    stored: tuple[str, ...] | None
    draft: tuple[str, ...]
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
    return SharedLine(
        kind, happened_on, told, things, stored, draft_lines(shared.draft), to_local(shared.ends_at, zone).date()
    )


def draft_lines(draft: DraftSeen | None) -> tuple[str, ...]:
    """Return what somebody thinks over; the same words where there is none, and where it is a draft no more."""
    if draft is None:
        return ()
    if not draft.is_there:
        return (gettext("There is no draft to read now."),)
    only = gettext("It is only a draft, and command sees nothing of it. You need not talk them into it, or out of it.")
    if draft.option is None:
        return gettext("They think about the job. They have chosen nothing yet."), only
    said = {"what": name_of(draft.option), "day": day_said(draft.last_on) if draft.last_on is not None else ""}
    if draft.last_on is None:
        return gettext("They think it over: %(what)s.") % said, only
    return gettext("They think it over: %(what)s. Last day: %(day)s.") % said, only
