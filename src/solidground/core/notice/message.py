"""One message to one address: what a channel is given to send.

What must never happen here: a name, the reason for the contact, or anything about the incident.
"""

from typing import Literal, NamedTuple, TypeAlias

from solidground.core.kernel import PersonId
from solidground.core.protocol.plan import Way

Language: TypeAlias = Literal["en-US", "en-GB", "en-CA"]
LANGUAGES: tuple[Language, ...] = ("en-US", "en-GB", "en-CA")


class Message(NamedTuple):
    """A notification made ready. ``key`` is its idempotency key in hex: the same key is the same message."""

    key: str
    to: str
    recipient: PersonId
    way: Way
    subject: str
    body: str
    language: Language
