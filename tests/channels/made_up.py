"""A message and an account as the outbox and an agency hold them."""

from collections.abc import Callable

from solidground.channels.mail.account import MailAccount
from solidground.core.kernel import MINUTE, SECOND, Instant, PersonId
from solidground.core.notice.message import Message
from tests.channels.smtp_server import MailServer

Start = Callable[..., MailServer]

NOON: Instant = 1_790_000_000 * SECOND
KEY = "3f" * 16
TO = "call-sign-12@harbor.example"


def noon() -> Instant:
    """Return the time it always is in these tests."""
    return NOON


def account(server: MailServer) -> MailAccount:
    """Return the settings that fit a server."""
    return MailAccount(
        host="localhost",
        port=server.port,
        protection=server.protection,
        sender="desk@harbor.example",
        username="desk",
        password="correct horse",  # noqa: S106 the made-up server's
        ca_file=server.certificate.chain,
        timeout_for=MINUTE,
    )


def message(to: str = TO, key: str = KEY, body: str = "Coffee? Open https://ground.example/a/x") -> Message:
    """Return a message such as the outbox holds."""
    return Message(key, to, PersonId("call-sign-12"), "mail", "Coffee?", body, "en-US")
