"""Somebody with the database and the signing key, who changes an event and then makes every hash fit again."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec

from solidground.core.kernel import Instant
from solidground.store.proof import GENESIS, commitment, full_hash, kept_bytes, link
from solidground.store.sqlite import FILE, open_sqlite
from tests.store.made_up import AGENCY, NOON, SUBJECTS

Tampering = Callable[[sqlite3.Connection], object]
EVERYTHING_THAT_TELLS = ("DELETE FROM checkpoint", "DELETE FROM node", "DELETE FROM snapshot", "DELETE FROM case_row")


def forge(folder: Path, tampering: Tampering, at: tuple[Instant, ...] = (NOON,)) -> None:
    """Change a log, rebuild commitments, chains and heads, and sign everything anew with the folder's own key."""
    hand = sqlite3.connect(folder / FILE)
    tampering(hand)
    for statement in EVERYTHING_THAT_TELLS:
        hand.execute(statement)
    for side in ("command", "care"):
        rebuild(hand, side)
    hand.commit()
    hand.close()
    store = open_sqlite(folder, SUBJECTS)
    for one in at:
        store.seal(one)
    store.close()


def rebuild(hand: sqlite3.Connection, side: str, agency: str = AGENCY) -> None:
    """Make places, commitments, chain and head of a log fit whatever its events are now."""
    rows = hand.execute(
        "SELECT stream, version, type, schema, at, by, body, salt, full_hash FROM event WHERE side = ?"
        " ORDER BY position",
        (side,),
    ).fetchall()
    hand.execute("DELETE FROM event WHERE side = ?", (side,))
    chain = GENESIS
    for position, (stream, version, kind, schema, at, by, body, salt, full) in enumerate(rows, 1):
        event = msgspec.json.decode(body)
        kept = body.encode() if salt is None else kept_bytes(at, event.get("step"), event.get("role"))
        committed = commitment(kept, full or full_hash(salt, kind, schema, at, by, body.encode()))
        chain = link(chain, agency, side, position, stream, version, committed)
        hand.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (agency, side, position, stream, version, kind, schema, at, by, body, salt, full, committed, chain),
        )
    hand.execute("UPDATE head SET size = ?, chain = ? WHERE side = ?", (len(rows), chain, side))
