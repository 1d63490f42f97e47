"""Starting, refusing to start, and ending: one sentence and the right exit code."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from solidground.app.importing.fault import FileFault
from solidground.config import command_line
from solidground.config.command_line import COMMANDS, PANELS, build, main, run
from solidground.config.faults import BAD, BROKEN, DEFECT, DONE, STOPPED, ending
from tests.config.conftest import Solidground


def test_help_names_every_command(solidground: Solidground) -> None:
    found = solidground("--help")
    assert found.code == DONE
    assert all(f" {name} " in found.out for name in COMMANDS)
    places = [found.out.index(f" {panel} ─") for panel in PANELS]
    assert places == sorted(places), "from what one begins with to what one tries out"


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "demo"])
def test_every_command_explains_itself(solidground: Solidground, name: str) -> None:
    found = solidground(name, "--help")
    assert (found.code, found.err) == (DONE, "")
    assert "Usage: solidground" in found.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["conquer"], '"conquer" is no command.'),
        (["verify"], "--data is missing. Write --data DIR."),
        (["verify", "--data", "x", "--jsn"], "--jsn is no option. Perhaps it is --json."),
        (["cover", "--data", "x", "--days", "many"], "--days"),
    ],
)
def test_wrong_usage_is_a_sentence_with_a_remedy(solidground: Solidground, arguments: list[str], says: str) -> None:
    found = solidground(*arguments)
    assert (found.code, found.out) == (BAD, "")
    assert says in found.err
    assert "--help" in found.err
    assert found.err.count("\n") == 1


def test_nothing_asked_shows_what_can_be_asked(solidground: Solidground) -> None:
    assert solidground().code == BAD


def test_the_program_ends_with_the_code_of_the_command(solidground: Solidground) -> None:
    assert solidground("--help").code == DONE
    with pytest.raises(SystemExit) as ended:
        main(["verify", "--data", "nowhere-at-all"])
    assert ended.value.code == BAD


@pytest.mark.parametrize(
    ("fault", "code", "says"),
    [
        (FileFault("The file is cut."), BAD, "The file is cut."),
        (KeyboardInterrupt(), BAD, STOPPED),
        (FileNotFoundError(2, "none", "a.svg"), BAD, '"a.svg" is not there'),
        (PermissionError(13, "no", "a.svg"), BAD, '"a.svg" may not be used by you'),
        (OSError(28, "No space left on device", "a.svg"), BAD, "No space left on device"),
        (ConnectionResetError(), BAD, "The connection was lost"),
        (BrokenPipeError(), BAD, ""),
        (MemoryError(), BAD, "not enough memory"),
        (typer.Abort(), BAD, STOPPED),
        (typer.Exit(BROKEN), BROKEN, ""),
        (SystemExit(1), BAD, ""),
        (SystemExit(0), DONE, ""),
        (AssertionError("impossible"), DEFECT, "This is a defect"),
    ],
    ids=lambda given: type(given).__name__,
)
def test_every_fault_has_its_sentence_and_its_code(
    fault: BaseException, code: int, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(_: list[str]) -> typer.Typer:
        app = typer.Typer()

        @app.command()
        def fail() -> None:
            raise fault

        return app

    monkeypatch.setattr(command_line, "build", lambda _: failing([]))
    assert run([]) == code
    said = capsys.readouterr().err
    assert says in said
    assert ("Traceback" in said) == (code == DEFECT)


def test_what_is_no_fault_has_no_ending() -> None:
    assert ending(ValueError("a bug")) is None


def test_only_the_command_asked_for_is_loaded() -> None:
    assert len(build(["verify"]).registered_commands) == 1
    assert len(build(["--help"]).registered_commands) > 1


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from solidground.config.command_line import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment)


def test_it_does_not_start_with_assertions_switched_off() -> None:
    found = program("--help", PYTHONOPTIMIZE="1")
    assert (found.returncode, found.stdout) == (BAD, "")
    assert "assertions switched off" in found.stderr


def test_verify_on_sqlite_loads_no_driver_of_another_database(harbor: Path) -> None:
    code = (
        "import sys\nfrom solidground.config.command_line import run\n"
        f"assert run(['verify', '--data', {str(harbor)!r}, '--json']) == 0\n"
        "assert 'psycopg' not in sys.modules and 'rich' not in sys.modules"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


class Full(io.StringIO):
    """Standard output onto a disk that is full."""

    def flush(self) -> None:
        """Fail as the system does."""
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_behind_standard_output_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    assert run(["protocol", "diff", "default", "default"]) == BAD
    monkeypatch.undo()
    assert "No space left" in capsys.readouterr().err
