"""A message as the bytes of a mail, made so that the same key is recognised as the same mail wherever it arrives twice.

What must never happen here: a header that a field could break out of, or a name shown beside an address.
"""

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from solidground.channels.mail.account import MailAccount
from solidground.channels.plain import one_line
from solidground.core.kernel import SECOND, Instant
from solidground.core.notice.message import Message
from solidground.core.notice.outcome import RefusedForGood

CODE_CHARACTERS = 12
SUBJECT_CHARACTERS_MOST = 120
ADDRESS_CHARACTERS_MOST = 254

_KEY = re.compile(r"[0-9a-f]{16,64}")

NO_ADDRESS = RefusedForGood("What is on file is not a mail address. Ask the person for it again, letter by letter.")


def message_id(key: str, domain: str) -> str:
    """Return the Message-ID a key always has."""
    assert _KEY.fullmatch(key), "an idempotency key is 16 to 64 lower-case hex digits"
    return f"<{key}@{domain}>"


def code(key: str) -> str:
    """Return the short code of a key, for a subject line."""
    return key[:CODE_CHARACTERS]


def compose(message: Message, account: MailAccount, at: Instant) -> EmailMessage | RefusedForGood:
    """Return the mail for a message, or why its address can never get one."""
    to = _address(message.to)
    if to is None:
        return NO_ADDRESS
    subject = f"{message.subject} #{code(message.key)}" if account.code_in_subject else message.subject
    mail = EmailMessage(policy=SMTP)
    mail["From"] = account.sender
    mail["To"] = to
    if account.reply_to is not None:
        mail["Reply-To"] = account.reply_to
    mail["Subject"] = one_line(subject, SUBJECT_CHARACTERS_MOST)
    mail["Date"] = formatdate(at / SECOND)
    mail["Message-ID"] = message_id(message.key, account.domain)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(message.body)
    mail["Content-Language"] = message.language  # last: setting the content takes every Content- header away
    return mail


def _address(text: str) -> Address | None:
    """Return an address fit for a header and a command, or None. Letters beyond ASCII are the server's to judge."""
    if len(text) > ADDRESS_CHARACTERS_MOST or not text.isprintable() or " " in text:
        return None
    try:
        plain = Address(addr_spec=text.encode("ascii", "replace").decode())
    except (MessageError, ValueError, IndexError):
        return None
    username, _, domain = text.rpartition("@")
    if not (plain.username and plain.domain):
        return None
    return plain if text.isascii() else Address(username=username, domain=domain)
