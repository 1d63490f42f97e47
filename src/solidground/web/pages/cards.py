"""First-hour cards for sergeant, companion and spouse: what to do, and what not to ask. To print, or to send.

What must never happen here: a name, or anything of what happened. A card is the same for everybody.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from solidground.app.asking.questions import OneIncident
from solidground.web.card_words import cards_in_words
from solidground.web.gate import answered, seat_of
from solidground.web.panes import pane


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """Show the three cards: they tell nothing of anybody, so anyone may have them."""
    return _shown(request, "")


@require_safe
def incident_cards(request: HttpRequest, name: str) -> HttpResponse:
    """Show the same, on the way from an incident."""
    answered(seat_of(request), OneIncident(name))
    return _shown(request, f"/incident/{name}")


def _shown(request: HttpRequest, back: str) -> HttpResponse:
    return pane(request, "cards", {"back": back, "cards": cards_in_words()})
