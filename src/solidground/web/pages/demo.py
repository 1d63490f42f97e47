"""The demo's own page: a link to sign in as each role, and a way to let time pass. In an agency it does not exist.

What must never happen here: a way in where there are real people.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from solidground.core.hours import to_local
from solidground.core.kernel import DAY
from solidground.web.gate import sit
from solidground.web.house import house_of
from solidground.web.panes import pane
from solidground.web.tongue import clock_time
from solidground.web.ways import BEGINS

ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "member": gettext_noop("Member"),
        "peer": gettext_noop("Peer"),
        "coordinator": gettext_noop("Coordinator"),
        "clinician": gettext_noop("Clinician"),
        "family": gettext_noop("Family"),
        "supervisor": gettext_noop("Supervisor"),
        "liaison": gettext_noop("Liaison"),
        "property": gettext_noop("Property officer"),
        "hr": gettext_noop("HR"),
        "chief": gettext_noop("Chief"),
        "administrator": gettext_noop("Administrator"),
        "cosigner": gettext_noop("Cosigner"),
    }
)
"""What each role is called."""

DAYS_MOST: Final = 365
"""The most time that passes at once."""


@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Show who one can be, and let time pass."""
    house = house_of(request)
    if house.move is None:
        raise Http404
    if request.method == "POST":
        word = request.POST.get("days", "")
        days = int(word) if word.isdecimal() and len(word) <= len(str(DAYS_MOST)) else 0
        house.move(min(days, DAYS_MOST) * DAY)
        return redirect("/demo")
    now = to_local(house.clock.now(), house.zone)
    roles = [(role, gettext(ROLES[role]), house.guests[role]) for role in BEGINS if role in house.guests]
    return pane(request, "demo", {"roles": roles, "now": now, "time": clock_time(now.hour, now.minute)})


@require_safe
def sit_as(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as a role of the demo, and go where it begins."""
    house = house_of(request)
    if role not in house.guests or role not in BEGINS:
        raise Http404
    response = redirect(BEGINS[role])
    sit(house, response, house.guests[role])
    return response
