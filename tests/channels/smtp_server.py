"""aiosmtpd with faults: each is a field a test sets. What was taken is kept, so that nothing unexpected goes unseen."""

import asyncio
import ssl
import threading
from dataclasses import dataclass, field
from typing import AnyStr

from aiosmtpd.smtp import MISSING, SMTP, AuthResult, Envelope, LoginPassword, Session

from solidground.app.bench.certificate import Certificate
from solidground.channels.mail.account import Protection

PASSWORD = b"correct horse"


@dataclass
class Faults:
    """What goes wrong, and when: replies by stage, and stages at which the line breaks or the server falls silent."""

    replies: dict[str, str] = field(default_factory=dict)
    breaks_at: str = ""
    silent_at: str = ""
    mails_a_line: int = 1_000
    sign_in_kinds: str | None = None


class Handler:
    """Takes mail, unless told not to."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.taken: list[Envelope] = []
        self.lines = 0
        self.waiting = asyncio.Event()

    async def at(self, stage: str, server: SMTP, good: str) -> str:
        """Do at a stage what the test asked for, and return the reply."""
        if self.faults.silent_at == stage:
            await self.waiting.wait()
        if self.faults.breaks_at == stage:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return self.faults.replies.get(stage, good)

    async def handle_EHLO(self, server: SMTP, session: Session, _: Envelope, host: str, lines: list[str]) -> list[str]:  # noqa: N802 aiosmtpd's name
        """Greet."""
        session.host_name = host
        self.lines += 1
        reply = await self.at("greeting", server, "")
        if reply:
            return [reply]
        if self.faults.sign_in_kinds is None:
            return lines
        return [line for line in lines[:-1] if "AUTH" not in line] + [f"250 {self.faults.sign_in_kinds}"]

    async def handle_AUTH(self, server: SMTP, _: Session, __: Envelope, ___: list[str]) -> object:  # noqa: N802 aiosmtpd's name
        """Let the password decide, unless told not to."""
        return await self.at("sign_in", server, "") or MISSING

    async def handle_RSET(self, server: SMTP, _: Session, __: Envelope) -> str:  # noqa: N802 aiosmtpd's name
        """Forget the mail begun."""
        return await self.at("reset", server, "250 OK")

    async def handle_MAIL(self, server: SMTP, _: Session, envelope: Envelope, sender: str, options: list[str]) -> str:  # noqa: N802 aiosmtpd's name
        """Take the sender."""
        envelope.mail_from = sender
        envelope.mail_options.extend(options)
        return await self.at("sender", server, "250 OK")

    async def handle_RCPT(self, server: SMTP, _: Session, envelope: Envelope, to: str, options: list[str]) -> str:  # noqa: N802 aiosmtpd's name
        """Take the recipient."""
        reply = await self.at(to if to in self.faults.replies else "recipient", server, "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(to)
            envelope.rcpt_options.extend(options)
        return reply

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd's name
        """Take the mail, and only then reply, or break the line, or fall silent."""
        if not self.faults.replies.get("dot", "250").startswith(("4", "5")):
            self.taken.append(envelope)
        return await self.at("dot", server, "250 2.0.0 queued as 1F for call-sign-12@harbor.example")


class FaultySMTP(SMTP):
    """The protocol, with the faults that no handler can play."""

    async def push(self, status: AnyStr) -> None:
        """Say what the test asked for in place of the banner."""
        handler = self.event_handler
        assert isinstance(handler, Handler)
        if str(status).startswith("220 localhost") and "banner" in handler.faults.replies:
            await super().push(handler.faults.replies["banner"])
        else:
            await super().push(status)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 aiosmtpd's name
        """Refuse to begin, or break the line, before any of the mail has come."""
        handler = self.event_handler
        assert isinstance(handler, Handler)
        reply = await handler.at("begin", self, "")
        if reply or handler.faults.breaks_at == "begin":
            await self.push(reply)
            return
        await super().smtp_DATA(arg)
        handler.faults.mails_a_line -= 1
        if handler.faults.mails_a_line == 0:
            handler.faults.mails_a_line = 1
            assert self.transport is not None
            self.transport.close()


def authenticate(_: SMTP, __: Session, ___: Envelope, ____: str, login: object) -> AuthResult:
    """Let in whoever knows the password."""
    assert isinstance(login, LoginPassword)
    return AuthResult(success=login.password == PASSWORD, handled=False)


class MailServer:
    """A server on a free port of this machine, running until it is stopped."""

    def __init__(
        self, certificate: Certificate, protection: Protection, *, offers_tls: bool = True, international: bool = False
    ) -> None:
        self.certificate, self.protection = certificate, protection
        self.mail = Handler()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate.chain, certificate.key)
        self._starttls = self._context if protection == "starttls" and offers_tls else None
        self._international = international
        self._protocols: list[SMTP] = []
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(
            self._loop.create_server(self._line, "127.0.0.1", 0, ssl=self._context if protection == "tls" else None)
        )
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()

    def stop(self) -> None:
        """Hang up on everybody and free the port."""
        asyncio.run_coroutine_threadsafe(self._ended(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _ended(self) -> None:
        self._server.close()
        for protocol in self._protocols:
            if isinstance(protocol.transport, asyncio.Transport):
                protocol.transport.abort()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _line(self) -> SMTP:
        """Make the protocol of one line."""
        protocol = FaultySMTP(
            self.mail,
            tls_context=self._starttls,
            authenticator=authenticate,
            auth_require_tls=self.protection == "starttls",
            enable_SMTPUTF8=self._international,
            hostname="localhost",
        )
        self._protocols.append(protocol)
        return protocol

    @property
    def faults(self) -> Faults:
        """Return what goes wrong."""
        return self.mail.faults

    @property
    def contents(self) -> list[bytes]:
        """Return the mails that were taken, byte for byte."""
        return [content for envelope in self.mail.taken if isinstance(content := envelope.content, bytes)]

    @property
    def taken(self) -> list[str]:
        """Return whose mail was taken, in order."""
        return [to for envelope in self.mail.taken for to in envelope.rcpt_tos]
