"""The limits of the protocol in a form: how long nobody may be silent, and how long each answer holds.

What must never happen here: a limit changed that nobody changed.
"""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.protocols import DraftSeen
from solidground.core.kernel import DAY, Span
from solidground.core.protocol.duration import Duration
from solidground.core.protocol.edit import with_values
from solidground.core.protocol.parts import SILENT_MOST
from solidground.core.protocol.plan import Limits
from solidground.web.gate import seat_of
from solidground.web.lengths import FIXED, Length, fixed, iso, length_of, typed, understood
from solidground.web.pages.studio import Wrong, draft_of, kept, looked_words
from solidground.web.panes import pane
from solidground.web.protocol_words import LIMITS

NO_NUMBER: Final = gettext_noop("Write a number from 1 to 10.")
NO_TIME: Final = gettext_noop("Nobody can do anything in no time.")
assert SILENT_MOST == 10, "the sentence above says so"  # noqa: PLR2004 - the sentence above


@require_http_methods(["GET", "HEAD", "POST"])
def studio_limits(request: HttpRequest) -> HttpResponse:
    """Show the limits, or keep what was changed of them in the draft."""
    seat = seat_of(request)
    seen = draft_of(seat)
    limits = seen.protocol.limits
    lengths = [length_of(name, gettext(words), fixed(_of(limits, name)), FIXED) for name, words in LIMITS.items()]
    if request.method != "POST":
        return _pane(request, seen, lengths, str(limits.silent_after))
    posted = {key: str(value) for key, value in request.POST.items()}
    lengths = [typed(posted, one, FIXED) for one in lengths]
    silent, wrong = posted.get("silent_after-0", str(limits.silent_after)).strip(), Wrong()
    lengths, values = _changed(limits, lengths, silent, wrong)
    if wrong:
        return _pane(request, seen, lengths, silent, {"wrong": wrong})
    return kept(
        request,
        seat,
        lambda text: with_values(text, "limits", 0, values),
        lambda later, more: _pane(request, later, lengths, silent, more),
    )


def _of(limits: Limits, name: str) -> Span:
    found: Span = getattr(limits, f"{name}_for")
    return found


def _changed(limits: Limits, lengths: list[Length], silent: str, wrong: Wrong) -> tuple[list[Length], dict[str, Any]]:
    """Return the lengths with what is wrong in them, and the values of the file that change."""
    values: dict[str, Any] = {}
    read = []
    for one in lengths:
        length, after = understood(one)
        if after == Duration():
            length, after = length._replace(error=gettext(NO_TIME)), None
        if after is None:
            wrong[f"{one.name}-0"] = length.error
        elif after.days * DAY + after.exact != _of(limits, one.name):
            values[one.name] = iso(after)
        read.append(length)
    if silent not in {str(number) for number in range(1, SILENT_MOST + 1)}:
        wrong["silent_after-0"] = gettext(NO_NUMBER)
    elif int(silent) != limits.silent_after:
        values["silent_after"] = int(silent)
    return read, values


def _pane(
    request: HttpRequest, seen: DraftSeen, lengths: list[Length], silent: str, more: dict[str, Any] | None = None
) -> HttpResponse:
    line = seen.protocol.limits_line
    shown = {
        "lengths": lengths,
        "silent": silent,
        "looked": looked_words(seen),
        "found": [fault for fault in seen.faults if fault.line == line],
        "silent_wrong": (more or {}).get("wrong", {}).get("silent_after-0", ""),
        **(more or {}),
    }
    return pane(request, "studio_limits", shown, role="coordinator", status=422 if more else 200)
