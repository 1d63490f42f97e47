"""A machine whose time is wrong at its start: what is said, what is refused, and how a person ends it."""

from pathlib import Path

import pytest

from solidground.app.wiring import CLOCK, SystemClock
from solidground.config.output import iso
from solidground.core.kernel import DAY, HOUR, MINUTE, Instant
from tests.config.conftest import Solidground

ZONE = "America/Chicago"


@pytest.fixture
def ahead(harbor: Path, solidground: Solidground, monkeypatch: pytest.MonkeyPatch) -> Instant:
    """Let the machine of an agency that works show a time of next year, and give it."""
    assert solidground("tick", "--data", harbor).code == 0
    now = CLOCK.now() + 365 * DAY + HOUR
    monkeypatch.setattr(SystemClock, "now", lambda _: now)
    return now


def test_a_time_a_year_ahead_is_said_everywhere_and_nothing_is_done(
    ahead: Instant, harbor: Path, solidground: Solidground
) -> None:
    assert ahead > 0
    told = solidground("tick", "--data", harbor, "--json")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("The time of this machine lies 365 days ahead of what its clock last knew to be right.")
    status = solidground("status", "--data", harbor)
    first, second, *_ = status.out.splitlines()
    assert (status.code, first + "\n", second) == (0, told.err, "agency: The clock stands still.")
    assert solidground("status", "--data", harbor, "--json").json["doubt"] + "\n" == told.err
    found = solidground("reconcile", "--data", harbor)
    assert (found.code, told.err in found.err) == (1, True)
    assert "the clock stands still" in found.err
    assert solidground("reconcile", "--data", harbor, "--json").json["broken_promises"] == {"the clock runs": 1}


def test_one_word_of_a_person_lets_it_go_on(ahead: Instant, harbor: Path, solidground: Solidground) -> None:
    said = iso(ahead + 5 * MINUTE, ZONE)[:16]
    told = solidground("confirm-time", said, "--data", harbor)
    assert (told.code, told.out) == (
        0,
        "Noted: the time of this machine is right. A clock that runs goes on within seconds.\n",
    )
    assert solidground("tick", "--data", harbor).code == 0
    assert solidground("status", "--data", harbor, "--json").json["doubt"] == ""
    assert solidground("reconcile", "--data", harbor).code == 0
    assert solidground("confirm-time", said, "--data", harbor, "--json").json == {"time": iso(ahead, ZONE)}


def test_a_person_who_reads_another_time_is_told_both_and_nothing_is_noted(
    ahead: Instant, harbor: Path, solidground: Solidground
) -> None:
    said = iso(ahead - 365 * DAY, ZONE)[:16]
    told = solidground("confirm-time", said, "--data", harbor)
    assert (told.code, told.out) == (2, "")
    assert f"says that it is {iso(ahead, ZONE)[:16]} ({ZONE}), and you say {said}." in told.err
    assert solidground("tick", "--data", harbor).code == 2


@pytest.mark.parametrize(
    "said", ["", "now", "2026-11-20", "2026-13-20T14:05", "2026-11-20T14:05:00Z", "٢026-11-20T14:05"]
)
def test_what_is_no_time_is_bad_input(harbor: Path, solidground: Solidground, said: str) -> None:
    told = solidground("confirm-time", said, "--data", harbor)
    assert (told.code, told.out, "as 2026-11-20T14:05, as another clock shows it" in told.err) == (2, "", True)
