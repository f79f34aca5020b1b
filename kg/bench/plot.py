"""A plot of points beside a line, as a small SVG: the same points give the same bytes.

Written by hand, for a picture of three points is no reason for a plotting library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from math import ceil, floor, log10

__all__ = ["growth", "ticks"]

_WIDTH, _HEIGHT = 640, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 45, 50, 60
_INK, _GREY, _BLUE = "#222222", "#bbbbbb", "#1f5fa8"


def growth(points: Sequence[tuple[float, float]], *, title: str, x: str, y: str) -> str:
    """Return an SVG of `points` with labelled axes from 0, and a dashed line for linear growth: the pace of
    the first point.

    >>> growth([(1, 2.0), (2, 4.1)], title="Seconds", x="mentions", y="seconds").count("<circle")
    2
    """
    pace = points[0][1] / points[0][0]
    across = ticks(max(one for one, _ in points))
    up = ticks(max(*(two for _, two in points), pace * max(one for one, _ in points)))

    def place(one: float, two: float) -> tuple[str, str]:
        width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        left, top = _LEFT + one / across[-1] * width, _HEIGHT - _BOTTOM - two / up[-1] * height
        return f"{left:.1f}", f"{top:.1f}"

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="sans-serif">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        _text(_WIDTH / 2, 24, title, size=15),
        *(_tick(place(tick, 0), place(tick, up[-1]), _number(tick), down=True) for tick in across),
        *(_tick(place(0, tick), place(across[-1], tick), _number(tick), down=False) for tick in up),
        _text(_LEFT + (_WIDTH - _LEFT - _RIGHT) / 2, _HEIGHT - 16, x),
        f'<g transform="rotate(-90 18 {_HEIGHT / 2:.1f})">{_text(18, _HEIGHT / 2, y)}</g>',
        *_drawn(points, pace, place),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


Place = Callable[[float, float], tuple[str, str]]


def _drawn(points: Sequence[tuple[float, float]], pace: float, place: Place) -> Iterator[str]:
    """Yield the line of linear growth, the line of the points, and the points with their values."""
    last = max(one for one, _ in points)
    (a, b), (c, d) = place(0, 0), place(last, pace * last)
    yield f'<line x1="{a}" y1="{b}" x2="{c}" y2="{d}" stroke="{_INK}" stroke-dasharray="6 5"/>'
    way = " ".join(",".join(place(*point)) for point in points)
    yield f'<polyline points="{way}" fill="none" stroke="{_BLUE}" stroke-width="2"/>'
    for one, two in points:
        left, top = place(one, two)
        yield f'<circle cx="{left}" cy="{top}" r="5" fill="{_BLUE}"/>'
        yield _text(float(left) - 10, float(top) - 10, f"{two:.1f}", anchor="end")
    yield _text(_LEFT + 16, _TOP + 20, "● measured", anchor="start", fill=_BLUE)
    yield _text(_LEFT + 16, _TOP + 40, "- - linear growth (the pace of the first point)", anchor="start")


def _tick(start: tuple[str, str], end: tuple[str, str], label: str, *, down: bool) -> str:
    """Return a line of the grid with the number at its start."""
    left, top = float(start[0]), float(start[1])
    way = f'x1="{start[0]}" y1="{start[1]}" x2="{end[0]}" y2="{end[1]}"'
    line = f'<line {way} stroke="{_GREY}" stroke-width="0.5"/>'
    if down:
        return line + _text(left, top + 18, label)
    return line + _text(left - 8, top + 4, label, anchor="end")


def _text(
    left: float, top: float, words: str, *, size: int = 13, anchor: str = "middle", fill: str = _INK
) -> str:
    place = f'x="{left:.1f}" y="{top:.1f}"'
    return f'<text {place} font-size="{size}" text-anchor="{anchor}" fill="{fill}">{escape(words)}</text>'


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:g}"


def ticks(most: float) -> list[float]:
    """Return round numbers from 0 to the first that is not below `most`, at most nine of them.

    >>> ticks(79.5), ticks(0.3)
    ([0, 10, 20, 30, 40, 50, 60, 70, 80], [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3])
    """
    power = floor(log10(most)) - 1 if most > 0 else 0
    steps = [k * 10**n for n in range(power, power + 3) for k in (1, 2, 5)]
    step = next(step for step in steps if most / step <= 8)
    return [round(step * k, 12) for k in range(ceil(round(most / step, 9)) + 1)]
