"""The mailbox on disk: what other programs do to it meanwhile, and what never happens to a mail."""

import mailbox
from pathlib import Path

import pytest

from solidground.channels.mail.folders import WAITING_BYTES_MOST, WAITING_MOST, MaildirFolder, MboxFolder, folder_at
from tests.channels.mail.posted import maildir, mbox, reply


def names(folder: MaildirFolder | MboxFolder) -> list[str]:
    return [waiting.name for waiting in folder.waiting()]


def test_a_place_without_a_mailbox_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"Name a Maildir folder .* or an mbox file"):
        folder_at(tmp_path)


def test_a_mail_another_program_moved_to_cur_still_waits_until_it_is_seen(tmp_path: Path) -> None:
    path = maildir(tmp_path, reply())
    (path / "new" / "0000.host").rename(path / "cur" / "0000.host:2,F")
    folder = MaildirFolder(path)
    assert names(folder) == ["0000.host"]
    folder.seen("0000.host")
    assert [mail.name for mail in (path / "cur").iterdir()] == ["0000.host:2,FS"]
    assert names(folder) == []


def test_a_mail_that_has_gone_is_no_fault(tmp_path: Path) -> None:
    folder = MaildirFolder(maildir(tmp_path, reply()))
    folder.seen("other")
    folder.set_aside("other", "Why.")
    assert names(folder) == ["0000.host"]


def test_a_mail_taken_away_while_the_others_are_read_is_passed_over(tmp_path: Path) -> None:
    path = maildir(tmp_path, reply(), reply())
    reading = MaildirFolder(path).waiting()
    assert next(reading).name == "0000.host"
    (path / "new" / "0001.host").unlink()
    assert list(reading) == []


def test_a_reason_that_cannot_be_written_does_not_hold_up_the_mail(tmp_path: Path) -> None:
    path = maildir(tmp_path, reply())
    (path / ".unread" / "why" / "0000.host.txt").mkdir(parents=True)  # a folder where the sentence should go
    MaildirFolder(path).set_aside("0000.host", "Why.")
    assert (path / ".unread" / "cur" / "0000.host:2,F").read_bytes() == reply()


def test_a_full_mailbox_is_read_in_bounded_pieces(tmp_path: Path) -> None:
    path = maildir(tmp_path, *[b"x"] * (WAITING_MOST + 1))
    assert len(names(MaildirFolder(path))) == WAITING_MOST


def test_a_large_mbox_is_read_in_bounded_pieces(tmp_path: Path) -> None:
    large = b"Subject: x\n\n" + b"x" * 900_000 + b"\n"
    path = mbox(tmp_path, *[large] * (WAITING_BYTES_MOST // len(large) + 3))
    folder = MboxFolder(path)
    assert len(names(folder)) == WAITING_BYTES_MOST // len(large) + 1


def test_two_equal_mails_in_an_mbox_are_two(tmp_path: Path) -> None:
    folder = MboxFolder(mbox(tmp_path, reply(), reply()))
    first, second = names(folder)
    assert first == second
    folder.seen(first)
    assert names(folder) == [second]
    folder.seen(second)
    folder.seen(second)
    assert names(folder) == []


def test_a_mail_seen_keeps_its_words_in_an_mbox(tmp_path: Path) -> None:
    path = mbox(tmp_path, reply("1\nFrom here on\n"))
    folder = MboxFolder(path)
    before = path.read_bytes()
    folder.seen(names(folder)[0])
    assert path.read_bytes().replace(b"Status: RO\n", b"") == before


def test_an_mbox_in_use_is_left_for_the_next_sweep_with_a_sentence(tmp_path: Path) -> None:
    path = mbox(tmp_path, reply())
    other = mailbox.mbox(path)
    other.lock()
    with pytest.raises(BlockingIOError, match="next sweep"):
        names(MboxFolder(path))
    other.close()
    assert len(names(MboxFolder(path))) == 1
