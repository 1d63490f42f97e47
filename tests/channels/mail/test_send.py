"""Every way a mail server can fail, and which of the four endings it is."""

import email
from dataclasses import replace
from email.policy import default
from pathlib import Path

import pytest

from solidground.channels.mail.line import LATER_FOR, MENDED_FOR, SOON_FOR
from solidground.channels.mail.send import Mail
from solidground.core.kernel import SECOND, Span
from solidground.core.notice.outcome import HandedOver, Outcome, RefusedForGood, TryAgain, Unknown
from tests.channels.made_up import KEY, TO, Start, account, message, noon
from tests.channels.smtp_server import MailServer

SHORT: Span = SECOND // 2
"""The timeout where a server is meant to be too slow."""


def channel(server: MailServer, timeout_for: Span | None = None) -> Mail:
    settings = account(server)
    return Mail(settings if timeout_for is None else replace(settings, timeout_for=timeout_for), noon)


def again(outcome: Outcome, after_for: Span) -> str:
    assert isinstance(outcome, TryAgain)
    assert outcome.after_for == after_for
    assert "@" not in outcome.why
    return outcome.why


def refused(outcome: Outcome) -> str:
    assert isinstance(outcome, RefusedForGood)
    assert "@" not in outcome.why
    return outcome.why


@pytest.mark.parametrize("protection", ["tls", "starttls"])
def test_a_mail_is_handed_over_on_a_protected_line_and_the_receipt_holds_no_address(
    start: Start, protection: str
) -> None:
    server = start(protection)
    outcome = channel(server).send(message())
    assert isinstance(outcome, HandedOver)
    assert outcome.receipt == "250 2.0.0 queued as 1F for …"
    assert server.taken == [TO]


def test_the_mail_carries_its_key_and_asks_no_machine_for_an_answer(start: Start) -> None:
    server = start()
    for _ in range(2):
        channel(server).send(message(body="Coffee?\n.\n..hidden dots\nBcc: not-a-header@x.example"))
    first, second = (email.message_from_bytes(sent, policy=default) for sent in server.contents)
    assert first["Message-ID"] == second["Message-ID"] == f"<{KEY}@harbor.example>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["X-Auto-Response-Suppress"] == "All"
    assert first["Content-Language"] == "en-US"
    assert first["Subject"] == "Coffee?"
    assert (first["From"], first["To"], first["Bcc"]) == ("desk@harbor.example", TO, None)
    assert first.get_content().replace("\r\n", "\n") == "Coffee?\n.\n..hidden dots\nBcc: not-a-header@x.example\n"


def test_a_server_that_is_down_is_tried_again_soon(start: Start) -> None:
    server = start()
    settings = replace(account(server), port=1)
    assert "port 1) is not reachable" in again(Mail(settings, noon).send(message()), SOON_FOR)


@pytest.mark.parametrize("host", ["nowhere.invalid", "a..b", "x" * 70])
def test_a_host_that_does_not_exist_is_named(start: Start, host: str) -> None:
    settings = replace(account(start()), host=host)
    assert "was not found" in again(Mail(settings, noon).send(message()), SOON_FOR)


@pytest.mark.parametrize("stage", ["greeting", "sender", "recipient", "begin"])
def test_a_server_too_slow_before_the_final_dot_took_nothing(start: Start, stage: str) -> None:
    server = start()
    server.faults.silent_at = stage
    again(channel(server, SHORT).send(message()), SOON_FOR)
    assert server.taken == []


def test_a_server_that_never_greets_did_not_answer_in_time(start: Start) -> None:
    server = start("tls")
    settings = replace(account(server), protection="starttls", timeout_for=SHORT)  # it waits for TLS, we for a greeting
    assert "did not answer in time" in again(Mail(settings, noon).send(message()), SOON_FOR)


@pytest.mark.parametrize("fault", ["breaks_at", "silent_at"])
def test_when_the_line_ends_after_the_final_dot_it_is_unknown(start: Start, fault: str) -> None:
    server = start()
    setattr(server.faults, fault, "dot")
    outcome = channel(server, SHORT).send(message())
    assert isinstance(outcome, Unknown)
    assert "sent again" in outcome.why
    assert server.taken == [TO]  # the server had it, and we cannot know: this is why the key stays the same


def test_an_answer_to_the_final_dot_that_is_none_leaves_it_unknown(start: Start) -> None:
    server = start()
    server.faults.replies["dot"] = "ok then"
    assert isinstance(channel(server).send(message()), Unknown)


@pytest.mark.parametrize("stage", ["sender", "recipient", "begin"])
def test_a_line_that_breaks_before_the_final_dot_is_tried_again(start: Start, stage: str) -> None:
    server = start()
    server.faults.breaks_at = stage
    assert "Nothing was sent" in again(channel(server).send(message()), SOON_FOR)
    assert server.taken == []


def test_one_refused_address_leaves_the_others_alone(start: Start) -> None:
    server = start()
    server.faults.replies["gone@harbor.example"] = "550 5.1.1 <gone@harbor.example> R. Roe has left"
    with channel(server).session() as line:
        outcomes = [line.send(message(to)) for to in (TO, "gone@harbor.example", "call-sign-7@harbor.example")]
    assert "for good (550 5.1.1)" in refused(outcomes[1])
    assert "Roe" not in refused(outcomes[1])
    assert server.taken == [TO, "call-sign-7@harbor.example"]
    assert server.mail.lines == 2  # one greeting before TLS and one after: a single line


@pytest.mark.parametrize(
    ("stage", "reply", "after_for"),
    [
        ("recipient", "451 4.7.1 greylisted, come back", LATER_FOR),
        ("begin", "450 busy", LATER_FOR),
        ("begin", "250 what", LATER_FOR),
        ("dot", "452 4.3.1 disk full", LATER_FOR),
        ("dot", "421 4.3.2 shutting down", LATER_FOR),
        ("sender", "451 not now", LATER_FOR),
        ("sender", "550 5.7.60 not your address", MENDED_FOR),
        ("recipient", "530 5.7.0 sign in first", MENDED_FOR),
        # By policy: it is about us, and says nothing about the address.
        ("recipient", "554 5.7.1 Relay access denied", MENDED_FOR),
        ("recipient", "550 5.7.64 relay access denied", MENDED_FOR),
        ("begin", "554 5.7.1 blocked", MENDED_FOR),
        ("dot", "554 5.7.1 this looks like spam", MENDED_FOR),
    ],
)
def test_what_the_server_puts_off_is_tried_again(start: Start, stage: str, reply: str, after_for: Span) -> None:
    server = start()
    server.faults.replies[stage] = reply
    assert reply[:3] in again(channel(server).send(message()), after_for)
    assert server.taken == []


@pytest.mark.parametrize(("stage", "reply"), [("begin", "554 5.6.0 no"), ("dot", "554 5.3.4 too big")])
def test_a_mail_the_server_refuses_is_refused_for_good(start: Start, stage: str, reply: str) -> None:
    server = start()
    server.faults.replies[stage] = reply
    assert reply[:9] in refused(channel(server).send(message()))


@pytest.mark.parametrize("stage", ["banner", "greeting"])
def test_a_server_that_does_not_greet_us_back_is_tried_later(start: Start, stage: str) -> None:
    server = start()
    server.faults.replies[stage] = "421 too busy"
    assert "takes no mail just now" in again(channel(server).send(message()), LATER_FOR)


def test_a_wrong_password_is_for_a_person_to_mend(start: Start) -> None:
    server = start()
    settings = replace(account(server), password="wrong")  # noqa: S106 wrong on purpose
    assert "user name and password" in again(Mail(settings, noon).send(message()), MENDED_FOR)
    assert server.taken == []


def test_a_password_mail_cannot_carry_is_for_a_person_to_mend(start: Start) -> None:
    settings = replace(account(start()), password="pässword")  # noqa: S106 made up
    assert "letters" in again(Mail(settings, noon).send(message()), MENDED_FOR)


def test_no_password_is_ever_said_over_an_open_line(start: Start) -> None:
    server = start(offers_tls=False)
    assert "does not offer STARTTLS" in again(channel(server).send(message()), MENDED_FOR)
    assert server.taken == []


@pytest.mark.parametrize("protection", ["tls", "starttls"])
def test_a_certificate_for_another_host_stops_everything(start: Start, protection: str) -> None:
    server = start(protection, host="elsewhere.example")
    assert "certificate" in again(channel(server).send(message()), MENDED_FOR)
    assert server.taken == []


def test_a_certificate_nobody_vouches_for_stops_everything(start: Start) -> None:
    server = start()
    settings = replace(account(server), ca_file=None)
    assert "certificate" in again(Mail(settings, noon).send(message()), MENDED_FOR)


def test_tls_spoken_to_a_port_without_it_says_which_settings_to_check(start: Start) -> None:
    settings = replace(account(start("starttls")), protection="tls")
    assert "port and protection" in again(Mail(settings, noon).send(message()), MENDED_FOR)


def test_a_missing_authority_file_is_named(start: Start, tmp_path: Path) -> None:
    settings = replace(account(start()), ca_file=tmp_path / "gone.pem")
    assert "ca_file" in again(Mail(settings, noon).send(message()), MENDED_FOR)


def test_a_server_that_wants_no_sign_in_gets_none(start: Start) -> None:
    server = start()
    settings = replace(account(server), username=None)
    assert isinstance(Mail(settings, noon).send(message()), HandedOver)


def test_a_mail_server_cannot_be_asked_what_became_of_a_mail(start: Start) -> None:
    assert channel(start()).ask(KEY) is None


def test_the_password_is_never_shown(start: Start) -> None:
    assert "correct horse" not in repr(account(start()))


@pytest.mark.parametrize(
    ("reply", "after_for", "words"),
    [
        ("454 4.7.0 directory is away", LATER_FOR, "cannot check the sign-in"),
        ("535 5.7.8 no", MENDED_FOR, "Check the mail account"),
    ],
)
def test_a_sign_in_put_off_is_not_a_sign_in_refused(start: Start, reply: str, after_for: Span, words: str) -> None:
    server = start()
    server.faults.replies["sign_in"] = reply
    assert words in again(channel(server).send(message()), after_for)


@pytest.mark.parametrize(("kinds", "words"), [("HELP", "takes no sign-in"), ("AUTH GSSAPI", "PLAIN, LOGIN")])
def test_a_server_without_a_fitting_sign_in_is_for_a_person_to_mend(start: Start, kinds: str, words: str) -> None:
    server = start("tls")
    server.faults.sign_in_kinds = kinds
    assert words in again(channel(server).send(message()), MENDED_FOR)


def test_a_line_that_breaks_in_the_sign_in_says_nothing_about_the_password(start: Start) -> None:
    server = start()
    server.faults.breaks_at = "sign_in"
    assert "hung up" in again(channel(server).send(message()), SOON_FOR)


def test_an_address_refused_for_good_stays_refused_where_the_server_hangs_up_on_it(start: Start) -> None:
    server = start()
    server.faults.replies["recipient"] = "550 5.1.1 no"
    server.faults.breaks_at = "reset"
    assert "550 5.1.1" in refused(channel(server).send(message()))


def test_what_is_no_address_never_reaches_the_server(start: Start) -> None:
    server = start()
    assert "letter by letter" in refused(channel(server).send(message("extension 12")))
    assert server.mail.lines == 0
