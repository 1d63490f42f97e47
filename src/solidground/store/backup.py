"""Backup and restore: one file that holds the whole database at one moment, the same for both kinds of database.

A backup is a zip of a SQLite database, the keys, the settings, the files they name and a manifest with a hash of each.
It holds the names, the addresses and the keys: seal it to a key that lies elsewhere. What must never happen here: a
backup that looks whole and is not, a restore over something that is there, or one that writes outside its folder.
"""

import hashlib
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

import msgspec

from solidground.store.base import SqlStore
from solidground.store.directory import verify_directory
from solidground.store.envelope import identities, is_sealed, open_file, recipients, seal_file
from solidground.store.fault import StoreError
from solidground.store.seal import NEXT, PRIVATE, PUBLIC
from solidground.store.sqlite import FILE
from solidground.store.tables import SCHEMA

MANIFEST = "manifest.json"
FORMAT = "solidground backup 1"
CHUNK_BYTES = 1 << 20
KEYS = ("keys/links.key", "keys/addresses.key", "keys/pages.key")
BESIDE = (str(PRIVATE), str(PUBLIC), str(NEXT), *KEYS, "settings.toml")
"""What a data directory holds beside the database: without the keys no link and no address would be believed."""


_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, msgspec.MsgspecError)


class Manifest(NamedTuple):
    """What a backup says of itself: ``parts`` are SHA-256 by name."""

    format: str
    program: str
    schema: int
    at: int
    events: int
    parts: dict[str, str]


def backup(
    store: SqlStore,
    directory: Path,
    path: Path,
    *,
    at: int,
    program: str,
    named: Sequence[str] = (),
    to: Sequence[str] = (),
    beside: Mapping[str, bytes] | None = None,
) -> Manifest:
    """Write a backup of a store that may be running; ``directory`` holds its keys, and the files ``named``.

    ``to`` are the age recipients it is sealed to: nothing in clear then leaves the directory. ``beside`` is what
    else is kept, by name.
    """
    sealed_to, signing = recipients(to), _signing(directory)
    if path.exists():
        sentence = f'"{path}" is there already. Name another file; a backup is never written over.'
        raise StoreError(sentence)
    near = directory if to else path.parent
    with _writing(path) as part, tempfile.TemporaryDirectory(dir=near, prefix=".backup-") as folder:
        copy = Path(folder) / FILE
        events = store.copy_to(copy)
        files = {FILE: copy} | {name: directory / name for name in (*BESIDE, *named)}
        files |= _put(Path(folder), beside or {})
        parts = {name: _hash(file) for name, file in files.items() if file.is_file()}
        manifest = Manifest(FORMAT, program, SCHEMA, at, events, parts)
        packed = Path(folder) / "packed.zip"
        with zipfile.ZipFile(packed if to else part, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, msgspec.json.encode(manifest))
            for name in parts:
                archive.write(files[name], name)
        if _signing(directory) != signing:
            sentence = "The signing key was changed while the backup was written. Make it again; nothing was kept."
            raise StoreError(sentence)
        if to:
            seal_file(packed, part, sealed_to)
    return manifest


def _put(folder: Path, beside: Mapping[str, bytes]) -> dict[str, Path]:
    for name, text in beside.items():
        (folder / name).write_bytes(text)
    return {name: folder / name for name in beside}


def _signing(directory: Path) -> bytes:
    """Return the public half of the key that signs now: with the log of one key and another key nothing would fit."""
    path = directory / PUBLIC
    return path.read_bytes() if path.is_file() else b""


def unpack_backup(path: Path, directory: Path, key: Path | None = None) -> Manifest:
    """Make a data directory from a backup; nothing is left of one that is cut, damaged or altered."""
    if directory.exists() and any(directory.iterdir()):
        sentence = f'"{directory}" is not empty. Name an empty folder; nothing is ever written over.'
        raise StoreError(sentence)
    made = not directory.exists()
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _in_clear(path, directory, key) as clear:
            manifest = _take_out(clear, path, directory)
        _refuse_altered(path, directory)
    except BaseException as error:
        _empty(directory, gone=made)
        if isinstance(error, _DAMAGED):
            sentence = f'The backup "{path}" is cut or damaged. Use another one; nothing was restored.'
            raise StoreError(sentence) from error
        if isinstance(error, OSError):
            sentence = f'"{path}" could not be restored to "{directory}": {error.strerror or error}.'
            raise StoreError(sentence) from error
        raise
    return manifest


@contextmanager
def _in_clear(path: Path, directory: Path, key: Path | None) -> Iterator[Path]:
    """Give the backup as it was packed; one that is sealed is opened in the folder it is restored to."""
    if not is_sealed(path):
        yield path
        return
    if key is None:
        sentence = f'The backup "{path}" is sealed to a key of age. Name the file with that key: --key FILE.'
        raise StoreError(sentence)
    with tempfile.TemporaryDirectory(dir=directory, prefix=".restore-") as folder:
        opened = Path(folder) / "packed.zip"
        open_file(path, identities(key), opened)
        yield opened


def pour_backup(path: Path, directory: Path, fill: Callable[[Path], None], key: Path | None = None) -> Manifest:
    """Make a data directory whose log is elsewhere: ``fill`` takes it over from the file, which then goes."""
    made = not directory.exists()
    manifest = unpack_backup(path, directory, key)
    try:
        fill(directory / FILE)
        (directory / FILE).unlink()
    except BaseException:
        _empty(directory, gone=made)
        raise
    return manifest


def _take_out(clear: Path, path: Path, directory: Path) -> Manifest:
    with zipfile.ZipFile(clear) as archive:
        manifest = Manifest._make(msgspec.json.decode(archive.read(MANIFEST), type=Manifest))
        if manifest.format != FORMAT or manifest.schema > SCHEMA:
            sentence = f'The backup "{path}" was made by a newer version ({manifest.program}). Install that one first.'
            raise StoreError(sentence)
        for name, digest in manifest.parts.items():
            if not _inside(name):
                raise KeyError(name)
            target = directory / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with (
                archive.open(name) as source,
                os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file,
            ):
                shutil.copyfileobj(source, file, CHUNK_BYTES)
            if _hash(target) != digest:
                raise zipfile.BadZipFile(name)
    return manifest


def _inside(name: str) -> bool:
    """Tell whether a name stays in the folder it is taken out to."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def _refuse_altered(path: Path, directory: Path) -> None:
    """Check the log of what was taken out."""
    checked = verify_directory(directory)
    if checked.first_bad is not None:
        agency, side, position = checked.first_bad
        sentence = (
            f'The backup "{path}" holds a log that was altered (agency {agency}, {side}, event {position}).'
            " Use another one; nothing was restored."
        )
        raise StoreError(sentence)


def _empty(directory: Path, *, gone: bool) -> None:
    if gone:
        shutil.rmtree(directory, ignore_errors=True)
        return
    for found in directory.iterdir():
        if found.is_dir():
            shutil.rmtree(found, ignore_errors=True)
        else:
            found.unlink()


@contextmanager
def _writing(path: Path) -> Iterator[IO[bytes]]:
    """Write beside the name and take the name at the end, so that half a backup never has it."""
    part = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        remedy = "Make the folder first" if isinstance(error, FileNotFoundError) else "Make room"
        sentence = f'The backup could not be written to "{path}": {error.strerror or error}. {remedy}, or name another.'
        raise StoreError(sentence) from error
    finally:
        part.unlink(missing_ok=True)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
