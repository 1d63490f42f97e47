"""The mail account an agency sends from: where the server is, how the line is protected, who signs in.

What must never happen here: a way to sign in, or to send, over a line that is not encrypted and checked.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from solidground.core.kernel import SECOND, Span

Protection: TypeAlias = Literal["tls", "starttls"]
"""``tls`` from the first byte (port 465), or ``starttls`` (port 587). There is no third."""


@dataclass(frozen=True, slots=True)
class MailAccount:
    """Settings of one agency's mail. ``ca_file`` is only for a server whose certificate the agency signs itself."""

    host: str
    port: int
    protection: Protection
    sender: str
    username: str | None = None
    password: str = field(default="", repr=False)
    reply_to: str | None = None
    ca_file: Path | None = None
    timeout_for: Span = 15 * SECOND
    code_in_subject: bool = False
    """For providers that replace the Message-ID: a short code in the subject finds the answer's message instead."""

    @property
    def domain(self) -> str:
        """Return the domain mail is sent from: message ids and the greeting carry it, never this machine's name."""
        return self.sender.rpartition("@")[2]
