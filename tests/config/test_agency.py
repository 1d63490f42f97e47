"""Setting an agency up and keeping it: init, import, tick, reconcile, status, cover, export, backup, restore."""

import http.client
import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from solidground.app.service import Service, Turned
from solidground.app.settings import ADDRESS
from solidground.app.wiring import clock_lock, make_directory, settings_of
from solidground.protocols import text
from tests.config.conftest import Solidground

INCIDENTS = "incident_ref,kind,occurred_at,timezone,time_known,person_ref,part\n"
ONE = "I1,child_death,2024-03-01T23:15,America/Chicago,true,M1,present\n"
ON_POSTGRESQL = ("--administrator", "A1", "--coordinator", "C1", "--store", "postgresql")


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def staffed(solidground: Solidground, harbor: Path, tmp_path: Path) -> Path:
    """Give a data directory with a member, a peer, and an incident."""
    members = write(
        tmp_path / "members.csv",
        "person_ref,appointed_on,separated_on,mail\nM1,2001-01-01,,m1@x.example\nC1,,,c1@x.example\n",
    )
    roster = write(tmp_path / "roster.csv", "person_ref,role,from_on,until_on\nP1,peer,2024-01-01,\n")
    incidents = write(tmp_path / "incidents.csv", INCIDENTS + ONE)
    for kind, file in (("members", members), ("roster", roster), ("incidents", incidents)):
        assert solidground("import", kind, file, "--data", harbor).code == 0
    return harbor


def test_a_data_directory_is_for_this_account_alone(harbor: Path) -> None:
    files = [path for path in harbor.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"solidground.sqlite3", "settings.toml", "seal.key", "addresses.key"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in files if path.name != "seal.pub")
    assert harbor.stat().st_mode & 0o777 == 0o700


def test_it_takes_two_people_to_begin(solidground: Solidground, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    found = solidground("init", "--data", folder, "--administrator", "A1", "--coordinator", "A1")
    assert (found.code, folder.exists()) == (2, False)
    assert "two people" in found.err


@pytest.mark.parametrize(
    ("option", "word"),
    [
        ("--administrator", "=x"),
        ("--zone", "Mars"),
        ("--agency", "a b"),
        ("--jurisdiction", ""),
        ("--jurisdiction", "ZZ"),
    ],
)
def test_an_answer_that_cannot_be_names_its_option(
    solidground: Solidground, tmp_path: Path, option: str, word: str
) -> None:
    words = {"--administrator": "A1", "--coordinator": "C1"} | {option: word}
    found = solidground("init", "--data", tmp_path / "new", *[one for pair in words.items() for one in pair])
    assert (found.code, (tmp_path / "new").exists()) == (2, False)
    assert found.err.startswith(option)


def test_a_directory_in_use_is_never_written_over(solidground: Solidground, harbor: Path) -> None:
    found = solidground("init", "--data", harbor, "--administrator", "A2", "--coordinator", "C2")
    assert found.code == 2
    assert "already" in found.err
    assert solidground("verify", "--data", harbor).code == 0


def test_init_says_what_is_next_so_that_it_can_be_copied(solidground: Solidground, tmp_path: Path) -> None:
    folder = tmp_path / "my agency"
    found = solidground("init", "--data", folder, "--administrator", "A1", "--coordinator", "C1")
    for command in ("import members FILE", "import roster FILE", "run", "invite A1", "invite C1"):
        assert f"  solidground {command} --data '{folder}'\n" in found.out


def test_init_answers_in_json(solidground: Solidground, tmp_path: Path) -> None:
    found = solidground("init", "--data", tmp_path / "d", "--administrator", "A1", "--coordinator", "C1", "--json")
    assert found.json["coordinator"] == "C1"


def test_nothing_is_left_of_a_directory_that_could_not_be_finished(solidground: Solidground, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert solidground("init", "--data", tmp_path / "file", "--administrator", "A", "--coordinator", "C").code == 2
    assert (tmp_path / "file").read_text() == "x"


def test_a_bad_row_is_told_with_its_line_and_nothing_is_written(
    solidground: Solidground, harbor: Path, tmp_path: Path
) -> None:
    file = write(
        tmp_path / "i.csv", INCIDENTS + ONE + "I2,child_death,2024-02-30T10:00,America/Chicago,true,M1,present\n" * 25
    )
    found = solidground("import", "incidents", file, "--data", harbor, "--json")
    assert found.code == 2
    assert (found.json["rows"], found.json["imported"], len(found.json["errors"])) == (26, 0, 25)
    assert found.json["errors"][0] == {"line": 3, "column": "occurred_at", "why": found.json["errors"][0]["why"]}
    told = solidground("import", "incidents", file, "--data", harbor)
    assert (told.code, told.out.count("Nobody is known as")) == (2, 1)
    assert f"{file}, line 3, occurred_at:" in told.err
    assert "5 more are in --json" in told.err
    assert solidground("verify", "--data", harbor, "--json").json["events"] == 4


def test_warnings_do_not_stop_an_import(solidground: Solidground, harbor: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "i.csv", INCIDENTS + ONE.replace("child_death", "meteor"))
    found = solidground("import", "incidents", file, "--data", harbor)
    assert found.code == 0
    assert "line 2" in found.out
    again = solidground("import", "incidents", file, "--data", harbor, "--json")
    assert [one["line"] for one in again.json["warnings"]] == [2, 2]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 50, b"PK\x03\x04", b"person_ref\n", b"\xff\xfea\x00"])
def test_a_file_that_cannot_be_read_is_bad_input(
    solidground: Solidground, harbor: Path, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(content)
    found = solidground("import", "members", file, "--data", harbor, "--json")
    assert (found.code, found.out) == (2, "")
    assert str(file) in found.err


def test_a_kind_nobody_knows_is_bad_input(solidground: Solidground, harbor: Path, tmp_path: Path) -> None:
    assert (
        "members, roster, incidents, statuses, leave"
        in solidground("import", "salaries", tmp_path, "--data", harbor).err
    )


def test_the_clock_opens_cases_and_every_promise_holds(solidground: Solidground, staffed: Path) -> None:
    found = solidground("tick", "--data", staffed, "--json")
    assert (found.code, found.json["opened"]) == (0, 1)
    assert "0 cases opened" in solidground("tick", "--data", staffed).out
    assert solidground("reconcile", "--data", staffed, "--json").json["broken_promises"] == {}
    assert "Every promise holds over 1 open case." in solidground("reconcile", "--data", staffed).out
    status = solidground("status", "--data", staffed, "--json")
    assert status.json["agencies"][0]["active"] == 1
    assert "1 active case," in solidground("status", "--data", staffed).out


def test_a_broken_promise_is_exit_code_1(solidground: Solidground, staffed: Path) -> None:
    solidground("tick", "--data", staffed)
    with sqlite3.connect(staffed / "solidground.sqlite3") as connection:
        connection.execute("UPDATE case_row SET wake_at = 1")
    connection.close()
    found = solidground("reconcile", "--data", staffed)
    assert found.code == 1
    assert '"the clock runs" is broken once; for example' in found.err
    assert solidground("reconcile", "--data", staffed, "--json").json["broken_promises"]


def test_a_second_clock_on_the_same_file_is_told_so(solidground: Solidground, staffed: Path) -> None:
    with clock_lock(staffed, settings_of(staffed))():
        for command in (("tick",), ("run", "clock")):
            found = solidground(*command, "--data", staffed)
            assert found.code == 2
            assert found.err.startswith("Another clock")


def test_an_agency_nothing_was_entered_for_says_so(solidground: Solidground, harbor: Path) -> None:
    before = solidground("status", "--data", harbor)
    assert "The clock has never run." in before.out
    assert "solidground run --data" in before.err
    solidground("tick", "--data", harbor)
    assert "All is well: no case is open, and the clock is on time." in solidground("status", "--data", harbor).out


def test_what_the_clock_has_to_say_is_said(
    solidground: Solidground, staffed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned = Turned(apart=1, sentences=("The mail server is down.",))

    def turn(service: Service, *_: int) -> Turned:
        assert service.watch is not None
        assert service.watch.look() == "", "a turn looks at the time first"
        return turned

    monkeypatch.setattr(Service, "turn", turn)
    found = solidground("tick", "--data", staffed)
    assert found.code == 0
    assert "set apart by a defect" in found.err
    assert "The mail server is down." in found.err


def test_a_ping_that_was_not_heard_is_said(solidground: Solidground, staffed: Path) -> None:
    solidground("tick", "--data", staffed)
    settings = staffed / "settings.toml"
    settings.write_text(settings.read_text() + '[monitor]\nping = "gopher://x"\n')
    found = solidground("reconcile", "--data", staffed)
    assert (found.code, found.err[:45]) == (0, "The ping was not heard. The monitor's address")
    assert solidground("reconcile", "--data", staffed, "--json").json["unheard"].startswith("The monitor's address")


def test_what_waits_with_no_way_of_sending_is_said(solidground: Solidground, staffed: Path) -> None:
    assert "waits: " not in solidground("status", "--data", staffed).err
    sentence = "wait: no way of sending is set. Set [mail] in settings.toml."
    assert sentence in solidground("tick", "--data", staffed).err.replace("waits:", "wait:")
    for command in ("tick", "status"):
        assert sentence in solidground(command, "--data", staffed, "--json").json["unsent"].replace("waits:", "wait:")
    assert sentence in solidground("status", "--data", staffed).err.replace("waits:", "wait:")


def test_a_running_clock_stops_when_it_is_told_to(staffed: Path) -> None:
    code = "from solidground.config.command_line import main; main()"
    command = [sys.executable, "-c", code, "run", "clock", "--data", str(staffed)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as clock:
        assert clock.stderr is not None
        assert "runs" in clock.stderr.readline()
        clock.send_signal(signal.SIGTERM)
        said = clock.stderr.read()
        assert clock.wait() == 0
    assert said.endswith("Stopped; nothing is lost.\n")
    assert "Traceback" not in said


def test_a_clock_hears_that_it_is_to_stop_also_while_it_waits_for_that(tmp_path: Path) -> None:
    code = (
        "import signal, threading\n"
        "from solidground.config.commands.run import heed\n"
        "stop = threading.Event()\n"
        "heed(stop)\n"
        "with stop._cond:\n"
        "    signal.raise_signal(signal.SIGTERM)\n"
        "assert stop.wait(30)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, timeout=60, check=False)
    assert told.returncode == 0


def test_a_running_clock_gives_figures_to_who_holds_the_token(staffed: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = "from solidground.config.command_line import main; main()"
    command = [sys.executable, "-c", code, "run", "clock", "--data", str(staffed), "--metrics", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as clock:
        assert clock.stderr is not None
        assert clock.stderr.readline().startswith(f"Figures: http://127.0.0.1:{port}/metrics")
        token = (staffed / "keys" / "metrics.token").read_text()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/metrics", headers={"Authorization": f"Bearer {token}"})
        text = connection.getresponse().read().decode()
        connection.close()
        clock.send_signal(signal.SIGTERM)
        clock.communicate()
        assert clock.returncode == 0
    assert "solidground_set_apart 0\n" in text


def test_a_port_for_figures_that_is_taken_is_said(solidground: Solidground, staffed: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        found = solidground("run", "clock", "--data", staffed, "--metrics", taken.getsockname()[1])
    assert (found.code, "cannot be used" in found.err) == (2, True)


def test_unheld_cases_come_first(solidground: Solidground, staffed: Path) -> None:
    with sqlite3.connect(staffed / "solidground.sqlite3") as connection:
        solidground("tick", "--data", staffed)
        connection.execute("UPDATE case_row SET unheld_at = 1")
    connection.close()
    assert "1 person needs somebody now" in solidground("status", "--data", staffed).out


def test_an_empty_log_says_so(solidground: Solidground, tmp_path: Path) -> None:
    make_directory(tmp_path / "new", "harbor", "UTC", "US")
    assert solidground("status", "--data", tmp_path / "new").out == "Nothing has been entered yet.\n"
    assert "at every hour" in solidground("cover", "--data", tmp_path / "new").out


def test_a_coordinator_without_an_address_is_named_as_the_gap(
    solidground: Solidground, staffed: Path, tmp_path: Path
) -> None:
    assert "no coordinator" not in solidground("cover", "--data", staffed).out
    solidground("init", "--data", tmp_path / "new", "--administrator", "A1", "--coordinator", "C7")
    found = solidground("cover", "--data", tmp_path / "new", "--days", "10").out
    assert "There is no coordinator who can be reached: C7 has no address that works (import one), from " in found
    assert "." not in found.splitlines()[0].rstrip(".").partition(" from ")[2], "no fractions of a second"
    gaps = solidground("cover", "--data", tmp_path / "new", "--json").json["gaps"]
    assert all(gap["from_at"][17:19] == "00" and "." not in gap["from_at"] for gap in gaps)


def test_gaps_in_cover_are_told(solidground: Solidground, harbor: Path, staffed: Path) -> None:
    assert solidground("cover", "--data", harbor, "--json").json["gaps"]
    found = solidground("cover", "--data", staffed, "--days", "10")
    assert found.code == 0
    assert "Too few peers" in found.out
    assert found.out.endswith(" to the end of the 10 days.\n"), "nobody knows whether it ends there"


def test_a_member_gets_everything_and_a_stranger_a_sentence(solidground: Solidground, staffed: Path) -> None:
    solidground("tick", "--data", staffed)
    found = solidground("export", "member", "M1", "--data", staffed)
    assert found.json["addresses"] == [{"way": "mail", "address": "m1@x.example", "working": True}]
    assert any(event["type"] == "CaseOpened" for event in found.json["events"])
    stranger = solidground("export", "member", "nobody", "--data", staffed)
    assert (stranger.code, stranger.out) == (2, "")


def test_checkpoints_are_exported_with_the_key_that_checks_them(solidground: Solidground, staffed: Path) -> None:
    solidground("tick", "--data", staffed)
    found = solidground("export", "checkpoints", "--data", staffed).json
    assert found["public_key"] == (staffed / "keys" / "seal.pub").read_text().strip()
    assert {one["side"] for one in found["checkpoints"]} == {"command", "care"}


def test_a_backup_restores_to_an_agency_that_goes_on(solidground: Solidground, staffed: Path, tmp_path: Path) -> None:
    solidground("tick", "--data", staffed)
    file, again = tmp_path / "b.zip", tmp_path / "again"
    events = solidground("verify", "--data", staffed, "--json").json["events"]
    assert solidground("backup", file, "--data", staffed, "--json").json["events"] == events
    assert solidground("restore", file, "--data", again, "--json").json["events"] == events
    assert solidground("verify", "--data", again, "--json").json["first_bad"] is None
    assert solidground("tick", "--data", again).code == 0
    assert solidground("export", "member", "M1", "--data", again).json["addresses"]
    assert "is there already" in solidground("backup", file, "--data", staffed).err
    assert "is not empty" in solidground("restore", file, "--data", again).err


def test_a_backup_from_postgresql_is_a_sqlite_file_that_never_reaches_the_live_database(
    solidground: Solidground, tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, postgresql_url)
    assert solidground("init", "--data", tmp_path / "live", *ON_POSTGRESQL).code == 0
    assert solidground("backup", tmp_path / "b.zip", "--data", tmp_path / "live").code == 0
    found = solidground("restore", tmp_path / "b.zip", "--data", tmp_path / "drill")
    assert 'settings.toml says kind = "sqlite"' in found.out
    again = solidground("restore", tmp_path / "b.zip", "--data", tmp_path / "again", "--json")
    assert again.json["from_postgresql"] is True
    monkeypatch.setenv(ADDRESS, "host=nowhere.invalid")
    assert "All 4 events" in solidground("verify", "--data", tmp_path / "drill").out


def test_a_database_that_holds_an_agency_is_refused_to_another_folder_and_nothing_is_left_of_it(
    solidground: Solidground, tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, postgresql_url)
    assert solidground("init", "--data", tmp_path / "live", *ON_POSTGRESQL).code == 0
    (tmp_path / "empty").mkdir()
    for folder in ("other", "empty"):
        again = solidground("init", "--data", tmp_path / folder, *ON_POSTGRESQL, "--agency", "another")
        assert (again.code, "holds an agency already (agency). Name an empty one." in again.err) == (2, True)
    assert not (tmp_path / "other").exists()
    assert not [*(tmp_path / "empty").iterdir()]
    assert solidground("verify", "--data", tmp_path / "live").code == 0


def test_a_backup_brings_back_what_the_settings_name(solidground: Solidground, harbor: Path, tmp_path: Path) -> None:
    settings = harbor / "settings.toml"
    settings.write_text(settings.read_text().replace('protocol = "default"', 'protocol = "ours.toml"'))
    (harbor / "ours.toml").write_text(text("default"))
    assert solidground("backup", tmp_path / "b.zip", "--data", harbor).code == 0
    assert solidground("restore", tmp_path / "b.zip", "--data", tmp_path / "r").code == 0
    assert solidground("tick", "--data", tmp_path / "r").code == 0


def test_backup_and_archive_say_what_they_hold(solidground: Solidground, harbor: Path, tmp_path: Path) -> None:
    assert "4 events" in solidground("backup", tmp_path / "b.zip", "--data", harbor).out
    said = solidground("restore", tmp_path / "b.zip", "--data", tmp_path / "r").out
    assert "4 events" in said
    assert re.search(r"made at \d{4}-\d\d-\d\d \d\d:\d\d \([A-Z]", said), "by the agency's clock on the wall"
    assert "4 events" in solidground("archive", tmp_path / "a.gz", "--data", harbor).out
    assert solidground("archive", tmp_path / "a2.gz", "--data", harbor, "--json").json["events"] == 4


def test_a_cut_backup_restores_nothing(solidground: Solidground, harbor: Path, tmp_path: Path) -> None:
    solidground("backup", tmp_path / "b.zip", "--data", harbor)
    (tmp_path / "cut.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:2000])
    found = solidground("restore", tmp_path / "cut.zip", "--data", tmp_path / "r")
    assert (found.code, (tmp_path / "r").exists()) == (2, False)


def test_answers_are_one_object_each(solidground: Solidground, staffed: Path) -> None:
    for command in ("verify", "status", "cover", "reconcile", "tick"):
        assert isinstance(json.loads(solidground(command, "--data", staffed, "--json").out), dict)
