"""Who sees what: for each role one page, read from the wall. Everybody who is signed in may read all of them.

What must never happen here: a sentence about who may see what that the wall does not say.
"""

from typing import Any, Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from solidground.app.asking.questions import MyHat
from solidground.core.wall import Role, Rule, What, may
from solidground.web.gate import answered, seat_of
from solidground.web.panes import pane
from solidground.web.plain import person, rule_to_you, thing
from solidground.web.roles import ABOUT, KEYS, About

SHUT: Final = (Rule.NO, Rule.NEVER)


class Column(NamedTuple):
    """A role's column of the wall in words: what it sees, what on which condition, what never."""

    sees: tuple[str, ...]
    sometimes: tuple[tuple[str, tuple[str, ...]], ...]
    never: tuple[str, ...]


@require_safe
def about(request: HttpRequest, role: str = "") -> HttpResponse:
    """Show what a role sees; the viewer's own, where none is named."""
    seat = seat_of(request)
    hat: Role = answered(seat, MyHat())
    key = role or KEYS[hat]
    if key not in ABOUT:
        raise Http404
    shown = _shown(ABOUT[key], own=KEYS[hat] == key)
    others = [(other, person(one.role)) for other, one in ABOUT.items() if other != key]
    return pane(request, "about", {**shown, "others": others}, role=KEYS[hat])


def _shown(found: About, *, own: bool) -> dict[str, Any]:
    return {
        "about": found,
        "who": person(found.role),
        "greeting": gettext(found.greeting),
        "asked": [gettext(words) for words in found.asked],
        "seen_by": [gettext(words) for words in found.seen_by],
        "column": column(found.role),
        "own": own,
    }


def column(role: Role) -> Column:
    """Return a role's column in words, conditions gathered."""
    cells = [(what, may(what, role)) for what in What]
    rules = dict.fromkeys(rule for _, rule in cells if rule not in (Rule.YES, *SHUT))
    member = role is Role.MEMBER

    def said(*of: Rule) -> tuple[str, ...]:
        return tuple([thing(what, member=member) for what, rule in cells if rule in of])

    sometimes = tuple([(rule_to_you(rule, member=member), said(rule)) for rule in rules])
    return Column(said(Rule.YES), sometimes, said(*SHUT))
