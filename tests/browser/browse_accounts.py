"""Coming in by an invitation, and signing in with the key of a phone, or with a password and codes."""

from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, BrowserContext, Page

from solidground.app.inviting import Letter, invite_first
from solidground.core.kernel import PersonId
from tests.app.town import COORDINATOR, DEPUTY, MEMBER, VOICE
from tests.browser.keys import Tap, key
from tests.browser.look import faults, small_targets, too_wide
from tests.browser.stage import Stage
from tests.browser.themes import LIGHT, Theme, chosen, enlarge, phone

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
WORDS = "correct horse battery staple"
SEND, ENTER = "main button[type=submit]", "form[action='/sign-in'] button[type=submit]"
LOOKED_AT = {
    "/account": "account_with_password",
    "/account/password": "account_another_password",
    "/account/again": "account_again",
    "/account/keys": "account_keys",
    "/account/app/end": "account_codes_end",
    "/account/spare/new": "account_spare_new",
}


def keyed(context: BrowserContext, page: Page) -> None:
    """Give the phone a lock that says yes."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def seen(page: Page, pictures: Path, name: str, theme: Theme = LIGHT) -> None:
    """Keep a picture, and look for faults."""
    enlarge(page, theme)
    named = name if theme == LIGHT else f"{theme.name}-{name}"
    page.screenshot(path=pictures / f"{named}.png", full_page=True)
    assert faults(page, forced=theme.colours == "active") == []
    assert small_targets(page, night=False) == []
    assert too_wide(page) == []


def kept(page: Page, pictures: Path, name: str) -> None:
    """Keep a picture: without scripts nothing can look for faults."""
    page.screenshot(path=pictures / f"{name}.png", full_page=True)


def letter(stage: Stage, person: PersonId) -> Letter:
    """Ask one of the first two in."""
    assert stage.hall is not None
    made = invite_first(stage.hall, VOICE.signing, person, stage.hand.now())
    assert isinstance(made, Letter)
    return made


def come_in(page: Page, stage: Stage, person: PersonId) -> None:
    """Open the letter, and say who it is."""
    made = letter(stage, person)
    page.goto(f"{stage.address}/{made.token}")
    page.fill("#person", person)
    page.fill("#digits", made.digits)
    page.click("button[type=submit]")
    page.wait_for_url("**/account/begin")


@pytest.mark.parametrize("theme", chosen(), ids=lambda theme: theme.name)
def test_a_phone_s_own_lock_lets_its_owner_in_again(
    browser: Browser, signing: Stage, pictures: Path, theme: Theme
) -> None:
    with phone(browser, theme) as context:
        page = context.new_page()
        keyed(context, page)
        made = letter(signing, COORDINATOR)
        page.goto(f"{signing.address}/{made.token}")
        seen(page, pictures, "account_welcome", theme)
        page.fill("#person", COORDINATOR)
        page.fill("#digits", made.digits)
        page.click("button[type=submit]")
        page.wait_for_url("**/account/begin")
        seen(page, pictures, "account_begin", theme)
        page.click("a[href='/account/keys/new']")
        seen(page, pictures, "account_phone", theme)
        page.click("#mfa_webauthn_add")
        page.wait_for_url("**/account/spare*")
        seen(page, pictures, "account_spare", theme)
        page.goto(f"{signing.address}/account")
        seen(page, pictures, "account", theme)
        page.goto(f"{signing.address}/accounts")
        page.fill("#person", MEMBER)
        page.click("button[value=find]")
        seen(page, pictures, "accounts_found", theme)
        page.click("button[value=invite]")
        page.wait_for_selector(".did")
        page.goto(f"{signing.address}/account/keys")
        seen(page, pictures, "account_keys", theme)
        page.click("main a[href$='/end']")
        seen(page, pictures, "account_keys_end", theme)
        page.goto(f"{signing.address}/sign-out")
        page.click("main button[type=submit]")
        page.wait_for_url("**/sign-in")
        seen(page, pictures, "account_sign_in", theme)
        page.click("#passkey_login")
        page.wait_for_url("**/about")


def code_of(page: Page) -> str:
    """Return what an app shows now for the secret on a page."""
    secret = page.inner_text("main code")
    # The middle one of those that are taken: it still is when half a minute ends meanwhile.
    _, now, _ = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, now)))


@pytest.mark.parametrize("theme", chosen(), ids=lambda theme: theme.name)
def test_by_the_keyboard_alone_one_comes_in_asks_somebody_else_in_and_signs_in_again(
    browser: Browser, signing: Stage, pictures: Path, theme: Theme
) -> None:
    with phone(browser, theme) as context:
        page = context.new_page()

        def keys(*taps: Tap) -> None:
            for where, words in [one if isinstance(one, tuple) else (one, None) for one in taps]:
                key(page, page.locator(where).first, words)

        def look(address: str, name: str) -> None:
            page.goto(signing.address + address)
            seen(page, pictures, name, theme)

        made = letter(signing, COORDINATOR)
        page.goto(f"{signing.address}/{made.token}")
        keys(("#person", COORDINATOR), ("#digits", made.digits), "button[type=submit]")
        keys("a[href^='/account/password/first']")
        seen(page, pictures, "account_password", theme)
        keys(("#id_password1", WORDS), ("#id_password2", WORDS), SEND, "a[href='/account/app']")
        seen(page, pictures, "account_codes", theme)
        keys(("#id_code", code_of(page)), SEND)
        page.wait_for_url("**/account/spare*")
        spare = page.inner_text("main code >> nth=0")
        for address, name in LOOKED_AT.items():
            look(address, name)
        page.goto(f"{signing.address}/accounts")
        keys(("#person", MEMBER), "button[value=find]", "button[value=invite]")
        page.wait_for_selector(".did")
        seen(page, pictures, "accounts_invited", theme)
        page.goto(f"{signing.address}/sign-out")
        seen(page, pictures, "account_sign_out", theme)
        keys(SEND, ("#id_login", COORDINATOR), ("#id_password", "not that one"), ENTER)
        seen(page, pictures, "account_sign_in_wrong", theme)
        keys(("#id_password", WORDS), ENTER)
        page.wait_for_url("**/account/code*")
        seen(page, pictures, "account_code", theme)
        keys(("#id_code", spare), "form[action='/account/code'] button[type=submit]")
        page.wait_for_url("**/about")


def test_without_scripts_a_password_and_codes_do(browser: Browser, signing: Stage, pictures: Path) -> None:
    with phone(browser, scripts=False) as context:
        page = context.new_page()
        come_in(page, signing, DEPUTY)
        page.click("a[href^='/account/password/first']")
        kept(page, pictures, "account_password")
        page.fill("#id_password1", WORDS)
        page.fill("#id_password2", WORDS)
        page.click("main button[type=submit]")
        page.wait_for_url("**/account/begin")
        page.click("a[href='/account/app']")
        kept(page, pictures, "account_codes")
        page.fill("#id_code", code_of(page))
        page.click("main button[type=submit]")
        page.wait_for_url("**/account/spare*")
        spare = page.inner_text("main code >> nth=0")
        page.goto(f"{signing.address}/sign-out")
        page.click("main button[type=submit]")
        page.fill("#id_login", DEPUTY)
        page.fill("#id_password", "not that one")
        page.click("form[action='/sign-in'] button[type=submit]")
        kept(page, pictures, "account_sign_in_wrong")
        page.fill("#id_password", WORDS)
        page.click("form[action='/sign-in'] button[type=submit]")
        page.wait_for_url("**/account/code*")
        kept(page, pictures, "account_code")
        page.fill("#id_code", spare)
        page.click("form[action='/account/code'] button[type=submit] >> nth=0")
        page.wait_for_url("**/about")
