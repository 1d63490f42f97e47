"""What is said of a weapon that a member keeps elsewhere: who holds it, when it comes back, and what the law asks.

What must never happen here: law that was made up. What nobody has looked at says so.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext, gettext_noop

from solidground.core.care.storage import Stored
from solidground.web.property_words import day_words

HOLDERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "person": gettext_noop("Somebody you trust"),
        "dealer": gettext_noop("A dealer"),
        "range": gettext_noop("A range or a club"),
        "police_elsewhere": gettext_noop("The police of another place"),
    }
)
BACKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "my_word": gettext_noop("When you ask for it"),
        "both_words": gettext_noop("When you ask, and somebody you named says yes"),
        "on_a_day": gettext_noop("On a day that is written down"),
    }
)
COMES_BACK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "my_word": gettext_noop("It comes back when you ask for it."),
        "both_words": gettext_noop("It comes back when you ask, and somebody you named says yes."),
        "on_a_day": gettext_noop("It comes back on a day that is written down."),
    }
)
LAW: Final[Mapping[str, str]] = MappingProxyType(
    {
        "US": gettext_noop(
            "Who may not own a gun may not hold yours. Across a state line it goes through a dealer."
            " Some states ask for a dealer also between friends, even for a week."
        ),
        "GB": gettext_noop("Only a dealer, or somebody whose own certificate covers it, may hold it."),
        "CA": gettext_noop("Whoever holds it needs a license for that kind of gun."),
    }
)
"""By country, from memory and shown as that: nobody has looked it up for this page."""


def law_of(jurisdiction: str) -> str:
    """Return what the law of a country asks of whoever holds a weapon for somebody; nothing where that is not known."""
    words = LAW.get(jurisdiction[:2])
    return gettext(words) if words else ""


def line_of(stored: Stored) -> str:
    """Return where something is kept, in one line."""
    said = {"holder": gettext(HOLDERS[stored.holder]), "day": day_words(stored.on)}
    return gettext("%(holder)s, since %(day)s.") % said


def back_of(stored: Stored) -> str:
    """Return on what word it comes back."""
    if stored.back_on is not None:
        return gettext("It comes back on %(day)s.") % {"day": day_words(stored.back_on)}
    return gettext(COMES_BACK[stored.back])
