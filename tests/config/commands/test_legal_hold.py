"""A legal hold in the terminal: placed and lifted by the coordinator, in words and as JSON."""

from pathlib import Path

from solidground.app.wiring import CLOCK
from solidground.config.output import iso
from solidground.core.kernel import MINUTE
from tests.config.commands.test_board import INCIDENTS, MEMBERS, ZONE
from tests.config.conftest import Solidground


def test_what_a_court_asked_for_is_kept_until_it_is_lifted(
    solidground: Solidground, harbor: Path, tmp_path: Path
) -> None:
    at = iso(CLOCK.now() - 5 * MINUTE, ZONE)[:16]
    incident = INCIDENTS + f"I1,officer_involved_shooting,{at},{ZONE},true,M1,discharged_weapon\n"
    for kind, text in (("members", MEMBERS), ("incidents", incident)):
        file = tmp_path / f"{kind}.csv"
        file.write_text(text, encoding="utf-8")
        assert solidground("import", kind, file, "--data", harbor).code == 0
    solidground("tick", "--data", harbor)
    hold = ("legal-hold", "M1", "--data", harbor, "--as", "C1")
    assert solidground(*hold).out.startswith("Nothing of one case of M1 is purged until this is lifted.")
    assert solidground(*hold, "--json").json == {"member": "M1", "held": True, "cases": 1}
    assert solidground(*hold, "--lift").out == "Retention runs again over one case of M1.\n"


def test_who_may_not_is_told_so(solidground: Solidground, harbor: Path) -> None:
    found = solidground("legal-hold", "M1", "--data", harbor, "--as", "C1")
    assert (found.code, found.out) == (2, "")
    assert "No case of this person is kept" in found.err
