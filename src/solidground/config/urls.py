"""Where each page is. A token is the end of a link; nothing else in an address tells anything."""

from typing import Final

from allauth.account import views as signing
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import path, register_converter

from solidground.app.worried import CODE_PATTERN
from solidground.core.notice.token import TOKEN_CHARACTERS_MOST
from solidground.web.entrance import entrance
from solidground.web.pages.about import about
from solidground.web.pages.account import account, begin
from solidground.web.pages.accounts import accounts
from solidground.web.pages.administration import administration
from solidground.web.pages.audit import audit, audit_of
from solidground.web.pages.beside import beside
from solidground.web.pages.board import board
from solidground.web.pages.cards import cards, incident_cards
from solidground.web.pages.case import case, death
from solidground.web.pages.checkpoints import checkpoint_file, checkpoints
from solidground.web.pages.clinician import clinician
from solidground.web.pages.concerns import concerns, read
from solidground.web.pages.consults import consults
from solidground.web.pages.cover import cover
from solidground.web.pages.delivered import delivered_papers
from solidground.web.pages.demo import demo, sit_as
from solidground.web.pages.devices import devices, keeping
from solidground.web.pages.family import family
from solidground.web.pages.help_now import help_now
from solidground.web.pages.home import home
from solidground.web.pages.hr import hr
from solidground.web.pages.incident import incident, new_incident
from solidground.web.pages.kept import kept
from solidground.web.pages.keys_end import alone, remove_key
from solidground.web.pages.liaison import liaison
from solidground.web.pages.liaison_file import liaison_file
from solidground.web.pages.link import link
from solidground.web.pages.my_along import my_along
from solidground.web.pages.my_choices import my_choices
from solidground.web.pages.my_decision import my_decision
from solidground.web.pages.my_duty import my_duty
from solidground.web.pages.my_everything import my_everything, my_file
from solidground.web.pages.my_ground import my_ground
from solidground.web.pages.my_list import my_list
from solidground.web.pages.my_load import my_load
from solidground.web.pages.my_property import my_property
from solidground.web.pages.my_return import my_return
from solidground.web.pages.my_sending import my_sending
from solidground.web.pages.my_shares import my_shares
from solidground.web.pages.my_sight import my_sight
from solidground.web.pages.my_signing import my_signing
from solidground.web.pages.my_storage import my_storage
from solidground.web.pages.my_ways import my_ways
from solidground.web.pages.night import night
from solidground.web.pages.papers import (
    cards_paper,
    leave_paper,
    notice_paper,
    property_paper,
    return_paper,
    sent_paper,
    year_paper,
)
from solidground.web.pages.property import kept_property
from solidground.web.pages.protocol import protocol, protocol_file
from solidground.web.pages.ring import ring
from solidground.web.pages.second_step import second_step
from solidground.web.pages.start import broken, late, missing, start
from solidground.web.pages.studio import draft_file, studio
from solidground.web.pages.studio_ladder import studio_ladder
from solidground.web.pages.studio_limits import studio_limits
from solidground.web.pages.studio_step import studio_step
from solidground.web.pages.supervisor import supervisor
from solidground.web.pages.tell import tell
from solidground.web.pages.unsent import unsent
from solidground.web.pages.week import week
from solidground.web.pages.welcome import welcome
from solidground.web.pages.word import word
from solidground.web.pages.work import work
from solidground.web.pages.worried import became, begin_telling, worried
from solidground.web.pages.year import year

TOKEN_CHARACTERS_LEAST = 40


class _Token:
    regex = rf"[A-Za-z0-9_-]{{{TOKEN_CHARACTERS_LEAST},{TOKEN_CHARACTERS_MOST}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class _Code(_Token):
    regex = CODE_PATTERN


register_converter(_Token, "token")
register_converter(_Code, "code")

SIGNING: Final = [
    path("sign-in", entrance(signing.login), name="account_login"),
    path("sign-out", entrance(signing.logout), name="account_logout"),
    path("account", account, name="mfa_index"),
    path("account/begin", begin),
    path("account/again", entrance(signing.reauthenticate), name="account_reauthenticate"),
    path("account/password", entrance(signing.password_change), name="account_change_password"),
    path("account/password/first", entrance(signing.password_set), name="account_set_password"),
    path("account/code", entrance(second_step), name="mfa_authenticate"),
    path("account/code/again", entrance(second.reauthenticate), name="mfa_reauthenticate"),
    path("account/app", entrance(app.activate_totp), name="mfa_activate_totp"),
    path("account/app/end", entrance(alone(app.deactivate_totp)), name="mfa_deactivate_totp"),
    path("account/spare", entrance(spare.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/spare/new", entrance(spare.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("account/spare/file", entrance(spare.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("account/keys", entrance(keys.list_webauthn), name="mfa_list_webauthn"),
    path("account/keys/new", entrance(keys.add_webauthn), name="mfa_add_webauthn"),
    path("account/keys/again", entrance(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("account/keys/<int:pk>", entrance(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("account/keys/<int:pk>/end", entrance(remove_key), name="mfa_remove_webauthn"),
    path("sign-in/key", entrance(keys.login_webauthn), name="mfa_login_webauthn"),
]
"""Signing in: a library's pages, drawn as ours; none of them where nobody has an account."""

urlpatterns: Final = [
    path("", start),
    path("help", help_now),
    path("night", night),
    path("night/keep", keeping),
    path("ring", ring),
    path("unsent/late", late),
    path("unsent/<slug:kind>", unsent),
    path("me/devices", devices),
    path("me", my_ground),
    path("me/shares", my_shares),
    path("me/property", my_property),
    path("me/storage", my_storage),
    path("me/return", my_return),
    path("me/along", my_along),
    path("me/duty", my_duty),
    path("me/property/<slug:thing>/paper", property_paper),
    path("me/notice/paper", notice_paper),
    path("me/duty/paper", leave_paper),
    path("me/return/paper", return_paper),
    path("me/decision/<slug:paper>/paper", sent_paper),
    path("me/tell", tell),
    path("me/ways", my_ways),
    path("me/decision", my_decision),
    path("me/decision/sign", my_signing),
    path("me/decision/send", my_sending),
    path("beside", beside),
    path("family", family),
    path("me/choices", my_choices),
    path("me/sight", my_sight),
    path("me/everything", my_everything),
    path("me/everything/file", my_file),
    path("list", my_list),
    path("list/me", my_load),
    path("list/<slug:case>", kept),
    path("clinician", clinician),
    path("consults", consults),
    path("about", about),
    path("about/<slug:role>", about),
    path("board", board),
    path("board/<int:number>", board),
    path("concerns", concerns),
    path("read", read),
    path("worried", worried),
    path("worried/tell", begin_telling),
    path("worried/<code:code>", became),
    path("home", home),
    path("welcome/<token:token>", welcome),
    path("accounts", accounts),
    *SIGNING,
    path("protocol", protocol),
    path("protocol/file", protocol_file),
    path("protocol/draft", studio),
    path("protocol/draft/file", draft_file),
    path("protocol/draft/step/<slug:key>", studio_step),
    path("protocol/draft/ladder/<int:nth>", studio_ladder),
    path("protocol/draft/limits", studio_limits),
    path("board/week", week),
    path("cover", cover),
    path("cards", cards),
    path("cards/paper", cards_paper),
    path("incident/new", new_incident),
    path("incident/<slug:name>", incident),
    path("incident/<slug:name>/cards", incident_cards),
    path("case/<slug:name>", case),
    path("case/<slug:name>/death", death),
    path("supervisor", supervisor),
    path("liaison", liaison),
    path("liaison/file", liaison_file),
    path("property", kept_property),
    path("property/<slug:thing>/paper", property_paper),
    path("hr", hr),
    path("hr/<slug:of>/paper", leave_paper),
    path("returned/<slug:of>/paper", return_paper),
    path("delivered", delivered_papers),
    path("delivered/<slug:paper>/paper", sent_paper),
    path("year", year),
    path("audit", audit),
    path("audit/<int:year>", audit),
    path("audit/<int:year>/paper", year_paper),
    path("audit/of/<slug:name>", audit_of),
    path("work", work),
    path("checkpoints", checkpoints),
    path("checkpoints/file", checkpoint_file),
    path("administration", administration),
    path("demo", demo),
    path("demo/<slug:role>", sit_as),
    path("w/<token:token>", word),
    path("<token:token>", link),
]
# What a library refuses is as what is not there, too.
handler403, handler404, handler500 = missing, missing, broken
