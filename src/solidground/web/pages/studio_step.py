"""One step of the protocol in a form: when it opens, is due and lapses, who owes it, and where that comes from.

What must never happen here: a value changed that nobody changed, or a form that loses what was typed in it.
"""

from typing import Any, Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from solidground.app.asking.protocols import DraftSeen
from solidground.core.kernel import HOUR, MINUTE
from solidground.core.protocol.duration import AT_ONCE
from solidground.core.protocol.duration import clock as clock_of
from solidground.core.protocol.edit import with_values
from solidground.core.protocol.fields import MOMENTS, TEXT_MOST
from solidground.core.protocol.terms import CERTAINTIES, KEEPINGS, Moment, WrittenStep
from solidground.web.gate import seat_of
from solidground.web.lengths import CALENDAR, PAIRS_LEAST, Length, iso, length_of, typed, understood
from solidground.web.pages.studio import CHOOSE, Wrong, draft_of, kept, looked_words
from solidground.web.panes import pane
from solidground.web.protocol_words import CERTAINTY, STEP, WHO, clock_words, plain, step_words

OPENS, DUE, LAPSES = gettext_noop("Opens after"), gettext_noop("Is due after"), gettext_noop("Lapses after")
NO_CLOCK: Final = gettext_noop("Write a time of day such as 9:00, or leave it empty.")
CLOCK_OF_HOURS: Final = gettext_noop("A time of day goes with days, not with hours. Leave it empty.")
NO_SOURCE: Final = gettext_noop("Say where the times come from, in one line.")
CLOCK_CHARACTERS: Final = 5


class MomentField(NamedTuple):
    """When something is, in a form: how long after, and at what time of day."""

    length: Length
    clock: str
    clock_error: str


class StepForm(NamedTuple):
    """A step in a form."""

    moments: tuple[MomentField, ...]
    who: str
    ladder: str
    source: str
    certainty: str


@require_http_methods(["GET", "HEAD", "POST"])
def studio_step(request: HttpRequest, key: str) -> HttpResponse:
    """Show one step, or keep what was changed of it in the draft."""
    seat = seat_of(request)
    seen = draft_of(seat)
    nth = next((nth for nth, step in enumerate(seen.protocol.steps) if step.key == key), None)
    if nth is None:
        raise Http404
    step = seen.protocol.steps[nth]
    form = _form_of(step)
    if request.method != "POST":
        return _step_pane(request, seen, step, form)
    wrong: Wrong = {}
    form, values = _changed_step(seen, step, _typed_step(request, form), wrong)
    if wrong:
        return _step_pane(request, seen, step, form, {"wrong": wrong})
    return kept(
        request,
        seat,
        lambda text: with_values(text, "step", nth, values),
        lambda later, more: _step_pane(request, later, step, form, more),
    )


def _form_of(step: WrittenStep) -> StepForm:
    found = zip(MOMENTS, (OPENS, DUE, LAPSES), (step.opens, step.due, step.lapses), strict=True)
    return StepForm(
        tuple(_moment_field(name, words, moment) for name, words, moment in found),
        step.who,
        step.ladder,
        step.source,
        step.certainty,
    )


def _moment_field(name: str, words: str, moment: Moment) -> MomentField:
    clock = "" if moment.clock is None else clock_words(moment.clock)
    return MomentField(length_of(name, gettext(words), moment.after, CALENDAR, PAIRS_LEAST), clock, "")


def _typed_step(request: HttpRequest, form: StepForm) -> StepForm:
    posted = {key: str(value) for key, value in request.POST.items()}
    moments = tuple(
        one._replace(
            length=typed(posted, one.length, CALENDAR),
            clock=posted.get(f"{one.length.name}-clock", one.clock).strip(),
        )
        for one in form.moments
    )
    words = [posted.get(name, getattr(form, name)).strip() for name in ("who", "ladder", "source", "certainty")]
    return StepForm(moments, *words)


def _changed_step(seen: DraftSeen, step: WrittenStep, form: StepForm, wrong: Wrong) -> tuple[StepForm, dict[str, Any]]:
    """Return the form with what is wrong in it, and the values of the file that change."""
    read = [_read_moment(one, wrong) for one in form.moments]
    form = form._replace(moments=tuple(field for field, _ in read))
    ladders = tuple(one.ladder.name for one in seen.protocol.ladders)
    for name, known in (("who", KEEPINGS), ("ladder", ladders), ("certainty", CERTAINTIES)):
        if getattr(form, name) not in known:
            wrong[name] = gettext(CHOOSE)
    if not 0 < len(form.source) <= TEXT_MOST:
        wrong["source"] = gettext(NO_SOURCE)
    now = [moment for _, moment in read]
    values: dict[str, Any] = {
        name: getattr(form, name)
        for name in ("who", "ladder", "source", "certainty")
        if getattr(form, name) != getattr(step, name)
    }
    before = (step.opens, step.due, step.lapses)
    for name, moment, was in zip(MOMENTS, now, before, strict=True):
        if moment.after != was.after:
            values[name] = iso(moment.after)
    if [moment.clock for moment in now] != [moment.clock for moment in before]:
        values["at"] = _at(now)
    return form, values


def _at(moments: list[Moment]) -> dict[str, str] | None:
    found = {
        name: f"{moment.clock // HOUR:02}:{moment.clock % HOUR // MINUTE:02}"
        for name, moment in zip(MOMENTS, moments, strict=True)
        if moment.clock is not None
    }
    return found or None


def _read_moment(field: MomentField, wrong: Wrong) -> tuple[MomentField, Moment]:
    length, after = understood(field.length)
    name = length.name
    if after is None:
        wrong[f"{name}-0"] = length.error
        return field._replace(length=length), Moment(AT_ONCE)
    if not field.clock:
        return field._replace(length=length), Moment(after)
    clock = clock_of(field.clock.zfill(CLOCK_CHARACTERS))
    error = ""
    if clock is None:
        error = gettext(NO_CLOCK)
    elif not after.months and not after.days:
        error = gettext(CLOCK_OF_HOURS)
    if error:
        wrong[f"{name}-clock"] = error
    return field._replace(length=length, clock_error=error), Moment(after, clock)


def _step_pane(
    request: HttpRequest, seen: DraftSeen, step: WrittenStep, form: StepForm, more: dict[str, Any] | None = None
) -> HttpResponse:
    found = next((one for one in seen.protocol.steps if one.key == step.key), step)
    shown = {
        "name": step_words(step.key),
        "kind": gettext(STEP[step.kind]),
        "form": form,
        "keepers": [(word, gettext(WHO[word])) for word in KEEPINGS],
        "ladders": [(one.ladder.name, plain(one.ladder.name)) for one in seen.protocol.ladders],
        "certainties": [(word, gettext(CERTAINTY[word])) for word in CERTAINTIES],
        "looked": looked_words(seen),
        "found": [fault for fault in seen.faults if fault.line == found.line],
        **(more or {}),
    }
    return pane(request, "studio_step", shown, role="coordinator", status=422 if more else 200)
