"""What proves and keeps a log, over its files: checking, checkpoints for somebody outside, keys, backups.

It is a part of ``wiring`` that no running clock needs. What must never happen here: a rule, or an adapter loaded that
is not used.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from solidground.app.catch_up import Ahead, ahead
from solidground.app.importing.fault import FileFault
from solidground.app.ports import Witness
from solidground.app.settings import FILE as SETTINGS
from solidground.app.settings import files_named, move_to_postgresql, move_to_sqlite
from solidground.app.wiring import CLOCK, agency_of, doubt, open_directory, open_store, settings_of
from solidground.core.kernel import Instant
from solidground.store.base import SqlStore
from solidground.store.fault import StoreError
from solidground.store.seal import PUBLIC, read_public
from solidground.store.verify import trusted, verify


class Checked(NamedTuple):
    """What checking a log found. ``first_bad`` is the agency, side and position of the first altered event."""

    events: int
    first_bad: tuple[str, str, int] | None
    unsealed: int
    foreign_key: bool = False
    """Whether what was kept is signed by a key that no change of keys leads to."""


def check_log(directory: Path, against: Path | None = None) -> Checked:
    """Check the whole log of a data directory, also against checkpoints that somebody kept."""
    with closing(open_directory(directory)) as store:
        public = read_public(directory) if (directory / PUBLIC).exists() else None
        if against is None:
            return _checked(verify(store, public))
        from solidground.store.statements import raw, read_statements  # noqa: PLC0415 - loaded where it is used

        said = read_statements(against)
        kept, key = said.kept(), raw(said.public_key)
        _refuse_another(directory, store, against, sorted({one.agency for one in kept}))
        own = public is not None and key in {one.public for one in trusted(store, public)}
        # The key of what was kept is believed, never one that somebody put into this folder since.
        return _checked(verify(store, public if own else key, kept))._replace(foreign_key=not own)


def _refuse_another(directory: Path, store: SqlStore, against: Path, named: list[str]) -> None:
    """Refuse checkpoints of another agency than this directory's, whose log may have been taken away altogether."""
    try:
        known = {*store.agencies(), settings_of(directory).agency}
    except StoreError:
        return  # a table is gone: checking says so
    if not known & set(named):
        sentence = (
            f'"{against}" is of agency {", ".join(named)}, and "{directory}" of {", ".join(sorted(known))}.'
            " Name the data directory of that agency."
        )
        raise FileFault(sentence)


def _checked(found: Any) -> Checked:  # noqa: ANN401 - the store's own value
    bad = found.first_bad
    # A foreign hand may have written what is no text: it is said as far as it can be.
    place = bad and (_sayable(bad.agency), _sayable(bad.side), bad.position)
    return Checked(found.events, place, found.unsealed)


def _sayable(cell: object) -> str:
    return str(cell).encode("utf-8", "replace").decode()


def checkpoints_of(directory: Path, since: Path | None = None) -> Any:  # noqa: ANN401 - ready for JSON
    """Return every signed checkpoint with proofs that each adds to the one before; or what is new since a kept file."""
    from solidground.store.evidence import statements  # noqa: PLC0415 - loaded where it is used
    from solidground.store.statements import plain, read_statements  # noqa: PLC0415 - as above

    kept = None if since is None else read_statements(since).kept()
    with closing(open_directory(directory)) as store:
        return plain(statements(store, read_public(directory), kept))


def witness_of(store: SqlStore, public: Callable[[], bytes]) -> Witness:
    """Return what proves the logs of a store to those who may see it; ``public`` finds the half of its key to trust."""
    from solidground.store.witness import StoreWitness  # noqa: PLC0415 - loaded where it is used

    return StoreWitness(store, public)


def public_of(directory: Path) -> Callable[[], bytes]:
    """Return where the public half of a data directory's key is found."""
    return partial(read_public, directory)


def place_of(directory: Path, side: str, position: int, since: Path | None) -> Any:  # noqa: ANN401 - ready for JSON
    """Return the proof that an event is in the log of the newest checkpoint, or of one that was kept."""
    from solidground.store import evidence  # noqa: PLC0415 - loaded where it is used
    from solidground.store.statements import plain, read_statements  # noqa: PLC0415 - as above

    with closing(open_directory(directory)) as store:
        agency = agency_of(directory, store)
        kept = [] if since is None else read_statements(since).kept()
        sizes = [one.size for one in kept if (one.agency, one.side) == (agency, side)]
        return plain(evidence.place_of(store, side, position, agency, max(sizes, default=None)))


def cosign(log: Path, key: Path, kept: Path | None, *, new: bool) -> Any:  # noqa: ANN401 - the store's own value
    """Sign what was exported, if it adds to what was kept."""
    from solidground.store import cosign as cosigner  # noqa: PLC0415 - loaded where it is used

    return cosigner.cosign(log, key, kept, CLOCK.now(), new=new)


def check_place(event: Path, kept: Path) -> Any:  # noqa: ANN401 - the store's own value
    """Check that an event is in the log that was kept."""
    from solidground.store import cosign as cosigner  # noqa: PLC0415 - loaded where it is used

    return cosigner.check_place(event, kept)


def rotate_key(directory: Path) -> str:
    """Change the signing key for a new one; return its public half."""
    from solidground.store.rotate import rotate  # noqa: PLC0415 - loaded where it is used

    with closing(open_directory(directory)) as store:
        return rotate(store, directory, CLOCK.now()).hex()


class Restored(NamedTuple):
    """What came back: events, whether from PostgreSQL, when the backup was made, and what the clock does first."""

    events: int
    moved: bool
    at: Instant
    ahead: Ahead | None
    """None for the log of a replay, which no clock runs."""
    doubt: str = ""
    """Why the clock will not believe this machine's time, so long after the backup, until a person says it is right."""


def keep_backup(
    directory: Path, path: Path, program: str, to: Sequence[str] = (), beside: Mapping[str, bytes] | None = None
) -> int:
    """Write a backup while the clock may run, sealed to the age recipients; return how many events it holds.

    ``beside`` is what else is kept in it, by name.
    """
    from solidground.store.backup import backup  # noqa: PLC0415 - loaded where it is used

    named = files_named(directory, settings_of(directory))
    with closing(open_directory(directory)) as store:
        return backup(store, directory, path, at=CLOCK.now(), program=program, named=named, to=to, beside=beside).events


def restore_backup(path: Path, directory: Path, key: Path | None = None) -> Restored:
    """Make a data directory from a backup; ``key`` opens one that is sealed."""
    from solidground.store.backup import unpack_backup  # noqa: PLC0415 - loaded where it is used

    manifest = unpack_backup(path, directory, key)
    moved = move_to_sqlite(directory)
    return Restored(manifest.events, moved, manifest.at, *_then(directory))


def restore_to_postgresql(path: Path, directory: Path, key: Path | None = None) -> Restored:
    """Make a data directory from a backup, its log in the empty PostgreSQL that is named."""
    from solidground.store.backup import pour_backup  # noqa: PLC0415 - loaded where it is used

    def fill(file: Path) -> None:
        move_to_postgresql(directory)
        store: Any = open_store("postgresql", directory, address=settings_of(directory).address)
        with closing(store):
            store.fill_from(file)
            assert verify(store, read_public(directory)).first_bad is None, "what was poured over is the same log"

    manifest = pour_backup(path, directory, fill, key)
    first, doubted = _then(directory)
    return Restored(manifest.events, moved=False, at=manifest.at, ahead=first, doubt=doubted)


def _then(directory: Path) -> tuple[Ahead | None, str]:
    """Return what the clock does first, and why it does nothing before a person has spoken."""
    if not (directory / SETTINGS).exists():
        return None, ""
    with closing(open_directory(directory)) as store:
        return ahead(store, CLOCK.now()), doubt(store)


def make_backup_key(path: Path) -> str:
    """Write a new key for backups to a file; return the recipient that backups are sealed to."""
    from solidground.store.envelope import make_identity  # noqa: PLC0415 - loaded where it is used

    return make_identity(path)
