"""The name under a paper: taken as people write and draw their own, and not anybody else's."""

import pytest

from solidground.core.desk.signature import (
    HEIGHT,
    POINTS_MOST,
    STROKES_MOST,
    TYPED_MOST,
    WIDTH,
    drawn_of,
    is_name,
    is_same_name,
    strokes_of,
)


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
        ("Lukasz Zak", "Łukasz Żak", True),
        ("Soren Odegard", "Søren Ødegård", True),
        ("Isil Yildiz", "I\u015f\u0131l Y\u0131ld\u0131z", True),
        ("Dorde Saric", "Đorđe Šarić", True),
        ("Sean OBrien", "Sean O'Brien", True),
        ("Sean O\u2019Brien", "Sean O'Brien", True),
        ("O Brien", "Sean O'Brien", True),
        ("Brian", "Sean O'Brien", False),
        ("Sean O Brien", "Sean O'Brien", True),
        ("Ronald Mc Donald", "Ronald McDonald", True),
        ("李小龙", "李 小龙", True),
        ("علی‌رضا رضایی", "علی‌رضا رضایی", True),
        ("علیرضا رضایی", "علی‌رضا رضایی", True),
        ("\u200eMaria Lopez\u200e", "María López", True),
        ("Maria\u00a0Lopez", "María López", True),
        ("\u200e", "María López", False),
        ("", "Maria\u00a0Lopez", False),
        ("Whoever", "", True),
        ("Whoever", "4411", True),
    ],
)
def test_a_name_is_compared_loosely(typed: str, known: str, *, same: bool) -> None:
    assert is_same_name(typed, known) is same


def test_a_name_is_short_and_can_be_read() -> None:
    assert not is_name("x" * (TYPED_MOST + 1))
    assert not is_name("Maria\nLopez")
    assert not is_name("Maria\x00Lopez")
    assert not is_name("Maria \u202eLopez")


def test_a_drawing_is_read_as_it_was_written() -> None:
    strokes = (((0, 0), (WIDTH, HEIGHT)), ((12, 7),))
    assert drawn_of(strokes) == "0,0 600,240;12,7"
    assert strokes_of(drawn_of(strokes)) == strokes
    assert strokes_of("") == ()
    assert drawn_of(()) == ""


@pytest.mark.parametrize(
    "drawn",
    [
        "601,0",
        "0,241",
        "-1,0",
        "1.5,2",
        "1",
        "1,2,3",
        "1,2;",
        ";1,2",
        "1,2  3,4",
        "1,2\n",
        "1000,2",
        "\u0661,2",
        "M0 0L9 9",
        "<svg/>",
        ";".join(["1,2"] * (STROKES_MOST + 1)),
        " ".join(["1,2"] * (POINTS_MOST + 1)),
        " ".join(["600,240"] * (POINTS_MOST + 1)),
    ],
)
def test_what_is_no_drawing_is_refused_whole(drawn: str) -> None:
    assert strokes_of(drawn) is None


def test_the_longest_drawing_fits() -> None:
    assert strokes_of(" ".join(["600,240"] * POINTS_MOST)) == (((WIDTH, HEIGHT),) * POINTS_MOST,)
    assert strokes_of(";".join(["1,2"] * STROKES_MOST)) == (((1, 2),),) * STROKES_MOST
