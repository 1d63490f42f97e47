"""The picture of the README: the ground line of a made-up case, drawn by the project's own code.

Made again with:

    .venv/bin/python -c "from tests.house.picture import picture; print(picture(), end='')" > docs/picture.svg
"""

from solidground.core.ground import Ground, Mark, MarkKind, Overdue
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant
from solidground.documents.ground_svg import STYLE, WIDTH, ground_svg

EDGE, TALL = 40, 214
TITLE = "The ground line of one case, five months on"
BEHIND: tuple[tuple[MarkKind, Instant], ...] = (
    ("reached", 40 * MINUTE),
    ("reached", 16 * HOUR),
    ("tried", 2 * DAY + 20 * HOUR),
    ("tried", 3 * DAY + 8 * HOUR),
    ("reached", 6 * DAY + 4 * HOUR),
    ("not_now", 8 * DAY + 20 * HOUR),
    ("reached", 12 * DAY),
    ("reached", 17 * DAY),
    ("reached", 29 * DAY),
    ("reached", 60 * DAY),
    ("reached", 91 * DAY),
    ("reached", 120 * DAY),
)
LATE = Overdue(4 * DAY + 12 * HOUR, 6 * DAY + 4 * HOUR)
TODAY: Instant = 150 * DAY
AHEAD = (183 * DAY, 244 * DAY, 305 * DAY, 365 * DAY)
SAYS = (
    '<text class="strong" x="40" y="38">Five months after an incident: the care of one person.</text>',
    '<text class="soft" x="40" y="60">Solid where what was promised was kept, hollow where it was overdue.</text>',
)
LEGEND = (
    '<circle class="reached" cx="47" cy="184" r="6"/><text x="60" y="189">reached</text>',
    '<circle class="tried" cx="147" cy="184" r="5"/><text x="160" y="189">tried, no answer</text>',
    '<path class="reached" d="M298 184L305 177L312 184L305 191Z"/><text x="320" y="189">“not now”</text>',
    '<circle class="promised" cx="417" cy="184" r="5"/><text x="430" y="189">promised</text>',
    '<rect class="solid-line" x="513" y="180" width="26" height="8"/><text x="547" y="189">kept</text>',
    '<rect class="hollow-line" x="605" y="180.75" width="26" height="6.5"/><text x="639" y="189">overdue</text>',
)


def picture() -> str:
    """Return the picture as the text of an SVG file."""
    marks = (*(Mark(kind, at) for kind, at in BEHIND), *(Mark("promised", at) for at in AHEAD))
    line = ground_svg(Ground(0, TODAY, marks, (LATE,)), TITLE).replace(f"<style>{STYLE}</style>", "").strip()
    opened, _, rest = line.partition(" ")
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + 2 * EDGE} {TALL}" role="img">',
            f"<style>{STYLE}</style>",
            f'<rect width="{WIDTH + 2 * EDGE}" height="{TALL}" fill="var(--card)"/>',
            *SAYS,
            f'{opened} x="{EDGE}" y="78" width="{WIDTH}" height="76" {rest}',
            *LEGEND,
            "</svg>\n",
        )
    )
