"""The cosigner: somebody outside who sees hashes only, and signs a checkpoint that adds to the last one he kept.

Nothing here opens a database or trusts who wrote the file. What must never happen here: a checkpoint signed, or kept,
that does not add to the one before.
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import msgspec

from solidground.core.kernel import Instant
from solidground.store.fault import StoreError
from solidground.store.proof import cosigned_bytes
from solidground.store.seal import Seal, read_key, signed, write_key
from solidground.store.statements import Checkpoint, Cosigned, Place, Statements, raw, read_shape, read_statements

KEPT = ".kept.json"
"""What is kept lies beside the key, under its name and this."""

BYTES_OF_ROOT = 32
Logs = dict[tuple[str, str], Checkpoint]


class Unlike(NamedTuple):
    """A log that does not add to what was kept of it: why, in a sentence."""

    text: str


class Signed(NamedTuple):
    """What was signed: each newest checkpoint, and the size kept before, 0 for none."""

    cosigner: str
    sealed_by: str
    """The public half of the agency's key."""
    logs: tuple[tuple[Checkpoint, int], ...]
    kept: Path


def cosign(log: Path, key: Path, kept: Path | None, at: Instant, *, new: bool) -> Signed | Unlike:
    """Check an exported file against what was kept, sign its newest checkpoints and keep them."""
    place = kept or key.with_name(key.name + KEPT)
    shown = read_statements(log)
    if new:
        _refuse_written(place)
        before, public = None, raw(shown.public_key)
    else:
        before = read_kept(place, read_own(key).public)
        public = before.trusted()[0].public
    newest = _newest(shown)
    unlike = _unlike(before, shown, public, newest)
    if unlike is not None:
        return unlike
    if new and not key.exists():
        write_key(key, Seal.new())
    sizes = {log: one.size for log, one in _newest(before).items()} if before else {}
    own = read_own(key)
    _keep(place, own, shown, newest, at)
    return Signed(
        own.public.hex(), shown.public_key, tuple((one, sizes.get(log, 0)) for log, one in newest.items()), place
    )


def check_place(event: Path, kept: Path) -> Place | Unlike:
    """Check that one event is in the log that was kept."""
    place, statements = read_shape(event, Place), read_statements(kept)
    same = [
        one
        for one in statements.checkpoints
        if (one.agency, one.side, one.size) == (place.agency, place.side, place.size)
    ]
    if not same:
        sentence = (
            f'"{event}" proves against {place.size:,} events of the log "{place.side}" of agency "{place.agency}", and'
            f' "{kept}" holds no such checkpoint. Ask for a proof made with --since and your file.'
        )
        raise StoreError(sentence)
    if not place.is_under(raw(same[0].root or "")):
        return Unlike(
            f'The event is not in the log that was kept: "{event}" was made up or changed, or the log was after you'
            " signed. Keep both files."
        )
    return place


def read_own(key: Path) -> Seal:
    """Return the cosigner's own key."""
    if not key.exists():
        sentence = f'There is no key "{key}". Check the name; for the very first time say --new, and the key is made.'
        raise StoreError(sentence)
    try:
        return read_key(key)
    except StoreError as error:
        sentence = f'"{key}" is not the key of a cosigner, or cannot be read. Use your own copy of it.'
        raise StoreError(sentence) from error


def read_kept(place: Path, own: bytes) -> Statements:
    """Return what was kept; refuse what this cosigner did not sign."""
    if not place.exists():
        sentence = f'Nothing is kept in "{place}" yet. Check the name, or name the file with --kept.'
        raise StoreError(sentence)
    found = read_statements(place)
    by_log = {(one.agency, one.side, one.size): one for one in found.cosigned}
    for one in found.checkpoints:
        mine = by_log.get((one.agency, one.side, one.size))
        if mine is None or not signed(own, _statement(one, mine.at), raw(mine.signature)):
            sentence = f'What is kept in "{place}" is not signed by this key: another key, or a changed file.'
            raise StoreError(sentence)
    return found


def _refuse_written(place: Path) -> None:
    if place.exists():
        sentence = f'"{place}" is there already, so this is not the first time. Leave --new out; nothing was changed.'
        raise StoreError(sentence)


def _newest(shown: Statements) -> Logs:
    """Return the newest checkpoint with a root of every log."""
    ordered = sorted(shown.checkpoints, key=lambda one: one.size)
    return {(one.agency, one.side): one for one in ordered if len(raw(one.root or "")) == BYTES_OF_ROOT}


def _unlike(before: Statements | None, shown: Statements, public: bytes, newest: Logs) -> Unlike | None:
    if not newest:
        sentence = "The file holds no checkpoint with a root. Ask for one from a clock of the present version."
        raise StoreError(sentence)
    known = _newest(before) if before else {}
    if known and not {agency for agency, _ in known} & {agency for agency, _ in newest}:
        names = (", ".join(sorted({agency for agency, _ in logs})) for logs in (newest, known))
        sentence = "The file is of another agency ({}) than the checkpoints you keep ({}).".format(*names)
        raise StoreError(sentence)
    trusted = shown.trusted(public)
    if raw(shown.public_key) not in {key.public for key in trusted}:
        return Unlike(
            "The checkpoints are signed by another key than those you keep, and no change of the key leads from one to"
            " the other. Ask the agency in person what happened to its key."
        )
    forged = next((one for one in newest.values() if not one.genuine(trusted)), None)
    if forged is not None:
        return Unlike(f"{_named(forged)} is signed by a key that had ended by then. Ask the agency in person.")
    for log, kept in known.items():
        unlike = _grown(kept, newest.get(log), shown)
        if unlike is not None:
            return unlike
    return None


def _grown(kept: Checkpoint, now: Checkpoint | None, shown: Statements) -> Unlike | None:
    """Return why a log does not add to what was kept of it."""
    if now is None:
        return Unlike(f"{_named(kept)} was kept, and the file says nothing of this log any more. It was taken away.")
    if now.size < kept.size:
        return Unlike(f"{_named(kept)} was kept, and now the log has {now.size:,}: its end was cut off.")
    if now.size == kept.size:
        same = (now.root, now.chain) == (kept.root, kept.chain)
        return None if same else Unlike(_altered(kept))
    proofs = [one for one in shown.growth if (one.agency, one.side, one.old) == (kept.agency, kept.side, kept.size)]
    if not proofs:
        return Unlike(
            f"{_named(kept)} was kept, and the file holds no proof that the log of now adds to it. Ask for one made"
            ' with "solidground export checkpoints --since" and your kept file; if none comes, the log was altered.'
        )
    return None if any(one.proves(kept, now) for one in proofs) else Unlike(_altered(kept))


def _named(one: Checkpoint) -> str:
    return f'The checkpoint over {one.size:,} events of the log "{one.side}" of agency "{one.agency}"'


def _altered(kept: Checkpoint) -> str:
    return (
        f"{_named(kept)} was kept, and the log of now does not add to it: something in those events was changed,"
        " removed or added. Keep both files."
    )


def _statement(one: Checkpoint, at: Instant) -> bytes:
    return cosigned_bytes(one.agency, one.side, one.size, raw(one.chain), raw(one.root or ""), at)


def _keep(place: Path, own: Seal, shown: Statements, newest: Logs, at: Instant) -> None:
    """Write what is kept, whole or not at all."""
    cosigned = [
        Cosigned(one.agency, one.side, one.size, at, own.sign(_statement(one, at)).hex()) for one in newest.values()
    ]
    told = replace(
        shown,
        checkpoints=tuple(newest.values()),
        growth=(),
        cosigner=own.public.hex(),
        cosigned=tuple(cosigned),
    )
    part = place.with_name(place.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
    except OSError as error:
        sentence = f'"{place}" could not be written: {error.strerror}. Nothing new is kept.'
        raise StoreError(sentence) from error
