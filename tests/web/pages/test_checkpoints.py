"""Checkpoints: what a cosigner keeps and signs, what others see of them, and what a changed log looks like."""

import json
from pathlib import Path

import pytest

from solidground.app.proving import cosign
from solidground.core.kernel import DAY, PersonId
from solidground.web.house import House
from tests.app.town import AGENCY, COORDINATOR, MEMBER, NOON, PEERS, Town
from tests.web.conftest import Hand, seated, visitor
from tests.web.headquarters import ADMINISTRATOR, CHIEF, COSIGNER, HR, LIAISON, SUPERVISOR, staffed, whole
from tests.web.pages.test_link import text

BOTH = (MEMBER, COORDINATOR, COSIGNER)
COMMAND_ALONE = (SUPERVISOR, LIAISON, HR, CHIEF, ADMINISTRATOR)


@pytest.fixture
def staff(town: Town, house: House) -> House:
    staffed(town)
    return whole(house)


@pytest.mark.parametrize(("people", "sides"), [(BOTH, {"command", "care"}), (COMMAND_ALONE, {"command"})])
def test_who_sees_which_log(town: Town, staff: House, people: tuple[PersonId, ...], sides: set[str]) -> None:
    town.incident(MEMBER)
    town.store.seal(NOON)
    for person in people:
        browser = seated(staff, person)
        seen = browser.get("/checkpoints")
        assert 'data-role="cosigner" data-page="checkpoints"' in seen.content.decode()
        assert ("The care log" in text(seen)) is ("care" in sides)
        file = json.loads(browser.get("/checkpoints/file").content)
        assert {one["side"] for one in file["checkpoints"]} == sides


def test_how_much_came_after_the_last_checkpoint_is_said(town: Town, staff: House) -> None:
    browser = seated(staff, CHIEF)
    assert "Nothing has been written yet." in text(browser.get("/checkpoints"))
    town.incident(MEMBER)
    assert "No checkpoint has been signed yet." in text(browser.get("/checkpoints"))
    town.store.seal(NOON)
    assert "Nothing was written after the last checkpoint. Events 2" in text(browser.get("/checkpoints"))
    town.incident(PEERS[0], name="i-2")
    seen = text(browser.get("/checkpoints"))
    assert "Events 4 Since the last checkpoint 2" in seen
    assert "The end of the log is as it was written." in seen


def test_a_changed_log_is_seen(town: Town, staff: House) -> None:
    town.incident(MEMBER)
    town.store.seal(NOON)
    town.incident(PEERS[0], name="i-2")
    with town.store.session() as session:
        session.change("UPDATE event SET body = '{}' WHERE side = 'command' AND position = 3")
    seen = text(seated(staff, COSIGNER).get("/checkpoints"))
    assert "Something was changed." in seen
    assert "Event 3 is the first that is not as it was written." in seen


def test_more_than_a_page_can_check_is_said(town: Town, staff: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solidground.app.asking.proof.CHECKED_MOST", 3)
    town.incident(MEMBER)
    assert "There are more than a page can check." in text(seated(staff, COSIGNER).get("/checkpoints"))


def test_the_file_is_what_the_command_signs_and_the_next_one_adds_to_it(
    town: Town, staff: House, hand: Hand, tmp_path: Path
) -> None:
    log, key = tmp_path / "checkpoints.json", tmp_path / "mine.key"
    browser = seated(staff, COSIGNER)
    for number in range(3):
        town.incident(PEERS[number], name=f"i-{number}")
        hand.at = NOON + number * DAY
        town.store.seal(hand.at)
        got = browser.get("/checkpoints/file")
        name = f"checkpoints-2024-03-0{1 + number}.json"
        assert got["Content-Disposition"] == f'attachment; filename="{name}"', "one day's is not taken for another's"
        seen = browser.get("/checkpoints")
        assert f"solidground cosign --log {name} --key mine.key" in text(seen)
        for word in ("--log", name, "--key mine.key", "--new", "--data DIR", "--against mine.key.kept.json"):
            assert f"<span>{word}</span>" in seen.content.decode(), "it goes to the next line as a whole"
        log.write_bytes(got.content)
        found = cosign(log, key, None, new=number == 0)
        assert {one.agency for one, _ in found.logs} == {AGENCY}
        assert all(before for _, before in found.logs) is (number > 0)


def test_who_is_not_signed_in_gets_nothing(staff: House, house: House) -> None:
    for page in ("/checkpoints", "/checkpoints/file"):
        assert visitor(staff).get(page).status_code == 404
        assert seated(house, COSIGNER).get(page).status_code == 404, "nothing here signs"
