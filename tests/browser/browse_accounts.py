"""Coming in by an invitation, and signing in with the key of a phone, or with a password and codes."""

from pathlib import Path

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, BrowserContext, Page

from solidground.app.inviting import Letter, invite_first
from solidground.core.kernel import PersonId
from tests.app.town import COORDINATOR, DEPUTY, MEMBER, VOICE
from tests.browser.look import faults, small_targets, too_wide
from tests.browser.stage import Stage
from tests.browser.themes import phone

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
WORDS = "correct horse battery staple"


def keyed(context: BrowserContext, page: Page) -> None:
    """Give the phone a lock that says yes."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def seen(page: Page, pictures: Path, name: str) -> None:
    """Keep a picture, and look for faults."""
    page.screenshot(path=pictures / f"{name}.png", full_page=True)
    assert faults(page) == []
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


def test_a_phone_s_own_lock_lets_its_owner_in_again(browser: Browser, signing: Stage, pictures: Path) -> None:
    with phone(browser) as context:
        page = context.new_page()
        keyed(context, page)
        made = letter(signing, COORDINATOR)
        page.goto(f"{signing.address}/{made.token}")
        seen(page, pictures, "account_welcome")
        page.fill("#person", COORDINATOR)
        page.fill("#digits", made.digits)
        page.click("button[type=submit]")
        page.wait_for_url("**/account/begin")
        seen(page, pictures, "account_begin")
        page.click("a[href='/account/keys/new']")
        seen(page, pictures, "account_phone")
        page.click("#mfa_webauthn_add")
        page.wait_for_url("**/account/spare*")
        seen(page, pictures, "account_spare")
        page.goto(f"{signing.address}/account")
        seen(page, pictures, "account")
        page.goto(f"{signing.address}/accounts")
        page.fill("#person", MEMBER)
        page.click("button[value=find]")
        seen(page, pictures, "accounts_found")
        page.click("button[value=invite]")
        page.wait_for_selector(".did")
        page.goto(f"{signing.address}/sign-out")
        page.click("main button[type=submit]")
        page.wait_for_url("**/sign-in")
        seen(page, pictures, "account_sign_in")
        page.click("#passkey_login")
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
        secret = page.inner_text("main code")
        page.fill("#id_code", str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))))
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
