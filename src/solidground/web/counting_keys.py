"""A key that counts how often it was used must not count back: then there are two of it, and one is a copy.

Keys that go along from one phone to another do not count; of them nothing is asked. What must never happen here: a
copy let in, or a count that a refused try has moved.
"""

from typing import Any, Final

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import parse_authentication_response

COUNTED: Final = "counted"
"""Under which word the last count of a key is kept."""


NOT_FITTING: Final = "incorrect_code"
"""What the library calls a key that does not fit: who holds a copy learns no more."""


class _Counting:
    """A library's form, which looks at everything but this."""

    def clean_credential(self: Any) -> Any:  # noqa: ANN401 - the library has no types
        """Return the key that was used, unless it has counted back."""
        sent = self.cleaned_data["credential"]
        known: Any = super()
        key = known.clean_credential()
        now = parse_authentication_response(sent).response.authenticator_data.counter
        before = key.data.get(COUNTED, key.wrap().authenticator_data.counter)
        if (now or before) and now <= before:
            raise get_adapter().validation_error(NOT_FITTING)
        if now != before:
            key.data[COUNTED] = now
            key.save(update_fields=["data"])
        return key


class Second(_Counting, AuthenticateWebAuthnForm):  # type: ignore[misc]  # as above
    """A key after a password."""


class First(_Counting, LoginWebAuthnForm):  # type: ignore[misc]  # as above
    """A key alone."""


class Again(_Counting, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # as above
    """A key once more, before something is changed."""
