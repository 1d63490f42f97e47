"""Everything about a member, as one file that he can read and keep.

What must never happen here: a name in the file's name, or a copy that stays anywhere but with him.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from solidground.app.asking.questions import Everything
from solidground.core.hours import to_local
from solidground.core.kernel import CLOCK, Instant
from solidground.web.gate import answered, seat_of
from solidground.web.happened import HAPPENED
from solidground.web.pages.my_sight import LOOKED
from solidground.web.panes import pane

FILE: Final = "solid-ground.html"
BEFORE_CAPITALS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
SAID_ABOVE: Final = frozenset({"at", "by"})
"""What stands at the head of an event, and is not said again."""

NOBODY: Final = gettext_noop("the clock")
"""By whom something happened that nobody did."""


class Happened(NamedTuple):
    """One event as it is read: when, what, by whom; then what the log calls it, and all it holds."""

    at: str
    words: str
    by: str
    what: str
    holds: tuple[tuple[str, str], ...]


@require_safe
def my_everything(request: HttpRequest) -> HttpResponse:
    """Say what is in the file, and offer it."""
    seat_of(request)
    return pane(request, "my_everything", role="member")


@require_safe
def my_file(request: HttpRequest) -> HttpResponse:
    """Give a member everything that is kept about him."""
    seat = seat_of(request)
    found: dict[str, Any] = answered(seat, Everything())
    zone = seat.house.zone
    shown = {
        "now": _clock(seat.now, zone),
        "zone": zone,
        "found": found,
        "happened": [_happened(event, zone) for event in found["events"]],
        "looks": [(_clock(one["at"], zone), one["by"], gettext(LOOKED[one["what"]])) for one in found["looked"]],
    }
    response = render(request, "everything.html", shown)
    response["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response


def _happened(event: Mapping[str, Any], zone: str) -> Happened:
    what = BEFORE_CAPITALS.sub(" ", event["type"]).capitalize()
    holds = [(key.replace("_", " "), _value(key, value, zone)) for key, value in event["body"].items()]
    words, beneath = gettext(HAPPENED[event["type"]]), tuple([one for one in holds if one[0] not in SAID_ABOVE])
    by = gettext(NOBODY) if event["by"] == CLOCK else event["by"]
    return Happened(_clock(event["at"], zone), words, by, what, beneath)


def _value(key: str, value: object, zone: str) -> str:
    if key.endswith("_at") and isinstance(value, int):
        return _clock(value, zone)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _clock(at: Instant, zone: str) -> str:
    return to_local(at, zone).isoformat(sep=" ", timespec="minutes")[:16]
