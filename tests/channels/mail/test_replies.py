"""What waits in a mailbox: answers are believed from the right sender alone, everything else reaches a person."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solidground.channels.mail.replies import Bounce, Found, Reply, SetAside, confirm, read_replies
from solidground.core.kernel import DAY, HOUR, Instant
from tests.channels.made_up import KEY, NOON, TO
from tests.channels.mail.posted import OURS, bounce, maildir, mbox, reply, written

Make = Callable[..., Path]


def found_in(path: Path) -> list[Found]:
    return list(read_replies(path, written))


@pytest.mark.parametrize("make", [maildir, mbox])
def test_the_three_answers_are_read_with_their_key_sender_and_time(tmp_path: Path, make: Make) -> None:
    found = found_in(make(tmp_path, reply("1\n"), reply("2 no answer\n"), reply("3\n")))
    assert all(isinstance(answer, Reply) for answer in found)
    assert [answer[:4] for answer in found] == [
        (KEY, TO, "made", NOON),
        (KEY, TO, "no_answer", NOON),
        (KEY, TO, "hand_over", NOON),
    ]


@pytest.mark.parametrize("make", [maildir, mbox])
def test_a_reply_waits_until_it_is_confirmed_and_then_never_again(tmp_path: Path, make: Make) -> None:
    path = make(tmp_path, reply("1\n"), reply("2\n"))
    first = found_in(path)
    assert found_in(path) == first  # nothing was confirmed: a crash here loses nothing
    assert isinstance(first[0], Reply)
    confirm(first[0])
    assert found_in(path) == first[1:]
    confirm(first[0])  # once more changes nothing
    assert isinstance(first[1], Reply)
    confirm(first[1])
    assert found_in(path) == []


@pytest.mark.parametrize(
    "raw",
    [
        reply(answers=f"<unknown@other.example> {OURS}"),
        reply(answers=None, References=f"{OURS} <later@other.example>"),
        reply(answers="<ab12ab12ab12ab12@rewritten.example>", subject="RE: Coffee? #3f3f3f3f3f3f"),
        reply(sender=f"Call Sign 12 <{TO.upper()}>"),
        reply("<p>1</p><blockquote>2</blockquote>").replace(b"text/plain", b"text/html"),
        reply("<head><title>2</title></head><div>1<br>Thanks</div>").replace(b"text/plain", b"text/html"),
        reply("1\n").replace(b'charset="utf-8"', b'charset="windows-1252"'),
        reply("1\n").replace(b"\n", b"\r\n"),
    ],
)
def test_every_way_a_mail_program_answers_finds_its_message(tmp_path: Path, raw: bytes) -> None:
    (found,) = found_in(maildir(tmp_path, raw))
    assert isinstance(found, Reply)
    assert (found.key, found.answer) == (KEY, "made")


@pytest.mark.parametrize(
    ("dated_at", "at"),
    [(NOON, NOON), (NOON - 8 * DAY, NOON + HOUR), (NOON + 2 * HOUR, NOON + HOUR), (NOON + HOUR, NOON + HOUR)],
)
def test_the_time_is_the_mails_own_unless_it_cannot_be_true(tmp_path: Path, dated_at: Instant, at: Instant) -> None:
    (found,) = found_in(maildir(tmp_path, reply(dated_at=dated_at)))
    assert isinstance(found, Reply)
    assert found.at == at


@pytest.mark.parametrize("date", [b"Date: yesterday", b"X-No-Date: 1", b"Date: Mon, 21 Sep 2026 14:13:20 -0000"])
def test_a_date_that_is_missing_or_no_date_is_replaced_by_the_arrival(tmp_path: Path, date: bytes) -> None:
    raw = b"\n".join(date if line.startswith(b"Date:") else line for line in reply().split(b"\n"))
    (found,) = found_in(maildir(tmp_path, raw))
    assert isinstance(found, Reply)
    assert found.at == (NOON if b"2026" in date else NOON + HOUR)


@pytest.mark.parametrize("make", [maildir, mbox])
@pytest.mark.parametrize(
    ("raw", "why", "key"),
    [
        (reply("12\n"), "1, 2 or 3 alone", KEY),
        (reply("He is fine, I think\n"), "1, 2 or 3 alone", KEY),
        (reply(sender="someone@else.example"), "another address", None),
        (reply().replace(b"From: ", b"From: a@b.example, "), "another address", None),
        (b"From: x@y.example\n" + reply(), "another address", None),
        (reply(answers="<" + "ab" * 16 + "@harbor.example>"), "none of our messages", None),
        (reply(answers=None), "none of our messages", None),
        (bounce(original="<someone@else.example>"), "none of our messages", None),
        (b"", "none of our messages", None),
        (bytes(range(256)) * 20, "none of our messages", None),
        (reply("1" * 1_100_000), "larger than 1 MB", None),
        (b"From: \xff\xfe\nSubject: =?utf-8?b?!!!?=\n\n\x00", "none of our messages", None),
        (
            reply().replace(b'charset="utf-8"', b'charset="no-such"').replace(b"1\n", b"\xff\xfe\n"),
            "cannot be read",
            None,
        ),
        (reply().replace(b"text/plain", b"image/png"), "1, 2 or 3 alone", KEY),
    ],
)
def test_what_is_no_answer_is_set_aside_with_a_sentence(
    tmp_path: Path, make: Make, raw: bytes, why: str, key: str | None
) -> None:
    path = make(tmp_path, raw, reply("2\n"))
    aside, answer = found_in(path)
    assert isinstance(aside, SetAside)
    assert why in aside.why
    assert aside.key == key
    assert "@" not in aside.why
    assert isinstance(answer, Reply)
    assert found_in(path) == [answer]


def test_a_mail_set_aside_keeps_every_byte_and_its_reason_beside_it(tmp_path: Path) -> None:
    raw = bytes(range(256)) * 20
    path = maildir(tmp_path, raw)
    (aside,) = found_in(path)
    assert isinstance(aside, SetAside)
    assert (path / ".unread" / "cur" / f"{aside.name}:2,F").read_bytes() == raw
    assert aside.place == f'"{path / ".unread" / "cur" / aside.name}:2,F"'
    assert (path / ".unread" / "why" / f"{aside.name}.txt").read_text() == aside.why + "\n"
    assert list((path / "new").iterdir()) == []


def test_in_an_mbox_a_mail_set_aside_stays_where_it_is_with_its_reason_as_a_header(tmp_path: Path) -> None:
    path = mbox(tmp_path, reply("12\n"))
    (aside,) = found_in(path)
    assert isinstance(aside, SetAside)
    assert aside.place == f'in "{path}", under the header X-Set-Aside'
    text = path.read_text()
    assert "\nX-Set-Aside: It does not say 1, 2 or 3 alone." in text
    assert "\nX-Status: F\n" in text
    assert text.endswith("\n12\n\n")


@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b"a," * 400_000,
        b"From: " + b"(" * 900_000,
        b"Content-Type: " + b"a;" * 400_000,
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 1_000,
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth) for depth in range(2_000)),
    ],
)
def test_a_mail_made_to_stall_the_reader_is_set_aside_unparsed(tmp_path: Path, raw: bytes) -> None:
    (aside,) = found_in(maildir(tmp_path, raw))
    assert isinstance(aside, SetAside)
    assert "cannot be read" in aside.why


@pytest.mark.parametrize("make", [maildir, mbox])
@pytest.mark.parametrize(
    "raw",
    [
        reply(Auto_Submitted="auto-replied"),
        reply(Precedence="bulk"),
        reply(X_Autoreply="yes"),
        reply(X_Autorespond="yes"),
        reply(Return_Path="<>"),
        reply(subject="Automatic reply: Coffee?"),
        reply(subject="Out of office: 1"),
        bounce(status="4.4.1", action="delayed"),
        bounce(status="2.0.0", action="relayed"),
    ],
)
def test_what_a_machine_wrote_is_no_answer_and_is_kept_as_seen(tmp_path: Path, make: Make, raw: bytes) -> None:
    path = make(tmp_path, raw)
    assert found_in(path) == []
    assert found_in(path) == []
    kept = path.read_bytes() if path.is_file() else next((path / "cur").iterdir()).read_bytes()
    assert raw.splitlines()[-2] in kept


@pytest.mark.parametrize("make", [maildir, mbox])
def test_an_address_that_fails_for_good_is_told_with_its_key(tmp_path: Path, make: Make) -> None:
    path = make(tmp_path, bounce())
    (found,) = found_in(path)
    assert isinstance(found, Bounce)
    assert (found.key, found.address, found.at) == (KEY, TO, NOON + HOUR)
    confirm(found)
    assert found_in(path) == []


@settings(max_examples=60)
@given(st.integers(0, 600), st.integers(0, 600), st.binary(max_size=8))
def test_a_mail_cut_or_damaged_anywhere_breaks_nothing_and_is_never_lost(start: int, end: int, junk: bytes) -> None:
    whole = bounce() if start % 2 else reply()
    raw = whole[: min(start, end)] + junk + whole[max(start, end) :]
    with TemporaryDirectory() as folder:
        path = maildir(Path(folder), raw)
        found_in(path)
        (kept,) = [*path.glob("new/*"), *path.glob("cur/*"), *path.glob(".unread/cur/*")]
        assert kept.read_bytes() == raw
