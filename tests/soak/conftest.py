"""What every drill needs: a moved clock, a provider, and how many plugs are pulled."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from solidground.app.bench.certificate import made_up
from solidground.app.settings import ADDRESS
from solidground.app.wiring import SystemClock
from tests.soak.agency import found, until_nine
from tests.soak.drill import Drill
from tests.soak.outside import Provider, Shift

PLUGS, SEED = "PLUGS", "SEED"
IN_CI = 10

Begin = Callable[..., Drill]


@pytest.fixture
def plugs() -> int:
    """Give how often a plug is pulled: more in a soak."""
    return int(os.environ.get(PLUGS, str(IN_CI)))


@pytest.fixture
def shift(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shift:
    """Move the clock to the next morning; this program, which plays the people, lives by it too."""
    moved = Shift(tmp_path / "shift")
    moved.move(until_nine(moved.now()))
    monkeypatch.setattr(SystemClock, "now", lambda _: moved.now())
    monkeypatch.setattr(SystemClock, "up_for", lambda _: moved.up_for())
    return moved


@pytest.fixture
def begin(tmp_path: Path, shift: Shift, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    """Give a function that founds an agency and begins its drill; whatever runs is stopped when the test ends."""
    monkeypatch.delenv(ADDRESS, raising=False)
    seed = int(os.environ.get(SEED, "1"))
    provider = Provider(made_up(tmp_path, "localhost"), Random(seed))  # noqa: S311 - how long it thinks, repeatable
    drills: list[Drill] = []

    def begun(address: str = "") -> Drill:
        if address:
            monkeypatch.setenv(ADDRESS, address)
        directory = found(tmp_path / "harbor", "postgresql" if address else "sqlite", provider)
        drills.append(Drill(directory, shift, provider, seed, address))
        return drills[-1]

    yield begun
    for drill in drills:
        drill.end()
    provider.stop()
