"""Where a replay keeps its log and keys: a folder that is thrown away, or a data directory every other command opens.

What must never happen here: writing over a log, or leaving half of one.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from solidground.app.importing.fault import FileFault
from solidground.app.protocols import protocol_text
from solidground.app.settings import FILE as SETTINGS
from solidground.app.settings import must_be_folder
from solidground.app.wiring import make_directory
from solidground.core.kernel import AgencyId
from solidground.protocols import NAMES

LOG, KEYS, PROTOCOL = "solidground.sqlite3", "keys", "protocol.toml"


class Founding(NamedTuple):
    """What a replay's data directory says of itself. ``protocol`` is a shipped one's name, or a file."""

    agency: AgencyId
    zone: str
    protocol: str


@contextmanager
def folder(kept: Path | None, founding: Founding) -> Iterator[Path]:
    """Give the folder for a replay: ``kept``, made a data directory, or one that is gone afterwards."""
    if kept is None:
        with TemporaryDirectory(prefix="solidground-") as passing:
            yield Path(passing)
        return
    must_be_folder(kept)
    used = [name for name in (SETTINGS, LOG, KEYS) if (kept / name).exists()]
    if used:
        sentence = f'"{kept}" holds a log already ("{used[0]}"). Name an empty folder; nothing is ever written over.'
        raise FileFault(sentence)
    made = not kept.exists()
    try:
        make_directory(kept, founding.agency, founding.zone, "any")
        _keep_protocol(kept, founding.protocol)
        yield kept
    except BaseException:
        _empty(kept)
        if made and kept.is_dir():
            kept.rmdir()
        raise


def _keep_protocol(directory: Path, protocol: str) -> None:
    """Note the protocol in the settings; one from a file is kept beside them."""
    name = protocol
    if protocol not in NAMES:
        name = PROTOCOL
        (directory / PROTOCOL).write_text(protocol_text(protocol), encoding="utf-8")
    path = directory / SETTINGS
    words = path.read_text(encoding="utf-8").replace('protocol = "default"', f'protocol = "{name}"', 1)
    path.write_text(words, encoding="utf-8")


def _empty(directory: Path) -> None:
    """Take away what was made: half a replay is nobody's log."""
    for path in (directory / SETTINGS, directory / PROTOCOL, *directory.glob(LOG + "*")):
        path.unlink(missing_ok=True)
    shutil.rmtree(directory / KEYS, ignore_errors=True)
