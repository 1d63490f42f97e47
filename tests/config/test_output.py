"""What is said: bars and waiting only where a person looks, and only on standard error."""

import io
import sys

import pytest

from solidground.config import output
from solidground.config.output import iso, progress, waiting
from solidground.core.kernel import HOUR


class Screen(io.StringIO):
    """Standard error as a person sees it."""

    def isatty(self) -> bool:
        """Say that somebody is looking."""
        return True


def look(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Put a person before standard error."""
    made = Screen()
    monkeypatch.setattr(sys, "stderr", made)
    monkeypatch.setenv("TERM", "xterm")
    return made


def test_a_bar_is_drawn_for_what_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "SHOWN_AFTER_SECONDS", -1.0)
    screen = look(monkeypatch)
    with progress("Replaying", quiet=False) as moved:
        moved(0.5)
        moved(1.0)
    assert "Replaying" in screen.getvalue()
    assert capsys.readouterr().out == ""


def test_nothing_is_drawn_for_what_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = look(monkeypatch)
    with progress("Replaying", quiet=False) as moved:
        moved(1.0)
    assert "Replaying" not in screen.getvalue()


@pytest.mark.parametrize("quiet", [True, False])
def test_nothing_is_drawn_with_json_or_into_a_file(capsys: pytest.CaptureFixture[str], *, quiet: bool) -> None:
    with progress("Replaying", quiet=quiet) as moved, waiting("Checking", quiet=quiet):
        moved(0.5)
    assert capsys.readouterr() == ("", "")


def test_somebody_who_looks_sees_that_something_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = look(monkeypatch)
    with waiting("Checking", quiet=False):
        pass
    assert "Checking" in screen.getvalue()


def test_an_instant_is_told_on_the_wall_of_a_zone() -> None:
    assert iso(0) == "1970-01-01T00:00:00+00:00"
    assert iso(HOUR, "America/Chicago") == "1969-12-31T19:00:00-06:00"
