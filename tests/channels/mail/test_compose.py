from email.message import EmailMessage
from email.policy import SMTPUTF8

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.channels.mail.account import MailAccount
from solidground.channels.mail.compose import compose
from solidground.core.notice.outcome import RefusedForGood
from tests.channels.made_up import NOON, message

ACCOUNT = MailAccount("mail.example", 465, "tls", "desk@harbor.example", reply_to="answers@harbor.example")
HEADERS = {
    "from", "to", "reply-to", "subject", "date", "message-id", "content-language", "auto-submitted", "mime-version",
    "x-auto-response-suppress", "content-type", "content-transfer-encoding",
}  # fmt: skip


@pytest.mark.parametrize(
    "to",
    [
        "", '""@b.example', "call-sign-12", "@harbor.example", "a@", "a b@harbor.example", "a@b\r\nBcc: c@d.example",
        "a@b\nc@d", "a@b\x00", "<a@b.example>", "a@b.example, c@d.example", "Call Sign <a@b.example>",
        "x" * 260 + "@b.example", "a@@b.example", "\x85@b",
    ],
)  # fmt: skip
def test_what_is_no_single_address_is_refused_for_good_with_the_remedy(to: str) -> None:
    outcome = compose(message(to), ACCOUNT, NOON)
    assert isinstance(outcome, RefusedForGood)
    assert "letter by letter" in outcome.why


@given(st.text(), st.text(), st.text())
def test_no_field_breaks_out_of_its_header(to: str, subject: str, body: str) -> None:
    mail = compose(message(f"{to}@harbor.example", body=body)._replace(subject=subject), ACCOUNT, NOON)
    if isinstance(mail, EmailMessage):
        assert {name.casefold() for name in mail} == HEADERS
        head = mail.as_bytes(policy=SMTPUTF8).split(b"\r\n\r\n", 1)[0]
        assert len([line for line in head.splitlines() if not line.startswith((b" ", b"\t"))]) == len(HEADERS)


def test_answers_come_back_to_the_mailbox_for_answers() -> None:
    mail = compose(message(), ACCOUNT, NOON)
    assert isinstance(mail, EmailMessage)
    assert mail["Reply-To"] == "answers@harbor.example"
    assert mail["Date"] == "Mon, 21 Sep 2026 14:13:20 -0000"


@pytest.mark.parametrize("key", ["", "short", "ABCDEF0123456789", "0123456789abcdef\n", "x" * 32])
def test_a_key_that_is_not_hex_is_a_defect(key: str) -> None:
    with pytest.raises(AssertionError):
        compose(message(key=key), ACCOUNT, NOON)
