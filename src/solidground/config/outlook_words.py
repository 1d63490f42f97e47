"""The words of an outlook: who, when and how often, as the terminal and the drawing both say it."""

from collections.abc import Sequence

from solidground.app.outlook import Asked
from solidground.core.hours import to_local
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant, Span

WHO = {
    "peer": "the peer",
    "next_peer": "another peer",
    "on_call": "whoever is on call",
    "coordinator": "the coordinator",
    "deputy": "the deputy",
    "clinician": "the clinician",
    "chaplain": "the chaplain",
    "liaison_family": "the family liaison",
    "companion": "the companion",
    "line": "the staffed line",
}
KIND = {
    "offer": "an offer",
    "checkin": "a conversation",
    "word": "a few words",
    "task": "a task",
    "ask": "a question",
    "date": "a date",
}
WHY = {
    "asked": "asked",
    "reminded": "reminded, now due",
    "escalated": "asked next",
    "repeated": "asked again and again",
}
NOT_ASKED = {
    "before_offer": "Not sent: until somebody has made the offer, the machine asks nothing.",
}
WEEK_DAYS = 7
RHYTHM: tuple[tuple[str, Span], ...] = (
    ("every few minutes", HOUR - 1),
    ("hourly", 2 * HOUR),
    ("daily", 3 * DAY),
    ("weekly", 10 * DAY),
    ("monthly", 1 << 62),
)
"""How often, by the longest time in between."""


def plain(word: str) -> str:
    """Return a word of a file as a person writes it."""
    return word.replace("_", " ")


def day(at: Instant, zone: str) -> str:
    """Return a day, such as Fri 1 Mar 2024."""
    local = to_local(at, zone)
    return f"{local:%a} {local.day} {local:%b %Y}"


def clock(at: Instant, zone: str) -> str:
    """Return the time of day."""
    return f"{to_local(at, zone):%H:%M}"


def when(at: Instant, zone: str, beside: Instant) -> str:
    """Return a time as short as it may be beside another one: 23:15, Sat 01:15, or 7 Apr 12:00."""
    local, other = to_local(at, zone), to_local(beside, zone)
    days = local.toordinal() - other.toordinal()
    if days == 0:
        return f"{local:%H:%M}"
    if 0 < days < WEEK_DAYS:
        return f"{local:%a %H:%M}"
    return f"{local.day} {local:%b}{'' if local.year == other.year else f'{local: %Y}'} {local:%H:%M}"


def how_often(repeated: Sequence[Asked], from_at: Instant) -> str:
    """Say how what repeats thins out: every few minutes at first, then hourly, daily, weekly and monthly."""
    before, found = from_at, set()
    for asked in repeated:
        found.add(next(name for name, longest in RHYTHM if asked.at - before <= longest))
        before = asked.at
    inside = [name for name, _ in RHYTHM if name in found]
    return inside[0] if len(inside) == 1 else f"{inside[0]} at first, then {spoken(inside[1:])}"


def spoken(words: Sequence[str]) -> str:
    """Return a list as it is spoken: one, two and three."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


UNITS: tuple[tuple[Span, str], ...] = ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"))


def lasting(span: Span) -> str:
    """Return a length of time as it is spoken, in its largest unit: 3 hours, 1 day."""
    unit, name = next((one for one in UNITS if span >= one[0]), UNITS[-1])
    count = span // unit
    return f"1 {name}" if count == 1 else f"{count:,} {name}s"
