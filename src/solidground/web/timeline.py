"""A protocol as a line of time: for each step one strip on which the first hours have room, and the same in words.

What must never happen here: a meaning that is in a colour alone, or one that is in the drawing and not in the words.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from functools import lru_cache
from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from solidground.app.editions import protocol_in
from solidground.app.outlook import Asked, Foreseen, Outlook, outlook
from solidground.app.scale import along, gathered
from solidground.core.hours import to_instant, to_local
from solidground.core.kernel import DAY, Instant, Span
from solidground.core.protocol.resolve import track_of
from solidground.core.protocol.terms import WrittenStep
from solidground.web.protocol_words import CERTAINTY, RHYTHM, STEP, WHO, moment_words, step_words, together

WIDTH: Final = 320
SIDE: Final = 9
"""Room for half a mark at either end."""
APART: Final = 0.03
"""Marks nearer than this part of the line are one."""
OUTLOOKS_MOST: Final = 64
HOUR_OF_DAY: Final = 14
"""When the incident was that everything is shown for: in the middle of a day, as the night moves what follows."""

TICKS: Final[tuple[tuple[Span, str], ...]] = (
    (0, gettext_noop("incident")),
    (DAY, gettext_noop("day 1")),
    (7 * DAY, gettext_noop("week 1")),
    (30 * DAY, gettext_noop("month 1")),
    (365 * DAY, gettext_noop("year 1")),
)


class Tick(NamedTuple):
    """An upright line with its name; ``anchor`` says which end of the name stands there."""

    x: float
    words: str
    anchor: str


class Mark(NamedTuple):
    """Somebody is asked: its keeper, others, or both."""

    x: float
    keeper: bool
    others: bool


class Row(NamedTuple):
    """One step, drawn and in words. ``was`` is its window in the protocol in force, where that is another."""

    key: str
    name: str
    kind: str
    who: str
    opens: str
    due: str
    lapses: str
    then: str
    source: str
    certainty: str
    from_x: float
    due_x: float
    to_x: float
    was: tuple[float, float] | None
    marks: tuple[Mark, ...]
    asks: bool


class Timeline(NamedTuple):
    """All steps somebody is owed, and what goes on until a person takes the case."""

    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    end: str
    end_x: float
    end_marks: tuple[float, ...]


def began_at(now: Instant, zone: str) -> Instant:
    """Return when the incident was that a protocol is shown for: this day, in the early afternoon."""
    return to_instant(datetime.combine(to_local(now, zone).date(), time(HOUR_OF_DAY)), zone)


@lru_cache(maxsize=OUTLOOKS_MOST)
def _outlook(text: str, kind: str, part: str, at: Instant, zone: str) -> Outlook:
    return outlook(protocol_in(text), kind, part, at, zone)


def timeline(text: str, kind: str, part: str, at: Instant, zone: str, before: str = "") -> Timeline:
    """Return what would happen if nobody answered; ``before`` is the text of the protocol in force, to compare."""
    seen, protocol = _outlook(text, kind, part, at, zone), protocol_in(text)
    was: Mapping[str, Foreseen] = {}
    if before and before != text:
        was = {step.key: step for step in _outlook(before, kind, part, at, zone).steps}
    written = {step.key: step for step in track_of(protocol, kind, part).steps}
    rows = tuple(_row(seen, step, written[step.key], was.get(step.key)) for step in seen.steps)
    ticks = tuple(_tick(seen, span, words) for span, words in TICKS)
    end_at = seen.unheld_at if seen.unheld_at is not None else seen.until_at
    marks = tuple(_x(place) for place, _ in gathered(seen, seen.repeated, APART))
    return Timeline(ticks, rows, _end(seen), _x(along(seen, end_at)), marks)


def _x(place: float) -> float:
    return round(SIDE + (WIDTH - 2 * SIDE) * place, 1)


def _tick(seen: Outlook, span: Span, words: str) -> Tick:
    anchor = "start" if not span else "end" if span == TICKS[-1][0] else "middle"
    return Tick(_x(along(seen, seen.at + span)), gettext(words), anchor)


def _row(seen: Outlook, step: Foreseen, written: WrittenStep, was: Foreseen | None) -> Row:
    window = (_x(along(seen, step.opens_at)), _x(along(seen, step.lapses_at)))
    before = None if was is None else (_x(along(seen, was.opens_at)), _x(along(seen, was.lapses_at)))
    return Row(
        step.key,
        step_words(step.key.removesuffix("_ask")),
        gettext(STEP[step.kind]),
        gettext("asked of the member") if step.kind == "ask" else gettext(WHO[step.who]),
        moment_words(written.opens),
        moment_words(written.due),
        moment_words(written.lapses),
        _then(step),
        gettext(written.source),
        gettext(CERTAINTY[written.certainty]),
        window[0],
        _x(along(seen, step.due_at)),
        window[1],
        before if before != window else None,
        _marks(seen, step.asked),
        step.kind == "ask",
    )


def _marks(seen: Outlook, asked: Sequence[Asked]) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            _x(place),
            any(one.why in ("asked", "reminded") for one in inside),
            any(one.why in ("escalated", "repeated") for one in inside),
        )
        for place, inside in gathered(seen, asked, APART)
    )


def _then(step: Foreseen) -> str:
    """Return who is asked when its keeper does not answer, in order."""
    if step.kind == "ask":
        return gettext("Nobody is sent after it.")
    others = list(dict.fromkeys(one.who for one in step.asked if one.why in ("escalated", "repeated")))
    if not others:
        return ""
    return gettext("Then %(others)s.") % {"others": together([gettext(WHO[who]) for who in others])}


def _end(seen: Outlook) -> str:
    """Say what goes on when everybody was asked and nobody took it."""
    if not seen.repeated:
        return ""
    before, found = seen.unheld_at or seen.at, set[str]()
    for asked in seen.repeated:
        found.add(next(name for name, longest in RHYTHM if asked.at - before <= longest))
        before = asked.at
    often = together([gettext(name) for name, _ in RHYTHM if name in found])
    who = gettext(WHO[seen.repeated[-1].who])
    return gettext(
        "Nobody has it: it shows so on the board, and %(who)s is asked %(often)s, until somebody takes it."
    ) % {
        "who": who,
        "often": often,
    }
