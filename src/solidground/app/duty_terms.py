"""What command owes after an incident, in an agency's own intervals: the list that is shipped, or a file of its own.

What must never happen here: an interval nobody can keep, or one taken without its source.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, get_args

from solidground.app.importing.fault import FileFault
from solidground.core.duty.terms import Least, ReturnStep, Terms, Whom, Within
from solidground.core.kernel import DAY
from solidground.core.protocol.duration import AT_ONCE, Duration, parse
from solidground.core.protocol.terms import CERTAINTIES
from solidground.core.words import Said, Words, phrased
from solidground.protocols import duty_text

WITHIN: Final = (
    "visit_within",
    "call_within",
    "replacement_within",
    "leave_said_within",
    "session_within",
    "status_told_within",
)
LEAST: Final = {"leave_least_days": "days", "rest_before_interview": "nights"}
"""What counts in whole days or nights, and the word for its number."""

STEPS: Final = "return_step"
FIELDS: Final = frozenset({"key", "says", "followed"})
TO_WHOM: Final[tuple[Whom, ...]] = get_args(Whom)
MONTHS_MOST, DAYS_MOST = 12, 366
"""The longest interval: what is owed after an incident is owed within a year."""

NUMBER_MOST: Final = 366
STEPS_MOST: Final = 40
SAYS_MOST: Final = 60
SOURCE_MOST: Final = 300

_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


def terms_of(directory: Path, name: str) -> Terms:
    """Return what an agency's command owes: by the file which its settings name, else by the list that is shipped."""
    if not name:
        return shipped_terms()
    path = directory / name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        unread = phrased(
            "The list of duties %(file)s could not be read. Check its name in [agency], and save it in UTF-8.",
            file=f'"{path}"',
        )
        raise FileFault(unread) from error
    return read_terms(text, f'"{path}"')


@lru_cache(maxsize=1)
def shipped_terms() -> Terms:
    """Return the list that is shipped."""
    return read_terms(duty_text(), phrased("The list that is shipped"))


def read_terms(text: str, called: Said) -> Terms:
    """Return the list that a text holds. Raises FileFault with the table that is wrong, and what would mend it."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        broken = phrased("%(file)s is no valid TOML: %(why)s. Mend that line.", file=called, why=str(error))
        raise FileFault(broken) from error
    strange = [name for name in found if name not in (*WITHIN, *LEAST, STEPS)]
    if strange:
        known = ", ".join((*WITHIN, *LEAST, STEPS))
        raise FileFault((_place(called, strange[0]), phrased("this is not known. Known are: %(known)s.", known=known)))
    values: dict[str, Any] = {}
    for name in (*WITHIN, *LEAST):
        table: Any = found.get(name)
        flaw = _flaw(name, table)
        if flaw is not None:
            raise FileFault((_place(called, name), flaw))
        values[name] = _value(name, table)
    return Terms(**values, return_steps=_steps(found.get(STEPS), called))


def _place(called: Said, table: str) -> Words:
    return phrased("%(file)s, [%(table)s]:", file=called, table=table)


_MISSING: Final = phrased("it is missing. Write it, with its source.")
_NO_DURATION: Final = phrased("within is a duration of at most a year, such as PT12H or P7D.")


def _flaw(name: str, table: object) -> Words | None:
    """Return what is wrong with one interval."""
    if not isinstance(table, dict):
        return _MISSING
    if table.get("whom") not in TO_WHOM:
        return phrased("whom is one of %(known)s.", known=", ".join(TO_WHOM))
    source = table.get("source")
    if not isinstance(source, str) or not 0 < len(source) <= SOURCE_MOST or not source.isprintable():
        return phrased("source says where it comes from, in 1 to %(most)s characters.", most=SOURCE_MOST)
    if table.get("certainty") not in CERTAINTIES:
        return phrased("certainty is one of %(known)s.", known=", ".join(CERTAINTIES))
    counted = LEAST.get(name)
    if counted is None:
        return None if _duration(table) is not None else _NO_DURATION
    number = table.get(counted)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= NUMBER_MOST:
        return phrased("%(word)s is a whole number from 1 to %(most)s.", word=counted, most=NUMBER_MOST)
    return None


def _duration(table: Mapping[str, Any]) -> Duration | None:
    written = table.get("within")
    found = parse(written) if isinstance(written, str) and written else None
    if found is None or found == AT_ONCE or found.months > MONTHS_MOST:
        return None
    # Hours are days here: a list of years written in hours is not one that anybody meant.
    return found if found.days + found.exact // DAY <= DAYS_MOST else None


def _value(name: str, table: Mapping[str, Any]) -> Within | Least:
    counted = LEAST.get(name)
    if counted is not None:
        return Least(table[counted], table["whom"])
    length = _duration(table)
    assert length is not None, "what is no duration was refused"
    return Within(length, table["whom"])


def _steps(rows: object, called: Said) -> tuple[ReturnStep, ...]:
    if not isinstance(rows, list) or not 0 < len(rows) <= STEPS_MOST:
        most = STEPS_MOST
        raise FileFault(
            phrased("%(file)s has 1 to %(most)s [[return_step]]. Write one for each step.", file=called, most=most)
        )
    for number, row in enumerate(rows, 1):
        flaw = _flaw_of_step(row)
        if flaw is not None:
            where = phrased("%(file)s, [[return_step]] number %(number)s:", file=called, number=number)
            raise FileFault((where, flaw))
    steps = tuple([ReturnStep(row["key"], row["says"], row.get("followed", False)) for row in rows])
    if len({step.key for step in steps}) < len(steps):
        raise FileFault(phrased("%(file)s has one key of a [[return_step]] twice. Keep one of the two.", file=called))
    if not any(step.followed for step in steps):
        unfollowed = phrased(
            "%(file)s has no [[return_step]] that is a return to duty: nobody would be in touch after it. Write"
            " followed = true into each that is one.",
            file=called,
        )
        raise FileFault(unfollowed)
    return steps


def _flaw_of_step(row: object) -> Words | None:
    if not isinstance(row, dict) or not isinstance(row.get("key"), str) or not _KEY.fullmatch(row["key"]):
        return phrased("key is a short name in small letters, such as scene_visit.")
    says = row.get("says")
    if not isinstance(says, str) or not 0 < len(says) <= SAYS_MOST or not says.isprintable():
        return phrased("says has 1 to %(most)s characters.", most=SAYS_MOST)
    if not isinstance(row.get("followed", False), bool):
        return phrased("followed is true or false.")
    if not row.keys() <= FIELDS:
        # A slip in followed would be nobody in touch after a return, and no word of it.
        return phrased("it has key, says and followed, and nothing else.")
    return None
