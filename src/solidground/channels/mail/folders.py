"""The two kinds of mailbox folder on disk: Maildir (a folder) and mbox (a file).

A mail waits until it is marked as seen, and is marked only when the caller has kept what it said; a crash in between
shows it again. What must never happen here: a mail deleted, or parsed and written back in other bytes.
"""

import mailbox
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol

from solidground.channels.plain import one_line
from solidground.core.kernel import SECOND, Instant

MAIL_BYTES_MOST = 1_000_000
WAITING_MOST = 500
WAITING_BYTES_MOST = 16_000_000
WHY_CHARACTERS_MOST = 200
ASIDE = ".unread"

_SEEN = re.compile(rb"(?mi)^status:[^\n]*R")


class Waiting(NamedTuple):
    """One mail nobody has seen. ``raw`` is None where it is larger than anything a peer would send."""

    name: str
    raw: bytes | None
    delivered_at: Instant


class Folder(Protocol):
    """What reading needs of a mailbox."""

    def waiting(self) -> Iterator[Waiting]:
        """Return the mails not yet seen, oldest first, a bounded number at a time."""

    def seen(self, name: str) -> None:
        """Mark a mail as seen; nothing happens where it has gone or was marked before."""

    def set_aside(self, name: str, why: str) -> None:
        """Put a mail where a person will find it, with the reason."""


def folder_at(path: Path) -> Folder:
    """Return the mailbox at a path; a path that holds none is a fault with its remedy."""
    if (path / "new").is_dir() and (path / "cur").is_dir():
        return MaildirFolder(path)
    if path.is_file():
        return MboxFolder(path)
    msg = f"There is no mailbox at {path}. Name a Maildir folder (with new and cur in it) or an mbox file."
    raise FileNotFoundError(msg)


def aside_in(path: Path, name: str) -> Path:
    """Return where a mail of a mailbox lies once it was set aside; in an mbox it stays where it was."""
    return path / ASIDE / "cur" / f"{name}:2,F" if path.is_dir() else path


class MaildirFolder:
    """A Maildir, moved by renaming alone: the mailbox module would parse a mail and write it back changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._aside = path / ASIDE

    def waiting(self) -> Iterator[Waiting]:
        """Return what is in ``new``, and in ``cur`` without the flag S."""
        found = [path for path in (self._path / "new").iterdir() if path.is_file()]
        found += [path for path in (self._path / "cur").iterdir() if path.is_file() and "S" not in _flags(path)]
        for path in sorted(found, key=lambda path: path.name)[:WAITING_MOST]:
            with suppress(FileNotFoundError), path.open("rb") as mail:  # a mail program may move it meanwhile
                raw = mail.read(MAIL_BYTES_MOST + 1)
                delivered_at = int(path.stat().st_mtime) * SECOND
                yield Waiting(_unique(path), raw if len(raw) <= MAIL_BYTES_MOST else None, delivered_at)

    def seen(self, name: str) -> None:
        """Move a mail to ``cur`` with the flag S."""
        path = self._find(name)
        if path is not None:
            path.rename(self._path / "cur" / f"{name}:2,{''.join(sorted({*_flags(path), 'S'}))}")

    def set_aside(self, name: str, why: str) -> None:
        """Move a mail to the subfolder ``.unread``, flagged, and its reason beside it."""
        path = self._find(name)
        if path is None:
            return
        for part in ("new", "cur", "tmp", "why"):
            (self._aside / part).mkdir(parents=True, exist_ok=True)
        with suppress(OSError):  # a full disk takes the sentence and never the mail
            (self._aside / "why" / f"{name}.txt").write_text(why + "\n", encoding="utf-8")
        path.rename(aside_in(self._path, name))

    def _find(self, name: str) -> Path | None:
        for part in ("new", "cur"):
            for path in (self._path / part).iterdir():
                if _unique(path) == name:
                    return path
        return None


class MboxFolder:
    """An mbox file. A mail is known by its bytes, since its place changes when others are taken out."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def waiting(self) -> Iterator[Waiting]:
        """Return the mails without the status R; all are read before the lock is let go."""
        with self._locked() as box:
            delivered_at = int(self._path.stat().st_mtime) * SECOND
            unseen = _unseen(box)
        for raw in unseen:
            yield Waiting(_digest(raw), raw if len(raw) <= MAIL_BYTES_MOST else None, delivered_at)

    def seen(self, name: str) -> None:
        """Give a mail the status R."""
        self._mark(name, b"Status: RO\n")

    def set_aside(self, name: str, why: str) -> None:
        """Flag a mail where it lies, with the reason as its first header."""
        sentence = one_line(why, WHY_CHARACTERS_MOST).encode("ascii", "replace")
        self._mark(name, b"X-Set-Aside: " + sentence + b"\nStatus: RO\nX-Status: F\n")

    def _mark(self, name: str, headers: bytes) -> None:
        """Put headers before a mail's own. The file keeps its time: it tells by when the mails in it had arrived."""
        before = self._path.stat()
        with self._locked() as box:
            for key in box.iterkeys():
                raw = _beginning(box, key)
                if not _SEEN.search(_head(raw)) and _digest(raw) == name:
                    postmark, _, mail = box.get_bytes(key, from_=True).partition(b"\n")
                    box[key] = postmark + b"\n" + headers + mail
                    break
        os.utime(self._path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @contextmanager
    def _locked(self) -> Iterator[mailbox.mbox]:
        box = mailbox.mbox(self._path, create=False)
        try:
            box.lock()
            yield box
        except mailbox.ExternalClashError as clash:
            msg = f"The mailbox {self._path} is in use by another program. It is read again at the next sweep."
            raise BlockingIOError(msg) from clash
        finally:
            box.close()


def _flags(path: Path) -> str:
    return path.name.partition(":2,")[2]


def _unique(path: Path) -> str:
    return path.name.partition(":")[0]


def _unseen(box: mailbox.mbox) -> list[bytes]:
    """Return the mails without the status R, as many as fit into memory beside everything else."""
    unseen: list[bytes] = []
    room = WAITING_BYTES_MOST
    for key in box.iterkeys():
        raw = _beginning(box, key)
        if not _SEEN.search(_head(raw)):
            unseen.append(raw)
            room -= len(raw)
        if room <= 0:
            break
    return unseen


def _beginning(box: mailbox.mbox, key: str) -> bytes:
    """Return a mail, or as much of it as shows that it is too large."""
    return box.get_file(key).read(MAIL_BYTES_MOST + 1)


def _head(raw: bytes) -> bytes:
    return raw.partition(b"\n\n")[0]


def _digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()
