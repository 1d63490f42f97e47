"""Letters for a terminal that has no others: where it cannot show a sign, a plainer one stands there.

What must never happen here: output that breaks off at a sign, or two signs of one legend that become the same.
"""

import codecs
import io
import sys
from typing import Final

NAME: Final = "solidground-plain"

PLAIN: Final = {
    **dict(zip("●○◉◆◇◦✉", "*o@+?.>", strict=True)),
    **dict(zip("━═┄┃╵", "=~-|'", strict=True)),
    **dict(zip("│─├╭╮╰╯", "|-|++`+", strict=True)),
    **dict(zip("\u201c\u201d\u2018\u2019\u2026\u00b7\u2013\u2014", "\"\"''.---", strict=True)),
}
UNKNOWN: Final = "?"


def plainer(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for letters that cannot be shown, and where to go on."""
    assert isinstance(error, UnicodeEncodeError), "only what is written can lack a letter"
    signs = error.object[error.start : error.end]
    return "".join(PLAIN.get(sign, UNKNOWN) for sign in signs), error.end


codecs.register_error(NAME, plainer)


def legible() -> None:
    """Let both outputs use plainer signs where they cannot show ours."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=NAME)


def shows_all(stream: object) -> bool:
    """Tell whether a stream can hold any letter, so that what another program reads need not be spelt out."""
    encoding = getattr(stream, "encoding", None)
    return encoding is None or codecs.lookup(encoding).name.startswith("utf")
