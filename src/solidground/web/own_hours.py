"""The hours of who reads the page: when he is not disturbed, and by which shifts he works.

What must never happen here: hours that a form leaves out, and that are lost by it.
"""

from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext_noop

from solidground.app.answers import UNCLEAR
from solidground.core.hours import Quiet, ShiftPattern, local_day
from solidground.core.kernel import Instant, Refusal
from solidground.web.tongue import clock_time

HOURS: Final = range(24)
SHIFTS_MOST: Final = 84
"""The longest pattern that can be typed: twelve weeks."""

SHIFTS: Final = frozenset("DNO")
"""What the page asks for. Who was entered with other letters, such as the agency's own, may write these too."""

NO_SHIFTS: Final = Refusal(
    "ShiftsUnclear",
    gettext_noop(
        "Write one letter for each day: D for a day, N for a night, O for off, such as DDNNOOO."
        " Nothing has changed yet."
    ),
)


def hours_of(form: QueryDict, known: Quiet, now: Instant) -> Quiet | Refusal:
    """Return the hours that a form sets. Its first letter is the shift of today."""
    found = [next((hour for hour in HOURS if str(hour) == form.get(name, "")), None) for name in ("from", "until")]
    begins, ends = found
    if begins is None or ends is None:
        return UNCLEAR
    letters = "".join(form.get("shifts", "").split()).upper()
    fitting = SHIFTS if known.pattern is None else SHIFTS.union(known.pattern.cycle)
    if len(letters) > SHIFTS_MOST or not fitting.issuperset(letters):
        return NO_SHIFTS
    sleeps = {} if known.pattern is None else {"sleeps": known.pattern.sleeps}
    pattern = ShiftPattern(letters, local_day(now, known.zone), **sleeps) if letters else None
    return known._replace(from_minute=begins * 60, to_minute=ends * 60, pattern=pattern)


def hours_seen(known: Quiet, now: Instant) -> dict[str, Any]:
    """Return what a page shows of them: the hours there are, his own, and his shifts from today on."""
    pattern, today = known.pattern, local_day(now, known.zone)
    return {
        "hours": [(str(hour), clock_time(hour)) for hour in HOURS],
        "quiet_hours": (str(known.from_minute // 60), str(known.to_minute // 60)),
        "shifts": "" if pattern is None else "".join(pattern.letter(today + day) for day in range(len(pattern.cycle))),
    }


def hours_typed(form: QueryDict) -> dict[str, Any]:
    """Return what stands in a form that was not taken."""
    return {"quiet_hours": (form.get("from", ""), form.get("until", "")), "shifts": form.get("shifts", "")}
