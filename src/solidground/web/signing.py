"""What the library for signing in asks of us: nobody signs up by himself, and nothing is said to who guesses.

What must never happen here: a way to sit down as somebody else.
"""

import hashlib
from base64 import urlsafe_b64encode
from types import MappingProxyType
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from solidground.web.callers import address_of
from solidground.web.house import house_of
from solidground.web.sitting import device_of, sit_down


class Entrance(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """How accounts are signed in to."""

    error_messages = MappingProxyType(
        {
            **DefaultAccountAdapter.error_messages,
            "username_password_mismatch": gettext_lazy("The badge number and the password do not fit. Try once more."),
            "too_many_login_attempts": gettext_lazy("That was too often. Wait a few minutes, then try again."),
        }
    )
    """What is said to who is not let in: never which of the two was wrong."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - as the library calls it
        """Say that nobody signs up: he is asked in."""
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign somebody in, and note where."""
        super().login(request, user)
        sit_down(request, house_of(request).clock.now())

    def is_reauthentication_required(self, **_: object) -> bool:
        """Ask once more who it is before a way in is changed; who has none yet has just come in by his invitation."""
        hall = house_of(self.request).hall
        return hall is None or hall.accounts.is_kept(self.request.user)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return what tries are counted by; it is written down nowhere but in that count."""
        return address_of(request, house_of(request).proxies) or "nobody"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ANN401 - as the library has it
        """Return what tries at one name are counted by: the library adds what the caller says the page's address is."""
        return f"{house_of(request).agency}:{str(credentials.get('username', '')).strip().casefold()}"

    def add_message(self, *_: object, **__: object) -> None:
        """Say nothing: a page says itself what was done."""

    def send_notification_mail(self, *_: object, **__: object) -> None:
        """Send nothing: what is done to an account stands on its own page."""

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:  # noqa: ARG002 - as above
        """Lead whoever's account has ended to where one signs in."""
        return redirect("/sign-in")


class Keys(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """How second factors are kept: encrypted under a key that is not in the database."""

    def get_totp_issuer(self) -> str:
        """Return what stands in the list of codes on a phone: nothing that tells a bystander anything."""
        return gettext("Ground")

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002, ANN401, ARG002 - as the library calls it
        """Return what a phone is called until somebody says otherwise."""
        return device_of(context.request) or gettext("This phone")

    def build_totp_svg(self, url: str) -> str:
        """Return the picture of a secret as a part of a page, which loads no picture from elsewhere."""
        drawn = str(super().build_totp_svg(url))
        return drawn[drawn.index("<svg") :]

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept."""
        return _sealed().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret; one that was kept under another key opens nothing."""
        try:
            return _sealed().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""

    def can_delete_authenticator(self, authenticator: Any) -> bool:  # noqa: ANN401 - the library has no types
        """Say no to the last way in."""
        others = type(authenticator).objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        kinds = set(others.exclude(type="recovery_codes").values_list("type", flat=True))
        return "webauthn" in kinds or ("totp" in kinds and authenticator.user.has_usable_password())


def _sealed() -> Fernet:
    secret = b"solidground second factor" + settings.SECRET_KEY.encode()
    return Fernet(urlsafe_b64encode(hashlib.sha256(secret).digest()))
