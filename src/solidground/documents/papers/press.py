"""Drawing a paper: what stands on it goes in as values, PDF/A-2a comes out, tagged and in its language.

The same values give the same bytes on any day. What must never happen here: a look at a file, at the network, at the
time, or at a typeface of the machine.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import as_file, files
from os import rmdir
from re import compile as pattern
from tempfile import mkdtemp
from threading import Lock
from typing import Any, Final
from urllib.parse import quote
from weakref import finalize

from solidground.core.papers import (
    AuditPaper,
    Claim,
    DecisionPaper,
    Face,
    FirstHourCards,
    Kind,
    LeaveLetter,
    LimitsNotice,
    Paper,
    PropertyReceipt,
    ReturnRecord,
)

STANDARD: Final = "a-2a"
"""What the drawing is held to: PDF/A-2, level a: tagged, with its language, each letter readable as text."""

KINDS: Final[Mapping[type[Any], Kind]] = {
    PropertyReceipt: "property_receipt",
    LeaveLetter: "leave_letter",
    ReturnRecord: "return_record",
    DecisionPaper: "decision",
    LimitsNotice: "limits_notice",
    FirstHourCards: "first_hour_cards",
    AuditPaper: "audit",
}
TEMPLATES: Final = "templates"
PAGE: Final = "page"
UNSHOWN: Final = pattern(
    r"[^\t\n -~\u00a0-\u024f\u0370-\u03ff\u0400-\u04ff\u2009-\u2026\u2032-\u203a\u20ac\u2122\u2212]"
)
"""Letters that the typeface may lack; where it does, a question mark stands for each."""

KEYS: Final = Claim._fields
"""What a paper says of itself to a program, among its keywords."""


def shipped(kind: str) -> str:
    """Return the template of a paper that comes with the program."""
    return files(__package__).joinpath(TEMPLATES, f"{kind}.typ").read_text(encoding="utf-8")


@cache
def typst() -> Any:  # noqa: ANN401 - the library carries no type for a module
    """Return the library that sets type: it is large, and loaded when the first paper is drawn."""
    import typst as library  # noqa: PLC0415 - as this says

    return library


class Press:
    """Draws papers, one at a time."""

    def __init__(self) -> None:
        """Set up the type. The root is an empty folder: a template finds no file in it."""
        nothing = mkdtemp(prefix="solidground-")
        finalize(self, rmdir, nothing)
        with as_file(files("solidground.documents").joinpath("typeface")) as typeface:
            self._compiler = typst().Compiler(
                root=nothing,
                font_paths=[str(typeface)],
                ignore_system_fonts=True,
                package_path=nothing,
                package_cache_path=nothing,
            )
        self._lock = Lock()
        self._page = shipped(PAGE)

    def draw(self, paper: Paper, template: str | None = None, *, signed: bool = False) -> bytes:
        """Return a paper as PDF/A by its own template, or by an agency's; a TypstError where that cannot be."""
        kind = KINDS[type(paper)]
        source = f"{self._page}\n{shipped(kind) if template is None else template}".encode()
        values = json.dumps(as_values(paper, signed=signed), ensure_ascii=False)
        try:
            return self._set(source, values, paper.face)
        except typst().TypstError:
            plain = UNSHOWN.sub("?", values)
            if plain == values:
                raise
            return self._set(source, plain, paper.face)

    def _set(self, source: bytes, values: str, face: Face) -> bytes:
        at = datetime.fromordinal(face.on).replace(tzinfo=UTC)
        with self._lock:
            drawn: bytes = self._compiler.compile(
                input=source, format="pdf", sys_inputs={"paper": values}, pdf_standards=STANDARD, timestamp=at
            )
        return drawn


def as_values(paper: Paper, *, signed: bool) -> dict[str, Any]:
    """Return what a template finds: the fields of a paper, as JSON has them."""
    face = paper.face
    on = date.fromordinal(face.on)
    language, _, region = face.language.partition("-")
    said: dict[str, Any] = {
        "agency": face.agency,
        "title": face.title,
        "lead": face.lead,
        "mark": face.mark,
        "foot": face.foot,
    }
    said |= {"keywords": keywords(paper), "year": on.year, "month": on.month, "day": on.day}
    said |= {"lang": language, "region": region or None, "sheet": face.sheet, "signed": signed}
    return {**_plain(paper._replace(face=None)), "face": said}  # type: ignore[arg-type]  # its face is said above


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever stands on a paper
    if hasattr(value, "_asdict"):
        return {name: _plain(one) for name, one in value._asdict().items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def keywords(paper: Paper) -> list[str]:
    """Return what a paper says of itself to a program; each value spelled so that a list of them can be taken apart."""
    face, stands = paper.face, paper.face.stands
    said = Claim(KINDS[type(paper)], face.agency, face.language, face.sheet, *(stands or ("", ""))[:2])
    if isinstance(paper, AuditPaper):
        said = said._replace(year=str(paper.of_year), at=str(paper.at))
    return [f"solidground:{key}={quote(value, safe='/')}" for key, value in said._asdict().items() if value]
