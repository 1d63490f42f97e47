"""Copies of a SQLite database that are made while its clock writes."""

import shutil
from pathlib import Path

from solidground.core.kernel import MINUTE
from solidground.store.sqlite import FILE
from tests.soak.clocks import until
from tests.soak.conftest import Begin
from tests.soak.drill import Drill

COPIES = 4
BESIDE = (FILE, f"{FILE}-wal")
"""What a hand copies that knows of the log beside the database, one file after the other."""


def busy(drill: Drill, number: int) -> None:
    """Give the clock work, and wait until it is in the middle of it."""
    before = sum(drill.provider.took().values())
    drill.work()
    drill.shift.move(10 * MINUTE)
    until(lambda: sum(drill.provider.took().values()) > before, f"the clock is busy ({number})")


def copied_by_hand(drill: Drill, folder: Path) -> Path:
    """Copy the data directory as ``cp`` would."""
    folder.mkdir()
    for path in sorted(drill.directory.iterdir()):
        if path.is_dir():
            shutil.copytree(path, folder / path.name)
        elif path.name in BESIDE or not path.name.startswith(FILE):
            shutil.copyfile(path, folder / path.name)
    return folder


def test_a_backup_of_a_running_clock_opens_and_is_whole(begin: Begin, tmp_path: Path) -> None:
    drill = begin()
    drill.start()
    for number in range(COPIES):
        busy(drill, number)
        kept = drill.ask("backup", tmp_path / f"{number}.zip")
        restored = tmp_path / f"restored-{number}"
        assert drill.ask("restore", tmp_path / f"{number}.zip", directory=restored)["events"] == kept["events"]
        checked = drill.ask("verify", directory=restored)
        assert (checked["first_bad"], checked["events"]) == (None, kept["events"])
    drill.caught_up()
    assert drill.look().twice == 0
    drill.halt()


def test_a_copy_by_hand_of_a_running_clock_is_whole_or_refused_with_a_sentence(begin: Begin, tmp_path: Path) -> None:
    drill = begin()
    drill.start()
    for number in range(COPIES):
        busy(drill, number)
        copy = copied_by_hand(drill, tmp_path / f"copy-{number}")
        code, out, err = drill.command("verify", directory=copy)
        assert "Traceback" not in err
        if code == 2:
            assert "Restore a backup" in err or "damaged" in err
        else:
            assert (code, '"first_bad": null' in out) == (0, True), out
    drill.caught_up()
    assert drill.look().twice == 0
    drill.halt()
