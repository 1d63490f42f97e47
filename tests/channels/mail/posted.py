"""Mails as they arrive, and mailboxes to put them in."""

import mailbox
import os
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from solidground.channels.mail.replies import Sent
from solidground.core.kernel import HOUR, SECOND, Instant
from tests.channels.made_up import KEY, NOON, TO

OURS = f"<{KEY}@harbor.example>"


def written(reference: str) -> Sent | None:
    """Know one message: by its whole key, or by the code that begins it."""
    return Sent(KEY, TO) if len(reference) >= 12 and KEY.startswith(reference) else None


def reply(
    text: str = "1\n", sender: str = TO, answers: str | None = OURS, dated_at: Instant = NOON, **headers: str
) -> bytes:
    """Write a reply as a mail program would."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = "desk@harbor.example"
    mail["Subject"] = headers.pop("subject", "Re: Coffee?")
    mail["Date"] = format_datetime(datetime.fromtimestamp(dated_at // SECOND, UTC))
    if answers is not None:
        mail["In-Reply-To"] = answers
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return bytes(mail)


def bounce(status: str = "5.1.1", action: str = "failed", original: str = OURS) -> bytes:
    """Write a delivery report as a mail server would."""
    return (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: desk@harbor.example\nSubject: Undelivered\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nI am sorry.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; {TO}\nAction: {action}\nStatus: {status}\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {original}\nSubject: Coffee?\n\n--b--\n"
    ).encode()


def maildir(folder: Path, *mails: bytes, delivered_at: Instant = NOON + HOUR) -> Path:
    """Make a Maildir with these mails in ``new``, in this order."""
    path = folder / "answers"
    for part in ("new", "cur", "tmp"):
        (path / part).mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(mails):
        mail = path / "new" / f"{number:04}.host"
        mail.write_bytes(raw)
        os.utime(mail, (delivered_at // SECOND, delivered_at // SECOND))
    return path


def mbox(folder: Path, *mails: bytes, delivered_at: Instant = NOON + HOUR) -> Path:
    """Make an mbox file with these mails, in this order."""
    path = folder / "answers.mbox"
    box = mailbox.mbox(path)
    for raw in mails:
        box.add(raw)
    box.close()
    os.utime(path, (delivered_at // SECOND, delivered_at // SECOND))
    return path
