"""How an inquiry may stand, in an agency's own words: the list that is shipped, or a file of the data directory.

What must never happen here: a word that nobody can read, or one that the log would not know again.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple, get_args

from solidground.app.importing.fault import FileFault
from solidground.core.duty.investigation.decider import Word
from solidground.core.duty.investigation.events import Stands
from solidground.core.words import Said, Words, phrased
from solidground.protocols import statuses_text

INQUIRIES: Final = ("criminal", "administrative", "civil", "licensing")
STANDS: Final[tuple[Stands, ...]] = get_args(Stands)
FIELDS: Final = frozenset({"where", "inquiry", "status", "says", "stands"})
ANY: Final = "any"
SAYS_MOST: Final = 60
"""Characters of what a person reads: a word, never a sentence about what was found."""

_STATUS: Final = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


class Statuses(NamedTuple):
    """The list of one agency, and what each word says."""

    words: tuple[Word, ...] = ()
    says: Mapping[tuple[str, str], str] = MappingProxyType({})

    def said(self, inquiry: str, status: str) -> str:
        """Return what a person reads; of a word that has left the list, its name in the log."""
        return self.says.get((inquiry, status), status.replace("_", " "))


def statuses_of(directory: Path, name: str, jurisdiction: str) -> Statuses:
    """Return the list of an agency: that of the file which its settings name, else the one that is shipped."""
    if not name:
        return read_statuses(statuses_text(), phrased("The list that is shipped"), jurisdiction)
    path = directory / name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        unread = phrased(
            "The list of statuses %(file)s could not be read. Check its name in [agency], and save it in UTF-8.",
            file=f'"{path}"',
        )
        raise FileFault(unread) from error
    return read_statuses(text, f'"{path}"', jurisdiction)


def read_statuses(text: str, called: Said, jurisdiction: str) -> Statuses:
    """Return the list for a jurisdiction, each inquiry with the words of the nearest place that has some."""
    try:
        rows = tomllib.loads(text).get("word")
    except tomllib.TOMLDecodeError as error:
        broken = phrased("%(file)s is no valid TOML: %(why)s. Mend that line.", file=called, why=str(error))
        raise FileFault(broken) from error
    if not isinstance(rows, list) or not rows:
        raise FileFault(phrased("%(file)s has no [[word]]. Write one for each status.", file=called))
    for number, row in enumerate(rows, 1):
        flaw = _flaw(row)
        if flaw:
            where = phrased("%(file)s, [[word]] number %(number)s:", file=called, number=number)
            raise FileFault((where, flaw))
    found = [row for inquiry in INQUIRIES for row in _nearest(rows, inquiry, jurisdiction)]
    words = tuple([Word(row["inquiry"], row["status"], row["stands"]) for row in found])
    if len({word[:2] for word in words}) < len(words):
        twice = phrased("%(file)s has the same status of one inquiry twice. Keep one of the two.", file=called)
        raise FileFault(twice)
    return Statuses(words, MappingProxyType({(row["inquiry"], row["status"]): row["says"] for row in found}))


def _flaw(row: Any) -> Words | None:  # noqa: ANN401 - whatever a file holds
    if not isinstance(row, dict) or not row.keys() >= FIELDS or not all(isinstance(row[one], str) for one in FIELDS):
        return phrased("it holds %(fields)s, each a text, and nothing else.", fields=", ".join(sorted(FIELDS)))
    if row["inquiry"] not in INQUIRIES:
        return phrased("inquiry is one of %(known)s.", known=", ".join(INQUIRIES))
    if row["stands"] not in STANDS:
        return phrased("stands is one of %(known)s.", known=", ".join(STANDS))
    if not _STATUS.fullmatch(row["status"]):
        return phrased("status is a short name in small letters, such as not_sustained.")
    if not 0 < len(row["says"]) <= SAYS_MOST or not row["says"].isprintable():
        return phrased("says has 1 to %(most)s characters.", most=SAYS_MOST)
    return None


def _nearest(rows: Sequence[dict[str, Any]], inquiry: str, jurisdiction: str) -> list[dict[str, Any]]:
    country = jurisdiction.partition("-")[0]
    for place in (jurisdiction, country, ANY):
        found = [row for row in rows if row["inquiry"] == inquiry and row["where"] == place]
        if found:
            return found
    return []
