"""What is wrong with a field of a form for signing in, so that it tells the place and the remedy."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.forms import BoundField
from django.template import Library
from django.utils.translation import gettext, gettext_noop

register = Library()

EMPTY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "login": gettext_noop("Type your badge number."),
        "password": gettext_noop("Type your password."),
        "oldpassword": gettext_noop("Type the password you have now."),
        "password1": gettext_noop("Type a password."),
        "password2": gettext_noop("Type the password a second time."),
        "code": gettext_noop("Type the code."),
        "name": gettext_noop("Type a name for it."),
    }
)
"""What is said where nothing was typed, by the library's name of the field."""


@register.filter
def amiss(field: BoundField) -> list[str]:
    """Return what is wrong with a field."""
    found: list[str] = []
    for error in field.errors.as_data():
        said = EMPTY.get(field.name) if error.code == "required" else None
        found += [gettext(said)] if said else [str(message) for message in error.messages]
    return found
