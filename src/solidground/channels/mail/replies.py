"""Answers by mail: a peer replies "1" (made), "2" (no answer) or "3" (hand over) to what was sent to them.

Read, keep what was said, then ``confirm``: a crash in between shows the same reply again, and none is lost.
What must never happen here: an answer believed from an address we did not write to, or the words of a reply kept.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from solidground.channels.mail.answers import Answer, answer_in
from solidground.channels.mail.folders import Folder, Waiting, aside_in, folder_at
from solidground.channels.mail.letter import Letter, read_letter
from solidground.core.kernel import DAY, Instant, Span

POSTED_FOR_MOST: Span = 7 * DAY
"""How long a mail may have been under way; a date further back, or after its arrival, is not believed."""


class Sent(NamedTuple):
    """What we know of a message we sent: its whole key, and where it went."""

    key: str
    to: str


class Reply(NamedTuple):
    """One answer. ``key`` is the idempotency key of the message it answers; ``path`` and ``name`` are its place."""

    key: str
    sender: str
    answer: Answer
    at: Instant
    path: Path
    name: str


class Bounce(NamedTuple):
    """A mail server's report that an address fails for good."""

    key: str
    address: str
    at: Instant
    path: Path
    name: str


class SetAside(NamedTuple):
    """A mail for a person to look at, already moved. ``key`` is set where the right sender wrote something unclear."""

    why: str
    path: Path
    name: str
    key: str | None

    @property
    def place(self) -> str:
        """Where it lies now: a file of its own in a Maildir, or in the mbox under a header that says why."""
        where = aside_in(self.path, self.name)
        return f'"{where}"' if where != self.path else f'in "{where}", under the header X-Set-Aside'


Found: TypeAlias = Reply | Bounce | SetAside
Written: TypeAlias = Callable[[str], Sent | None]
"""Given a whole key, or the code that begins one: the message we sent under it, if we did."""


def read_replies(path: Path, written: Written) -> Iterator[Found]:
    """Return what waits in a mailbox, oldest first. Replies and bounces wait on until they are confirmed."""
    folder = folder_at(path)
    for waiting in folder.waiting():
        found = _read(folder, waiting, path, written)
        if found is not None:
            yield found


def confirm(found: Reply | Bounce) -> None:
    """Mark a mail as seen, once what it said is kept."""
    folder_at(found.path).seen(found.name)


def _read(folder: Folder, waiting: Waiting, path: Path, written: Written) -> Found | None:
    def aside(why: str, key: str | None = None) -> SetAside:
        folder.set_aside(waiting.name, why)
        return SetAside(why, path, waiting.name, key)

    if waiting.raw is None:
        return aside("It is larger than 1 MB. Ask for the digit alone, as a new reply.")
    letter = read_letter(waiting.raw)
    if letter is None:
        return aside("It cannot be read as a mail. Look at it by hand.")
    if letter.kind == "automatic":
        folder.seen(waiting.name)
        return None
    sent = next((sent for reference in letter.references if (sent := written(reference))), None)
    if sent is None:
        return aside("It answers none of our messages. Look at it by hand.")
    at = _at(letter, waiting.delivered_at)
    if letter.kind == "bounced":
        return Bounce(sent.key, sent.to, at, path, waiting.name)
    if letter.sender.casefold() != sent.to.casefold():
        return aside("It comes from another address than the one we wrote to. Ask for a reply from that one.")
    answer = answer_in(letter.text)
    if answer is None:
        return aside("It does not say 1, 2 or 3 alone. Read it by hand, and ask for the digit alone.", sent.key)
    return Reply(sent.key, sent.to, answer, at, path, waiting.name)


def _at(letter: Letter, delivered_at: Instant) -> Instant:
    """Return when it was written, if its date can be true, else when it arrived."""
    dated_at = letter.dated_at
    if dated_at is not None and delivered_at - POSTED_FOR_MOST <= dated_at <= delivered_at:
        return dated_at
    return delivered_at
