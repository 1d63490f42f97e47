"""The number on a thing: a number, in the words of whoever made the thing, and no place for a text."""

import pytest

from solidground.core.duty.property.serial import SERIAL_MOST, UNFIT, serial_of
from tests.core.sentences import is_sentences


@pytest.mark.parametrize("typed", ["ABC123", "17", "G-17/4 #2.b", "Ж-4411", "9" * SERIAL_MOST])
def test_a_number_is_kept_as_it_stands_on_the_thing(typed: str) -> None:
    assert serial_of(f"  {typed} ") == typed


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_none_is_no_fault(typed: str) -> None:
    assert serial_of(typed) == ""


@pytest.mark.parametrize(
    "typed",
    ["9" * (SERIAL_MOST + 1), "AB\x0012", "12\n34", "1\u202e2", "locked away", "_12", "-12", "<b>1</b>", "1, he said"],
)
def test_what_is_too_long_holds_a_sign_of_its_own_or_is_a_text_is_none(typed: str) -> None:
    assert serial_of(typed) == UNFIT
    assert is_sentences(UNFIT.text)
    assert f" {SERIAL_MOST} " in UNFIT.text
