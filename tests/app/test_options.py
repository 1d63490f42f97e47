"""What each way of a decision means here: shipped by place, or an agency's own file before it."""

from pathlib import Path

import pytest

from solidground.app.importing.fault import FileFault
from solidground.app.options import ABOUT, OPTIONS, Called, options_of, read_options
from solidground.app.settings import files_named, read_settings
from solidground.core.kernel import DAY, HOUR

TEXT = (
    '[[text]]\nwhere = "any"\noption = "resign"\nabout = "pay"\nsays = "Ours."\ncertainty = "read"\n'
    '[[office]]\nwhere = "US-IL"\nkind = "union"\nname = "Lodge 7"\nnumber = "555-0107"\n'
    '[[time]]\nwhere = "any"\npause = "P1DT1H"\ntake_back = "PT0S"\ncertainty = "memory"\n'
)


@pytest.mark.parametrize("place", ["US-IL", "GB", "CA-ON", "NZ"])
def test_what_is_shipped_says_something_of_everything_and_invents_no_law(place: str, tmp_path: Path) -> None:
    found = options_of(tmp_path, "", place)
    assert found.meant.keys() == {(option, about) for option in OPTIONS for about in ABOUT}
    assert (found.pause_for, found.take_back_for) == (72 * HOUR, 72 * HOUR)
    assert found.offices == {}
    claims = [one for one in found.meant.values() if one.certainty != "ours"]
    assert bool(claims) is place.startswith("US")
    assert all("may" in one.says and "Ask" in one.says for one in claims), "what is not checked says whom to ask"


def test_an_agency_says_a_few_things_and_the_rest_is_as_shipped(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "settings.toml").write_text('[agency]\noptions = "ours.toml"\n', encoding="utf-8")
    settings = read_settings(tmp_path)
    assert files_named(tmp_path, settings) == ("ours.toml",)
    found = options_of(tmp_path, settings.options, "US-IL")
    assert found.meant["resign", "pay"] == ("Ours.", "read")
    assert found.meant["retire", "pay"].certainty == "ours"
    assert found.offices == {"union": Called("Lodge 7", "555-0107")}
    assert (found.pause_for, found.take_back_for) == (25 * HOUR, 0)
    assert options_of(tmp_path, "ours.toml", "US").offices == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[text", "is no valid TOML"),
        ("word = 1", "word is not known"),
        ("text = 1", "text is not known"),
        ("text = [1]", "it holds where"),
        (TEXT.replace('says = "Ours."\n', ""), "[[text]] number 1: it holds"),
        (TEXT.replace('says = "Ours."', 'says = "Ours."\nsay = "x"'), "and nothing else"),
        (TEXT.replace('"resign"', '"desert"'), "option is one of"),
        (TEXT.replace('"pay"', '"fame"'), "about is one of"),
        (TEXT.replace('"union"', '"guild"'), "kind is one of"),
        (TEXT.replace('"read"', '"sure"'), "certainty is one of"),
        (TEXT.replace("Ours.", "x" * 241), "says has 1 to 240"),
        (TEXT.replace("555-0107", ""), "number has 1 to 80"),
        (TEXT.replace("P1DT1H", "P1M"), "pause is a time such as"),
        (TEXT.replace("P1DT1H", "P31D"), "pause is a time such as"),
        (TEXT.replace("PT0S", "soon"), "take_back is a time such as"),
        (TEXT * 2, "it stands there twice"),
    ],
)
def test_a_list_that_cannot_be_kept_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(FileFault) as met:
        read_options(text, '"ours.toml"', "US")
    assert says in met.value.sentence


def test_thirty_days_are_the_longest(tmp_path: Path) -> None:
    assert read_options(TEXT.replace("P1DT1H", "P30D"), "it", "US").pause_for == 30 * DAY
    with pytest.raises(FileFault) as met:
        options_of(tmp_path, "gone.toml", "US")
    assert "gone.toml" in met.value.sentence
