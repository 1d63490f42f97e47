import pytest

from solidground.core.notice.discreet import link_refused, phrase_refused, telling_words
from tests.core.sentences import is_sentences


@pytest.mark.parametrize("phrase", ["Coffee?", "Tea at four?", "Double-double?", "Cuppa"])
def test_everyday_words_are_a_code_phrase(phrase: str) -> None:
    assert phrase_refused(phrase) is None


@pytest.mark.parametrize(
    "phrase", ["", "   ", "A cup of coffee for two?", "Coffee?\nBcc: x", " Coffee?", "Café?", "☕"]
)
def test_a_phrase_that_does_not_fit_a_subject_line_is_refused_with_the_remedy(phrase: str) -> None:
    refusal = phrase_refused(phrase)
    assert refusal is not None
    assert is_sentences(refusal.text), "a person reads a sentence"
    assert refusal.reason == "PhraseUnfit"
    assert "code phrase" in refusal.text


@pytest.mark.parametrize(
    ("phrase", "word"), [("Peer support", "peer"), ("After the shooting", "shooting"), ("Wellness?", "wellness")]
)
def test_a_phrase_that_says_too_much_is_refused_by_its_word(phrase: str, word: str) -> None:
    refusal = phrase_refused(phrase)
    assert refusal is not None
    assert is_sentences(refusal.text), "a person reads a sentence"
    assert refusal.reason == "PhraseTelling"
    assert word in refusal.text


def test_words_joined_by_a_hyphen_are_taken_apart() -> None:
    assert telling_words("An Officer-Involved coffee, PTSD") == ("officer", "ptsd")


def test_a_host_that_tells_is_refused_and_a_neutral_one_is_not() -> None:
    refusal = link_refused("https://peer-support.example/a/")
    assert refusal is not None
    assert is_sentences(refusal.text), "a person reads a sentence"
    assert refusal.reason == "LinkTelling"
    assert "“peer”" in refusal.text
    assert "host" in refusal.text
    assert link_refused("https://ground.example/a/") is None
