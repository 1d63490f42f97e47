"""An outlook as one picture: a row for each step, on a logarithmic scale of time that gives the first hours room.

What must never happen here: an address of anything outside, a script, or a meaning that is in a colour alone.
"""

from collections.abc import Iterator, Sequence
from html import escape

from solidground.app.outlook import Asked, Foreseen, Outlook
from solidground.app.scale import along, gathered
from solidground.config.outlook_words import KIND, NOT_ASKED, WHO, clock, day, plain, spoken
from solidground.core.kernel import DAY, HOUR, Instant, Span

WIDTH, LEFT, RIGHT = 960, 252, 924
TOP, ROW, FOOT = 168, 36, 96
GATHER = 15
"""Marks nearer than this are one."""

MARGIN = 32

TICKS: tuple[tuple[Span, str], ...] = (
    (0, "incident"),
    (8 * HOUR, "8 hours"),
    (DAY, "day 1"),
    (3 * DAY, "day 3"),
    (7 * DAY, "week 1"),
    (30 * DAY, "month 1"),
    (120 * DAY, "month 4"),
    (365 * DAY, "year 1"),
)
BESIDE = 14
"""Room between a mark and the words beside it."""

STYLE = """
svg { background: #f6f4ef; font-family: "Atkinson Hyperlegible Next", "Atkinson Hyperlegible", "Segoe UI", system-ui,
  sans-serif; }
text { fill: #23282b; font-size: 14px; }
.title { font-size: 24px; font-weight: 700; letter-spacing: -0.01em; }
.soft { fill: #5c6468; font-size: 13px; }
.name { font-weight: 600; font-size: 14px; }
.who { fill: #5c6468; font-size: 12px; paint-order: stroke; stroke: #f6f4ef; stroke-width: 4px;
  stroke-linejoin: round; }
.rule { stroke: #ddd8cd; }
.window { stroke: #5d8c80; stroke-width: 6; stroke-linecap: round; }
.asked { fill: #2f6b5e; stroke: #f6f4ef; stroke-width: 1.5; }
.next { fill: none; stroke: #a8590a; stroke-width: 2; }
.question { fill: #f6f4ef; stroke: #5c6468; stroke-width: 1.5; }
.unheld { fill: #a8590a; font-weight: 600; }
.until { stroke: #a8590a; stroke-width: 1.5; stroke-dasharray: 2 4; }
@media (prefers-color-scheme: dark) {
  svg { background: #191b1a; }
  text { fill: #ece7dc; }
  .soft, .who { fill: #aeb2ab; }
  .rule { stroke: #363a38; }
  .who { stroke: #191b1a; }
  .window { stroke: #6f9c90; }
  .asked { fill: #8cc5b5; stroke: #191b1a; }
  .next { stroke: #e2a24f; }
  .question { fill: #191b1a; stroke: #aeb2ab; }
  .unheld { fill: #e2a24f; }
  .until { stroke: #e2a24f; }
}
"""


def draw(seen: Outlook) -> str:
    """Return an outlook as an SVG document."""
    height = TOP + ROW * (len(seen.steps) + 1) + FOOT
    title = f"{plain(seen.kind).capitalize()}: {plain(seen.part)}"
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
            f' role="img" aria-labelledby="title said">'
        ),
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="said">{escape(_told(seen))}</desc>',
        f"<style>{STYLE}</style>",
        *_head(seen, title),
        *_ticks(seen, height),
        *(line for nth, step in enumerate(seen.steps) for line in _row(seen, step, TOP + ROW * nth)),
        *_until(seen, TOP + ROW * len(seen.steps)),
        *_legend(height),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _told(seen: Outlook) -> str:
    """Say the picture in words, for those who cannot see it."""
    rows = []
    for step in seen.steps:
        asked = ", ".join(f"{WHO[one.who]} {day(one.at, seen.zone)} {clock(one.at, seen.zone)}" for one in step.asked)
        rows.append(f"{plain(step.key)}: {asked or NOT_ASKED.get(step.cancelled, 'nobody is asked')}.")
    return " ".join(rows)


def _head(seen: Outlook, title: str) -> Iterator[str]:
    yield _text(MARGIN, 48, title, "title")
    began = f"{day(seen.at, seen.zone)}, {clock(seen.at, seen.zone)} in {seen.zone}"
    yield _text(MARGIN, 74, f"What would happen if nobody ever answered. {began}.", "")
    yield _text(MARGIN, 96, f"Protocol {seen.protocol}, version {seen.version}. Everybody in it is made up.", "soft")


def _ticks(seen: Outlook, height: int) -> Iterator[str]:
    for span, name in TICKS:
        x = _x(seen, seen.at + span)
        yield f'<line class="rule" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 22}" y2="{height - FOOT}"/>'
        yield _text(x, TOP - 30, name, "soft", "middle")


def _x(seen: Outlook, at: Instant) -> float:
    return LEFT + (RIGHT - LEFT) * along(seen, at)


def _row(seen: Outlook, step: Foreseen, top: int) -> Iterator[str]:
    middle = top + ROW // 2
    yield _text(MARGIN, middle - 2, plain(step.key), "name")
    owed = "asked of the member" if step.kind == "ask" else WHO[step.who]
    yield _text(MARGIN, middle + 13, f"{KIND[step.kind]}, {owed}", "who")
    yield f'<line class="rule" x1="{MARGIN}" x2="{RIGHT}" y1="{top + ROW}" y2="{top + ROW}"/>'
    from_x, to_x = _x(seen, step.opens_at), _x(seen, step.lapses_at)
    if step.cancelled:
        yield f'<circle class="question" cx="{from_x:.1f}" cy="{middle}" r="4.5"/>'
        return
    yield f'<line class="window" x1="{from_x:.1f}" x2="{to_x:.1f}" y1="{middle}" y2="{middle}"/>'
    for x, cluster in _gathered(seen, step.asked):
        yield from _mark(x, middle, cluster)
    yield from _beside(seen, step, middle)


def _gathered(seen: Outlook, asked: Sequence[Asked]) -> list[tuple[float, list[Asked]]]:
    marks = gathered(seen, asked, GATHER / (RIGHT - LEFT))
    return [(LEFT + (RIGHT - LEFT) * place, inside) for place, inside in marks]


def _mark(x: float, y: int, cluster: Sequence[Asked]) -> Iterator[str]:
    others = any(one.why in ("escalated", "repeated") for one in cluster)
    if any(one.why not in ("escalated", "repeated") for one in cluster):
        yield f'<circle class="asked" cx="{x:.1f}" cy="{y}" r="5"/>'
    if others:
        yield f'<circle class="next" cx="{x:.1f}" cy="{y}" r="8"/>'


def _beside(seen: Outlook, step: Foreseen, y: int) -> Iterator[str]:
    """Name those who are asked next, on the side of the marks that has room."""
    others = list(dict.fromkeys(WHO[one.who] for one in step.asked if one.why in ("escalated", "repeated")))
    if not others:
        return
    marks = [x for x, _ in _gathered(seen, step.asked)]
    said = f"then {spoken(others)}"
    if marks[-1] < (LEFT + RIGHT) / 2:
        yield _text(marks[-1] + BESIDE, y + 4, said, "who")
    else:
        yield _text(min(marks[0], _x(seen, step.opens_at)) - BESIDE, y + 4, said, "who", "end")


def _until(seen: Outlook, top: int) -> Iterator[str]:
    if seen.unheld_at is None:
        return
    middle = top + ROW // 2
    yield _text(MARGIN, middle - 2, "unheld", "name unheld")
    yield _text(MARGIN, middle + 13, "until a person takes the case", "who")
    from_x = _x(seen, seen.unheld_at)
    yield f'<line class="until" x1="{from_x:.1f}" x2="{RIGHT}" y1="{middle}" y2="{middle}"/>'
    for x, _ in _gathered(seen, seen.repeated):
        yield f'<circle class="next" cx="{x:.1f}" cy="{middle}" r="4"/>'


def _legend(height: int) -> Iterator[str]:
    y = height - FOOT + 40
    yield f'<line class="window" x1="{MARGIN + 4}" x2="{MARGIN + 26}" y1="{y}" y2="{y}"/>'
    yield _text(MARGIN + 38, y + 4, "open until it lapses", "soft")
    yield f'<circle class="asked" cx="{MARGIN + 190}" cy="{y}" r="5"/>'
    yield _text(MARGIN + 204, y + 4, "its keeper is asked or reminded", "soft")
    yield f'<circle class="next" cx="{MARGIN + 444}" cy="{y}" r="8"/>'
    yield _text(MARGIN + 460, y + 4, "others are asked", "soft")
    yield f'<circle class="question" cx="{MARGIN + 604}" cy="{y}" r="4.5"/>'
    yield _text(MARGIN + 618, y + 4, "a question that waits for the offer", "soft")


def _text(x: float, y: float, said: str, kind: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(said)}</text>'
