"""The public holidays of a jurisdiction: mornings on which nobody is disturbed early.

What must never happen here: a holiday that changes what is owed. It moves a notification by hours, never a promise.
"""

from functools import lru_cache

from solidground.core.kernel import Day

YEARS_AHEAD = 3
"""How far ahead holidays are entered; the next import of the roster goes on from there."""

LATE_MORNING_MINUTE = 10 * 60
"""On a holiday quiet hours last until ten."""


@lru_cache(maxsize=8)
def holidays_of(jurisdiction: str, from_year: int) -> frozenset[Day]:
    """Return the days of a jurisdiction such as "US-IL" or "GB"; one that is not known has none."""
    from holidays import country_holidays  # noqa: PLC0415 - a third of a second that only a roster's import needs

    country, _, part = jurisdiction.partition("-")
    years = range(from_year, from_year + YEARS_AHEAD)
    try:
        found = country_holidays(country, subdiv=part or None, years=years)
    except NotImplementedError:
        # Neither the country nor its part is known: its days are as any other.
        return frozenset()
    return frozenset(day.toordinal() for day in found)
