"""``solidground replay`` as a tool calls it: every word of its contract."""

import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from solidground.config.commands.replay import told
from solidground.config.faults import BAD, DONE
from tests.app.replay.towns import people, row, town, written
from tests.config.conftest import Answer, Solidground

KEYS = {
    *("incidents", "people", "cases", "owed", "done_on_time", "done_late", "not_done", "escalations"),
    *("last_escalation_at", "case_minutes", "unheld_minutes", "notifications", "not_now", "longest_silence_days"),
    *("warnings", "refused_rows", "broken_promises", "events", "seconds", "events_per_second", "peak_memory_mb"),
    "digest",
}
YEAR_MINUTES = 365 * 24 * 60
IN_MEMORY = ("--store", "memory", "--json")


def replayed(solidground: Solidground, file: Path, *more: object) -> dict[str, Any]:
    """Replay a file in memory; return the one object."""
    found = solidground("replay", "--incidents", file, *IN_MEMORY, *more)
    assert (found.code, found.err) == (DONE, "")
    numbers: dict[str, Any] = found.json
    assert numbers["owed"] == numbers["done_on_time"] + numbers["done_late"] + numbers["not_done"]
    assert numbers["broken_promises"] == {}
    return numbers


def refused(found: Answer) -> str:
    """Return the one sentence of bad input."""
    assert (found.code, found.out) == (BAD, "")
    assert found.err.count("\n") == 1
    return found.err


def test_json_is_one_object_with_every_key(solidground: Solidground, tmp_path: Path) -> None:
    found = replayed(solidground, town(tmp_path))
    assert set(found) >= KEYS
    assert (found["incidents"], found["people"], found["cases"]) == (3, 4, 5)
    assert (found["warnings"], found["refused_rows"]) == ([], [])
    assert datetime.fromisoformat(found["last_escalation_at"]).utcoffset() == timedelta(0)
    assert len(found["digest"]) == 64
    assert found["events_per_second"] > 0
    assert found["peak_memory_mb"] > 0


def test_more_peers_than_there_are_people_is_everybody_who_can_be_one_and_is_said(
    solidground: Solidground, tmp_path: Path
) -> None:
    asked = (town(tmp_path), "--people", people(tmp_path, "NEW,2023-02-01,", "OLD,2001-02-01,2023-05-01"), "--peers")
    assert replayed(solidground, *asked, 500)["peers"] == 40
    said = solidground("replay", "--incidents", *asked, 500, "--store", "memory").err
    assert said.startswith("500 peers were asked for and 40 were found: everybody in the file of people who has served")
    assert replayed(solidground, *asked, 2)["peers"] == 2
    assert not solidground("replay", "--incidents", *asked, 2, "--store", "memory").err


def test_mixed_sqlite_and_seed_1_are_the_defaults(solidground: Solidground, tmp_path: Path) -> None:
    file = town(tmp_path)
    usual = solidground("replay", "--incidents", file, "--json")
    said = solidground(
        "replay", "--incidents", file, "--json", "--answers", "mixed", "--store", "sqlite", "--seed", "1"
    )
    assert usual.code == said.code == DONE
    assert usual.json["digest"] == said.json["digest"]


def test_the_same_seed_gives_the_same_log_in_memory_on_sqlite_and_on_postgresql(
    solidground: Solidground, tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = town(tmp_path)
    in_memory = replayed(solidground, file)
    on_sqlite = solidground("replay", "--incidents", file, "--json").json
    monkeypatch.setenv("SOLIDGROUND_DATABASE", postgresql_url)
    on_postgresql = solidground("replay", "--incidents", file, "--json", "--store", "postgresql").json
    assert in_memory["digest"] == on_sqlite["digest"] == on_postgresql["digest"]
    assert replayed(solidground, file, "--seed", 2)["digest"] != in_memory["digest"]


@pytest.mark.parametrize("seed", [1, 2, 3, -7, 10**30])
def test_mixed_keeps_most_promises_on_time_and_never_all(solidground: Solidground, tmp_path: Path, seed: int) -> None:
    rows = [row(person=f"M{n}", part="witness") for n in range(10)]
    found = replayed(solidground, written(tmp_path, *rows), "--seed", seed)
    assert 0.60 < found["done_on_time"] / found["owed"] < 0.95


def test_where_everybody_acts_all_is_on_time_and_nobody_else_is_asked(solidground: Solidground, tmp_path: Path) -> None:
    found = replayed(solidground, town(tmp_path), "--answers", "everybody")
    assert found["owed"] > 50
    assert (found["not_done"], found["done_late"], found["escalations"], found["not_now"]) == (0, 0, 0, 0)
    assert (found["unheld_minutes"], found["last_escalation_at"]) == (0, None)
    assert found["longest_silence_days"] <= 62


def test_where_nobody_acts_the_asking_never_ends(solidground: Solidground, tmp_path: Path) -> None:
    found = replayed(solidground, written(tmp_path, row()), "--answers", "nobody")
    assert found["done_on_time"] == found["done_late"] == found["not_now"] == 0
    assert found["owed"] == found["not_done"] > 10
    assert found["escalations"] > 20
    end_at = datetime.fromisoformat("2024-02-29T21:15-06:00")
    assert end_at - datetime.fromisoformat(found["last_escalation_at"]) < timedelta(days=31)
    assert found["longest_silence_days"] == pytest.approx(365, abs=1)
    assert found["case_minutes"] == pytest.approx(YEAR_MINUTES, abs=2 * 24 * 60)
    assert 0.95 * found["case_minutes"] < found["unheld_minutes"] <= found["case_minutes"]


@pytest.mark.parametrize("answers", ["mixed", "everybody", "nobody"])
@pytest.mark.parametrize("peers", [0, 1, 500])
def test_any_number_of_peers_will_do(solidground: Solidground, tmp_path: Path, peers: int, answers: str) -> None:
    roster = people(tmp_path, "M1,2001-01-01,", "M2,2001-01-01,2023-05-01")
    found = replayed(solidground, town(tmp_path), "--people", roster, "--peers", peers, "--answers", answers)
    assert (found["people"], found["cases"]) == (4, 5)


def test_a_row_that_says_the_same_again_is_read_once_with_a_warning(solidground: Solidground, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        row(person="M1"),
        row(person="M1"),
        row(person="M1", part="witness"),
        row(person="M2", kind="deadly_assault_on_officer"),
    )
    found = replayed(solidground, file, "--answers", "nobody")
    assert found["cases"] == found["people"] == 2
    assert found["warnings"] == [
        {"line": 3, "why": "The same as an earlier row; it is read once."},
        {"line": 4, "why": "This person is in the incident already; the first row counts."},
        {"line": 5, "why": "Its kind or time is not that of the incident's first row, which counts."},
    ]


def test_two_incidents_of_one_person_on_one_day_are_two_cases(solidground: Solidground, tmp_path: Path) -> None:
    file = written(tmp_path, row("I1"), row("I2", "2023-03-01T22:00"))
    found = replayed(solidground, file, "--answers", "everybody")
    assert (found["incidents"], found["people"], found["cases"]) == (2, 1, 2)


def test_somebody_before_his_appointment_or_after_his_separation_has_a_case(
    solidground: Solidground, tmp_path: Path
) -> None:
    roster = people(tmp_path, "M1,2024-01-01,", "M2,2001-01-01,2022-01-01")
    file = written(tmp_path, row(person="M1"), row(person="M2"), row(person="M9"))
    found = replayed(solidground, file, "--people", roster, "--answers", "everybody")
    assert (found["cases"], found["refused_rows"], found["not_done"]) == (3, [], 0)


def test_wall_times_that_never_were_or_were_twice_are_read_with_a_warning(
    solidground: Solidground, tmp_path: Path
) -> None:
    file = written(
        tmp_path,
        row("I1", "2023-03-26T01:30", zone="Europe/London"),
        row("I2", "2023-04-02T01:45", zone="Australia/Lord_Howe"),
        row("I3", "2023-11-05T01:30"),
    )
    found = replayed(solidground, file, "--answers", "nobody")
    assert found["cases"] == 3
    assert [(w["line"], w["why"].split(" in ")[0]) for w in found["warnings"]] == [
        (2, "2023-03-26T01:30 was never on the clock"),
        (3, "2023-04-02T01:45 was twice on the clock"),
        (4, "2023-11-05T01:30 was twice on the clock"),
    ]


def test_a_time_in_a_gap_moves_on_by_the_gap_and_one_that_comes_twice_is_the_first(
    solidground: Solidground, tmp_path: Path
) -> None:
    digests = [
        solidground(
            "replay", "--incidents", written(tmp_path, row(at=at)), *IN_MEMORY, "--answers", "nobody", "--data", kept
        ).code
        for at, kept in [("2023-03-12T02:30", tmp_path / "gap"), ("2023-11-05T01:30", tmp_path / "twice")]
    ]
    assert digests == [DONE, DONE]
    assert _began(tmp_path / "gap") == datetime.fromisoformat("2023-03-12T03:30-05:00")
    assert _began(tmp_path / "twice") == datetime.fromisoformat("2023-11-05T01:30-05:00")


def _began(kept: Path) -> datetime:
    with sqlite3.connect(kept / "solidground.sqlite3") as database:
        (body,) = database.execute("SELECT body FROM event WHERE type = 'IncidentReported'").fetchone()
    return datetime.fromisoformat("1970-01-01T00:00Z") + timedelta(microseconds=json.loads(body)["occurred_at"])


BAD_CELLS = {
    "a NUL in a cell": row(person="M\x001"),
    "a NUL in a column nobody reads": row() + "\x00",
    "a formula": row(person="=2+2"),
    "two megabytes in a cell": row(person="M" * 2_000_000),
    "no date": row(at="yesterday"),
    "an impossible date": row(at="2023-02-30T10:00"),
    "a time beyond the calendar": row(at="2200-01-01T10:00"),
    "an unknown zone": row(zone="America/Gotham"),
    "an unknown part": row(part="hero"),
    "too few cells": "I1,officer_involved_shooting",
    "nothing but commas": ",,,,,,",
}


@pytest.mark.parametrize("bad", BAD_CELLS.values(), ids=BAD_CELLS.keys())
def test_a_bad_row_is_refused_with_its_line_and_the_rest_goes_on(
    solidground: Solidground, tmp_path: Path, bad: str
) -> None:
    file = written(tmp_path, row("I0", person="M0"), bad, row("I2", person="M2"))
    found = replayed(solidground, file, "--answers", "nobody")
    assert found["cases"] == 2
    assert [refusal["line"] for refusal in found["refused_rows"]] == [3]
    assert len(found["refused_rows"][0]["why"]) > 10


def test_a_row_in_another_encoding_is_refused_alone(solidground: Solidground, tmp_path: Path) -> None:
    file = written(tmp_path, row("I0", person="M0"), row("I2", person="M2"))
    file.write_bytes(file.read_bytes() + row("I3", person="M").encode() + b"\xfc,x\n")
    found = replayed(solidground, file, "--answers", "nobody")
    assert found["cases"] == 2
    assert [refusal["line"] for refusal in found["refused_rows"]] == [4]


def test_a_bad_row_of_people_is_refused_and_says_so(solidground: Solidground, tmp_path: Path) -> None:
    roster = people(tmp_path, "=1,2001-01-01,", "M1,2001-13-01,", "M2,2001-01-01,", "M2,2001-01-01,", "M3,2001-01-01")
    found = replayed(solidground, written(tmp_path, row()), "--people", roster, "--answers", "nobody")
    assert [r["line"] for r in found["refused_rows"]] == [2, 3, 6]
    assert all(r["why"].startswith("In the file of people: ") for r in found["refused_rows"])
    assert found["warnings"] == [{"line": 5, "why": "In the file of people: listed already; the first row counts."}]


def test_a_file_with_no_good_row_gives_zeros_and_a_report_of_nothing(solidground: Solidground, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    found = replayed(solidground, written(tmp_path), "--report", report)
    assert [found[key] for key in ("incidents", "people", "cases", "owed", "events")] == [0, 0, 0, 0, 0]
    assert (found["last_escalation_at"], found["longest_silence_days"]) == (None, 0.0)
    assert "There is no incident in the file." in report.read_text()
    assert "1970" not in report.read_text()


UNREADABLE = {
    "empty": (b"", "is empty"),
    "binary": (b"\x00\x01\x02\x03" * 100, "no CSV"),
    "UTF-16": ("a,b".encode("utf-16"), "UTF-16"),
    "a workbook": (b"PK\x03\x04rest", "workbook"),
    "without columns": (b"incident_ref,kind\nI1,x\n", "lacks the columns occurred_at"),
}


@pytest.mark.parametrize(("content", "says"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_cannot_be_read_at_all_is_a_sentence(
    solidground: Solidground, tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "incidents.csv"
    file.write_bytes(content)
    assert says in refused(solidground("replay", "--incidents", file, *IN_MEMORY))
    good = written(tmp_path, row(), name="good.csv")
    assert refused(solidground("replay", "--incidents", good, "--people", file, *IN_MEMORY))


def test_a_folder_and_a_name_of_nothing_are_no_files(solidground: Solidground, tmp_path: Path) -> None:
    assert "is a folder" in refused(solidground("replay", "--incidents", tmp_path, *IN_MEMORY))
    assert "is not there" in refused(solidground("replay", "--incidents", tmp_path / "none.csv", *IN_MEMORY))


@pytest.mark.parametrize(
    ("option", "value"),
    [("--peers", "-1"), ("--peers", "many"), ("--answers", "some"), ("--store", "paper"), ("--seed", "x")],
)
def test_a_wrong_option_is_a_sentence(solidground: Solidground, tmp_path: Path, option: str, value: str) -> None:
    assert option in refused(solidground("replay", "--incidents", town(tmp_path), option, value))


def test_a_protocol_that_cannot_be_kept_is_a_sentence_with_its_line(solidground: Solidground, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("[protocol]\nname = 1\n")
    said = refused(solidground("replay", "--incidents", town(tmp_path), "--protocol", bad))
    assert f'"{bad}", line 1' in said


def test_a_shipped_protocol_is_named_by_its_name(solidground: Solidground, tmp_path: Path) -> None:
    file = written(tmp_path, row(part="dispatcher"))
    found = replayed(solidground, file, "--protocol", "dispatch_and_witness", "--answers", "everybody")
    assert (found["cases"], found["not_done"]) == (1, 0)


def test_without_json_it_answers_in_sentences(solidground: Solidground, tmp_path: Path) -> None:
    file = written(tmp_path, row(), row(person="=1"), row("I2", "2023-11-05T01:30"))
    kept, report = tmp_path / "kept", tmp_path / "report.html"
    found = solidground("replay", "--incidents", file, "--data", kept, "--report", report)
    assert found.code == DONE
    assert found.out.startswith("2 incidents, 1 person, 2 cases.\n")
    assert "promises came due" in found.out
    assert f'"{report}"' in found.out
    assert f"solidground verify --data {kept}" in found.out
    assert "Line 3 was refused: person_ref:" in found.err
    assert "Line 4 was read with a warning: 2023-11-05T01:30 was twice" in found.err


def test_edges_of_the_calendar_are_played_to_their_end(solidground: Solidground, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        row("I1", "1970-01-01T00:00", "M1", zone="UTC"),
        row("I2", "2199-12-31T23:00", "M2", zone="UTC"),
        row("I3", "1970-01-01T00:00", "M3", zone="Asia/Tokyo"),
    )
    found = replayed(solidground, file, "--answers", "everybody")
    assert found["cases"] == 2
    assert [refusal["line"] for refusal in found["refused_rows"]] == [4]
    assert found["not_done"] == 0


def test_a_broken_promise_is_said_by_its_name_and_many_lines_by_their_number(
    capsys: pytest.CaptureFixture[str], solidground: Solidground, tmp_path: Path
) -> None:
    rows = [row(person=f"={n}") for n in range(22)]
    found = solidground("replay", "--incidents", written(tmp_path, *rows))
    assert "2 more lines were refused; --json says all." in found.err
    assert found.out.startswith("0 incidents, 0 people, 0 cases.\n0 promises came due")
    numbers = dict.fromkeys(KEYS, 0) | {"warnings": [], "refused_rows": [], "broken_promises": {"P1 held": 2}}
    told(numbers, None, None)
    assert "Promises were broken: P1 held (2)." in capsys.readouterr().err
