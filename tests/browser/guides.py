"""The pictures of the guides: made by the browser suite from the pages as they are, cut to one screen and made small.

make guides
"""

import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest

from tests.house.sources import ROOT

FROM: Final = ROOT / "build" / "pictures"
TO: Final = ROOT / "docs" / "guides" / "pictures"

TAKEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "light-ground_been": "my_ground",
        "light-night": "night",
        "light-sight": "my_sight",
        "light-list": "my_list",
        "light-kept": "kept",
        "light-load": "my_load",
        "light-board": "board",
        "light-case": "case",
        "light-incident_new": "incident_new",
        "light-clinician": "clinician",
        "light-family": "family",
        "light-worried": "worried",
        "light-supervisor": "supervisor",
        "light-liaison": "liaison",
        "light-property": "property",
        "light-hr_late": "hr",
        "light-work": "work",
        "light-year": "year",
        "accounts_found": "accounts",
        "light-administration": "administration",
        "light-checkpoints": "checkpoints",
    }
)
"""Which picture of the browser suite becomes which of the guides."""

TALLEST: Final = 844
"""How much of a page is shown, in pixels: what a phone shows."""

COLOURS: Final = 48
"""How many colours a picture keeps: enough for letters and for the ground line."""

LIGHT: Final = "light-"
PAGES: Final = "tests/browser/browse_pages.py::test_a_page_is_whole"
SIGNING: Final = "tests/browser/browse_accounts.py::test_a_phone_s_own_lock_lets_its_owner_in_again"

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
CHANNELS: Final = {2: 3, 6: 4}
"""How many bytes a dot has, by the kind of PNG: what a browser writes."""


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give each part of a PNG with its name."""
    at = len(SIGNATURE)
    while at < len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += size + 12


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


def _unfiltered(kind: int, row: bytearray, above: bytes, step: int) -> None:
    for at in range(len(row)):
        left = row[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        add = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))[kind]
        row[at] = (row[at] + add) & 0xFF


def dots(png: bytes, tallest: int) -> list[list[bytes]]:
    """Read the rows of a picture as a browser writes them, at most so many, each dot as three bytes."""
    found = list(chunks(png))
    head = found[0][1]
    wide, high, kind = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big"), head[9]
    step = CHANNELS[kind]
    whole = zlib.decompress(b"".join(body for name, body in found if name == b"IDAT"))
    rows, above = [], bytes(wide * step)
    for nth in range(min(high, tallest)):
        begin = nth * (wide * step + 1)
        row = bytearray(whole[begin + 1 : begin + 1 + wide * step])
        _unfiltered(whole[begin], row, above, step)
        above = bytes(row)
        rows.append([above[at : at + 3] for at in range(0, len(above), step)])
    return rows


def _near(colour: bytes, palette: list[bytes]) -> int:
    return min(
        range(len(palette)), key=lambda nth: sum((a - b) ** 2 for a, b in zip(colour, palette[nth], strict=True))
    )


def part(name: bytes, body: bytes) -> bytes:
    """Write one part of a PNG."""
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def small(png: bytes, tallest: int = TALLEST) -> bytes:
    """Return a picture cut to one screen, with few colours."""
    rows = dots(png, tallest)
    counted = Counter(dot for row in rows for dot in row)
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    place = {colour: _near(colour, palette) for colour in counted}
    head = len(rows[0]).to_bytes(4, "big") + len(rows).to_bytes(4, "big") + bytes((8, 3, 0, 0, 0))
    drawn = b"".join(b"\x00" + bytes(place[dot] for dot in row) for row in rows)
    parts = ((b"IHDR", head), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(drawn, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(part(name, body) for name, body in parts)


def write(source: Path, target: Path) -> None:
    """Write every picture of the guides from those of the browser suite."""
    target.mkdir(parents=True, exist_ok=True)
    for taken, name in TAKEN.items():
        (target / f"{name}.png").write_bytes(small((source / f"{taken}.png").read_bytes()))


def main() -> int:
    """Open the pages, and take their pictures."""
    scenes = [taken.removeprefix(LIGHT) for taken in TAKEN if taken.startswith(LIGHT)]
    asked = [*[f"{PAGES}[{scene}-light]" for scene in scenes], SIGNING]
    status = pytest.main(["-q", "-n", "0", "-o", "python_files=browse_*.py", *asked])
    if status == 0:
        write(FROM, TO)
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
