import re
from xml.etree import ElementTree as ET

import pytest

from solidground.documents.growth_svg import FOOT, LEFT, RIGHT, TALL, TOP, WIDTH, Grown, growth_svg

FLAT = [Grown(1_000, 300, 150, 20.0, 8), Grown(10_000, 310, 155, 20.5, 8), Grown(1_000_000, 330, 170, 21, 9)]


def circles(svg: str) -> list[tuple[float, float]]:
    found = re.findall(r'<circle class="\w+" cx="([\d.]+)" cy="([\d.]+)"', svg)
    return [(float(x), float(y)) for x, y in found]


def test_every_point_is_drawn_inside_the_axes() -> None:
    points = circles(growth_svg(FLAT))
    assert len(points) == 4 * len(FLAT)
    assert all(LEFT <= x <= RIGHT and TOP <= y <= FOOT for x, y in points)
    assert points[0][0] == LEFT
    assert points[2][0] == RIGHT


def test_more_cost_stands_higher_and_ten_times_the_cases_stand_a_third_of_a_thousand_times_further() -> None:
    points = circles(growth_svg(FLAT))
    assert points[2][1] < points[1][1] < points[0][1]
    assert points[1][0] - points[0][0] == pytest.approx((points[2][0] - points[0][0]) / 3, abs=0.02)


def test_one_size_alone_and_equal_costs_are_drawn_too() -> None:
    assert len(circles(growth_svg([Grown(1_000, 100, 100, 100, 100)]))) == 4


def test_it_says_what_it_shows_in_words_and_loads_nothing() -> None:
    drawn = growth_svg(FLAT)
    assert "With 1,000 open cases a due step costs 300 microseconds, by hand 150" in drawn
    assert "http" not in drawn.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "prefers-color-scheme:dark" in drawn


def test_it_is_narrow_enough_for_a_phone_and_no_word_leaves_it() -> None:
    drawn = ET.fromstring(growth_svg(FLAT))  # noqa: S314 - our own drawing
    assert drawn.get("viewBox") == f"0 0 {WIDTH} {TALL}"
    assert WIDTH <= 420
    for word in drawn.iter("{http://www.w3.org/2000/svg}text"):
        x, long = float(word.get("x", "")), 7.5 * len(word.text or "")
        left = {"start": x, "middle": x - long / 2, "end": x - long}[word.get("text-anchor", "start")]
        assert left >= 0
        assert left + long <= WIDTH
