"""“I am worried about someone”, without an account: what will happen, a few choices, and what became of it.

Every page has a quick way out. What must never happen here: a word that tells whether somebody is known here, a place
to tell what happened, or anything left in the browser.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple, get_args

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from solidground.app.asking.concerns import ConcernSeen
from solidground.app.asking.reading import Reading
from solidground.app.worried import WRITTEN_MOST, Worry, code_of, new_code, raise_concern, seen_by_source, take_back
from solidground.core.care.concern.events import Sign
from solidground.core.kernel import Instant, PersonId, Refusal
from solidground.web.callers import over
from solidground.web.gate import signed_in
from solidground.web.house import House, house_of
from solidground.web.pages.help_now import shown
from solidground.web.panes import pane
from solidground.web.tongue import when, why

EXITS: Final[Mapping[str, str]] = MappingProxyType({"US": "https://www.weather.gov", "CA": "https://weather.gc.ca"})
EXIT: Final = "https://www.bbc.com/weather"
"""Where somebody goes who leaves at once: the weather, at home and elsewhere. Nothing of it is loaded here."""

EMERGENCY: Final[Mapping[str, str]] = MappingProxyType({"US": "911", "CA": "911"})
"""The emergency number of a country; where it is not known here, the page says so in words."""

MISSING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "about": gettext_noop("Write who it is about: a number or a name."),
        "long": gettext_noop("Write it shorter: a number or a name is enough."),
        "sign": gettext_noop("Choose what comes nearest."),
        "agrees": gettext_noop("Choose whether you may be named."),
        "named": gettext_noop("Write who you are, or choose not to be named."),
    }
)
STANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "waiting to be read": gettext_noop("A person is asked to read it."),
        "late": gettext_noop("It was not looked after in time. The next person is asked."),
        "read by a person": gettext_noop("A person has read it."),
        "followed up": gettext_noop("A person looked after it."),
        "taken back": gettext_noop("You took it back."),
        "ended": gettext_noop("It has ended. If you still worry, say so again."),
    }
)
NOT_FOUND: Final = gettext_noop("There is nothing at this address. Look at what you wrote down, letter by letter.")
FIELDS: Final = ("about", "sign", "agrees", "named")


class Wrong(NamedTuple):
    """What is wrong with a form: in which field, and in which words."""

    field: str
    text: str


@require_safe
def worried(request: HttpRequest) -> HttpResponse:
    """Say what will and what will not happen, and how to leave, before anything is asked."""
    return pane(request, "worried", _around(house_of(request)))


# No account is needed and no cookie is set: there is nothing that another page could misuse. Who is signed in is so by
# a cookie that no other place sends along.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def begin_telling(request: HttpRequest) -> HttpResponse:
    """Ask who it is about and what is true, or take it down and lead its source to a page of his own."""
    house = house_of(request)
    if request.method != "POST":
        return pane(request, "worried_tell", {**_around(house), "code": new_code(), "typed": {}})
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS}
    code, by = code_of(request.POST.get("code", "")), signed_in(request) if typed["agrees"] == "yes" else None
    wrong = _wrong(typed, by)
    if wrong:
        texts = {one.field: one.text for one in wrong}
        seen = {"code": code, "typed": typed, "wrong": wrong, "texts": texts}
        return pane(request, "worried_tell", {**_around(house), **seen}, status=422)
    return _taken(request, house, code, typed, by)


def _taken(
    request: HttpRequest, house: House, code: str, typed: Mapping[str, str], by: PersonId | None
) -> HttpResponse:
    now = house.clock.now()
    if isinstance(_became(house, code, now), Refusal):
        too_often = over(request, house, "concern", now, _around(house))
        if too_often is not None:
            return too_often
        sign: Sign = next(sign for sign in get_args(Sign) if sign == typed["sign"])
        agrees = typed["agrees"] == "yes"
        worry = Worry(typed["about"], sign, agrees, typed["named"] or (by or ""), by)
        outcome = raise_concern(house.store, house.rosters, house.agency, code, worry, now)
        if isinstance(outcome, Refusal):
            wrong = [Wrong("about", why(outcome))]
            seen = {"code": code, "typed": typed, "wrong": wrong, "texts": {"about": why(outcome)}}
            return pane(request, "worried_tell", {**_around(house), **seen}, status=422)
    return redirect(f"/worried/{code}?new")


def _wrong(typed: Mapping[str, str], by: PersonId | None) -> list[Wrong]:
    names = [
        ("about", "about" if not typed["about"] else "long" if len(typed["about"]) > WRITTEN_MOST else ""),
        ("sign", "" if typed["sign"] in get_args(Sign) else "sign"),
        ("agrees", "" if typed["agrees"] in ("yes", "no") else "agrees"),
        ("named", "" if typed["agrees"] != "yes" else _wrong_name(typed["named"], by)),
    ]
    return [Wrong(field, gettext(MISSING[word])) for field, word in names if word]


def _wrong_name(named: str, by: PersonId | None) -> str:
    if len(named) > WRITTEN_MOST:
        return "long"
    return "" if named or by is not None else "named"


# The code in the address is itself what lets its holder act.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def became(request: HttpRequest, code: str) -> HttpResponse:
    """Show a source what became of it, and let him take it back."""
    house = house_of(request)
    now = house.clock.now()
    seen = _became(house, code, now)
    if isinstance(seen, Refusal):
        around = _around(house)
        guessed = over(request, house, "token", now, around)
        return guessed or pane(request, "closed", {**around, "text": gettext(NOT_FOUND)}, status=404)
    if request.method == "POST":
        take_back(house.store, house.rosters, house.agency, code, now)
        return redirect(f"/worried/{code}")
    return pane(request, "worried_became", {**_around(house), **_standing(request, house, seen, code, now)})


def _became(house: House, code: str, now: Instant) -> ConcernSeen | Refusal:
    return seen_by_source(Reading(house.store, house.rosters, house.agency, now), code)


def _standing(request: HttpRequest, house: House, seen: ConcernSeen, code: str, now: Instant) -> dict[str, Any]:
    waits, read = seen.stands == "waiting to be read", seen.stands == "read by a person"
    late = waits and seen.read_by_at <= now
    # Until it is read the time is the same whoever is meant: from it nobody learns who is asked, and so who is known.
    at = seen.read_by_at if waits else seen.next_at if read else None
    return {
        "stands": gettext(STANDS["late" if late else seen.stands]),
        "late": late,
        "waits": waits,
        "read": read,
        "over": not waits and not read,
        "undone": seen.stands == "taken back",
        "danger": seen.danger and waits,
        "by": when(at, now, house.zone) if at is not None and not late else "",
        "passed": read and at is not None and at <= now,
        "new": "new" in request.GET,
        "code": code,
        "address": request.get_host(),
        "shown": shown(house.jurisdiction),
    }


def _around(house: House) -> dict[str, Any]:
    country = house.jurisdiction.partition("-")[0]
    return {"leave": EXITS.get(country, EXIT), "emergency": EMERGENCY.get(country, ""), "most": WRITTEN_MOST}
