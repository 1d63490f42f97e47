"""P7: every release reads every log of every earlier release, and folds it to the same cases."""

import json
from pathlib import Path

import pytest

from solidground.core.kernel import CaseId, obligation_id
from solidground.store.archive import read_frozen, thaw
from tests.archive.freezing import FOLDER, cases_of, folded, freeze_release

LOGS = sorted(FOLDER.glob("*.log.gz"))


def test_there_is_a_log_of_the_first_release() -> None:
    assert [log.name for log in LOGS][:1] == ["0.1.0.log.gz"]


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.name)
def test_an_old_log_is_whole_and_folds_to_the_cases_it_folded_to_then(log: Path) -> None:
    then = json.loads(log.with_name(log.name.replace(".log.gz", ".json")).read_text(encoding="utf-8"))

    assert read_frozen(log).events == sum(1 for _ in thaw(log))
    assert cases_of(folded(thaw(log))) == then


def test_a_frozen_log_says_enough_to_tell_a_changed_rule(tmp_path: Path) -> None:
    """The note beside a log names every case with what it came to, so that a fold that differs is seen."""
    place = freeze_release("now", tmp_path)
    cases = json.loads((tmp_path / "now.json").read_text(encoding="utf-8"))

    assert place.exists()
    assert len(cases) > 1
    assert {status for status, *_ in cases.values()} <= {"active", "standing", "closed"}


def test_the_ids_of_obligations_are_the_same_for_ever() -> None:
    """They are unique keys of the outbox: another hash would send everything again."""
    assert obligation_id(CaseId("c-1"), "day_1", 0) == "d9a9069ea389ccadbfa2e90a752cce95"
