"""One ladder of the protocol in a form: who is asked, how long each has, and who comes next.

A rung is put in or taken out in the form alone: nothing is kept before somebody keeps it. What must never happen here:
a rung that is lost because another was added.
"""

from typing import Any, Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.protocols import DraftSeen
from solidground.app.studio import DRAFT_CHANGED
from solidground.core.kernel import DAY, HOUR
from solidground.core.protocol.check_ladders import RUNGS_MOST
from solidground.core.protocol.duration import Duration
from solidground.core.protocol.edit import RungChange, with_rungs
from solidground.core.protocol.plan import Rung
from solidground.core.protocol.terms import KEEPINGS, WAYS, WrittenLadder
from solidground.core.words import Said
from solidground.web.gate import seat_of
from solidground.web.lengths import FIXED, Length, fixed, iso, length_of, typed, understood
from solidground.web.pages.studio import CHOOSE, Wrong, draft_of, kept, looked_words
from solidground.web.panes import pane
from solidground.web.protocol_words import WAY, WHO, plain

WAIT: Final = gettext_noop("Has this long")
NO_WAIT: Final = gettext_noop("Give everybody at least a minute.")
NEW_WAIT: Final = Duration(0, 0, HOUR)


class RungForm(NamedTuple):
    """One rung in a form. ``was`` is its place in the file, empty for a new one."""

    was: str
    who: str
    wait: Length
    ways: tuple[str, ...]
    found: tuple[Said, ...] = ()
    error: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def studio_ladder(request: HttpRequest, nth: int) -> HttpResponse:
    """Show one ladder, change it in the form, or keep it in the draft."""
    seat = seat_of(request)
    seen = draft_of(seat)
    if nth >= len(seen.protocol.ladders):
        raise Http404
    written = seen.protocol.ladders[nth]
    if request.method != "POST":
        return _pane(seen, nth, _forms(seen, written), request)
    forms = _typed(request, written)
    act, _, place = request.POST.get("choice", "").partition("-")
    if act in ("add", "out"):
        return _pane(seen, nth, _with(forms, act, place), request, again=True)
    wrong: Wrong = {}
    forms, changes = _changed(written, forms, wrong)
    if wrong or request.POST.get("name") != written.ladder.name:
        error = "" if wrong else gettext(DRAFT_CHANGED.text)
        return _pane(seen, nth, forms, request, {"wrong": wrong, "error": error})
    return kept(
        request,
        seat,
        lambda text: with_rungs(text, nth, changes),
        lambda later, more: _pane(later, nth, forms, request, more),
    )


def _forms(seen: DraftSeen, written: WrittenLadder) -> tuple[RungForm, ...]:
    lines = written.rung_lines
    return tuple(
        _form(nth, rung, tuple((fault.what, fault.remedy) for fault in seen.faults if fault.line == line))
        for nth, (rung, line) in enumerate(zip(written.ladder.rungs, lines, strict=True))
    )


def _form(nth: int, rung: Rung, found: tuple[Said, ...] = ()) -> RungForm:
    wait = length_of(f"wait-{nth}", gettext(WAIT), fixed(rung.wait_for), FIXED)
    return RungForm(str(nth), rung.who, wait, rung.ways, found)


def _new(nth: int) -> RungForm:
    return RungForm("", "", length_of(f"wait-{nth}", gettext(WAIT), NEW_WAIT, FIXED), ())


def _typed(request: HttpRequest, written: WrittenLadder) -> tuple[RungForm, ...]:
    """Return the rungs as they stand in the form that was sent: those of the file, and new ones among them."""
    posted = {key: str(value) for key, value in request.POST.items()}
    count = posted.get("rungs", "")
    number = min(int(count), RUNGS_MOST) if count.isascii() and count.isdecimal() and len(count) < len("999") else 0
    return tuple(_typed_rung(request, posted, written, nth) for nth in range(number))


def _typed_rung(request: HttpRequest, posted: dict[str, str], written: WrittenLadder, nth: int) -> RungForm:
    word = posted.get(f"was-{nth}", "")
    known = {str(place): rung for place, rung in enumerate(written.ladder.rungs)}
    before = _form(nth, known[word])._replace(was=word) if word in known else _new(nth)
    ways = tuple(way for way in WAYS if way in request.POST.getlist(f"ways-{nth}"))
    return before._replace(who=posted.get(f"who-{nth}", ""), wait=typed(posted, before.wait, FIXED), ways=ways)


def _with(forms: tuple[RungForm, ...], act: str, place: str) -> tuple[RungForm, ...]:
    """Put a new rung behind a place, or take the one there out; places count from 1."""
    nth = next((nth for nth in range(len(forms) + 1) if str(nth) == place), None)
    changed = forms
    if act == "out" and nth:
        changed = (*forms[: nth - 1], *forms[nth:])
    elif act == "add" and nth is not None and len(forms) < RUNGS_MOST:
        changed = (*forms[:nth], _new(nth), *forms[nth:])
    return tuple(one._replace(wait=one.wait._replace(name=f"wait-{place}")) for place, one in enumerate(changed))


def _changed(
    written: WrittenLadder, forms: tuple[RungForm, ...], wrong: Wrong
) -> tuple[tuple[RungForm, ...], list[RungChange]]:
    """Return the form with what is wrong in it, and the rungs of the file as they shall be."""
    read = [_read(written, form, nth, wrong) for nth, form in enumerate(forms)]
    return tuple(form for form, _ in read), [change for _, change in read]


def _read(written: WrittenLadder, form: RungForm, nth: int, wrong: Wrong) -> tuple[RungForm, RungChange]:
    if form.who not in KEEPINGS:
        wrong[f"who-{nth}"] = gettext(CHOOSE)
        form = form._replace(error=gettext(CHOOSE))
    length, after = understood(form.wait)
    if after == Duration():
        length, after = length._replace(error=gettext(NO_WAIT)), None
    if after is None:
        wrong[f"wait-{nth}-0"] = length.error
        return form._replace(wait=length), RungChange(None, {})
    whole = {"who": form.who, "wait": iso(after), "ways": list(form.ways)}
    if not form.was:
        return form, RungChange(None, {key: value for key, value in whole.items() if value})
    rung = written.ladder.rungs[int(form.was)]
    same = {
        "who": rung.who == form.who,
        "wait": after.days * DAY + after.exact == rung.wait_for,
        "ways": set(rung.ways) == set(form.ways),
    }
    return form, RungChange(int(form.was), {key: value for key, value in whole.items() if not same[key]})


def _pane(
    seen: DraftSeen,
    nth: int,
    forms: tuple[RungForm, ...],
    request: HttpRequest,
    more: dict[str, Any] | None = None,
    *,
    again: bool = False,
) -> HttpResponse:
    written = seen.protocol.ladders[nth] if nth < len(seen.protocol.ladders) else None
    looked = request.POST.get("looked", "") if again else looked_words(seen)
    shown = {
        "nth": nth,
        "ladder": written.ladder.name if written is not None else "",
        "name": plain(written.ladder.name) if written is not None else "",
        "urgent": written is not None and written.ladder.urgent,
        "rungs": forms,
        "keepers": [(word, gettext(WHO[word])) for word in KEEPINGS],
        "reached": [(word, gettext(WAY[word])) for word in WAYS],
        "room": len(forms) < RUNGS_MOST,
        "looked": looked,
        "found": [fault for fault in seen.faults if written is not None and fault.line == written.line],
        **(more or {}),
    }
    return pane(request, "studio_ladder", shown, role="coordinator", status=422 if more else 200)
