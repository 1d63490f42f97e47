"""What the kinds of incident, the parts in one, and those who owe something are called on a page."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext_noop

from solidground.core.protocol.plan import Keeping

KIND: Final[Mapping[str, str]] = MappingProxyType(
    {
        "officer_involved_shooting": gettext_noop("A shooting by one of ours"),
        "deadly_assault_on_officer": gettext_noop("A deadly attack on one of ours"),
        "child_death": gettext_noop("The death of a child"),
        "line_of_duty_death": gettext_noop("A death on duty"),
        "suicide_of_colleague": gettext_noop("The suicide of a colleague"),
        "mass_casualty": gettext_noop("Many dead or hurt"),
        "vehicle_crash": gettext_noop("A crash"),
        "other": gettext_noop("Something else"),
    }
)
PART: Final[Mapping[str, str]] = MappingProxyType(
    {
        "discharged_weapon": gettext_noop("fired"),
        "assaulted": gettext_noop("was attacked"),
        "present": gettext_noop("was there"),
        "partner": gettext_noop("partner of who fired or was hurt"),
        "witness": gettext_noop("saw it"),
        "dispatcher": gettext_noop("dispatcher"),
        "supervisor": gettext_noop("supervisor at the scene"),
        "family": gettext_noop("family"),
    }
)
WHO: Final[Mapping[Keeping, str]] = MappingProxyType(
    {
        "peer": gettext_noop("the peer"),
        "next_peer": gettext_noop("the next peer"),
        "on_call": gettext_noop("whoever is on call"),
        "coordinator": gettext_noop("the coordinator"),
        "deputy": gettext_noop("the deputy"),
        "clinician": gettext_noop("the clinician"),
        "chaplain": gettext_noop("the chaplain"),
        "liaison_family": gettext_noop("the family liaison"),
        "companion": gettext_noop("the companion"),
        "line": gettext_noop("the staffed line"),
    }
)
WRONG: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kind": gettext_noop("Choose what it was."),
        "when": gettext_noop("Say when it was: a day and a time that have passed."),
        "nobody": gettext_noop("Name at least one person who was there."),
        "unknown": gettext_noop(
            "Nobody with this reference is in the roster. Check the number, or have the person added first."
        ),
        "twice": gettext_noop("This person stands here twice. Leave one of them out."),
        "part": gettext_noop("Say how this person took part."),
        "companion": gettext_noop("This person cannot be the companion. Choose somebody who was not there."),
        "full": gettext_noop("This person could not be added. Enter a second incident."),
    }
)
