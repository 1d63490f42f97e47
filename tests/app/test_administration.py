"""What an administrator looks after: settings without secrets, and files of people in which nothing takes two."""

from pathlib import Path

import pytest

from solidground.app.administration import ADDRESS_TAKES_TWO, ROLE_TAKES_TWO, Said, office_of, said_of, take_in
from solidground.app.directory import found_agency
from solidground.app.english import english
from solidground.app.importing.fault import FileFault
from solidground.app.importing.whole import Imported, Taking
from solidground.app.settings import FILE, NewAgency
from solidground.core.kernel import PersonId
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, VOICE, ZONE, Town

ADMINISTRATOR = PersonId("admin")
TAKING = Taking(AGENCY, NOON, ZONE, "US-IL", VOICE.commitment)
MAIL = '[mail]\nhost = "smtp.example.org"\nsender = "coffee@example.org"\npassword_file = "mail.password"\n'


def given(town: Town, kind: str, *lines: str) -> Imported:
    return take_in(kind, "\n".join(lines).encode(), ADMINISTRATOR, town.store, TAKING)


def test_a_role_that_takes_two_is_not_given_by_one_alone(town: Town) -> None:
    found = given(
        town,
        "roster",
        "person_ref,role,from_on,until_on,supervisor_ref",
        "n-1,member,2024-01-01,,m-1",
        "n-2,peer,2024-01-01,,",
        "n-3,administrator,2024-01-01,,",
    )
    assert found.imported == 0
    assert [(one.line, one.column, one.why) for one in found.errors] == [
        (3, "role", ROLE_TAKES_TWO),
        (4, "role", ROLE_TAKES_TWO),
    ]
    assert given(
        town, "roster", "person_ref,role,from_on,until_on,supervisor_ref", "n-1,member,2024-01-01,,m-1"
    ).imported


def test_another_address_of_somebody_who_is_known_takes_two(town: Town) -> None:
    found = given(
        town,
        "members",
        "person_ref,appointed_on,separated_on,mail",
        "n-1,2024-01-02,,n-1@harbor.example",
        f"{COORDINATOR},2024-01-01,,thief@example.org",
        f"{MEMBER},2024-01-01,,{MEMBER}.mail@harbor.example",
    )
    assert [(one.line, one.column, one.why) for one in found.errors] == [(3, "mail", ADDRESS_TAKES_TWO)]
    with town.store.transaction() as unit:
        assert [route.address for route in unit.routes(AGENCY, COORDINATOR)] == ["coord.mail@harbor.example"]


@pytest.mark.parametrize(
    ("kind", "head", "days"),
    [
        ("members", "person_ref,appointed_on,separated_on,mail", "2024-01-02,,thief@example.org"),
        ("roster", "person_ref,role,from_on,until_on", "member,2024-01-01,"),
    ],
)
def test_nobody_is_entered_who_is_called_as_another_but_for_capital_letters(
    town: Town, kind: str, head: str, days: str
) -> None:
    # He would be asked in at an address that one person alone wrote, and come in as the other.
    found = given(town, kind, head, f"{MEMBER.upper()},{days}", f"n-1,{days}", f"N-1,{days}")
    assert (found.imported, [(one.line, one.column) for one in found.errors]) == (
        0,
        [(2, "person_ref"), (4, "person_ref")],
    )
    assert f'"{MEMBER}" is in the roster' in english(found.errors[0].why)
    assert given(town, kind, head, f"{MEMBER},{days.replace('thief@example.org', '')}", f"n-1,{days}").imported


@pytest.mark.parametrize("kind", ["incidents", "exposure", ""])
def test_only_people_are_taken_in(town: Town, kind: str) -> None:
    with pytest.raises(FileFault, match="members, or a roster"):
        given(town, kind, "incident_ref")


def made(tmp_path: Path, more: str = "") -> dict[str, Said]:
    directory = tmp_path / "agency"
    found_agency(directory, NewAgency("harbor", ZONE, "US-IL"), "admin", "coord")
    path = directory / FILE
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    return {one.word: one for one in said_of(directory)}


def test_the_settings_are_said_with_what_is_missing_and_the_remedy(tmp_path: Path) -> None:
    said = made(tmp_path)
    assert said["agency"].value == "harbor"
    assert said["retention_days"].value == "180"
    for word in ("mail", "monitor", "link"):
        assert "settings.toml" in english(said[word].wrong)
    assert "links.key" not in "".join(said)


def test_no_secret_is_said(tmp_path: Path) -> None:
    more = f'{MAIL}username = "coffee"\n[monitor]\nping = "https://hc-ping.com/0c4f-secret"\n'
    directory = tmp_path / "agency"
    found_agency(directory, NewAgency("harbor", ZONE, "US-IL"), "admin", "coord")
    path = directory / FILE
    link = path.read_text(encoding="utf-8").replace("# link =", "link =")
    path.write_text(link.replace("[database]", "[database]\naddress = 'password=hidden'") + more, encoding="utf-8")
    said = {one.word: one for one in said_of(directory)}
    assert said["monitor"] == Said("monitor", "hc-ping.com")
    assert "is not there" in english(said["password_file"].wrong)
    (directory / "mail.password").write_text("hush-hush", encoding="utf-8")
    told = said_of(directory)
    assert not [one for one in told if one.wrong]
    assert not {"secret", "hush-hush", "hidden"} & set(
        " ".join(english(one.value) for one in told).replace("-", " ").split()
    )


def test_mail_without_a_password_names_no_file(tmp_path: Path) -> None:
    directory = tmp_path / "agency"
    found_agency(directory, NewAgency("harbor", ZONE, "US-IL"), "admin", "coord")
    path = directory / FILE
    text = path.read_text(encoding="utf-8").replace("# link =", "link =")
    path.write_text(text + MAIL.replace('password_file = "mail.password"\n', ""), encoding="utf-8")
    assert "password_file" not in {one.word for one in said_of(directory)}


def test_what_is_misspelt_or_gone_is_said_instead(tmp_path: Path) -> None:
    assert english(made(tmp_path, "[male]\n")[FILE].wrong).startswith('"')
    directory = tmp_path / "agency"
    (directory / FILE).write_text('[agency]\nstatuses = "gone.toml"\nduty = "away.toml"\n', encoding="utf-8")
    (directory / "keys" / "links.key").unlink()
    said = {one.word: one for one in said_of(directory)}
    assert "gone.toml" in english(said["statuses"].wrong)
    assert "away.toml" in english(said["duty"].wrong)
    assert english(said["keys/links.key"].wrong) == "This key is not there. Put it back from your backup."


def test_an_office_reads_its_directory_and_writes_to_its_store(town: Town, tmp_path: Path) -> None:
    office = office_of(tmp_path, town.store, lambda: TAKING)
    assert office.settings()[0].word == "agency"
    assert (
        office.take_in("members", b"person_ref,appointed_on,separated_on\nn-1,2024-01-02,\n", ADMINISTRATOR).imported
        == 1
    )


def test_whom_a_file_changes_reads_who_handed_it_in_and_nobody_else_does(town: Town) -> None:
    head, known = (
        "person_ref,role,from_on,until_on,supervisor_ref",
        f"{PEERS[0]},2024-01-01,,{PEERS[0]}.mail@harbor.example",
    )
    assert given(town, "roster", head, f"{MEMBER},member,2024-01-01,,{PEERS[1]}").imported
    assert given(town, "members", "person_ref,appointed_on,separated_on,mail", known).imported
    with town.store.transaction() as unit:
        looks = {who: unit.looked_at(AGENCY, who) for who in (MEMBER, PEERS[0])}
    assert [(look.by, look.what, look.at) for look in looks[MEMBER]] == [(ADMINISTRATOR, "entry", NOON)]
    assert looks[PEERS[0]] == []
