"""P7: every release reads every log of every earlier release, and folds it to the same cases."""

import json
from pathlib import Path

import pytest

from solidground.core.care.share.events import ShareEnded, ShareGiven, ShareRenewed
from solidground.core.care.word.events import WordAddressed, WordTakenBack, WordWritten
from solidground.core.kernel import CaseId, PersonId, obligation_id
from solidground.core.subjects import SUBJECTS
from solidground.store.archive import read_frozen, thaw
from solidground.store.codec import Codec
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


ME, HER = PersonId("4417"), PersonId("wife")
OF_SHARES_AND_WORDS = (
    (
        ShareGiven(1, ME, HER, "family", ("answers",)),
        '{"at":1,"by":"4417","person":"wife","seen_as":"family","things":["answers"]}',
    ),
    (ShareRenewed(1, ME, HER), '{"at":1,"by":"4417","person":"wife"}'),
    (ShareEnded(1, ME, HER), '{"at":1,"by":"4417","person":"wife"}'),
    (WordWritten(1, ME, 1, 9), '{"at":1,"by":"4417","number":1,"until_at":9}'),
    (WordAddressed(1, ME, 1, HER, None, 2), '{"at":1,"by":"4417","number":1,"to":"wife","way":null,"send_at":2}'),
    (WordTakenBack(1, ME, 1), '{"at":1,"by":"4417","number":1}'),
)


@pytest.mark.parametrize(("event", "body"), OF_SHARES_AND_WORDS)
def test_what_no_frozen_log_holds_yet_is_written_and_read_as_on_its_first_day(event: object, body: str) -> None:
    codec = Codec(SUBJECTS)
    kind = type(event).__name__
    assert json.loads(codec.encode(event).body) == json.loads(body)
    assert codec.decode("case/c-1", kind, 1, body) == event
