"""``make soak-load``: many people act at once while the clock runs; no error, nothing lost, and how long each waited.

Not named as a test: it takes minutes, and the figure means something on a quiet machine alone.
"""

import os
import socket
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles

import pytest

from solidground.app.replay.play import AGENCY
from solidground.app.settings import ADDRESS
from solidground.app.wiring import open_directory
from solidground.config.bench_pages import seated
from solidground.config.bench_town import make_town
from solidground.config.wsgi import house_at
from solidground.core.care.choice.events import SpotChosen
from solidground.core.kernel import CaseId, PersonId, Stream
from solidground.store.throwaway import start
from tests.soak.crowd import HOST, SPOTS, Act, crowd, serving
from tests.soak.outside import Shift

KINDS = [os.environ.get("KIND") or "sqlite"]
"""One in a program: Django is told once where accounts are."""

PEOPLE = {"sqlite": int(os.environ.get("PEOPLE") or 200), "postgresql": int(os.environ.get("PEOPLE") or 1_000)}
EVERY_SECONDS, SECONDS = 30.0, float(os.environ.get("LASTS") or 120)
MS = 1_000


@pytest.fixture
def port() -> int:
    """Give a port that is free."""
    with socket.create_server((HOST, 0)) as free:
        number: int = free.getsockname()[1]
    return number


@pytest.fixture
def address(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give where the database is; nothing for a file."""
    monkeypatch.delenv(ADDRESS, raising=False)
    if request.param == "sqlite":
        yield ""
        return
    server = start("synchronous_commit=on", "fsync=on")
    monkeypatch.setenv(ADDRESS, server.conninfo)
    yield server.conninfo
    server.stop()


@pytest.mark.parametrize("address", KINDS, indirect=True)
def test_everybody_is_answered_and_everything_answered_is_in_the_log(tmp_path: Path, port: int, address: str) -> None:
    # Given so many people with an open case, each signed in
    people, directory = PEOPLE["postgresql" if address else "sqlite"], tmp_path / "agency"
    make_town(directory, people * 3, people * 2, "postgresql" if address else "sqlite")
    cases = _cases(directory, people)
    house = house_at(directory)
    cookies = [seated(house, member) for member in cases.values()]
    house.store.close()
    before = _chosen(directory, cases)
    # When each acts every half a minute while the clock runs
    with serving(directory, port, Shift(tmp_path / "shift"), address):
        came = crowd(port, cookies, EVERY_SECONDS, SECONDS)
    # Then each was answered well, and every choice that was answered is in the log
    acts = [act for person in came for act in person.acts]
    _say(acts, len(came))
    assert {act.status for act in acts if act.kind == "look"} == {200}
    assert {act.status for act in acts if act.kind == "choose"} == {302}
    after = _chosen(directory, cases)
    assert [after[case] - before[case] for case in cases] == [person.answered for person in came]


def _cases(directory: Path, most: int) -> dict[CaseId, PersonId]:
    """Return active cases in which the first choice of the crowd is another than what counts."""
    with closing(open_directory(directory)) as store, store.moment() as unit:
        rows = {case: row.member for case, row in store.rows(AGENCY, "active")}
        states = unit.load([_stream(case) for case in rows])
        found = [case for case, loaded in zip(rows, states, strict=True) if loaded.state.choices.spot != SPOTS[0]]
        assert len(found) >= most, "enough cases are open"
        return {case: rows[case] for case in found[:most]}


def _stream(case: CaseId) -> Stream:
    return Stream(AGENCY, "care", f"case/{case}")


def _chosen(directory: Path, cases: Iterable[CaseId]) -> dict[CaseId, int]:
    with closing(open_directory(directory)) as store:
        return {case: sum(isinstance(e, SpotChosen) for e in store.events(_stream(case))) for case in cases}


def _say(acts: Sequence[Act], people: int) -> None:
    for kind in ("look", "choose"):
        took = [act.seconds * MS for act in acts if act.kind == kind]
        p95 = quantiles(took, n=20)[-1]
        sys.stdout.write(
            f"\n{people} people, {len(took)} times {kind}: median {median(took):.0f} ms, p95 {p95:.0f} ms,"
            f" the longest {max(took):.0f} ms; load average {os.getloadavg()[0]:.1f}\n"
        )
