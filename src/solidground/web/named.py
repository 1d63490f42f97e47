"""What kinds of incidents, parts in them and inquiries are called, the same on every page.

What must never happen here: a word that says what happened.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext, gettext_noop

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "officer_involved_shooting": gettext_noop("A shooting by one of ours"),
        "deadly_assault_on_officer": gettext_noop("A deadly attack on one of ours"),
        "child_death": gettext_noop("The death of a child"),
        "line_of_duty_death": gettext_noop("A death on duty"),
        "suicide_of_colleague": gettext_noop("The suicide of a colleague"),
        "mass_casualty": gettext_noop("Many dead or hurt"),
        "vehicle_crash": gettext_noop("A crash"),
        "other": gettext_noop("A critical incident of another kind"),
        "no_incident": gettext_noop("No incident"),
    }
)
PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "discharged_weapon": gettext_noop("fired"),
        "assaulted": gettext_noop("was attacked"),
        "present": gettext_noop("was there"),
        "partner": gettext_noop("partner of who fired or was hurt"),
        "witness": gettext_noop("saw it"),
        "dispatcher": gettext_noop("dispatcher"),
        "supervisor": gettext_noop("supervisor at the scene"),
        "family": gettext_noop("family"),
        "asked": gettext_noop("asked for care"),
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
    return gettext(KINDS.get(kind, KINDS["other"]))


def part_words(part: str) -> str:
    """Return how somebody was part of it."""
    return gettext(PARTS.get(part, TOOK_PART))


def inquiry_words(inquiry: str) -> str:
    """Return what an inquiry is called; the list an agency wrote has no other ones."""
    return gettext(INQUIRIES[inquiry])
