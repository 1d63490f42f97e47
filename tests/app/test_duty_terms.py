"""What command owes after an incident, in the agency's own intervals: shipped, or a file of its own."""

import tomllib
from pathlib import Path

import pytest

from solidground.app.duty_terms import LEAST, WITHIN, read_terms, shipped_terms, terms_of
from solidground.app.importing.fault import FileFault
from solidground.app.settings import files_named, read_settings
from solidground.core.kernel import HOUR
from solidground.core.protocol.duration import Duration
from solidground.core.protocol.terms import CERTAINTIES
from solidground.protocols import duty_text

SHIPPED = duty_text()
VISIT = 'within = "PT12H"'
FIRST = '[[return_step]]\nkey = "scene_visit"\nsays = "Go to the scene, with somebody"\n'


def test_the_list_that_is_shipped_says_where_each_interval_comes_from(tmp_path: Path) -> None:
    written = tomllib.loads(SHIPPED)
    assert set(written) == {*WITHIN, *LEAST, "return_step"}
    assert all(written[name]["source"] and written[name]["certainty"] in CERTAINTIES for name in (*WITHIN, *LEAST))
    terms = shipped_terms()
    assert terms_of(tmp_path, "") is terms
    assert (terms.visit_within.within, terms.session_within.within) == (Duration(exact=12 * HOUR), Duration(days=7))
    assert (terms.leave_least_days.number, terms.rest_before_interview.number) == (3, 1)
    assert terms.replacement_within.whom == "fired"
    steps = [step.key for step in terms.return_steps]
    assert steps == ["scene_visit", "range", "vehicle", "first_shift", "full_duty"]
    assert [step.key for step in terms.return_steps if step.followed] == ["first_shift", "full_duty"]


def test_an_agency_names_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(SHIPPED.replace(VISIT, 'within = "PT6H"'), encoding="utf-8")
    (tmp_path / "settings.toml").write_text('[agency]\nduty = "ours.toml"\n', encoding="utf-8")
    settings = read_settings(tmp_path)
    assert files_named(tmp_path, settings) == ("ours.toml",)
    assert terms_of(tmp_path, settings.duty).visit_within.within == Duration(exact=6 * HOUR)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[visit_within]", "[visit_within", "is no valid TOML"),
        ("[visit_within]", "[visit]", "[visit]: this is not known"),
        ("[visit_within]", "[[visit_within]]", "[visit_within]: it is missing"),
        (VISIT, 'within = "soon"', "[visit_within]: within is a duration"),
        (VISIT, "within = 12", "within is a duration"),
        (VISIT, 'within = "P0D"', "within is a duration"),
        (VISIT, 'within = "P13M"', "within is a duration"),
        (VISIT, 'within = "P366DT24H"', "within is a duration"),
        ('whom = "all"', 'whom = "some"', "whom is one of all, fired"),
        ('certainty = "ours"', 'certainty = "sure"', "[call_within]: certainty is one of"),
        ('source = "Oregon ORS 181A.790: 72 hours at least"', "", "[leave_least_days]: source says"),
        ("days = 3", "days = 0", "days is a whole number from 1"),
        ("days = 3", "days = true", "days is a whole number"),
        ("nights = 1", 'nights = "one"', "nights is a whole number"),
        ('key = "scene_visit"', 'key = "Scene visit"', "number 1: key is a short name"),
        (FIRST, FIRST * 2, "one key of a [[return_step]] twice"),
        (FIRST, "[[return_step]]\nsays = 'x'\n", "number 1: key is"),
        ('says = "Full duty"', "says = ''", "number 5: says has 1 to 60"),
        (SHIPPED[SHIPPED.index("[[return_step]]") :], "", "has 1 to 40 [[return_step]]"),
        ("followed = true", 'followed = "yes"', "number 4: followed is true or false."),
        ("followed = true", "follow = true", "number 4: it has key, says and followed, and nothing else."),
        ("[visit_within]", "return_step = [1]\n[visit_within]", "is no valid TOML"),
    ],
)
def test_a_list_that_cannot_be_kept_is_refused_with_its_place(old: str, new: str, says: str) -> None:
    assert old in SHIPPED
    text = SHIPPED.replace(old, new, 1)
    with pytest.raises(FileFault) as met:
        read_terms(text, '"ours.toml"')
    assert '"ours.toml"' in met.value.sentence
    assert says in met.value.sentence


def test_a_row_that_is_no_table_is_refused_with_its_number() -> None:
    tables = SHIPPED[: SHIPPED.index("[[return_step]]")]
    with pytest.raises(FileFault) as met:
        read_terms(f"return_step = [1]\n{tables}", '"ours.toml"')
    assert "number 1: key is a short name" in met.value.sentence
    assert len(read_terms(SHIPPED.replace(FIRST, ""), '"ours.toml"').return_steps) == 4


def test_a_list_without_a_return_to_duty_is_refused_for_nobody_would_be_in_touch_after_it() -> None:
    with pytest.raises(FileFault) as met:
        read_terms(SHIPPED.replace("followed = true", "followed = false"), '"ours.toml"')
    assert '"ours.toml" has no [[return_step]] that is a return to duty' in met.value.sentence
    assert "Write followed = true into each" in met.value.sentence


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as met:
        terms_of(tmp_path, "gone.toml")
    assert "gone.toml" in met.value.sentence
