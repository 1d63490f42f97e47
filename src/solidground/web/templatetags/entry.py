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

NOT_FITTING: Final = gettext_noop(
    "This code does not fit. Wait for the next one, and see that the time on your phone is right. "
    "A spare code works too, once."
)
NOT_FITTING_YET: Final = gettext_noop(
    "This code does not fit. Wait for the next one, and see that the time on your phone is right."
)
"""What is said of a code before there are spare ones: the form holds the secret that the app is to read."""


@register.filter
def amiss(field: BoundField) -> list[str]:
    """Return what is wrong with a field."""
    found: list[str] = []
    for error in field.errors.as_data():
        said = _said(field, error.code)
        found += [gettext(said)] if said else [str(message) for message in error.messages]
    return found


def _said(field: BoundField, wrong: str | None) -> str | None:
    """Return our own words for what is wrong, where the library's tell no remedy."""
    if wrong == "incorrect_code" and field.name == "code":
        return NOT_FITTING_YET if hasattr(field.form, "secret") else NOT_FITTING
    return EMPTY.get(field.name) if wrong == "required" else None
