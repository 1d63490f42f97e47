"""Writing the report: its place is tried before anything is replayed, and the file is there whole or not at all."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from solidground.app.importing.fault import FileFault

Write = Callable[[str], None]


@contextmanager
def written_whole(place: Path | None, sources: Sequence[Path] = ()) -> Iterator[Write | None]:
    """Give what writes the whole text to a file; None where no file is wanted. Raises FileFault for a bad place."""
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

    def write(text: str) -> None:
        try:
            part.write_text(text, encoding="utf-8")
            part.chmod(0o644)
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
    if any(place.exists() and place.samefile(source) for source in sources):
        sentence = f'"{place}" is what the replay reads. Name another file: it would be written over.'
        raise FileFault(sentence)


def _unwritten(place: Path, error: OSError) -> str:
    return f'"{place}" could not be written: {error.strerror or error}. Make room, or name a file where you may write.'
