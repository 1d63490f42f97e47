"""Where a browser is looked for: what can be known without one."""

from pathlib import Path

import pytest

from tests.browser import chromium
from tests.browser.chromium import NAMED, NONE_FOUND, here, main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a machine without any browser, whose path is one empty folder, and on which nothing is installed."""
    monkeypatch.delenv(NAMED, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "of_playwright", lambda: None)
    return tmp_path


def program(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_one_that_is_named_comes_before_the_one_on_the_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = program(folder, "chromium")
    assert here() == found
    named = program(folder, "mine")
    monkeypatch.setenv(NAMED, named)
    assert here() == named


def test_one_that_playwright_installed_will_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = program(folder, "kept")
    monkeypatch.setattr(chromium, "of_playwright", lambda: kept)
    assert here() == kept


@pytest.mark.usefixtures("folder")
def test_where_there_is_none_it_is_said_and_the_end_is_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 2
    assert capsys.readouterr().err == f"{NONE_FOUND}\n"


def test_a_name_that_is_nothing_is_not_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(folder, "chromium")
    monkeypatch.setenv(NAMED, str(folder / "gone"))
    assert main() == 2
