"""The name under a paper: taken as people write their own, and not anybody else's."""

import pytest

from solidground.core.desk.signature import TYPED_MOST, is_name, is_same_name


@pytest.mark.parametrize(
    ("typed", "known", "same"),
    [
        ("Maria Lopez", "María José López-Ruiz", True),
        ("m. lopez", "María López", True),
        ("LOPEZ, Maria", "María López", True),
        ("Lopez", "María López", True),
        ("M. L.", "María López", False),
        ("Jon Lopez", "María López", False),
        ("", "María López", False),
        ("4411", "", False),
        ("Whoever", "", True),
        ("Whoever", "4411", True),
    ],
)
def test_a_name_is_compared_loosely(typed: str, known: str, *, same: bool) -> None:
    assert is_same_name(typed, known) is same


def test_a_name_is_short_and_can_be_read() -> None:
    assert not is_name("x" * (TYPED_MOST + 1))
    assert not is_name("Maria\nLopez")
