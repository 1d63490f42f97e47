import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solidground.channels.mail.answers import answer_in

QUOTED = (
    "\n\nOn Thu, 24 Sep 2026 at 10:00, <desk@harbor.example> wrote:\n> Coffee? Someone on your list would be glad.\n"
    "> Reply 1 made, 2 no answer, 3 hand over\n"
)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1", "made"),
        ("2", "no_answer"),
        ("3", "hand_over"),
        (" 1 \n", "made"),
        ("1.", "made"),
        ("1!", "made"),
        (" 1 made", "made"),
        ("1 - Made.", "made"),
        ("2, no answer", "no_answer"),
        ("3 hand off", "hand_over"),
        ("3 (hand over)", "hand_over"),
        ("1️⃣", "made"),
        ("\uff11", "made"),
        ("“2”", "no_answer"),
        ("\ufeff2", "no_answer"),
        ("1\n\nThanks,\ncall sign 12", "made"),
        ("2\n\nSent from my iPhone", "no_answer"),
        ("3\n\n-- \ncall sign 12\nHarbor 555 0100", "hand_over"),
        ("1\n1", "made"),
    ],
)
@pytest.mark.parametrize("quote", ["", QUOTED])
def test_one_digit_is_an_answer_whatever_stands_around_it(text: str, answer: str, quote: str) -> None:
    assert answer_in(text + quote) == answer


@pytest.mark.parametrize(
    "text",
    [
        "", "12", "1 2", "21", "0", "4", "1st", "one", "ok", "1 no answer", "2 made", "1\n2", "hello\n1",
        "1 of us should call", "3 missed calls", "11:30 works", "Reply 1 made, 2 no answer, 3 hand over", "1/2", "-12",
        "¹²", "\x00\x01", "1" * 5000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("quote", ["", QUOTED])
def test_anything_else_is_left_to_a_person(text: str, quote: str) -> None:
    assert answer_in(text + quote) is None


def test_an_answer_below_the_quote_counts() -> None:
    assert answer_in("> Coffee? Someone on your list\n> Reply 1 made, 2 no answer, 3 hand over\n\n2\n") == "no_answer"


def test_the_quote_alone_is_no_answer() -> None:
    assert answer_in(QUOTED) is None
    assert answer_in("> 1\n> 2\n") is None


def test_blank_lines_made_to_stall_the_quote_cutter_are_taken_out_before_it() -> None:
    assert answer_in("\n" * 100_000 + "1" + "\n \t\r\n" * 100_000) == "made"


def test_a_french_mail_program_quotes_in_french() -> None:
    assert answer_in("1\n\nLe jeu. 24 sept. 2026 à 10:00, <desk@harbor.example> a écrit :\n> Coffee?\n> 2\n") == "made"


@settings(max_examples=50)
@given(st.text())
def test_no_text_from_outside_breaks_the_reader(text: str) -> None:
    assert answer_in(text) in {None, "made", "no_answer", "hand_over"}
