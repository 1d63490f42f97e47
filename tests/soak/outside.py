"""The world around a running clock: the time of the machine, moved by hand, and a provider that counts what it took."""

import asyncio
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from random import Random

from aiosmtpd.smtp import SMTP, Envelope, Session

from solidground.app.bench.certificate import Certificate
from solidground.app.wiring import SINCE_START
from solidground.core.kernel import Instant, Span
from tests.channels.smtp_server import Handler, MailServer
from tests.soak.shifted.sitecustomize import counted, real

NANOSECONDS = 1_000
REPLIES_AFTER_SECONDS = 0.03
"""The longest a provider thinks between taking a mail and saying so: there a plug pulled does most harm."""


class Shift:
    """How far the machine's clock is moved, in a file that every program under test reads."""

    def __init__(self, path: Path) -> None:
        """Begin without a shift."""
        self.path = path
        self.by: Span = 0
        self.set_by: Span = 0
        self.move(0)

    def move(self, by: Span) -> None:
        """Let time pass; a program that reads meanwhile sees the old shift or the new one, never half of it."""
        self.by += by
        fresh = self.path.with_suffix(".new")
        fresh.write_text(f"{self.by * NANOSECONDS} {self.set_by * NANOSECONDS}", encoding="ascii")
        fresh.replace(self.path)

    def set(self, by: Span) -> None:
        """Set the time of the machine wrong, or right again: no time passes."""
        self.set_by += by
        self.move(0)

    def now(self) -> Instant:
        """Return what the moved clock shows."""
        return real() // NANOSECONDS + self.by + self.set_by

    def up_for(self) -> Span:
        """Return how long the machine has been on."""
        return counted(SINCE_START) // NANOSECONDS + self.by


class _Counting(Handler):
    """Takes mail, thinks for a moment, then says so."""

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self._chance = chance

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd's name
        """Take the mail, and reply later."""
        self.taken.append(envelope)
        await asyncio.sleep(self._chance.uniform(0, REPLIES_AFTER_SECONDS))
        return await self.at("dot", server, "250 2.0.0 queued")


class Provider:
    """A real mail server on this machine that counts what it took by its idempotency key."""

    def __init__(self, certificate: Certificate, chance: Random) -> None:
        """Listen on a free port."""
        self.certificate = certificate
        self.server = MailServer(certificate, "starttls")
        self.server.mail = _Counting(chance)

    def took(self) -> Counter[str]:
        """Return how often each key was taken."""
        ids = [str(message_from_bytes(content)["Message-ID"]) for content in self.server.contents]
        return Counter(one.strip("<>").partition("@")[0] for one in ids)

    def stop(self) -> None:
        """Hang up."""
        self.server.stop()
