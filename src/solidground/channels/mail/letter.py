"""A mail that came in, read as far as it matters: which message it answers, who says so, and what stands in it.

Anybody can send anything to a mailbox. What must never happen here: an exception for what somebody sent.
"""

import re
from datetime import UTC
from email import message_from_bytes
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage, Message
from email.policy import default
from typing import Literal, NamedTuple, TypeAlias

from solidground.channels.mail.compose import CODE_CHARACTERS
from solidground.channels.mail.html_words import words_of
from solidground.core.kernel import SECOND, Instant

LetterKind: TypeAlias = Literal["reply", "automatic", "bounced"]

REFERENCES_MOST = 20
"""How many message ids of one mail are looked up."""

HEADER_BYTES_MOST = 2_000
"""How long a header may be that the email package takes apart: some of its parsers need minutes for a long one."""

PARTS_MOST = 200
"""How many lines may look like the boundary of a part."""

_TAKEN_APART = re.compile(
    rb"(?i)(?:^|[\r\n])(?:from|subject|date|content-type|content-transfer-encoding|content-disposition)[ \t]*:"
    rb"[^\r\n]*(?:[\r\n]+[ \t][^\r\n]*)*"
)
_ID = re.compile(r"<([0-9a-f]{16,64})@[^<>@\s]+>")
_CODE = re.compile(rf"#([0-9a-f]{{{CODE_CHARACTERS}}})\b")
_AUTOMATIC_SUBJECT = re.compile(r"(?i)\s*(auto(matic)?[- ]?(reply|response)|out of (the )?office)\b")
_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})


class Letter(NamedTuple):
    """One mail. ``references`` are the keys and codes it may answer, nearest first; ``sender`` may be ""."""

    kind: LetterKind
    sender: str
    references: tuple[str, ...]
    text: str
    dated_at: Instant | None


def read_letter(raw: bytes) -> Letter | None:
    """Return what a mail says, or None where it cannot be read as one."""
    if not _bounded(raw):
        return None
    try:
        mail = message_from_bytes(raw, policy=default)
        assert isinstance(mail, EmailMessage), "the default policy makes EmailMessages"
        kind = _kind(mail)
        references = _ID.findall(raw.decode("ascii", "replace")) if kind == "bounced" else _references(mail)
        kept = tuple(dict.fromkeys(references))[:REFERENCES_MOST]
        return Letter(kind, _sender(mail), kept, _text(mail) if kind == "reply" else "", _dated_at(mail))
    except Exception:  # noqa: BLE001 the email package fails in many ways on mails made to break it; none is our defect
        return None


def _bounded(raw: bytes) -> bool:
    """Return whether a mail is small enough to be taken apart. The parser itself stalls, so this looks before it."""
    parts = raw.count(b"\n--") + raw.count(b"\r--")
    return parts <= PARTS_MOST and all(len(found[0]) <= HEADER_BYTES_MOST for found in _TAKEN_APART.finditer(raw))


def _raw(mail: EmailMessage, name: str) -> str:
    """Return a header as it came, without parsing it; "" where there is none."""
    return next((str(value) for key, value in mail.raw_items() if key.casefold() == name), "").strip()


def _kind(mail: EmailMessage) -> LetterKind:
    """Return whether a person wrote it, and if not, whether it tells of an address that fails for good."""
    if mail.get_content_type() == "multipart/report":
        return "bounced" if any(_failed_for_good(part) for part in _report_blocks(mail)) else "automatic"
    automatic = (
        _raw(mail, "auto-submitted").casefold() not in {"", "no"}
        or _raw(mail, "precedence").casefold() in _BULK
        or _raw(mail, "return-path") == "<>"
        or "X-Autoreply" in mail
        or "X-Autorespond" in mail
        or _AUTOMATIC_SUBJECT.match(mail.get("Subject", "")) is not None
    )
    return "automatic" if automatic else "reply"


def _report_blocks(mail: EmailMessage) -> list[Message]:
    """Return the blocks of a delivery report, one for the mail and one for each recipient."""
    reports = [part.get_payload() for part in mail.walk() if part.get_content_type() == "message/delivery-status"]
    return [block for blocks in reports if isinstance(blocks, list) for block in blocks if isinstance(block, Message)]


def _failed_for_good(block: Message) -> bool:
    action, status = str(block.get("Action", "")), str(block.get("Status", ""))
    return action.strip().casefold() == "failed" and status.strip().startswith("5.")


def _references(mail: EmailMessage) -> list[str]:
    older = _ID.findall(_raw(mail, "references"))
    return [*_ID.findall(_raw(mail, "in-reply-to")), *reversed(older), *_CODE.findall(mail.get("Subject", ""))]


def _sender(mail: EmailMessage) -> str:
    """Return the one address it is from; a mail that claims two senders, or a broken one, has none."""
    headers = mail.get_all("From", [])
    if len(headers) != 1 or not isinstance(headers[0], AddressHeader) or len(headers[0].addresses) != 1:
        return ""
    return str(headers[0].addresses[0].addr_spec)


def _dated_at(mail: EmailMessage) -> Instant | None:
    header = mail.get("Date")
    if not isinstance(header, DateHeader) or header.datetime is None:
        return None
    said = header.datetime if header.datetime.tzinfo else header.datetime.replace(tzinfo=UTC)
    return int(said.timestamp()) * SECOND


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain", "html"))
    if body is None:
        return ""
    content = str(body.get_content())
    return content if body.get_content_subtype() == "plain" else words_of(content)
