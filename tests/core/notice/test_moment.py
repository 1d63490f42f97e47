from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from solidground.core.kernel import SECOND, Instant
from solidground.core.notice.message import Language
from solidground.core.notice.moment import spoken
from solidground.core.notice.texts import BY_CHARACTERS_MOST

CHICAGO = ZoneInfo("America/Chicago")


def instant(text: str, zone: ZoneInfo = CHICAGO) -> Instant:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()) * SECOND


@pytest.mark.parametrize(
    ("at", "language", "words"),
    [
        ("2026-03-05T10:00", "en-GB", "Thu 10:00"),
        ("2026-03-05T10:00", "en-US", "Thu 10:00 AM"),
        ("2026-03-05T00:05", "en-US", "Thu 12:05 AM"),
        ("2026-03-05T12:00", "en-US", "Thu 12:00 PM"),
        ("2026-03-08T23:59", "en-CA", "Sun 23:59"),
        ("2026-03-09T09:00", "en-CA", "Mon 9 Mar 09:00"),
        ("2026-03-01T09:00", "en-US", "Sun Mar 1 9:00 AM"),
        ("2027-09-29T09:00", "en-GB", "Wed 29 Sep 2027 09:00"),
    ],
)
def test_a_time_is_spoken_so_that_it_can_be_one_day_only(at: str, language: Language, words: str) -> None:
    assert spoken(instant(at), instant("2026-03-02T08:00"), CHICAGO, language) == words
    assert len(words) <= BY_CHARACTERS_MOST


def test_the_hour_is_the_receivers_own_across_the_spring_change() -> None:
    before, after = instant("2026-03-07T09:00"), instant("2026-03-08T09:00")
    assert [spoken(at, before, CHICAGO, "en-CA") for at in (before, after)] == ["Sat 09:00", "Sun 09:00"]
    assert spoken(before, before, ZoneInfo("Europe/London"), "en-CA") == "Sat 15:00"
