"""What a link of "tell them for me" opens: a member's own words, said to be his. Nothing is asked, nothing is noted.

What must never happen here: a reply, a question, or a trace that somebody has read them.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from solidground.app.telling import GONE, words_behind
from solidground.core.kernel import Refusal
from solidground.core.notice.token import EXPIRED
from solidground.web.callers import over
from solidground.web.house import house_of
from solidground.web.panes import pane
from solidground.web.tongue import why


@require_safe
def word(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody's words to whoever was told of them."""
    house = house_of(request)
    found = words_behind(house.store, house.keys, token, house.clock.now())
    if isinstance(found, Refusal):
        # One that was ours once is no guess.
        guessed = None if found in (EXPIRED, GONE) else over(request, house, "token", house.clock.now())
        return guessed or pane(request, "closed", {"text": why(found)}, status=404)
    return pane(request, "word", {"by": found.by, "text": found.text})
