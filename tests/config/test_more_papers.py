"""The record of a way back and a decision that was delivered: proved like a receipt, signed and unsigned (S15, S17)."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from solidground.app.printing import PASSWORD, make_certificate
from solidground.core.papers import Paper
from tests.config.conftest import Solidground
from tests.config.paper_house import MEMBER, RETURNED, SENT, Made, decision_now, papers_on, record_now, went_on, written
from tests.config.test_papers import SIGNED, altered
from tests.documents.papers.made import audited, pdfsig

if TYPE_CHECKING:
    from solidground.web.imprint import Imprint

FIELDS = {
    RETURNED: ("agency", f"scene_visit-{MEMBER}", "scene_visit-colleague", f"range-{MEMBER}", "range-trainer"),
    SENT: ("agency", f"signed-{MEMBER}", "beside-friend"),
}


@pytest.fixture
def room(harbor: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a data directory in which a member went on, and decided."""
    monkeypatch.delenv(PASSWORD, raising=False)
    went_on(harbor)
    return harbor


@pytest.mark.parametrize(("stream", "made"), [(RETURNED, record_now), (SENT, decision_now)])
def test_it_is_proved_by_the_log_and_by_who_confirmed_it_and_one_byte_altered_is_said(
    solidground: Solidground, room: Path, tmp_path: Path, stream: str, made: "Made"
) -> None:
    file = written(room, tmp_path / "paper.pdf", made)
    plain = file.read_bytes()
    told = solidground("verify", "--data", room, "--paper", file, "--json").json
    assert (told["holds"], told["again"], told["fields"], told["claim"]["stream"]) == (True, True, [], stream)
    make_certificate(room)
    papers_on(room, *SIGNED)
    signed = written(room, file, made).read_bytes()
    found = solidground("verify", "--data", room, "--paper", file, "--json").json
    assert (found["holds"], found["again"], found["ours"], tuple(found["fields"])) == (True, True, True, FIELDS[stream])
    said = pdfsig(file)
    assert not said or said.count("Signature is Valid.") == len(FIELDS[stream])
    for text, share in ((plain, 0.5), (signed, 0.2), (signed, 0.9)):
        file.write_bytes(altered(text, share))
        assert solidground("verify", "--data", room, "--paper", file).code == 1, share


def test_an_instant_that_none_can_be_is_repeated_and_nothing_is_drawn_for_it(
    solidground: Solidground, room: Path, tmp_path: Path
) -> None:
    def strange(_reading: object, imprint: "Imprint") -> Paper:
        face = audited(1).face._replace(agency=imprint.agency)
        return audited(1)._replace(face=face, at=-1)

    make_certificate(room)
    papers_on(room, *SIGNED)
    found = solidground("verify", "--data", room, "--paper", written(room, tmp_path / "paper.pdf", strange))
    assert "it is the audit of 2024, as the log stood at -1." in found.out
    assert "It could not be drawn again the same" in found.out
