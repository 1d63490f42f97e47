"""The change of a data directory's signing key for a new one, at one moment of the log.

What must never happen here: a checkpoint that no key in the table covers, also when this is stopped halfway.
"""

from pathlib import Path

from solidground.core.kernel import Instant
from solidground.store.base import SqlStore
from solidground.store.fault import StoreError
from solidground.store.rotation import Rotation, sizes_text, statement
from solidground.store.seal import NEXT, KeptSeal, Seal, drop_next, read_seal, write_key
from solidground.store.sealer import OLD_KEY, ONE_AT_A_TIME
from solidground.store.session import Session


def rotate(store: SqlStore, directory: Path, at: Instant) -> bytes:
    """Seal with the old key, make a new one and let each vouch for the other; return the new public half."""
    with store.reading() as session:
        _own(session, directory)
    store.seal(at)
    old, new = read_seal(directory), Seal.new()
    drop_next(directory)
    write_key(directory / NEXT, new)
    with store.session() as session:
        session.change(ONE_AT_A_TIME)
        number = _own(session, directory) + 1
        sizes = session.run(
            "SELECT agency, side, max(size) FROM checkpoint GROUP BY agency, side ORDER BY agency, side"
        )
        change = Rotation(old.public, new.public, at, sizes_text(sizes), b"", b"")
        said = statement(change)
        row = (number, *change[:4], old.sign(said), new.sign(said))
        session.change("INSERT INTO rotation VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    with store.reading() as session:
        _own(session, directory)
    return new.public


def _own(session: Session, directory: Path) -> int:
    """Return how many changes there were; refuse where the key here is not the one that the last of them named."""
    rows = session.run("SELECT number, new FROM rotation ORDER BY number DESC LIMIT 1")
    if rows and not KeptSeal(directory).adopt(bytes(rows[0][1])):
        raise StoreError(OLD_KEY)
    return int(rows[0][0]) if rows else 0
