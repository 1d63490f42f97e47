"""The drill: the machine is lost, an empty one takes over from a sealed backup, and what was owed meanwhile is done."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from solidground.app.bench.certificate import Certificate, made_up
from solidground.app.wiring import CLOCK, SystemClock
from solidground.core.kernel import DAY, HOUR, Instant
from solidground.store.sqlite import FILE
from tests.channels.smtp_server import PASSWORD, MailServer
from tests.config.conftest import Solidground

PEOPLE = ("M1", "P1", "P2", "C1", "D1")
MEMBERS = "person_ref,appointed_on,separated_on,mail\n" + "".join(
    f"{one},2001-01-01,,{one}@x.example\n" for one in PEOPLE
)
ROSTER = "person_ref,role,from_on,until_on\nP1,peer,2020-01-01,\nP2,peer,2020-01-01,\nD1,deputy,2020-01-01,\n"
INCIDENT = (
    "incident_ref,kind,occurred_at,timezone,time_known,person_ref,part\n"
    "I1,officer_involved_shooting,2024-03-01T08:15,America/Chicago,true,M1,discharged_weapon\n"
)
NINE: Instant = 1_709_305_200_000_000
"""A morning in March, 9:00 in Chicago."""

MAIL = """
[mail]
host = "localhost"
port = {port}
protection = "starttls"
sender = "desk@harbor.example"
username = "desk"
password_file = "mail.password"
ca_file = "mail.pem"
"""


class Hands:
    """The clock on the wall, moved by hand."""

    def __init__(self) -> None:
        self.at = NINE

    def now(self) -> Instant:
        """Return what it shows."""
        return self.at


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    moved = Hands()
    for name in ("now", "up_for"):
        monkeypatch.setattr(SystemClock, name, lambda _: moved.now())
    assert CLOCK.now() == NINE
    return moved


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    certificate: Certificate = made_up(tmp_path, "localhost")
    running = MailServer(certificate, "starttls")
    yield running
    running.stop()


@pytest.fixture
def lost(hands: Hands, server: MailServer, solidground: Solidground, tmp_path: Path) -> Path:
    """Give an agency with one case, its clock running for an hour: the machine that will be lost."""
    folder = tmp_path / "lost"
    two = ("--administrator", "A1", "--coordinator", "C1", "--zone", "America/Chicago")
    assert solidground("init", "--data", folder, *two).code == 0
    settings = folder / "settings.toml"
    text = settings.read_text(encoding="utf-8").replace("# link =", "link =")
    settings.write_text(text + MAIL.format(port=server.port), encoding="utf-8")
    (folder / "mail.password").write_bytes(PASSWORD)
    (folder / "mail.pem").write_bytes(server.certificate.chain.read_bytes())
    for kind, rows in (("members", MEMBERS), ("roster", ROSTER), ("incidents", INCIDENT)):
        (tmp_path / kind).write_text(rows)
        assert solidground("import", kind, tmp_path / kind, "--data", folder).code == 0
    assert solidground("tick", "--data", folder, "--json").json["opened"] == 1
    hands.at += HOUR // 2
    return folder


def test_a_lost_machine_is_replaced_and_catches_up(
    lost: Path, hands: Hands, server: MailServer, solidground: Solidground, tmp_path: Path
) -> None:
    key = tmp_path / "elsewhere.key"
    recipient = solidground("keys", "backup", key, "--json").json["recipient"]
    assert "Keep it elsewhere" in solidground("keys", "backup", tmp_path / "second.key").out
    path = tmp_path / "harbor.age"
    kept = solidground("backup", path, "--data", lost, "--to", recipient, "--json")
    assert (kept.code, kept.json["sealed"]) == (0, True)
    (tmp_path / "log.json").write_text(solidground("export", "checkpoints", "--data", lost).out)
    union = ("cosign", "--log", tmp_path / "log.json", "--key", tmp_path / "union.key")
    assert solidground(*union, "--new").code == 0
    sent_before = list(server.taken)
    assert len(sent_before) > 0

    shutil.rmtree(lost)
    hands.at += 3 * DAY
    home = tmp_path / "empty-machine"
    found = solidground("restore", path, "--data", home, "--key", key, "--json")
    assert found.code == 0, found.err
    ahead = found.json["ahead"]
    assert (ahead["cases"], ahead["steps"] > 0, ahead["notices"] > 0) == (1, True, True)
    assert set(ahead["first"]) == {"kind", "urgent", "owed_at"}
    assert server.taken == sent_before, "telling what comes sends nothing"

    assert solidground("verify", "--data", home, "--against", tmp_path / "union.key.kept.json").code == 0
    assert solidground("restore", path, "--data", tmp_path / "again", "--key", key, "--json").json["ahead"] == ahead
    first = outbox(home, "SELECT count(*) FROM outbox")
    turned = solidground("tick", "--data", home, "--json")
    assert (turned.code, turned.json["apart"]) == (0, 0)
    assert outbox(home, "SELECT count(*) FROM outbox") > first
    assert outbox(home, "SELECT count(*) FROM outbox WHERE kind = ?", ahead["first"]["kind"]) > 0
    for _ in range(40):
        solidground("tick", "--data", home)
    assert len(server.taken) > len(sent_before)
    assert solidground("reconcile", "--data", home, "--json").json["broken_promises"] == {}
    after = solidground("verify", "--data", home, "--against", tmp_path / "union.key.kept.json", "--json")
    assert (after.code, after.json["first_bad"]) == (0, None)
    outbox_keys = outbox(home, "SELECT count(*) - count(DISTINCT key) FROM outbox")
    assert outbox_keys == 0


def outbox(home: Path, statement: str, *row: object) -> int:
    connection = sqlite3.connect(home / FILE)
    (found,) = connection.execute(statement, row).fetchone()
    connection.close()
    return int(found)


def test_it_is_said_in_sentences_what_the_clock_will_do_first(
    lost: Path, hands: Hands, solidground: Solidground, tmp_path: Path
) -> None:
    plain = solidground("backup", tmp_path / "plain.zip", "--data", lost)
    assert "It is not sealed" in plain.out
    key = tmp_path / "elsewhere.key"
    recipient = solidground("keys", "backup", key, "--json").json["recipient"]
    told = solidground("backup", tmp_path / "one.age", "--data", lost, "--to", recipient).out
    assert "Only the key it is sealed to opens it" in told
    calm = solidground("restore", tmp_path / "plain.zip", "--data", tmp_path / "calm").out
    assert "Nothing came due meanwhile: the clock goes on where it was." in calm
    hands.at += 3 * DAY
    late = solidground("restore", tmp_path / "one.age", "--data", tmp_path / "late", "--key", key).out
    assert "what was entered or sent since is not in it" in late
    assert "Cases the clock looks at first: 1, of which urgent: 0." in late
    assert "It sends " in late
    assert not any(one in late for one in ("M1", "P1", "shooting"))


def test_a_backup_so_old_that_the_clock_wants_a_persons_word_first_says_so(
    lost: Path, hands: Hands, solidground: Solidground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert solidground("backup", tmp_path / "one.zip", "--data", lost).code == 0
    assert "confirm-time" not in solidground("restore", tmp_path / "one.zip", "--data", tmp_path / "soon").out
    hands.at += 20 * DAY
    monkeypatch.setattr(SystemClock, "up_for", lambda _: HOUR)  # another machine
    told = solidground("restore", tmp_path / "one.zip", "--data", tmp_path / "late")
    assert (told.code, "lies 20 days ahead of what its clock last knew" in told.out) == (0, True)
    again = solidground("restore", tmp_path / "one.zip", "--data", tmp_path / "again", "--json")
    assert again.json["doubt"] in told.out
    assert solidground("tick", "--data", tmp_path / "late").code == 2


def test_what_waits_to_be_opened_is_said_and_nothing_of_it_is_done(
    lost: Path, solidground: Solidground, tmp_path: Path
) -> None:
    (tmp_path / "more").write_text(INCIDENT.replace("I1", "I2").replace("M1", "D1"))
    assert solidground("import", "incidents", tmp_path / "more", "--data", lost).code == 0
    assert solidground("backup", tmp_path / "one.zip", "--data", lost).code == 0
    told = solidground("restore", tmp_path / "one.zip", "--data", tmp_path / "new")
    assert "Cases that wait to be opened: 1." in told.out
    assert "Nothing is sent in its first round." in told.out
    assert outbox(tmp_path / "new", "SELECT count(*) FROM inbox") == 1


def test_a_wrong_key_and_a_cut_backup_are_bad_input(lost: Path, solidground: Solidground, tmp_path: Path) -> None:
    key, other, path = tmp_path / "one.key", tmp_path / "other.key", tmp_path / "one.age"
    recipient = solidground("keys", "backup", key, "--json").json["recipient"]
    assert solidground("keys", "backup", other).code == 0
    assert solidground("backup", path, "--data", lost, "--to", recipient).code == 0
    restore = ("restore", path, "--data", tmp_path / "new")
    for given, why in (((), "Name the file with that key: --key"), (("--key", other), "to another key than this one")):
        found = solidground(*restore, *given)
        assert (found.code, why in found.err, (tmp_path / "new").exists()) == (2, True, False)
    path.write_bytes(path.read_bytes()[:-200])
    found = solidground(*restore, "--key", key)
    assert (found.code, "is cut or damaged" in found.err, (tmp_path / "new").exists()) == (2, True, False)
    wrong = solidground("backup", tmp_path / "two.age", "--data", lost, "--to", "age1nobody")
    assert (wrong.code, "is no age recipient" in wrong.err) == (2, True)
