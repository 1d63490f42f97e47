"""Writing a file that somebody asked for: its place is tried before anything else, and it is there whole or not at all.

What must never happen here: a file half written, or one of those that are read, or a device, written over.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from solidground.app.importing.fault import FileFault

Write = Callable[[bytes], None]


@contextmanager
def written_whole(place: Path | None, sources: Sequence[Path] = (), mode: int = 0o644) -> Iterator[Write | None]:
    """Give what writes a whole file; None where no file is wanted. Raises FileFault for a bad place."""
    if place is None:
        yield None
        return
    _check(place, sources)
    try:
        handle, name = mkstemp(prefix=".solidground-", suffix=".part", dir=place.parent)
    except OSError as error:
        raise FileFault(_unwritten(place, error)) from error
    os.close(handle)
    part = Path(name)

    def write(text: bytes) -> None:
        try:
            part.write_bytes(text)
            part.chmod(mode)
            part.replace(place)
        except OSError as error:
            raise FileFault(_unwritten(place, error)) from error

    try:
        yield write
    finally:
        part.unlink(missing_ok=True)


def _check(place: Path, sources: Sequence[Path]) -> None:
    if not place.parent.is_dir():
        sentence = f'"{place.parent}" is no folder. Name a file in one that is there.'
        raise FileFault(sentence)
    if place.is_dir():
        sentence = f'"{place}" is a folder. Name a file in it.'
        raise FileFault(sentence)
    if place.exists() and not place.is_file():
        sentence = f'"{place}" is a device or a pipe, and would be taken away. Name a file.'
        raise FileFault(sentence)
    if any(_is_one_of(place, source) for source in sources):
        sentence = f'"{place}" is what is read for it. Name another file: it would be written over.'
        raise FileFault(sentence)


def _is_one_of(place: Path, source: Path) -> bool:
    """Return whether a place is what is read, or lies in a folder of it."""
    if source.is_dir():
        return place.resolve().is_relative_to(source.resolve())
    return place.exists() and source.exists() and place.samefile(source)


def _unwritten(place: Path, error: OSError) -> str:
    return f'"{place}" could not be written: {error.strerror or error}. Make room, or name a file where you may write.'
