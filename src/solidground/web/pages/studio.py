"""The protocol studio: the draft of the next protocol, what it would change, and putting it in force.

What must never happen here: a change that reaches a case that is open, or one that is lost because somebody else made
another meanwhile.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple, TypeAlias

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from solidground.app.asking.protocols import DraftSeen
from solidground.app.asking.questions import ProtocolDraft
from solidground.app.handle import Outcome
from solidground.app.protocols import BOM, examined
from solidground.app.studio import NO_VERSION, SAME_VERSION, Desk, Looked, put_in_force, save, throw_away
from solidground.core.hours import local_day
from solidground.core.kernel import Refusal
from solidground.core.protocol.place import places
from solidground.core.protocol.read import TEXT_MOST_BYTES
from solidground.core.protocol.terms import Fault, Faults, Protocol
from solidground.web.gate import DID, Seat, answered, did, done, seat_of
from solidground.web.pages.protocol import about, drawn, handed_out
from solidground.web.panes import pane
from solidground.web.protocol_words import plain, step_words
from solidground.web.studio_words import DONE
from solidground.web.tongue import why

HERE: Final = "/protocol/draft"
DIGITS_MOST: Final = 9
NO_FILE: Final = gettext_noop("Choose the file that you want to hand in.")
NO_TEXT: Final = gettext_noop("This file is no text in UTF-8. Save it as plain text, and hand it in again.")
UNREAD: Final = gettext_noop("This file cannot be read as a protocol. Nothing was changed.")
CHOOSE: Final = gettext_noop("Choose one of these.")

Wrong: TypeAlias = dict[str, str]
"""What is wrong in a form, by the name of its field."""

FAULTS_MOST: Final = 40
"""So many findings are shown at once; who mends them sees the rest."""


class Finding(NamedTuple):
    """What was found, and where it is mended: a page of the studio, or the file."""

    fault: Fault
    address: str


@require_http_methods(["GET", "HEAD", "POST"])
def studio(request: HttpRequest) -> HttpResponse:
    """Show the draft, or do what was chosen with the whole of it."""
    seat = seat_of(request)
    seen = draft_of(seat)
    if request.method != "POST":
        return did(request, pane(request, "studio", _shown(request, seat, seen), role="coordinator"))
    act = {"in_force": _put_in_force, "throw_away": _throw_away, "hand_in": _hand_in}.get(
        request.POST.get("choice", "")
    )
    if act is None:
        return _again(request, seat, {"error": gettext(CHOOSE), "typed": request.POST.get("version", "")})
    return act(request, seat)


@require_safe
def draft_file(request: HttpRequest) -> HttpResponse:
    """Hand the draft out as a file."""
    return handed_out(draft_of(seat_of(request)).text, "protocol-draft.toml")


def draft_of(seat: Seat, looked: Looked | None = None) -> DraftSeen:
    """Return the draft, and what others changed since somebody looked. Raises Http404 where it is not his to see."""
    found: DraftSeen = answered(seat, ProtocolDraft(seat.house.written, today(seat).toordinal(), looked))
    return found


def today(seat: Seat) -> date:
    """Return the agency's day."""
    return date.fromordinal(local_day(seat.now, seat.house.zone))


def desk_of(seat: Seat) -> Desk:
    """Return what changing the protocol takes."""
    house = seat.house
    return Desk(house.store, house.rosters, house.agency, seat.viewer, house.written, seat.now)


def looked_at(request: HttpRequest) -> Looked:
    """Return which version of the draft stood on the page that a form was sent from."""
    over, _, number = request.POST.get("looked", "").partition(".")
    words = [
        word if word.isascii() and word.isdecimal() and len(word) <= DIGITS_MOST else "" for word in (over, number)
    ]
    return Looked(*(int(word) if word else -1 for word in words))


def kept(
    request: HttpRequest,
    seat: Seat,
    change: Callable[[str], str | Refusal],
    again: Callable[[DraftSeen, dict[str, Any]], HttpResponse],
) -> HttpResponse:
    """Keep a change in the draft; where somebody was quicker, show what he changed beside what was typed."""
    outcome = save(desk_of(seat), looked_at(request), change)
    if not isinstance(outcome, Refusal):
        return done(HERE, "kept")
    return again(draft_of(seat), {"error": why(outcome), **meanwhile(seat, request)})


def looked_words(seen: DraftSeen) -> str:
    """Return which version of the draft stands on a page."""
    return f"{seen.looked.over}.{seen.looked.number}"


def _put_in_force(request: HttpRequest, seat: Seat) -> HttpResponse:
    version = request.POST.get("version", "")
    outcome = put_in_force(desk_of(seat), looked_at(request), version, today(seat))
    if not isinstance(outcome, Refusal):
        return done("/protocol", "in_force")
    at = "version" if outcome in (NO_VERSION, SAME_VERSION) else "found"
    return _refused(request, seat, outcome, {"at": at, "typed": version})


def _throw_away(request: HttpRequest, seat: Seat) -> HttpResponse:
    outcome = throw_away(desk_of(seat), looked_at(request))
    return _refused(request, seat, outcome, {}) if isinstance(outcome, Refusal) else done(HERE, "thrown_away")


def _hand_in(request: HttpRequest, seat: Seat) -> HttpResponse:
    text, wrong = _file(request)
    if wrong:
        return _again(request, seat, {"error": gettext(wrong), "at": "file"})
    outcome = save(desk_of(seat), looked_at(request), lambda _: text)
    if not isinstance(outcome, Refusal):
        return done(HERE, "handed_in")
    faults = examined(text)
    if faults.protocol is None:
        return _again(request, seat, {"error": gettext(UNREAD), "at": "file", "unread": faults.faults[:FAULTS_MOST]})
    return _refused(request, seat, outcome, {"at": "file"})


def _file(request: HttpRequest) -> tuple[str, str]:
    """Return the text of the file that was handed in, or what is wrong with it."""
    found = request.FILES.get("file")
    content = found.read(TEXT_MOST_BYTES + 1) if found is not None else b""
    if not content:
        return "", NO_FILE
    try:
        return content.decode().removeprefix(BOM).replace("\r\n", "\n"), ""
    except UnicodeDecodeError:
        return "", NO_TEXT


def _refused(request: HttpRequest, seat: Seat, outcome: Outcome, more: dict[str, Any]) -> HttpResponse:
    assert isinstance(outcome, Refusal), "who was not refused is told what was done"
    return _again(request, seat, {"error": why(outcome), **more, **meanwhile(seat, request)})


def _again(request: HttpRequest, seat: Seat, more: dict[str, Any]) -> HttpResponse:
    shown = {**_shown(request, seat, draft_of(seat)), **more}
    return pane(request, "studio", shown, role="coordinator", status=422)


def meanwhile(seat: Seat, request: HttpRequest) -> dict[str, Any]:
    """Return what others changed since the page was opened that a form was sent from."""
    looked = looked_at(request)
    seen = draft_of(seat, looked)
    return {"overtaken": seen.looked != looked, "meanwhile": seen.meanwhile or ()}


def _shown(request: HttpRequest, seat: Seat, seen: DraftSeen) -> dict[str, Any]:
    said = DONE.get(request.COOKIES.get(DID, ""), "")
    refusing = [fault for fault in seen.faults if not fault.warns]
    return {
        **about(seat, seen.in_force),
        **drawn(request, seat, seen.text, seen.in_force.text),
        "looked": f"{seen.looked.over}.{seen.looked.number}",
        "is_draft": seen.is_draft,
        "changes": seen.changes,
        "findings": _findings(seen, refusing),
        "warnings": _findings(seen, [fault for fault in seen.faults if fault.warns]),
        "steps": [(step.key, step_words(step.key)) for step in seen.protocol.steps],
        "ladders": [(nth, plain(one.ladder.name)) for nth, one in enumerate(seen.protocol.ladders)],
        "next_version": _next_version(seen),
        "did": gettext(said) if said else "",
    }


def _next_version(seen: DraftSeen) -> str:
    now, then = seen.in_force.protocol.version, seen.protocol.version
    counts = now.isascii() and now.isdecimal() and len(now) <= DIGITS_MOST
    return then if then != now else str(int(now) + 1) if counts else ""


def _findings(seen: DraftSeen, faults: Faults | list[Fault]) -> list[Finding]:
    return [Finding(fault, _address(seen.text, seen.protocol, fault)) for fault in faults[:FAULTS_MOST]]


def _address(text: str, protocol: Protocol, fault: Fault) -> str:
    """Return the page on which a finding is mended; nothing where that is the file."""
    found, begins = "", 0
    steps = [(one.line, f"{HERE}/step/{one.key}") for one in protocol.steps]
    ladders = [(one.line, f"{HERE}/ladder/{nth}") for nth, one in enumerate(protocol.ladders)]
    others = [(line, "") for line in places(text).starts]
    for line, address in [*others, *steps, *ladders, (protocol.limits_line, f"{HERE}/limits")]:
        if begins <= line <= fault.line:
            found, begins = address, line
    return f"{found}#{fault.key}" if found and fault.key else found
