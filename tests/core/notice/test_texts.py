import itertools
import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.core.kernel import SECOND, AgencyId, PersonId
from solidground.core.notice.catalogue import KINDS, TEMPLATES, VARIANTS, Kind
from solidground.core.notice.discreet import telling_words
from solidground.core.notice.message import LANGUAGES, Language
from solidground.core.notice.texts import SHORT_CHARACTERS_MOST, Said, say
from solidground.core.notice.token import Claim, SigningKey, mint
from solidground.core.protocol.plan import Way

TOKEN = mint(SigningKey(1, bytes(32)), Claim(AgencyId("harbor"), "0f" * 16, PersonId("5e" * 16), "answer"), 9 * SECOND)
LINK = f"https://ground.example/a/{TOKEN}"
LONGEST = "https://ground.example/a/".ljust(120, "x")
EVERY = list(itertools.product(KINDS, LANGUAGES))
WITH_TIME = frozenset(kind for kind in KINDS if "{by}" in TEMPLATES[kind].body)

NEVER = frozenset(
    re.findall(
        r"[a-z]+",
        """shooting shot gun weapon fire incident critical officer-involved officer involved peer support supporter
        trauma death died dead killed injury suicide crisis stress mental health wellbeing wellness therapy counselling
        counseling psychologist debrief investigation lawyer police department duty chaplain clinician
        case member name""",
    )
)
CLAIMED = ["i was", "i am ", "i've", "thinking of you", "hope you", "we both", "love", "your friend", "regards"]


def said(kind: Kind, language: Language, phrase: str = "Coffee?", link: str = LINK, count: int = 3) -> Said:
    by = "Wed Sep 30 2027 12:00 AM" if kind in WITH_TIME else ""
    return say(kind, language, phrase=phrase, link=link, by=by, count=count if kind == "rung_repeated" else 0)


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_no_text_tells_of_the_incident_the_reason_or_a_role(kind: Kind, language: Language) -> None:
    for text in (*said(kind, language, link="LINK"), *said(kind, language, link="LINK", count=1)):
        assert not NEVER & set(re.findall(r"[a-z]+", text.casefold()))
        assert telling_words(text) == ()


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_subject_and_first_words_are_the_code_phrase_and_the_subject_says_no_more(
    kind: Kind, language: Language
) -> None:
    text = said(kind, language, phrase="Tea at four?")
    assert text.subject in {"Tea at four?", "Tea at four? Now"}
    assert text.body.startswith("Tea at four? ")
    assert text.short.startswith("Tea at four? ")
    assert LINK not in text.subject


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_short_text_fits_one_text_message_with_the_longest_fields(kind: Kind, language: Language) -> None:
    short = said(kind, language, phrase="A cup of coffee now?", link=LONGEST, count=5000).short
    assert len(short) <= SHORT_CHARACTERS_MOST < 160
    assert short.isascii()
    assert short.isprintable()


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_text_says_what_to_do_and_that_no_person_wrote_it(kind: Kind, language: Language) -> None:
    text = said(kind, language)
    assert text.body.count(LINK) == 1
    assert "This is an automatic message." in text.body
    assert not [words for words in CLAIMED if words in text.body.casefold().replace("i'm ok", "")]
    assert LINK in text.short or "digit" in text.short or "Reply 1" in text.short


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_no_field_is_left_unfilled(kind: Kind, language: Language) -> None:
    for text in said(kind, language):
        assert "{" not in text
        assert "}" not in text


def test_a_helper_is_told_the_three_answers_in_the_words_of_his_country() -> None:
    texts = {language: said("keeper_asked", language).body for language in LANGUAGES}
    assert texts["en-US"] == (
        "Coffee? Someone on your list would be glad to hear from you by Wed Sep 30 2027 12:00 AM.\n\n"
        f"Reply 1 made, 2 no answer, 3 hand off, or open {LINK}\n\nThis is an automatic message."
    )
    assert "3 hand over" in texts["en-GB"]
    assert texts["en-CA"] == texts["en-GB"]


@pytest.mark.parametrize("kind", ["task_asked", "task_reminded"])
def test_something_to_do_is_done_or_handed_over_and_finds_no_answer(kind: Kind) -> None:
    text = said(kind, "en-GB")
    for words in (text.body, text.short):
        assert "Reply 1 done, 3 hand over" in words
        assert "no answer" not in words


def test_an_urgent_text_says_ring_in_britain_and_call_in_north_america() -> None:
    assert [said("urgent_call", language).short.removesuffix(LINK) for language in LANGUAGES] == [
        "Coffee? Call now: ",
        "Coffee? Ring now: ",
        "Coffee? Call now: ",
    ]


@pytest.mark.parametrize(
    ("count", "body", "short"),
    [(1, "1 thing waits", "1 waits"), (2, "2 things wait", "2 wait"), (1000, "999+ things", "999+")],
)
def test_what_waits_is_gathered_and_counted(count: int, body: str, short: str) -> None:
    text = said("rung_repeated", "en-CA", count=count)
    assert text.body.startswith(f"Coffee? {body}")
    assert text.short.startswith(f"Coffee? {short}")


def test_a_member_needs_no_account_and_three_taps_are_named() -> None:
    body = said("member_asked", "en-US").body
    assert "I'm OK, call me, or not now" in body
    assert "no account" in body


@given(st.sampled_from(get_args(Way)))
def test_ways_without_room_get_the_short_text(way: Way) -> None:
    text = said("standing", "en-GB")
    assert text.by(way) == (text.short if way in {"text", "push"} else text.body)


def test_every_kind_and_every_language_is_in_the_catalogue_with_the_same_words() -> None:
    assert tuple(TEMPLATES) == KINDS
    assert tuple(VARIANTS) == LANGUAGES
    assert len({frozenset(words) for words in VARIANTS.values()}) == 1


@pytest.mark.parametrize(
    ("phrase", "link", "by", "count"),
    [
        ("Peer support", LINK, "Thu 10:00", 0),
        ("Coffee?", "", "Thu 10:00", 0),
        ("Coffee?", "x" * 121, "Thu 10:00", 0),
        ("Coffee?", LINK, "", 0),
        ("Coffee?", LINK, "Thursday the 24th at ten in the morning", 0),
        ("Coffee?", LINK, "Thu 10:00", 2),
    ],
)
def test_a_field_that_does_not_fit_is_a_defect(phrase: str, link: str, by: str, count: int) -> None:
    with pytest.raises(AssertionError):
        say("keeper_asked", "en-US", phrase=phrase, link=link, by=by, count=count)
