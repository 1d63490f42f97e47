"""Figures about the clock tell who runs it enough, and nothing of one person."""

from pathlib import Path

import pytest

from solidground.app.gauges import KEPT_SECONDS, Gauging, Turns, coarse, exposition, gauges, note_ping, pinged_at
from solidground.app.keys import METRICS, metrics_token
from solidground.app.ports import Tally
from solidground.core.kernel import HOUR, MINUTE, AgencyId, Instant
from tests.app.town import DEPUTY, MEMBER, NOON, PEERS, Town

AT = NOON
HARBOR, BAY = Tally(AgencyId("harbor")), Tally(AgencyId("bay"))


class Down(Exception):  # noqa: N818 a database that is down
    """The database cannot be used."""


def told(*tallies: Tally, now: Instant = AT, pinged: Instant | None = None) -> dict[str, str]:
    """Return each line of the page, by what stands before its number."""
    lines = exposition(gauges(tallies, Turns(), now, pinged)).splitlines()
    return dict(line.removeprefix("solidground_").rsplit(" ", 1) for line in lines if not line.startswith("#"))


def test_one_person_more_or_less_mostly_shows_nothing() -> None:
    assert [coarse(count) for count in (0, 4, 5, 9, 10)] == [0, 0, 5, 5, 10]
    few = HARBOR._replace(active=4, standing=3, unheld=2, overdue=4, waiting=1, unknown=1, refused=4, unsealed=99)
    assert told(few) == told(HARBOR)


def test_many_are_told_over_all_agencies_together() -> None:
    found = told(HARBOR._replace(active=7, unheld=3, refused=1), BAY._replace(active=6, unheld=3, unsealed=250))
    assert (found['cases{status="active"}'], found["unheld"], found['outbox{status="refused"}']) == ("10", "5", "0")
    assert found["unsealed_events"] == "200"


def test_a_defect_is_told_at_the_first_case_it_stops() -> None:
    assert told(HARBOR._replace(apart=1), BAY._replace(unopened=1))["set_apart"] == "2"


def test_times_are_told_in_whole_minutes() -> None:
    found = told(HARBOR._replace(next_at=AT - HOUR - 59), now=AT, pinged=AT - 90_000_000)
    assert (found["behind_seconds"], found["ping_age_seconds"]) == ("3600", "60")
    assert "ping_age_seconds" not in told(HARBOR)
    assert told()["behind_seconds"] == "0"


def test_the_longest_turn_of_the_last_hour_is_told_in_tenths() -> None:
    now = [0.0]
    turns = Turns(lambda: now[0])
    assert turns.longest() == 0
    for seconds in (0.02, 0.78, 0.1, 0.3):
        turns.took(seconds)
        now[0] += 60
    text = exposition(gauges([], turns, AT, None))
    assert "solidground_longest_turn_seconds 0.7\n" in text
    now[0] = 3600 + 61
    assert turns.longest() == 0.3
    now[0] = 9000
    assert turns.longest() == 0


def test_every_figure_says_what_it_is() -> None:
    lines = exposition(gauges([HARBOR], Turns(), AT, AT)).splitlines()
    for number, line in enumerate(lines):
        if line.startswith("# HELP"):
            name = line.split()[2]
            assert lines[number + 1] == f"# TYPE {name} gauge"
            assert lines[number + 2].startswith(name)


def test_it_counts_no_oftener_than_it_must_and_says_when_it_cannot(town: Town, tmp_path: Path) -> None:
    now = [0.0]
    gauging = Gauging(town.store, Turns(), lambda: NOON, tmp_path, Down, lambda: now[0])
    first = gauging.page()
    town.incident(MEMBER, *PEERS, DEPUTY)
    assert gauging.page() == first
    now[0] = KEPT_SECONDS
    later = gauging.page()
    assert later is not None
    assert 'solidground_cases{status="active"} 5' in later


def test_a_database_that_is_down_gives_no_figures(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(_: Instant) -> list[Tally]:
        raise Down

    monkeypatch.setattr(town.store, "tallies", down)
    assert Gauging(town.store, Turns(), lambda: NOON, tmp_path, Down).page() is None


def test_when_the_monitor_heard_is_kept_where_it_can_be(tmp_path: Path) -> None:
    assert pinged_at(tmp_path) is None
    note_ping(tmp_path, NOON + MINUTE)
    assert pinged_at(tmp_path) == NOON + MINUTE
    note_ping(tmp_path / "gone", NOON)
    assert pinged_at(tmp_path / "gone") is None


def test_the_token_is_made_once_and_only_this_account_reads_it(tmp_path: Path) -> None:
    token = metrics_token(tmp_path)
    assert len(token) > 32
    assert metrics_token(tmp_path) == token
    assert (tmp_path / METRICS).stat().st_mode & 0o777 == 0o600
