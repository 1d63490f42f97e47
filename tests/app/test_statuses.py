"""The agency's own words for how an inquiry stands: shipped by place, or a file of its own."""

from pathlib import Path

import pytest

from solidground.app.importing.fault import FileFault
from solidground.app.settings import files_named, read_settings
from solidground.app.statuses import INQUIRIES, read_statuses, statuses_of

WORD = '[[word]]\nwhere = "any"\ninquiry = "civil"\nstatus = "open"\nsays = "Pending"\nstands = "open"\n'


@pytest.mark.parametrize(
    ("place", "has", "lacks"),
    [
        ("US-IL", ("administrative", "not_sustained"), ("administrative", "case_to_answer")),
        ("GB", ("administrative", "case_to_answer"), ("administrative", "sustained")),
        ("CA-ON", ("criminal", "no_charges"), ("criminal", "declined")),
        ("NZ", ("criminal", "declined"), ("administrative", "case_to_answer")),
    ],
)
def test_the_words_that_are_shipped_are_those_of_the_place(
    place: str, has: tuple[str, str], lacks: tuple[str, str], tmp_path: Path
) -> None:
    found = statuses_of(tmp_path, "", place)
    named = {word[:2] for word in found.words}
    assert has in named
    assert lacks not in named
    assert {inquiry for inquiry, _ in named} == set(INQUIRIES)
    assert all(any(w.stands == "closed" for w in found.words if w.inquiry == inquiry) for inquiry in INQUIRIES)


def test_an_agency_names_a_file_of_its_own_and_a_word_that_left_it_is_still_read(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(WORD, encoding="utf-8")
    (tmp_path / "settings.toml").write_text('[agency]\nstatuses = "ours.toml"\n', encoding="utf-8")
    settings = read_settings(tmp_path)
    assert files_named(tmp_path, settings) == ("ours.toml",)
    found = statuses_of(tmp_path, settings.statuses, "US")
    assert [word[:2] for word in found.words] == [("civil", "open")]
    assert found.said("civil", "open") == "Pending"
    assert found.said("criminal", "not_sustained") == "not sustained"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[word", "is no valid TOML"),
        ("", "has no [[word]]"),
        ("word = []", "has no [[word]]"),
        ("word = [1]", "it holds inquiry"),
        (WORD.replace('says = "Pending"\n', ""), "number 1: it holds"),
        (WORD.replace("civil", "private"), "inquiry is one of"),
        (WORD.replace('stands = "open"', 'stands = "ajar"'), "stands is one of"),
        (WORD.replace('status = "open"', 'status = "Open"'), "status is a short name"),
        (WORD.replace("Pending", "x" * 61), "says has 1 to 60"),
        (WORD * 2, "twice"),
    ],
)
def test_a_list_that_cannot_be_kept_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(FileFault) as met:
        read_statuses(text, '"ours.toml"', "US")
    assert says in met.value.sentence


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as met:
        statuses_of(tmp_path, "gone.toml", "US")
    assert "gone.toml" in met.value.sentence
