"""The end of the demo: the ground line with the same facts as a table beside it, and the report in sentences."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from solidground.app.asking.report import ReportSeen
from solidground.app.demo.beats import Ended
from solidground.app.demo.cast import ZONE
from solidground.config.drawing.ground import ground_line, legend
from solidground.config.drawing.palette import SOFT, STRONG, TITLE
from solidground.core.ground import Ground, Row, rows
from solidground.core.hours import to_local
from solidground.core.kernel import DAY, HOUR, MINUTE, Span
from solidground.core.notice.moment import spoken

FACT_CELLS = 37
SAYS = {
    "reached": "reached",
    "tried": "tried, no answer",
    "not_now": "\u201cnot now\u201d",
    "promised": "promised",
    "overdue": "overdue",
    "today": "today",
}
GAPS = {
    "nobody_on_call": "nobody is on call",
    "nobody_coordinating": "nobody coordinates",
    "too_few_peers": "too few peers have room",
    "designation_runs_out": "a designation runs out",
    "training_runs_out": "training runs out",
}


def ending(ended: Ended, width: int) -> Iterator[RenderableType]:
    """Yield the parts of the end, from the line to the gaps."""
    yield Text(f"The ground line of {ended.member}, five years", TITLE)
    yield Text("It shows the work, never the person: \u201cnot now\u201d and silence leave it solid.", SOFT)
    yield Text()
    yield from ground_line(ended.ground, width)
    yield Text()
    yield legend()
    yield Text()
    yield _facts(ended.ground, width)
    yield Text()
    yield Text("The report of the agency, as its coordinator sees it", TITLE)
    yield from _report(ended.report, ended.ground.now_at)
    yield Text("The chief sees figures that were released, and nothing live.", SOFT)


def _report(report: ReportSeen, now: int) -> Iterator[Text]:
    work = report.work
    share = f"{100 * work.on_time // work.owed}%" if work.owed else "nothing owed"
    yield Text.assemble(
        (f"{work.owed}", STRONG),
        f" things were owed over {report.cases} cases: ",
        (f"{work.on_time}", STRONG),
        f" done on time ({share}), ",
        (f"{work.late}", STRONG),
        " late, ",
        (f"{work.not_done}", STRONG),
        " not done.",
    )
    held = "Every case is held." if report.unheld == 0 else f"{report.unheld} cases are held by nobody."
    yield Text(held)
    if not report.gaps:
        yield Text("No gap in cover in the next 30 days.")
    for gap in report.gaps:
        whose = f" ({gap.person})" if gap.person is not None else ""
        yield Text(f"A gap ahead, from {_when(gap.from_at, now)}: {GAPS[gap.why]}{whose}.")


def _facts(ground: Ground, width: int) -> Table:
    """Return the same facts in columns, read downwards."""
    facts = [_fact(row) for row in rows(ground)]
    across = max(width // FACT_CELLS, 1)
    down = -(-len(facts) // across)
    table = Table.grid(padding=(0, 2))
    for index in range(down):
        table.add_row(*facts[index::down])
    return table


def _fact(row: Row) -> Text:
    lasted = f" for {_length(row.to_at - row.at)}" if row.to_at is not None else ""
    wall = to_local(row.at, ZONE)
    return Text.assemble((f"{wall:%b} {wall.day:>2} {wall:%Y %H:%M}  ", SOFT), SAYS[row.kind] + lasted)


def _length(span: Span) -> str:
    """Return a length of time in its two smallest words: minutes below two hours, hours below two days."""
    if span < 2 * HOUR:
        return f"{max(span // MINUTE, 1)} min"
    return f"{round(span / HOUR)} h" if span < 2 * DAY else f"{round(span / DAY)} days"


def _when(at: int, now: int) -> str:
    return spoken(at, now, ZoneInfo(ZONE), "en-US")
