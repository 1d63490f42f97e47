"""``export figures``: what was released, as one person may see it."""

from pathlib import Path

import pytest

from solidground.app import wiring
from solidground.core.kernel import DAY, Instant
from tests.config.conftest import Solidground

INCIDENT = (
    "incident_ref,kind,occurred_at,timezone,time_known,person_ref,part\n"
    "I1,child_death,2024-03-01T12:00,America/Chicago,true,P1,present\n"
)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be three years later."""
    now: Instant = wiring.CLOCK.now() + 3 * 365 * DAY

    class Later:
        def now(self) -> Instant:
            return now

    monkeypatch.setattr(wiring, "CLOCK", Later())


def test_figures_are_released_once_and_exported_to_who_may_see_them(
    solidground: Solidground,
    harbor: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    (tmp_path / "i.csv").write_text(INCIDENT)
    assert solidground("import", "incidents", tmp_path / "i.csv", "--data", harbor).code == 0
    assert solidground("tick", "--data", harbor).code == 0
    asked = ("export", "figures", "--data", harbor, "--as", "A1")
    assert solidground(*asked).json == {"agency": "agency", "figures": []}
    request.getfixturevalue("later")
    told = solidground(*asked, "--release").json["figures"]
    assert told
    assert set(told[0]) == {"name", "from_on", "last_on", "rows", "columns", "cells"}
    assert told[0]["from_on"].endswith("-01-01")
    assert told[0]["last_on"].endswith("-12-31")
    assert solidground(*asked).json["figures"] == told
    stranger = solidground("export", "figures", "--data", harbor, "--as", "nobody")
    assert (stranger.code, stranger.out) == (2, "")
