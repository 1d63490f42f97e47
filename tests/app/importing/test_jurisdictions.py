import pytest

from solidground.app.english import english
from solidground.app.importing.jurisdictions import jurisdiction_refused, noticed


def said(word: str) -> str:
    refused = jurisdiction_refused(word)
    assert refused is not None
    return english(refused)


@pytest.mark.parametrize("word", ["any", "US", "US-IL", "US-TX", "CA-ON", "GB", "GB-SCT", "IE"])
def test_a_country_or_a_part_of_one_is_a_jurisdiction(word: str) -> None:
    assert jurisdiction_refused(word) is None


@pytest.mark.parametrize("word", ["ZZ", "Illinois", "us", "USA", "-IL", "-"])
def test_a_word_that_is_none_is_refused_with_those_that_are(word: str) -> None:
    why = said(word)
    assert why.startswith(f'"{word}" is no jurisdiction. With a notice of their own: US, US-CA, US-IL, ')
    assert why.endswith("and where it has parts theirs: CA-ON, US-TX.")
    assert " any," not in why


def test_a_part_that_is_none_is_refused_with_those_its_country_has() -> None:
    assert said("GB-IL") == '"GB-IL" is no jurisdiction. The parts of GB are: ENG, NIR, SCT, WLS.'
    assert said("US-").startswith('"US-" is no jurisdiction. The parts of US are: AK, AL, ')
    assert said("VA-X") == '"VA-X" is no jurisdiction: VA has no parts. Write VA.'


def test_what_has_a_notice_of_its_own_is_known() -> None:
    assert {"any", "US", "US-CA"} <= set(noticed())
