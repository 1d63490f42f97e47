"""The parts of a protocol, one function each: from the fields of a table to a value.

Must never know of the file around its table.
"""

import re
from collections.abc import Callable

from solidground.core.protocol.fields import Fields, on_line
from solidground.core.protocol.plan import Keeping, Ladder, Limits, Rung
from solidground.core.protocol.terms import (
    CERTAINTIES,
    KEEPINGS,
    STEP_KINDS,
    WAYS,
    Notice,
    Role,
    StaffedLine,
    WrittenLadder,
    WrittenStep,
)
from solidground.core.words import phrased

PEOPLE_MOST = 100_000
REPEATS_MOST = 60
SILENT_MOST = 10
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


def step(fields: Fields, line: int) -> WrittenStep:
    """Read a ``[[step]]``."""
    key = _key(fields)
    opens, due, lapses = fields.moments()
    written = WrittenStep(
        key=key,
        kind=fields.choice("kind", STEP_KINDS),
        who=fields.choice("who", KEEPINGS),
        opens=opens,
        due=due,
        lapses=lapses,
        ladder=fields.text("ladder"),
        ways=fields.choices("ways", WAYS),
        source=fields.text("source"),
        certainty=fields.choice("certainty", CERTAINTIES),
        line=line,
    )
    fields.close()
    return written


def _key(fields: Fields) -> str:
    key = fields.text("key")
    if key and not _KEY.fullmatch(key):
        what = phrased("the key %(key)s has letters a key cannot have.", key=f"{key!r:.60}")
        fields.fault("key", what, phrased("Use a to z, 0 to 9 and _, at most 40."))
    fields.named(key)
    return key


def ladder(fields: Fields, line: int, rung_place: Callable[[int], int]) -> WrittenLadder:
    """Read a ``[[ladder]]``. One without rungs is written ``rungs = []`` and is for asks alone."""
    name = fields.text("name")
    fields.named(name)
    empty = fields.has("rungs") and fields.table["rungs"] == []
    tables = () if empty else fields.tables("rungs")
    lines = tuple(rung_place(nth) for nth in range(len(tables)))
    rungs = tuple(
        _rung(Fields(table, fields.name, on_line(line), fields.faults))
        for table, line in zip(tables, lines, strict=True)
    )
    read = Ladder(
        name=name,
        rungs=rungs,
        urgent=fields.flag("urgent"),
        daily_times=fields.whole("daily_times", 1, REPEATS_MOST, 7),
        weekly_times=fields.whole("weekly_times", 1, REPEATS_MOST, 8),
    )
    fields.close()
    return WrittenLadder(read, line, lines)


def _rung(fields: Fields) -> Rung:
    rung = Rung(fields.choice("who", KEEPINGS), fields.span("wait"), fields.choices("ways", WAYS, needed=False))
    fields.close()
    return rung


def limits(fields: Fields) -> Limits:
    """Read ``[limits]``."""
    read = Limits(
        longest_silence_for=fields.span("longest_silence"),
        taken_for=fields.span("taken"),
        retry_for=fields.span("retry"),
        handover_for=fields.span("handover"),
        call_for=fields.span("call"),
        silent_after=fields.whole("silent_after", 1, SILENT_MOST, 2),
        call_again_for=fields.span("call_again", "PT15M"),
        date_before_for=fields.span("date_before", "P2D"),
        date_after_for=fields.span("date_after", "P2D"),
        anniversary_around_for=fields.span("anniversary_around", "P7D"),
        return_first_for=fields.span("return_first", "P1D"),
        return_second_for=fields.span("return_second", "P7D"),
    )
    fields.close()
    return read


def role(fields: Fields, who: Keeping, line: int) -> Role:
    """Read one entry of ``[roles]``."""
    read = Role(who, fields.whole("people", 0, PEOPLE_MOST), fields.whole("lent", 0, PEOPLE_MOST, 0), line)
    fields.close()
    return read


def staffed_line(fields: Fields, line: int) -> StaffedLine:
    """Read ``[line]``."""
    read = StaffedLine(fields.text("name"), fields.text("number"), fields.text("checked_on"), line)
    fields.close()
    return read


def notice(fields: Fields, line: int) -> Notice:
    """Read a ``[[notice]]``."""
    read = Notice(
        fields.text("jurisdiction"),
        fields.text("version"),
        fields.text("law", ""),
        fields.texts("says"),
        line,
        fields.text("checked_on", ""),
    )
    fields.close()
    return read
