"""Where each page is. A token is the end of a link; nothing else in an address tells anything."""

from typing import Final

from allauth.account import views as signing
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import path, register_converter

from solidground.core.notice.token import TOKEN_CHARACTERS_MOST
from solidground.web.pages.account import account, begin
from solidground.web.pages.accounts import accounts
from solidground.web.pages.administration import administration
from solidground.web.pages.board import board
from solidground.web.pages.checkpoints import checkpoint_file, checkpoints
from solidground.web.pages.demo import demo, sit_as
from solidground.web.pages.family import family
from solidground.web.pages.help_now import help_now
from solidground.web.pages.home import home
from solidground.web.pages.hr import hr
from solidground.web.pages.liaison import liaison
from solidground.web.pages.link import link
from solidground.web.pages.my_ground import my_ground
from solidground.web.pages.my_list import my_list
from solidground.web.pages.my_shares import my_shares
from solidground.web.pages.start import broken, missing, start
from solidground.web.pages.supervisor import supervisor
from solidground.web.pages.tell import tell
from solidground.web.pages.welcome import welcome
from solidground.web.pages.word import word
from solidground.web.pages.work import work
from solidground.web.pages.year import year

TOKEN_CHARACTERS_LEAST = 40


class _Token:
    regex = rf"[A-Za-z0-9_-]{{{TOKEN_CHARACTERS_LEAST},{TOKEN_CHARACTERS_MOST}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(_Token, "token")

SIGNING: Final = [
    path("sign-in", signing.login, name="account_login"),
    path("sign-out", signing.logout, name="account_logout"),
    path("account", account, name="mfa_index"),
    path("account/begin", begin),
    path("account/again", signing.reauthenticate, name="account_reauthenticate"),
    path("account/password", signing.password_change, name="account_change_password"),
    path("account/password/first", signing.password_set, name="account_set_password"),
    path("account/code", second.authenticate, name="mfa_authenticate"),
    path("account/code/again", second.reauthenticate, name="mfa_reauthenticate"),
    path("account/app", app.activate_totp, name="mfa_activate_totp"),
    path("account/app/end", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/spare", spare.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/spare/new", spare.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/spare/file", spare.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/keys", keys.list_webauthn, name="mfa_list_webauthn"),
    path("account/keys/new", keys.add_webauthn, name="mfa_add_webauthn"),
    path("account/keys/again", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/keys/<int:pk>", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/keys/<int:pk>/end", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("sign-in/key", keys.login_webauthn, name="mfa_login_webauthn"),
]
"""Signing in: a library's pages, drawn as ours."""

urlpatterns: Final = [
    path("", start),
    path("help", help_now),
    path("me", my_ground),
    path("me/shares", my_shares),
    path("me/tell", tell),
    path("family", family),
    path("list", my_list),
    path("board", board),
    path("home", home),
    path("welcome/<token:token>", welcome),
    path("accounts", accounts),
    *SIGNING,
    path("supervisor", supervisor),
    path("liaison", liaison),
    path("hr", hr),
    path("year", year),
    path("work", work),
    path("checkpoints", checkpoints),
    path("checkpoints/file", checkpoint_file),
    path("administration", administration),
    path("demo", demo),
    path("demo/<slug:role>", sit_as),
    path("w/<token:token>", word),
    path("<token:token>", link),
]
handler404, handler500 = missing, broken
