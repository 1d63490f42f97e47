"""What kinds of incidents, parts in them and inquiries are called by who reads a page.

What must never happen here: a word that says what happened.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext, gettext_noop

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "officer_involved_shooting": gettext_noop("A shooting"),
        "deadly_assault_on_officer": gettext_noop("An attack on one of us"),
        "child_death": gettext_noop("The death of a child"),
        "line_of_duty_death": gettext_noop("A death on duty"),
        "suicide_of_colleague": gettext_noop("The death of a colleague"),
        "mass_casualty": gettext_noop("Many hurt at once"),
        "vehicle_crash": gettext_noop("A crash"),
    }
)
OTHER: Final = gettext_noop("A critical incident")

PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "discharged_weapon": gettext_noop("fired"),
        "assaulted": gettext_noop("was attacked"),
        "present": gettext_noop("was there"),
        "partner": gettext_noop("the partner"),
        "witness": gettext_noop("saw it"),
        "dispatcher": gettext_noop("at the radio"),
        "supervisor": gettext_noop("led it"),
        "family": gettext_noop("family"),
    }
)
TOOK_PART: Final = gettext_noop("took part")

INQUIRIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "criminal": gettext_noop("Criminal inquiry"),
        "administrative": gettext_noop("Administrative inquiry"),
        "civil": gettext_noop("Civil case"),
        "licensing": gettext_noop("License to serve"),
    }
)


def kind_words(kind: str) -> str:
    """Return what a kind of incident is called."""
    return gettext(KINDS.get(kind, OTHER))


def part_words(part: str) -> str:
    """Return how somebody was part of it."""
    return gettext(PARTS.get(part, TOOK_PART))


def inquiry_words(inquiry: str) -> str:
    """Return what an inquiry is called; the list an agency wrote has no other ones."""
    return gettext(INQUIRIES[inquiry])
