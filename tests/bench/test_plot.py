"""The plot of points beside linear growth."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from kg.bench.plot import growth, ticks

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*points: tuple[float, float]) -> ET.Element:
    return ET.fromstring(growth(points, title="Time & growth", x="mentions", y="seconds"))


def test_points_axes_and_line_are_there() -> None:
    picture = drawn((250, 20.0), (500, 41.5), (1000, 90.0))
    words = [text.text for text in picture.iter(f"{SVG}text")]
    assert {"Time & growth", "mentions", "seconds", "20.0", "41.5", "90.0"} <= set(words)
    tops = [float(circle.attrib["cy"]) for circle in picture.iter(f"{SVG}circle")]
    assert len(tops) == 3 and tops == sorted(tops, reverse=True)


def test_the_line_is_that_of_the_first_pace() -> None:
    picture = drawn((1, 2.0), (4, 8.0))
    (line,) = [found for found in picture.iter(f"{SVG}line") if "stroke-dasharray" in found.attrib]
    last = list(picture.iter(f"{SVG}circle"))[-1]
    assert (line.attrib["x2"], line.attrib["y2"]) == (last.attrib["cx"], last.attrib["cy"])


def test_the_same_points_give_the_same_bytes() -> None:
    assert growth([(1, 1.0)], title="t", x="x", y="y") == growth([(1, 1.0)], title="t", x="x", y="y")


@pytest.mark.parametrize("most", [0.003, 0.3, 1, 7.9, 80, 79.5, 123_456, 1_000_000])
def test_ticks_are_few_and_reach_the_most(most: float) -> None:
    found = ticks(most)
    assert found[0] == 0 and found[-2] < most <= found[-1] and 3 <= len(found) <= 9
