"""``verify --paper`` and ``papers``: what is proved of a paper, in a sentence, and what is not."""

from pathlib import Path

import pytest

from solidground.app.printing import PASSWORD, make_certificate
from solidground.app.wiring import CLOCK
from solidground.core.kernel import DAY
from solidground.documents.papers.press import typst
from solidground.documents.papers.sign import VALID_DAYS
from solidground.documents.papers.sign import make_certificate as made
from tests.config.conftest import Solidground
from tests.config.paper_house import (
    MEMBER,
    STREAM,
    cards_now,
    of_another,
    of_nothing,
    papers_on,
    receipt_now,
    taken,
    written,
)
from tests.config.test_verify import tamper
from tests.documents.papers.made import pdfsig

SIGNED = ('certificate = "papers.p12"', 'password_file = "papers.password"')


@pytest.fixture(autouse=True)
def _no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)


@pytest.fixture
def room(harbor: Path) -> Path:
    """Give a data directory in which something was taken."""
    taken(harbor)
    return harbor


@pytest.fixture
def signing(room: Path) -> Path:
    """Give the same with a certificate of its own."""
    make_certificate(room)
    papers_on(room, *SIGNED)
    return room


def altered(text: bytes, share: float) -> bytes:
    """Return a file with one byte of it altered."""
    changed = bytearray(text)
    changed[int(len(changed) * share)] ^= 4
    return bytes(changed)


def test_an_unsigned_paper_is_proved_by_drawing_it_again(solidground: Solidground, room: Path, tmp_path: Path) -> None:
    file = written(room, tmp_path / "paper.pdf")
    found = solidground("verify", "--data", room, "--paper", file)
    assert found.code == 0, found.out
    assert f"It stands for an event of {STREAM} that is in the log, as it was written." in found.out
    assert "it is the same, to the byte: every word on it is what the log says." in found.out
    assert "It is unsigned: whoever has no access to this log cannot check it." in found.out
    assert "Not proved: that things were so." in found.out
    told = solidground("verify", "--data", room, "--paper", file, "--json").json
    assert (told["holds"], told["again"], told["fields"], told["claim"]["stream"]) == (True, True, [], STREAM)


def test_a_signed_one_holds_by_its_signatures_and_by_the_log(
    solidground: Solidground, signing: Path, tmp_path: Path
) -> None:
    file = written(signing, tmp_path / "paper.pdf")
    found = solidground("verify", "--data", signing, "--paper", file)
    assert found.code == 0, found.out
    assert f"Signatures: agency, taken-keys, taken-{MEMBER}." in found.out
    assert "to the byte" in found.out
    said = pdfsig(file)
    assert not said or said.count("Signature is Valid.") == 3


def test_one_byte_altered_is_said_whether_signed_or_not(
    solidground: Solidground, signing: Path, tmp_path: Path
) -> None:
    signed = written(signing, tmp_path / "signed.pdf").read_bytes()
    papers_on(signing)
    plain = written(signing, tmp_path / "plain.pdf").read_bytes()
    papers_on(signing, *SIGNED)
    file = tmp_path / "paper.pdf"
    for text, share in ((signed, 0), (signed, 0.1), (signed, 0.7), (signed, 0.999), (plain, 0.5), (plain, 0.98)):
        file.write_bytes(altered(text, share))
        found = solidground("verify", "--data", signing, "--paper", file)
        assert found.code == 1, share
        assert found.out.startswith(f'The paper "{file}" is not as it was made: it was altered, cut, or put together')


def test_what_was_cut_is_said_too(solidground: Solidground, signing: Path, tmp_path: Path) -> None:
    """Cut anywhere; and cut off where the last approval began, so that the other signatures hold."""
    file = written(signing, tmp_path / "paper.pdf")
    whole = file.read_bytes()
    ends = [place for place in range(len(whole)) if whole.startswith(b"%%EOF", place)]
    for size in (len(whole) // 2, ends[-2] + 6, ends[0] + 5):
        file.write_bytes(whole[:size])
        assert solidground("verify", "--data", signing, "--paper", file).code == 1, size


def test_the_cards_stand_for_no_event(solidground: Solidground, room: Path, tmp_path: Path) -> None:
    file = written(room, tmp_path / "cards.pdf", cards_now)
    found = solidground("verify", "--data", room, "--paper", file)
    assert found.code == 0
    assert "It stands for no event: it is the same for everybody." in found.out


def test_a_paper_for_an_event_that_is_in_no_log_is_not_proved(
    solidground: Solidground, signing: Path, tmp_path: Path
) -> None:
    file = written(signing, tmp_path / "paper.pdf", of_nothing)
    found = solidground("verify", "--data", signing, "--paper", file)
    assert found.code == 1
    assert "The log has no event with the hash that it names." in found.out
    assert "Not proved" not in found.out


def test_a_log_that_was_altered_proves_no_paper(solidground: Solidground, room: Path, tmp_path: Path) -> None:
    file = written(room, tmp_path / "paper.pdf")
    tamper(room, "UPDATE event SET body = replace(body, 'C1', 'C2') WHERE side = 'care'")
    found = solidground("verify", "--data", room, "--paper", file)
    assert found.code == 1
    assert "The log itself was altered" in found.out


def test_another_certificate_is_said_and_the_log_still_speaks(
    solidground: Solidground, signing: Path, tmp_path: Path
) -> None:
    file = written(signing, tmp_path / "paper.pdf")
    papers_on(signing)
    found = solidground("verify", "--data", signing, "--paper", file)
    assert found.code == 0
    assert "not with the certificate that settings.toml names" in found.out


def test_other_words_than_today_s_are_proved_by_the_signature(
    solidground: Solidground, signing: Path, tmp_path: Path
) -> None:
    def reworded(*of: object) -> object:
        paper = receipt_now(*of)  # type: ignore[arg-type]  # as it is called
        return paper._replace(face=paper.face._replace(lead="As it was said last year."))

    file = written(signing, tmp_path / "paper.pdf", reworded)  # type: ignore[arg-type]  # as above
    found = solidground("verify", "--data", signing, "--paper", file)
    assert found.code == 0, found.out
    assert "It could not be drawn again the same" in found.out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"a text file", "is no paper of this program: those are PDF files, and smaller than 8 MB."),
        (b"", "is no paper of this program"),
        (b"%PDF-" + bytes(9 << 20), "is no paper of this program"),
    ],
)
def test_what_is_no_paper_is_bad_input(
    solidground: Solidground, room: Path, tmp_path: Path, text: bytes, says: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(text)
    found = solidground("verify", "--data", room, "--paper", file)
    assert (found.code, found.out) == (2, "")
    assert says in found.err


def test_another_agency_s_paper_a_missing_one_and_two_checks_at_once_are_bad_input(
    solidground: Solidground, room: Path, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.pdf"
    foreign.write_bytes(typst().compile(b"A PDF file of somebody else", format="pdf"))
    nothing = solidground("verify", "--data", room, "--paper", foreign)
    assert nothing.code == 2
    assert "it does not say what it stands for" in nothing.err
    theirs = written(room, tmp_path / "theirs.pdf", of_another)
    found = solidground("verify", "--data", room, "--paper", theirs)
    assert found.code == 2
    assert "is of agency elsewhere" in found.err
    assert "Name the data directory of that agency." in found.err
    assert solidground("verify", "--data", room, "--paper", tmp_path / "none.pdf").code == 2
    both = solidground("verify", "--data", room, "--paper", theirs, "--against", theirs)
    assert both.code == 2
    assert "not both" in both.err


def test_a_certificate_of_one_s_own_is_made_once(solidground: Solidground, room: Path) -> None:
    found = solidground("papers", "certificate", "--data", room)
    assert found.code == 0
    assert 'certificate = "papers.p12"' in found.out
    assert {(room / name).stat().st_mode & 0o777 for name in ("papers.p12", "papers.password")} == {0o600}
    again = solidground("papers", "certificate", "--data", room)
    assert again.code == 2
    assert "Move it away first" in again.err
    papers_on(room, *SIGNED)
    assert solidground("papers", "check", "--data", room).out == "Papers are signed.\n"
    (room / "papers.p12").unlink()
    (room / "papers.password").unlink()
    named = solidground("papers", "certificate", "--data", room, "--json").json
    assert named == {"certificate": "papers.p12", "password_file": "papers.password"}
    nowhere = solidground("papers", "certificate", "--data", room.parent)
    assert nowhere.code == 2
    assert "is no data directory" in nowhere.err


def test_what_is_wrong_at_the_start_is_said_and_papers_are_unsigned(
    solidground: Solidground, signing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (signing / "papers.password").write_text("another")
    for said in (("status",), ("papers", "check")):
        found = solidground(*said, "--data", signing)
        assert "could not be opened: the password is another one" in found.out + found.err
        assert "Until then papers are marked unsigned." in found.out + found.err
    assert b"Unsigned" in written(signing, tmp_path / "paper.pdf").read_bytes()
    (signing / "papers.password").unlink()
    assert "The password file" in solidground("papers", "check", "--data", signing).out
    monkeypatch.setenv(PASSWORD, "a password")
    (signing / "papers.p12").write_bytes(made("agency", b"a password", CLOCK.now() - (VALID_DAYS + 2) * DAY))
    ended = solidground("papers", "check", "--data", signing, "--json")
    assert (ended.code, ended.json["signed"]) == (1, False)
    assert "ended on" in ended.json["faults"][0]
    (signing / "papers.p12").unlink()
    missing = solidground("status", "--data", signing, "--json")
    assert missing.code == 0
    assert "could not be read: No such file" in missing.json["papers"][0]


def test_a_template_that_is_refused_is_named_and_the_shipped_one_draws(
    solidground: Solidground, room: Path, tmp_path: Path
) -> None:
    (room / "templates").mkdir()
    mine = room / "templates" / "property_receipt.typ"
    mine.write_text('#read("/etc/passwd")')
    plain = written(room, tmp_path / "plain.pdf").read_bytes()
    papers_on(room, 'templates = "templates"')
    found = solidground("papers", "check", "--data", room)
    assert found.code == 1
    assert f'The template "{mine}" is not used: line 1 has "read"' in found.out
    assert written(room, tmp_path / "refused.pdf").read_bytes() == plain
    mine.write_text("#opening()\n#known(paper.lines)\n#if paper.lines.len() == 7 [#paper.nothing]")
    assert solidground("papers", "check", "--data", room).code == 0
    assert written(room, tmp_path / "held_in_its_check_alone.pdf").read_bytes() == plain
    mine.write_text("#opening()\n#known(paper.lines)\nOur own words.")
    own = written(room, tmp_path / "own.pdf")
    assert own.read_bytes() != plain
    assert solidground("verify", "--data", room, "--paper", own).code == 0
