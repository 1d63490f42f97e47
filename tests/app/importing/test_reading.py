"""Reading CSV: every row a value or a refusal with its line, every unreadable file a sentence."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidground.app.english import english
from solidground.app.importing import reading
from solidground.app.importing import records as importing_records
from solidground.app.importing.fault import FileFault, Refused, unread
from solidground.app.importing.reading import CELL_MOST, COLUMNS_MOST, Row, read_rows, shown
from solidground.app.importing.records import (
    LINE_MOST_BYTES,
    RECORD_MOST_BYTES,
    TRIED_AGAIN_MOST_LINES,
    UNCLOSED,
    Endless,
    is_open,
    records,
)


def rows(text: bytes) -> list[Row | Refused]:
    return list(read_rows(text, ("a", "b")).rows)


def told(row: Row | Refused) -> tuple[int, str, str]:
    assert isinstance(row, Refused)
    return row.line, row.column, english(row.why)


def sentence(source: Path | bytes) -> str:
    with pytest.raises(FileFault) as caught:
        list(read_rows(source, ("a", "b"), ("c",)).rows)
    return caught.value.sentence


def test_columns_are_found_by_name_and_others_are_passed_over() -> None:
    table = read_rows(b"b,more,a,c\r\n1,2,3,4\r\n", ("a", "b"), ("c", "d"))
    assert table.columns == ("b", "more", "a", "c")
    assert list(table.rows) == [Row(2, {"b": "1", "a": "3", "c": "4"})]


@pytest.mark.parametrize("size", [CELL_MOST + 1, 2_000_000])
def test_a_long_cell_is_passed_over_in_a_column_nobody_knows_and_refused_in_one_that_may_be_there(size: int) -> None:
    file = b"a,more,b\n1," + b"x" * size + b",2\n"
    assert rows(file) == [Row(2, {"a": "1", "b": "2"})]
    (refused,) = read_rows(file, ("a", "b"), ("more",)).rows
    assert told(refused) == (2, "more", f"The cell has {size:,} characters; 10,000 is the most. Shorten it.")


def test_a_nul_is_refused_in_a_column_nobody_knows_too() -> None:
    (refused,) = rows(b"a,more,b\n1,x\0,2\n")
    assert told(refused) == (2, "more", "It holds a NUL byte. Take it out.")


def test_a_byte_order_mark_and_blank_lines_are_nothing() -> None:
    assert rows(b"\xef\xbb\xbf\n a , b \n\n 1 , 2 \n") == [Row(4, {"a": "1", "b": "2"})]


def test_a_record_has_the_line_it_begins_on() -> None:
    found = rows(b'a,b\n1,"x\ny""z"\n3,4')
    assert found == [Row(2, {"a": "1", "b": 'x\ny"z'}), Row(4, {"a": "3", "b": "4"})]


def test_a_quote_inside_a_cell_is_a_sign_like_any_other() -> None:
    assert rows(b'a,b\n5" pipe,2\n') == [Row(2, {"a": '5" pipe', "b": "2"})]


@pytest.mark.parametrize(
    ("line", "column", "why"),
    [
        (b"1,\xff", "b", "no UTF-8 (0xff)"),
        (b'"x",\xff', "b", "no UTF-8"),
        (b'"x"y,\xff', "b", "no UTF-8"),
        (b"\0,2", "a", "NUL"),
        (b"1,2,\0", "", "NUL"),
        (b"1", "", "It has one cell; the first line names 2."),
        (b"1,2,3", "", "It has 3 cells"),
        (b",", "", "Every cell is empty"),
        (b'"a"b,3', "", "quotation marks"),
        (b'1,"open', "", "quotation mark opens"),
        (b"1," + b"x" * (CELL_MOST + 1), "b", "10,001 characters"),
        (b"1," + b"x" * 2_000_000, "b", "2,000,000 characters"),
        (b"x" * (RECORD_MOST_BYTES + 10), "", "longer than 4 MB"),
    ],
    ids=lambda given: str(given[:12]),
)
def test_a_row_that_cannot_be_read_is_refused_and_the_next_one_is_not(line: bytes, column: str, why: str) -> None:
    refused, after = rows(b"a,b\n" + line + b"\n8,9\n")
    assert isinstance(refused, Refused)
    assert (refused.line, refused.column) == (2, column)
    assert why in english(refused.why)
    assert after == Row(3, {"a": "8", "b": "9"})


def test_a_quote_that_is_never_closed_costs_its_own_line_only() -> None:
    first, *others = rows(b'a,b\n1,"open\n2,3\n4,"5\n6"\n')
    assert isinstance(first, Refused)
    assert first.line == 2
    assert [row.line for row in others] == [3, 4]


def test_a_row_of_two_lines_right_after_a_quote_that_is_never_closed_is_read() -> None:
    first, second = rows(b'a,b\n"1","open\n"4","5\n6"\n')
    assert isinstance(first, Refused)
    assert (first.line, second) == (2, Row(3, {"a": "4", "b": "5\n6"}))


@pytest.mark.parametrize("end", [b"", b'"\n'], ids=["to the end", "to a last quote"])
def test_many_lines_that_each_open_a_quote_are_each_refused_and_read_once(end: bytes) -> None:
    count = 3 * TRIED_AGAIN_MOST_LINES
    tried: list[int] = []

    def fits(text: bytes) -> bool:
        tried.append(text.count(b"\n"))
        return False

    found = list(records(io.BytesIO(b'a"b,"c\nplain\n' * count + end + b"last\n"), fits))
    assert [record.why for record in found[: 2 * count : 2]] == [UNCLOSED] * count
    assert {record.text for record in found[1 : 2 * count : 2]} == {b"plain\n"}
    assert found[-1].text == b"last\n"
    assert sum(tried) <= count * TRIED_AGAIN_MOST_LINES


def test_a_line_too_long_inside_a_quote_is_refused_by_itself() -> None:
    found = rows(b'a,b\n1,"open\n' + b"x" * (RECORD_MOST_BYTES + 5) + b"\n2,3\n")
    assert [(row.line, isinstance(row, Refused)) for row in found] == [(2, True), (3, True), (4, False)]


def test_a_line_without_an_end_is_neither_held_in_memory_nor_read_for_ever() -> None:
    class Going(io.BytesIO):
        """A line without a break, made as it is read."""

        made = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert 0 < size <= RECORD_MOST_BYTES
            self.made += size
            assert self.made <= LINE_MOST_BYTES
            return b"x" * size

    with pytest.raises(Endless, match="line 1 is longer"):
        list(records(Going(), lambda _: True))


def test_a_file_of_lines_without_an_end_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing_records, "LINES_MOST", 3)
    assert rows(b"a,b\n\n1,2\n") == [Row(3, {"a": "1", "b": "2"})]
    assert "is no table: it has more than 3 lines. Is this the file?" in sentence(b"\n\n\na,b\n")
    assert "is no table: it has more than 3 lines. Is this the file?" in sentence(b"a,b\n1,2\n3,4\n\n")


@pytest.mark.parametrize("before", [b"", b"a,b\n"], ids=["first", "second"])
def test_a_file_that_goes_on_without_a_line_break_is_a_sentence_with_the_line(before: bytes) -> None:
    said = sentence(before + b"\0" * (LINE_MOST_BYTES + 1))
    line = before.count(b"\n") + 1
    assert said == (
        f"The file is no table: line {line} is longer than 16 MB, and no end of it was found."
        " Is this the file? Save it as CSV in UTF-8."
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"a\n1\n", "lacks the column b."),
        (b"x\n", "lacks the columns a, b."),
        (b"a;b\n1;2\n", "semicolons"),
        (b"a,a,b\n", "has the column a twice"),
        (b"a,b,c,c\n", "has the column c twice"),
        (b"a,b" + b",x" * COLUMNS_MOST, "more than 1000 columns"),
        (b"\x80\x81", "no CSV in UTF-8"),
        (b"a\0,b\n", "no CSV in UTF-8"),
        (b'"a"x,b\n', "no CSV in UTF-8"),
        (b'"a,b\n1,2\n', "no CSV in UTF-8"),
        ("a,b\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04rest", "workbook"),
        (b"\x1f\x8brest", "compressed"),
        (b"PAR1rest", "Parquet"),
        (b"BZh91AY&SY", "compressed"),
        (b"\xfd7zXZ\0", "compressed"),
        (b"\x28\xb5\x2f\xfd\0", "compressed"),
        (b"<!DOCTYPE html>", "lacks the columns a, b. It begins as a web page does. Line 1 must name a, b."),
        (b'{"a": 1}', "It begins as JSON does."),
        ("a,b\n".encode("utf-32"), "UTF-32"),
        ("a,b\n".encode("utf-16-le"), "cannot be read; it is perhaps written in UTF-16. Save it as CSV in UTF-8."),
        ("a,b\n".encode("utf-16-be"), "perhaps written in UTF-16"),
        (b"a,b\r1,2\r", "cannot be read; its lines end as on an old Mac. Save it as CSV in UTF-8."),
        (b"A,B\n1,2\n", "lacks the columns a, b. Names of columns are written in small letters."),
    ],
    ids=lambda given: str(given[:12]),
)
def test_a_file_of_which_nothing_can_be_read_is_a_sentence(text: bytes, says: str) -> None:
    assert says in sentence(text)


def test_a_file_that_is_not_there_or_no_file_is_a_sentence(tmp_path: Path) -> None:
    assert "is not there" in sentence(tmp_path / "none.csv")
    assert "is a folder" in sentence(tmp_path)
    assert "is no name of a file" in sentence(tmp_path / "a\0b")
    file = tmp_path / "file.csv"
    file.write_bytes(b"a,b\n1,2\n")
    assert "is not there" in sentence(file / "inside")


def test_what_the_system_says_of_a_file_is_a_sentence() -> None:
    assert "may not be read" in english(unread("The file", PermissionError(13, "no")))
    broken = english(unread("The file", OSError(5, "Input/output error")))
    assert broken == "The file could not be read: Input/output error."


def test_a_file_is_read_from_disk_as_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(b"a,b\n1,2\n3,4\n")
    table = read_rows(file, ("a", "b"))
    assert next(table.rows) == Row(2, {"a": "1", "b": "2"})


def test_a_cell_is_shown_short_and_in_one_line() -> None:
    assert shown("a\nb") == '"a�b"'
    assert len(shown("x" * 1000)) == reading.SHOWN_MOST + 2


def test_a_cell_is_open_only_after_a_quote_that_began_it() -> None:
    assert is_open(b'"a', inside=False)
    assert is_open(b'1,"a""b', inside=False)
    assert not is_open(b'5" pipe', inside=False)
    assert not is_open(b'end",2', inside=True)


def lines_or_fault(text: bytes) -> list[int]:
    try:
        return [row.line for row in rows(text)]
    except FileFault as fault:
        return [len(fault.sentence)]


@given(st.binary(max_size=400))
def test_no_bytes_at_all_raise_anything_but_a_fault(noise: bytes) -> None:
    assert lines_or_fault(noise) is not None
    lines = lines_or_fault(b"a,b\n" + noise)
    assert lines == sorted(lines)


@given(st.lists(st.tuples(*[st.text("abc ,\"\n'é", min_size=1).map(str.strip).filter(bool)] * 2), max_size=20))
def test_whatever_was_written_as_csv_is_read_back(table: list[tuple[str, str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    text = "a,b\n" + "".join(f"{quoted(a)},{quoted(b)}\n" for a, b in table)
    found = [row.cells for row in rows(text.encode()) if isinstance(row, Row)]
    assert found == [{"a": a, "b": b} for a, b in table]
