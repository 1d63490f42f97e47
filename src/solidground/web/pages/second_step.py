"""The step after the password: a code, or the key of a phone where there is one.

What must never happen here: a word about an account to somebody who has not given its password.
"""

from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled


class _SecondStep(AuthenticateView):  # type: ignore[misc]  # the library has no types
    """The library's page, which offers the key of a phone to everybody."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:  # noqa: ANN401 - as the library has it
        """Return what is shown: a phone's key only to who has added one."""
        shown: dict[str, Any] = super().get_context_data(**named)
        if not is_mfa_enabled(self.stage.login.user, [Authenticator.Type.WEBAUTHN]):
            shown.pop("webauthn_form", None)
        return shown


second_step = _SecondStep.as_view()
