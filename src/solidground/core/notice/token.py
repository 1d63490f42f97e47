"""Answer tokens: the end of a link that lets one person do one thing about one obligation, without an account.

A token carries its claim and a signature over it; nothing needs to be stored to read one. What it did the first time is
kept by the app under ``token_id``. Whose it is stands in it as a mark: a reference may be a name, and a link is read by
whoever sees it. What must never happen here: a token that is believed before its signature is seen, or one that tells
who it is for to somebody without the key.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias, get_args

from solidground.core.kernel import LATEST, SECOND, AgencyId, Instant, PersonId, Refusal

Purpose: TypeAlias = Literal[
    "answer",
    "ok",
    "call_me",
    "not_now",
    "report",
    "made",
    "no_answer",
    "hand_over",
    "take",
    "confirm",
    "invite",
    "read",
]
"""``answer`` opens a member's three taps, ``report`` a helper's; the others are one tap each; ``invite`` lets one in,
``read`` shows words.

Add at the end only.
"""

PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

VERSION = 2
SIGNATURE_BYTES = 16
MARK_BYTES = 8
SECRET_BYTES_LEAST = 32
ID_BYTES_MOST = 64
TOKEN_CHARACTERS_MOST = 240
KEY_IDS = range(256)

_DOMAIN = b"solidground answer token\x00"
_WHOSE = b"solidground whose token\x00"
_OBLIGATION = slice(7, 23)
_MARK = slice(_OBLIGATION.stop, _OBLIGATION.stop + MARK_BYTES)


class SigningKey(NamedTuple):
    """A secret and its number. New tokens are signed with the newest key; old keys stay until their tokens expired."""

    number: int
    secret: bytes

    def __repr__(self) -> str:
        """Show the number only: a secret has no place in a traceback."""
        return f"SigningKey(number={self.number})"


class Claim(NamedTuple):
    """What a token lets its holder do: one purpose, for one recipient, about one obligation of one agency."""

    agency: AgencyId
    obligation: str
    recipient: PersonId
    purpose: Purpose


class Opened(NamedTuple):
    """What a token that is believed says. ``mark`` stands for its recipient: see ``recipient_of``."""

    agency: AgencyId
    obligation: str
    purpose: Purpose
    mark: bytes
    key: SigningKey


EXPIRED = Refusal("TokenExpired", "This link has run out. Open the newest message you have, or ask your coordinator.")
ALTERED = Refusal("TokenAltered", "This link is not complete. Open it from the message itself, or copy all of it.")
UNKNOWN_KEY = Refusal("TokenKeyUnknown", "This link is too old to be read. Open the newest message you have.")
MALFORMED = Refusal(
    "TokenMalformed", "This is not one of our links. Open it from the message itself, or copy all of it."
)


def mint(key: SigningKey, claim: Claim, expires_at: Instant) -> str:
    """Return the token for a claim. The same claim and end give the same token; the end is cut to whole seconds."""
    assert key.number in KEY_IDS, f"a key number lies in 0 to 255, not {key.number}"
    assert len(key.secret) >= SECRET_BYTES_LEAST, f"a signing secret has at least {SECRET_BYTES_LEAST} bytes"
    assert 0 <= expires_at <= LATEST, "a token ends at an instant the system knows"
    head = bytes((VERSION << 4 | PURPOSES.index(claim.purpose), key.number))
    ends = (expires_at // SECOND).to_bytes(5, "big")
    mark = _mark(key.secret, claim.agency, claim.obligation, claim.recipient)
    body = head + ends + bytes.fromhex(claim.obligation) + mark + _packed(claim.agency)
    return urlsafe_b64encode(body + _signature(key.secret, body)).decode().rstrip("=")


def open_token(keys: Mapping[int, SigningKey], text: str, at: Instant) -> Opened | Refusal:
    """Return what the token says, or why it is not believed."""
    raw = _decoded(text)
    if raw is None:
        return MALFORMED
    key = keys.get(raw[1])
    if key is None:
        return UNKNOWN_KEY
    body, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(key.secret, body)):
        return ALTERED
    if at >= int.from_bytes(body[2:7], "big") * SECOND:
        return EXPIRED
    agency, rest = _unpacked(body[_MARK.stop :])
    assert rest == b"", "a signed token holds its claim and nothing after it"
    return Opened(AgencyId(agency), body[_OBLIGATION].hex(), PURPOSES[body[0] & 0x0F], body[_MARK], key)


def recipient_of(opened: Opened, asked: Iterable[PersonId]) -> PersonId | None:
    """Return whose a token is among those who were asked; None where it is nobody's of them."""
    for person in asked:
        if hmac.compare_digest(opened.mark, _mark(opened.key.secret, opened.agency, opened.obligation, person)):
            return person
    return None


def token_id(text: str) -> str:
    """Return the id under which what a token did is kept. It does not let anyone use the token."""
    return hashlib.sha256(_DOMAIN + text.encode()).hexdigest()[:32]


def _mark(secret: bytes, agency: AgencyId, obligation: str, recipient: PersonId) -> bytes:
    """Return what stands for somebody in the links of one obligation; in those of another it is another."""
    whose = _packed(agency) + bytes.fromhex(obligation) + _packed(recipient)
    return hmac.digest(secret, _WHOSE + whose, "sha256")[:MARK_BYTES]


def _signature(secret: bytes, body: bytes) -> bytes:
    return hmac.digest(secret, _DOMAIN + body, "sha256")[:SIGNATURE_BYTES]


def _decoded(text: str) -> bytes | None:
    """Return the bytes of a token in its one spelling: another spelling of the same bytes is not the token."""
    if len(text) > TOKEN_CHARACTERS_MOST or not text.isascii():
        return None
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return None
    if len(raw) < _MARK.stop + SIGNATURE_BYTES or urlsafe_b64encode(raw).decode().rstrip("=") != text:
        return None
    if raw[0] >> 4 != VERSION or raw[0] & 0x0F >= len(PURPOSES):
        return None
    return raw


def _packed(text: str) -> bytes:
    """Return an id with its length before it; ids in hex take half the room, marked by the top bit."""
    raw = text.encode()
    assert 0 < len(raw) <= ID_BYTES_MOST, f"an id has 1 to {ID_BYTES_MOST} bytes"
    if len(raw) % 2 == 0 and all(letter in b"0123456789abcdef" for letter in raw):
        half = bytes.fromhex(text)
        return bytes((0x80 | len(half),)) + half
    return bytes((len(raw),)) + raw


def _unpacked(raw: bytes) -> tuple[str, bytes]:
    size = raw[0] & 0x7F
    word, rest = raw[1 : 1 + size], raw[1 + size :]
    return (word.hex() if raw[0] & 0x80 else word.decode()), rest
