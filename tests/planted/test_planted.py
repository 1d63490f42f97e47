"""Every planted defect is caught by its own test, and the page about them says what is planted."""

from typing import get_args

import pytest

from tests.planted.defect import Defect, Promise
from tests.planted.defects import DEFECTS
from tests.planted.page import PATH, page
from tests.planted.planting import ALONE, Ended, planted, run

LEAST = 30
ONE = DEFECTS[0]


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_planted_defect_is_caught_by_its_test(defect: Defect) -> None:
    with planted(defect) as folder:
        ended = run(folder, defect.caught_by, *ALONE)
    assert ended.caught, f"{defect.name} lives: {defect.says}\n{ended.told}"


def test_a_copy_without_a_defect_passes_the_same_test() -> None:
    with planted(ONE._replace(new=ONE.old)) as folder:
        ended = run(folder, ONE.caught_by, *ALONE)
    assert (ended.code, ended.caught) == (0, False), ended.told


@pytest.mark.parametrize("old", ["no such line of the source", "from solidground"])
def test_a_defect_that_no_longer_fits_its_source_is_said(old: str) -> None:
    said = pytest.raises(AssertionError, match=f"{ONE.name}: its old text stands .* must stand once")
    with said, planted(ONE._replace(old=old)):
        pass


@pytest.mark.parametrize(
    ("code", "failed"),
    [
        (0, ()),
        (1, (("tests/test_x.py::test_x", "ImportError: cannot import name 'x'"),)),
        (1, (("tests/test_x.py::test_x", "NameError: name 'x' is not defined"),)),
        (2, (("tests/test_x.py::test_x", "AssertionError: assert False"),)),
        (4, ()),
    ],
)
def test_what_did_not_run_or_did_not_load_is_not_caught(code: int, failed: tuple[tuple[str, str], ...]) -> None:
    assert not Ended(code, failed, "").caught


def test_thirty_are_planted_one_change_each_and_every_promise_kept_so_far_has_one() -> None:
    assert len({defect.name for defect in DEFECTS}) == len({defect[3:6] for defect in DEFECTS}) == len(DEFECTS) >= LEAST
    assert {defect.promise for defect in DEFECTS} == set(get_args(Promise))
    assert all(defect.says.endswith(".") and defect.old != defect.new for defect in DEFECTS)


def test_the_page_about_them_says_what_is_planted() -> None:
    assert PATH.read_text(encoding="utf-8") == page(), "Run: .venv/bin/python -m tests.planted.page"
