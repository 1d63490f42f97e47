import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.channels.mail.html_words import words_of


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("1", ["1"]),
        ("<div>1</div><div>Thanks</div>", ["1", "Thanks"]),
        ("1<br>2<BR/>3", ["1", "2", "3"]),
        ("<p style='a'>1</p><blockquote type=cite>2<blockquote>3</blockquote>2</blockquote>4", ["1", "4"]),
        ("<html><head><title>2</title><style>p{}</style></head><body>1</body></html>", ["1"]),
        ("<!--[if mso]><p>2</p><![endif]-->1<!-- 3 -->", ["1"]),
        ("1<!-- never closed <p>2", ["1"]),
        ("</blockquote>1", ["1"]),
        ("&#49;&nbsp;made", ["1\xa0made"]),
        ("<b>1</b> made", ["1 made"]),
        ("1 < 2", ["1 < 2"]),
    ],
)
def test_what_a_reader_would_see_is_kept_line_by_line(html: str, lines: list[str]) -> None:
    assert [line for line in words_of(html).split("\n") if line] == lines


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "</", "<blockquote>", "&", "<![ ", "<a '"])
def test_a_mail_made_to_stall_a_reader_is_read_in_one_pass(piece: str) -> None:
    assert "1" not in words_of(piece * 200_000)


@given(st.text())
def test_no_text_from_outside_breaks_the_reader(text: str) -> None:
    assert isinstance(words_of(f"<p>{text}"), str)
