"""Plugging the outside world in: by the settings of a data directory, and nothing more than they ask for."""

import os
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from solidground.app import proving, wiring
from solidground.app.directory import found_agency, import_into
from solidground.app.handle import handle_case
from solidground.app.importing.fault import FileFault
from solidground.app.keys import ADDRESSES, LINKS, voices_of
from solidground.app.protocols import protocol_of
from solidground.app.replies import Sent
from solidground.app.rosters import Rosters
from solidground.app.service import Service
from solidground.app.settings import ADDRESS, FILE, NewAgency
from solidground.channels.mail.send import Mail
from solidground.core.care.commands import CloseCase
from solidground.core.kernel import DAY, HOUR, AgencyId, Instant, PersonId, Stream
from solidground.core.notice.message import Message
from solidground.core.notice.outcome import HandedOver, Outcome
from solidground.store.base import SqlStore
from solidground.store.postgresql import PostgresqlStore
from solidground.store.sqlite import SqliteStore

NEW = NewAgency("harbor", "America/Chicago", "US-IL")
BEGAN_AT, UP_FOR = wiring.CLOCK.now(), wiring.CLOCK.up_for()


def be(monkeypatch: pytest.MonkeyPatch, at: Instant) -> None:
    """Let the machine show a time."""
    monkeypatch.setattr(wiring.SystemClock, "now", lambda _: at)


def pass_to(monkeypatch: pytest.MonkeyPatch, at: Instant) -> None:
    """Let time pass, on both clocks of the machine."""
    be(monkeypatch, at)
    monkeypatch.setattr(wiring.SystemClock, "up_for", lambda _: UP_FOR + at - BEGAN_AT)


@pytest.fixture(autouse=True)
def _no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)


@pytest.fixture
def harbor(tmp_path: Path) -> Path:
    """Give a data directory."""
    found_agency(tmp_path / "harbor", NEW, "A1", "C1")
    return tmp_path / "harbor"


def add(harbor: Path, said: str) -> None:
    with (harbor / FILE).open("a", encoding="utf-8") as file:
        file.write(said)


def mail_in(harbor: Path, more: str = "") -> None:
    settings = harbor / FILE
    settings.write_text(settings.read_text().replace('# link = "', 'link = "'))
    add(harbor, f'[mail]\nhost = "localhost"\nsender = "peers@harbor.example"\n{more}')


def test_a_directory_on_postgresql_holds_settings_and_keys_alone(
    tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, postgresql_url)
    harbor = tmp_path / "harbor"
    found_agency(harbor, NEW._replace(kind="postgresql"), "A1", "C1")
    assert not (harbor / "solidground.sqlite3").exists()
    with closing(wiring.open_directory(harbor)) as store:
        assert isinstance(store, PostgresqlStore)
        assert store.agencies() == ["harbor"]
    assert proving.check_log(harbor).events == 4
    with (
        wiring.clock_lock(harbor, wiring.settings_of(harbor))(),
        wiring.clock_lock(harbor, wiring.settings_of(harbor))(),
    ):
        pass


def test_a_store_in_memory_needs_no_directory() -> None:
    with closing(wiring.open_store("memory")) as store:
        assert store.agencies() == []


def test_postgresql_without_an_address_is_a_sentence_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match=ADDRESS):
        found_agency(tmp_path / "new", NEW._replace(kind="postgresql"), "A1", "C1")
    assert not (tmp_path / "new").exists()


def test_a_folder_that_was_there_stays_when_founding_fails(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("x")
    with pytest.raises(FileFault, match=ADDRESS):
        found_agency(tmp_path, NEW._replace(kind="postgresql"), "A1", "C1")
    assert (tmp_path / "kept.txt").exists()


def test_an_empty_file_is_not_taken_for_a_new_database(harbor: Path) -> None:
    os.truncate(harbor / "solidground.sqlite3", 0)
    with pytest.raises(FileFault, match="is empty"):
        proving.check_log(harbor)


def test_a_directory_without_settings_is_of_the_one_agency_in_it(harbor: Path) -> None:
    with closing(wiring.open_directory(harbor)) as store:
        assert isinstance(store, SqliteStore)
        assert wiring.agency_of(harbor, store) == "harbor"
        (harbor / FILE).unlink()
        assert wiring.agency_of(harbor, store) == "harbor"


def test_without_mail_nothing_leaves_and_no_monitor_is_pinged(harbor: Path) -> None:
    settings = wiring.settings_of(harbor)
    assert wiring.channels(settings) == {}
    assert wiring.pinging(settings) is None


def test_the_monitor_of_the_settings_is_pinged(harbor: Path) -> None:
    add(harbor, '[monitor]\nping = "ftp://x"\n')
    ping = wiring.pinging(wiring.settings_of(harbor))
    assert ping is not None
    assert "https" in str(ping.ping())


def test_mail_signs_in_with_the_password_of_its_file(harbor: Path) -> None:
    mail_in(harbor, 'username = "peers"\npassword_file = "secret"\n')
    with pytest.raises(FileFault, match="password file"):
        wiring.channels(wiring.settings_of(harbor))
    (harbor / "secret").write_text("word\n")
    channel = wiring.channels(wiring.settings_of(harbor))["mail"]
    assert isinstance(channel, Mail)
    assert "word" not in repr(channel.__dict__)


def test_replies_are_read_from_the_mailbox_of_the_settings(harbor: Path) -> None:
    mailbox = harbor / "inbox"
    for name in ("new", "cur", "tmp"):
        (mailbox / name).mkdir(parents=True)
    mail = b"From: p@x.example\nTo: peers@harbor.example\nIn-Reply-To: <abc@harbor.example>\nSubject: Re\n\n1\n"
    (mailbox / "new" / "1").write_bytes(mail)
    mail_in(harbor, 'replies = "inbox"\n')
    with closing(wiring.open_directory(harbor)) as store:
        turned = wiring.service(harbor, store).turn()
    assert "answers none of our messages" in turned.sentences[0]


def test_an_answer_to_a_message_of_ours_waits_until_it_is_confirmed(tmp_path: Path) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    key = "0123456789abcdef0123456789abcdef"
    mail = f"From: p@x.example\nTo: peers@harbor.example\nIn-Reply-To: <{key}@harbor.example>\nSubject: Re\n\n1\n"
    (tmp_path / "new" / "1").write_text(mail)
    mailbox = wiring.mailbox_at(tmp_path)

    def written(_: str) -> Sent | None:
        return Sent(key, "p@x.example")

    (found,) = mailbox.waiting(written)
    assert (found.key, found.answer) == (key, "made")
    assert len(list(mailbox.waiting(written))) == 1
    mailbox.confirm(found)
    assert list(mailbox.waiting(written)) == []


def test_a_running_clock_seals_in_its_first_turn_and_then_hourly(harbor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = wiring.CLOCK.now()
    be(monkeypatch, now)
    with closing(wiring.open_directory(harbor)) as store:
        clock = wiring.service(harbor, store)
        clock.turn()
        clock.turn()
        assert proving.check_log(harbor).unsealed == 0
        be(monkeypatch, now + HOUR)
        clock.turn()
    assert len(proving.checkpoints_of(harbor)["checkpoints"]) == 1


def test_a_clock_that_was_a_year_ahead_seals_again_once_it_is_right(
    harbor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = wiring.CLOCK.now()
    be(monkeypatch, now + 365 * DAY)
    with closing(wiring.open_directory(harbor)) as store:
        clock = wiring.service(harbor, store)
        assert clock.turn().doubt == wiring.doubt(store) != ""
        assert proving.check_log(harbor).unsealed == 4, "nothing is signed, or purged, by a time that nobody believes"
        store.note_time(wiring.CLOCK.dial())  # somebody says that it is right
        clock.turn()
        assert proving.check_log(harbor).unsealed == 0
        be(monkeypatch, now)
        assert "365 days behind" in clock.turn().doubt
        store.note_time(wiring.CLOCK.dial())
        members = tmp_path / "more.csv"
        members.write_text("person_ref,appointed_on,separated_on,mail\nM-late,,,late@x.example\n")
        assert import_into(harbor, "members", members).imported == 1
        assert proving.check_log(harbor).unsealed > 0
        clock.turn()
        assert proving.check_log(harbor).unsealed == 0


class Sleepy:
    """A way out whose machine falls asleep after each message, for a night."""

    def __init__(self, sleeps: Callable[[], None]) -> None:
        self.sleeps, self.sent = sleeps, 0

    def send(self, _: Message) -> Outcome:
        """Take the message, and sleep."""
        self.sent += 1
        self.sleeps()
        return HandedOver("taken")


def test_what_is_in_hand_when_the_machine_falls_asleep_is_looked_at_anew_when_it_wakes(
    harbor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members, incidents = tmp_path / "members.csv", tmp_path / "incidents.csv"
    members.write_text("person_ref,appointed_on,separated_on,mail\nC1,,,c1@x.example\n")
    incidents.write_text(
        "incident_ref,kind,occurred_at,timezone,time_known,person_ref,part\n"
        "I-1,officer_involved_shooting,2024-03-01T23:15,America/Chicago,true,A1,discharged_weapon\n"
    )
    assert [import_into(harbor, file.stem, file).imported for file in (members, incidents)] == [1, 1]
    way = Sleepy(lambda: pass_to(monkeypatch, wiring.CLOCK.now() + 9 * HOUR))
    mail_in(harbor)
    monkeypatch.setattr(wiring, "channels", lambda _: {"mail": way})
    with closing(wiring.open_directory(harbor)) as store:
        assert wiring.service(harbor, store).turn().messages == way.sent == 1
        (left,) = store.tallies(wiring.CLOCK.now())
        assert left.waiting == 1, "the other waits, and its recipient's quiet hours are looked at again"


def closed_case(harbor: Path, tmp_path: Path, store: SqlStore, clock: Service) -> Stream:
    """Give a case that has closed by now."""
    file = tmp_path / "incidents.csv"
    file.write_text(
        "incident_ref,kind,occurred_at,timezone,time_known,person_ref,part\n"
        "I-1,officer_involved_shooting,2024-03-01T23:15,America/Chicago,true,M1,discharged_weapon\n"
    )
    assert import_into(harbor, "incidents", file).imported == 1
    clock.turn()
    ((case, _),) = store.rows(AgencyId("harbor"))
    stream = Stream(AgencyId("harbor"), "care", f"case/{case}")
    with store.transaction() as unit:
        roster = Rosters().of(unit, AgencyId("harbor"), wiring.CLOCK.now())
        handle_case(unit, stream, CloseCase(wiring.CLOCK.now(), PersonId("coord"), "coordinator"), roster)
    return stream


def test_a_running_clock_purges_a_case_whose_retention_has_passed(
    harbor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(wiring.open_directory(harbor)) as store:
        clock = wiring.service(harbor, store)
        stream = closed_case(harbor, tmp_path, store, clock)
        pass_to(monkeypatch, wiring.CLOCK.now() + 181 * DAY)
        clock.turn()
        assert [type(event).__name__ for event in store.events(stream)] == ["DetailsPurged"]
    assert proving.check_log(harbor).first_bad is None


def test_a_disk_that_is_full_in_the_middle_of_a_purge_is_said_and_stops_neither_the_clock_nor_its_sealing(
    harbor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(wiring.open_directory(harbor)) as store:
        assert isinstance(store, SqliteStore)
        clock = wiring.service(harbor, store)
        stream = closed_case(harbor, tmp_path, store, clock)
        events = len(store.events(stream))
        # Only the second half of a purge changes rows of the log: there, what it writes finds no room.
        store.connection.execute("CREATE TABLE ballast (bytes)")
        store.connection.execute(
            "CREATE TRIGGER grow AFTER UPDATE ON event BEGIN INSERT INTO ballast VALUES (zeroblob(90000000)); END"
        )
        store.connection.execute("PRAGMA max_page_count = 2000")
        pass_to(monkeypatch, wiring.CLOCK.now() + 181 * DAY)
        (said,) = clock.turn().sentences
        assert "no room left" in said
        assert len(store.events(stream)) == events + 1, "the log says that the details go, and they are still there"
        assert clock.turn().sentences == (), "it is said once an hour"
        checked = proving.check_log(harbor)
        assert (checked.first_bad, checked.unsealed) == (None, 0)
        store.connection.execute("DROP TRIGGER grow")
        pass_to(monkeypatch, wiring.CLOCK.now() + HOUR)
        assert clock.turn().sentences == ()
        assert [type(event).__name__ for event in store.events(stream)] == ["DetailsPurged"]
    assert proving.check_log(harbor).first_bad is None


def test_a_bug_in_a_purge_stops_neither_the_clock_nor_its_sealing(
    harbor: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(wiring, "purge_details", fails)
    with closing(wiring.open_directory(harbor)) as store:
        assert wiring.service(harbor, store).turn().sentences == ()
    assert "could not be purged; everything else goes on" in caplog.text
    assert proving.check_log(harbor).unsealed == 0


def test_keys_are_made_where_there_were_none_and_never_over_addresses(harbor: Path, tmp_path: Path) -> None:
    for name in (LINKS, ADDRESSES):
        (harbor / name).unlink()
    with closing(wiring.open_directory(harbor)) as store:
        wiring.service(harbor, store)
    members = tmp_path / "members.csv"
    members.write_text("person_ref,appointed_on,separated_on,mail\nM1,,,m1@x.example\n")
    assert import_into(harbor, "members", members).imported == 1
    (harbor / ADDRESSES).unlink()
    with closing(wiring.open_directory(harbor)) as store, pytest.raises(FileFault, match="Put it back"):
        wiring.service(harbor, store)


def test_a_protocol_of_the_agencys_own_lies_in_its_directory(harbor: Path) -> None:
    with pytest.raises(FileFault, match=r"ours\.toml"):
        protocol_of(harbor, "ours.toml")
    assert voices_of(harbor, wiring.settings_of(harbor))(AgencyId("harbor")).phrase == "Coffee?"


def test_a_log_that_cannot_be_signed_is_said_and_stops_no_clock(harbor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "SEALED_MOST", 3)
    with closing(wiring.open_directory(harbor)) as store:
        clock = wiring.service(harbor, store)
        assert [clock.turn().sentences for _ in range(3)] == [(), (), ()]
        assert [one["size"] for one in proving.checkpoints_of(harbor)["checkpoints"]] == [3, 4]
        with store.session() as session:
            session.change("DELETE FROM checkpoint WHERE size = 4")
            session.change("UPDATE event SET commitment = chain WHERE position = 4")
        other = wiring.service(harbor, store)
        (said,) = other.turn().sentences
        assert "no longer fits its last checkpoint: nothing more of it is signed" in said
        assert other.turn().sentences == (), "it is said once an hour"


def test_a_start_of_the_machine_is_known_by_what_linux_calls_it_or_is_each_programs_own(tmp_path: Path) -> None:
    (tmp_path / "boot_id").write_text("c6e8b964\n")
    dial = wiring.SystemClock(tmp_path / "boot_id").dial()
    assert (dial.boot, dial.up_for > 0, dial.at > 0) == ("c6e8b964", True, True)
    nowhere = tmp_path / "nowhere"
    assert wiring.SystemClock(nowhere).dial().boot != wiring.SystemClock(nowhere).dial().boot


def test_a_clock_that_has_more_to_sign_does_not_sleep(harbor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Ended(threading.Event):
        slept: tuple[float | None, ...] = ()

        def wait(self, timeout: float | None = None) -> bool:
            self.slept += (timeout,)
            if len(self.slept) == 2:
                self.set()
            return True

    monkeypatch.setattr(wiring, "SEALED_MOST", 3)
    with closing(wiring.open_directory(harbor)) as store:
        stop = Ended()
        wiring.service(harbor, store).run(stop)
    assert stop.slept[0] == 0
    assert stop.slept[1] != 0
    assert [one["size"] for one in proving.checkpoints_of(harbor)["checkpoints"]] == [3, 4]
