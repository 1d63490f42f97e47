"""Finding a protocol by its name or its file, and never using one that cannot be kept."""

from datetime import date
from pathlib import Path

import pytest

from solidground.app.importing.fault import FileFault
from solidground.app.protocols import examine, load_protocol, protocol_text, text_of
from solidground.app.wiring import CLOCK
from solidground.core.hours import local_day
from solidground.protocols import NAMES, text


def sentence(file: Path | str) -> str:
    with pytest.raises(FileFault) as caught:
        load_protocol(str(file))
    return caught.value.sentence


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_protocol_is_found_by_its_name(name: str) -> None:
    assert load_protocol(name).name == name
    assert examine(name).can_be_kept


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text("\ufeff" + text("default"), encoding="utf-8")
    assert load_protocol(str(file)).steps == load_protocol("default").steps


def test_what_is_no_file_is_a_sentence(tmp_path: Path) -> None:
    assert "is not there" in sentence(tmp_path / "none.toml")
    assert "is a folder" in sentence(tmp_path)
    assert "no name of a file" in sentence("a\0b")
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"[protocol]\n\xff\xfe")
    assert "no text in UTF-8 (line 2)" in sentence(binary)


def test_a_text_that_cannot_be_understood_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text("[protocol]\nname = \n", encoding="utf-8")
    assert f'"{file}", line 2' in sentence(file)
    assert not examine(str(file)).can_be_kept


def test_one_that_cannot_be_kept_is_never_used(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(text("default").replace('lapses = "PT45M"', 'lapses = "PT10M"'), encoding="utf-8")
    examined = examine(str(file))
    assert examined.protocol is not None
    assert not examined.can_be_kept
    assert "companion" in sentence(file)


def test_where_there_is_more_than_one_fault_it_says_so(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text("[protocol]\n", encoding="utf-8")
    assert "protocol check" in sentence(file)


@pytest.mark.parametrize("name", NAMES)
def test_the_staffed_line_of_a_shipped_protocol_was_made_sure_of_within_a_year(name: str) -> None:
    today = date.fromordinal(local_day(CLOCK.now(), "UTC"))
    assert examine(name, today).faults == (), "call the line, and write the day into the shipped protocols"


def test_the_text_of_the_protocol_an_agency_named_is_its_file_s(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text("ours", encoding="utf-8")
    assert text_of(tmp_path, "ours.toml") == "ours"
    assert text_of(tmp_path, "default") == protocol_text("default")
