"""The settings of a data directory: usual values, and nothing misspelt that is quietly ignored."""

import re
from pathlib import Path

import pytest

from solidground.app.importing.fault import FileFault
from solidground.app.keys import ADDRESSES, LINKS, address_key, link_key, make_keys
from solidground.app.settings import (
    ADDRESS,
    FILE,
    MOST_BYTES,
    NewAgency,
    files_named,
    move_to_postgresql,
    move_to_sqlite,
    read_settings,
    settings_text,
)
from solidground.core.kernel import DAY
from solidground.core.notice.discreet import telling_words

LINK = '[agency]\nlink = "https://coffee.example.org/"\n'
UNLINKED = '[mail]\nhost = "smtp.example.org"\nsender = "coffee@example.org"\n'
MAIL = LINK + UNLINKED


@pytest.fixture(autouse=True)
def _no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)


def write(directory: Path, said: str) -> Path:
    (directory / FILE).write_text(said, encoding="utf-8")
    return directory


def sentence(directory: Path) -> str:
    with pytest.raises(FileFault) as caught:
        read_settings(directory)
    return caught.value.sentence


def test_a_directory_without_settings_has_the_usual_ones(tmp_path: Path) -> None:
    found = read_settings(tmp_path)
    assert (found.agency, found.zone, found.kind, found.mail) == ("agency", "UTC", "sqlite", None)
    assert found.retention_for == 180 * DAY
    assert found.proxies == 0


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (b"[agency]\nid = 'caf\xe9'\n", "is no text in UTF-8 (line 2). Save it as plain text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is no text in UTF-8 (line 1). Save it as plain text"),
        ("[agency]".encode("utf-16"), "is no text in UTF-8 (line 1)."),
        (b"[agency]\n\0", "holds a NUL byte (line 2). Save it as plain text"),
        (b" " * (MOST_BYTES + 1), "is larger than 1 MB: it holds no settings."),
        (b"[agency]\nid = " + b"[" * 100_000, "is no valid TOML: it is nested too deeply."),
        (b"[agency\n", "is no valid TOML:"),
    ],
    ids=["latin", "picture", "utf-16", "nul", "large", "deep", "cut"],
)
def test_a_file_that_holds_no_settings_is_said_with_its_place_and_what_helps(
    tmp_path: Path, found: bytes, says: str
) -> None:
    (tmp_path / FILE).write_bytes(found)
    said = sentence(tmp_path)
    assert said.startswith(f'"{tmp_path / FILE}" {says}')
    assert "codec" not in said


def test_a_file_that_never_ends_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / FILE).symlink_to("/dev/zero")
    assert "is larger than 1 MB" in sentence(tmp_path)


def test_a_byte_order_mark_before_the_settings_is_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xef\xbb\xbf[agency]\nid = 'harbor'\n")
    assert read_settings(tmp_path).agency == "harbor"


def test_what_is_no_name_of_a_folder_is_said() -> None:
    assert sentence(Path("a\0b")) == "'a\\x00b' is no name of a folder. Name another."


def test_the_file_a_directory_begins_with_can_be_read(tmp_path: Path) -> None:
    found = read_settings(write(tmp_path, settings_text(NewAgency("harbor", "America/Chicago", "US-IL", "postgresql"))))
    assert (found.agency, found.zone, found.jurisdiction) == ("harbor", "America/Chicago", "US-IL")
    assert found.kind == "postgresql"
    assert (found.protocol, found.phrase, found.language) == ("default", "Coffee?", "en-US")


def test_what_the_first_file_shows_can_be_taken_as_it_stands(tmp_path: Path) -> None:
    shown = settings_text(NewAgency("harbor", "America/Chicago", "US-IL"))
    taken = re.sub(r"^# (?=link|\[|[a-z_]+ = )", "", shown, flags=re.MULTILINE)
    found = read_settings(write(tmp_path, taken))
    assert found.mail is not None
    assert (found.link, found.mail.sender) == ("https://coffee.example.org", "coffee@example.org")
    assert telling_words(found.mail.sender + found.mail.username) == ()
    assert found.ping


def test_mail_is_read_with_its_files_beside_the_settings(tmp_path: Path) -> None:
    files = 'port = 465\nprotection = "tls"\npassword_file = "p"\nca_file = "ca"\nreplies = "/var/mail/x"\n'
    mail = read_settings(write(tmp_path, MAIL + files)).mail
    assert mail is not None
    assert (mail.port, mail.protection, mail.password_file, mail.ca_file) == (
        465,
        "tls",
        tmp_path / "p",
        tmp_path / "ca",
    )
    assert mail.replies == Path("/var/mail/x")
    plain = read_settings(write(tmp_path, MAIL)).mail
    assert plain is not None
    assert (plain.port, plain.protection, plain.password_file, plain.replies) == (587, "starttls", None, None)


def test_files_in_the_directory_that_the_settings_name_are_told(tmp_path: Path) -> None:
    own = 'protocol = "own/ours.toml"\n'
    said = LINK + own + UNLINKED + 'password_file = "mail.password"\nca_file = "/etc/ca.pem"\n'
    assert files_named(tmp_path, read_settings(write(tmp_path, said))) == ("own/ours.toml", "mail.password")
    out = read_settings(write(tmp_path, '[agency]\nprotocol = "../ours.toml"\n'))
    assert files_named(tmp_path, out) == ()
    assert files_named(tmp_path, read_settings(write(tmp_path, MAIL))) == ()


@pytest.mark.parametrize("kind", ['[database]\nkind = "postgresql" # shared', "database = { 'kind' = 'postgresql' }"])
def test_a_restored_directory_names_its_own_file(tmp_path: Path, kind: str) -> None:
    assert not move_to_sqlite(tmp_path)
    write(tmp_path, kind)
    assert move_to_sqlite(tmp_path)
    assert read_settings(tmp_path).kind == "sqlite"
    assert not move_to_sqlite(tmp_path)


@pytest.mark.parametrize(
    "said",
    [
        "",
        '[agency]\nid = "harbor"',
        '[database]\nkind = "sqlite" # alone',
        "[database] # where\naddress = 'host=db'",
        "database = { 'kind' = 'sqlite' }",
        '[database]\nkind = "postgresql"',
    ],
)
def test_a_directory_restored_into_postgresql_names_it(tmp_path: Path, said: str) -> None:
    move_to_postgresql(write(tmp_path, said))
    assert read_settings(tmp_path).kind == "postgresql"


def test_a_directory_without_settings_is_not_moved_to_postgresql(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="without --store postgresql"):
        move_to_postgresql(tmp_path)


def test_the_environment_names_the_database_before_the_file_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, '[database]\nkind = "postgresql"\naddress = "host=file"\n')
    assert read_settings(tmp_path)[6:8] != ("", "")
    assert read_settings(tmp_path).address == "host=file"
    monkeypatch.setenv(ADDRESS, "host=environment")
    assert read_settings(tmp_path).address == "host=environment"
    assert read_settings(tmp_path).kind == "postgresql"


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("x = ", "no valid TOML"),
        ("agncy = 1", "[agncy] is not known"),
        ("agency = 1", "[agency] is not known"),
        ('[agency]\nzonne = "UTC"', "zonne is not known in [agency]"),
        ("[agency]\nid = 3", "id in [agency] is no text"),
        ('[agency]\nzone = "Mars"', "is no time zone"),
        ('[agency]\nphrase = "peer support"', "phrase in [agency]"),
        ('[agency]\nlanguage = "fr"', "language in [agency] is one of"),
        ("[agency]\nretention_days = -1", "retention_days in [agency]"),
        ('[agency]\nretention_days = "180"', "retention_days in [agency]"),
        ("[agency]\nretention_days = true", "retention_days in [agency]"),
        ("[pages]\nproxies = -1", "proxies in [pages]"),
        ('[pages]\nproxies = "1"', "proxies in [pages]"),
        ("[pages]\nproxies = true", "proxies in [pages]"),
        ('[database]\nkind = "oracle"', "sqlite or postgresql"),
        (LINK + '[mail]\nsender = "x@y.z"', "[mail] lacks host"),
        (MAIL + "port = 70000", "port in [mail]"),
        (MAIL + 'port = "25"', "port in [mail]"),
        (MAIL + 'protection = "none"', "tls or starttls"),
        (UNLINKED, "[agency] lacks link, and [mail] needs it"),
        ('[agency]\nlink = "https://peers.example.org"', "link in [agency]: The address of the pages says too much"),
        (f'[agency]\nlink = "https://coffee.example.org/{"x" * 100}"', "has more than 120 characters"),
    ],
)
def test_what_is_wrong_is_a_sentence_with_its_place(tmp_path: Path, said: str, says: str) -> None:
    told = sentence(write(tmp_path, said))
    assert says in told
    assert str(tmp_path / FILE) in told


def test_what_is_no_settings_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert "could not be read" in sentence(tmp_path)
    file = tmp_path / "file"
    file.write_text("x")
    assert "is no folder" in sentence(file)


def test_keys_are_made_once_for_this_account_alone(tmp_path: Path) -> None:
    make_keys(tmp_path)
    first = link_key(tmp_path).secret, address_key(tmp_path)
    make_keys(tmp_path)
    assert (link_key(tmp_path).secret, address_key(tmp_path)) == first
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in (LINKS, ADDRESSES)} == {0o600}
    assert len(set(first)) == 2


def test_a_key_that_is_gone_or_cut_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="could not be read"):
        link_key(tmp_path)
    make_keys(tmp_path)
    (tmp_path / ADDRESSES).write_bytes(b"short")
    with pytest.raises(FileFault, match="is not a key"):
        address_key(tmp_path)


def test_keys_that_cannot_be_written_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file in the way")
    with pytest.raises(FileFault, match="could not be written"):
        make_keys(tmp_path)
