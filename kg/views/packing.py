"""Components → one picture: each is set as near to the middle as the cells that are free allow.

A component takes the cells that its boxes and edges touch (its "polyomino"), so a small one may stand in
the bend of a large one.  After Freivalds, Dogrusoz and Kikusts, Disconnected graph layout and the polyomino
packing approach, 2001.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

__all__ = ["ASPECT", "Point", "pack"]

ASPECT = 1.4
CELL = 34.0
MARGIN = 20.0
#: More than there are cells in a column, so that a cell is told by one number.
ROW = 1 << 32

Point = tuple[float, float]
Cell = tuple[int, int]
Place = tuple[int, int]


def pack(
    drawn: Sequence[Sequence[Point]],
    boxes: Sequence[tuple[float, float]],
    parts: Sequence[Sequence[int]],
    pairs: Sequence[Sequence[tuple[int, int]]],
) -> list[list[Point]]:
    """Return the places of all components moved so that none touches another, the whole around (0, 0).

    `drawn` holds the places of each component, `parts` the numbers of its nodes (for `boxes`: half widths and
    half heights), `pairs` its edges, their ends counted within the component.

    >>> pack([[(0.0, 0.0)], [(0.0, 0.0)]], [(10.0, 10.0)] * 2, [[0], [1]], [[], []])
    [[(-51.0, 0.0)], [(51.0, 0.0)]]
    """
    taken: set[int] = set()
    first_ring: dict[Cell, int] = {}
    last_fit: dict[frozenset[int], Place] = {}
    moved = []
    for points, part, inner in zip(drawn, parts, pairs, strict=True):
        centred = _centred(points)
        cells = _cells(centred, [boxes[i] for i in part], inner)
        size = max(x for x, _ in cells), max(y for _, y in cells)
        shape = frozenset(map(_number, cells))
        start = max((first_ring.get(size, 0), 0), last_fit.get(shape, (0, 0)))
        found = _fit(shape, taken, start)
        first_ring[size], last_fit[shape] = found[0], found
        move = _ring(found[0])[found[1]]
        taken.update(cell + _number(move) for cell in shape)
        moved.append([(x + move[0] * CELL, y + move[1] * CELL) for x, y in centred])
    return _around_zero(moved)


def _centred(points: Sequence[Point]) -> list[Point]:
    """Return the places with the middle of the box around them at (0, 0)."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return [(x - middle_x, y - middle_y) for x, y in points]


def _cells(
    points: Sequence[Point], boxes: Sequence[tuple[float, float]], pairs: Sequence[tuple[int, int]]
) -> set[Cell]:
    """Return the cells that the boxes of the nodes and the straight edges between them touch."""
    cells = set()
    for (x, y), (wide, high) in zip(points, boxes, strict=True):
        columns = range(_cell(x - wide - MARGIN), _cell(x + wide + MARGIN) + 1)
        rows = range(_cell(y - high - MARGIN), _cell(y + high + MARGIN) + 1)
        cells |= {(column, row) for column in columns for row in rows}
    for i, j in pairs:
        (x, y), (u, v) = points[i], points[j]
        steps = int(math.dist(points[i], points[j]) / CELL * 1.5) + 1
        cells |= {(_cell(x + (u - x) * k / steps), _cell(y + (v - y) * k / steps)) for k in range(steps)}
    return cells


def _cell(value: float) -> int:
    """Return the number of the cell whose middle is nearest to `value`."""
    return math.floor(value / CELL + 0.5)


def _number(cell: Cell) -> int:
    """Return a cell, or a move, as one number; the numbers of a cell and a move add up."""
    return cell[0] * ROW + cell[1]


def _fit(shape: frozenset[int], taken: set[int], start: Place) -> Place:
    """Return ring and place in it of the nearest move of `shape` to where none is `taken`, searched from
    `start` on.

    What did not fit before never will, since more and more is taken: a search for the same shape goes on
    where the last one ended.
    """
    ring, place = start
    left, middle, right = min(shape), min(shape, key=abs), max(shape)  # most moves are found out by these
    while True:
        numbers = _ring_numbers(ring)
        for at in range(place, len(numbers)):
            move = numbers[at]
            if move + middle in taken or move + left in taken or move + right in taken:
                continue
            if taken.isdisjoint(map(move.__add__, shape)):
                return ring, at
        ring, place = ring + 1, 0


@cache
def _ring_numbers(ring: int) -> tuple[int, ...]:
    """Return the moves of a ring as numbers."""
    return tuple(map(_number, _ring(ring)))


@cache
def _ring(ring: int) -> tuple[Cell, ...]:
    """Return the moves on the border of a box of `ASPECT`, those nearest to the middle of its sides first."""
    inner, outer = (math.ceil((ring - 1) * ASPECT) if ring else -1), math.ceil(ring * ASPECT)
    moves = {(dx, dy) for dy in (-ring, ring) for dx in range(-outer, outer + 1)}
    moves |= {
        (sign * dx, dy)
        for dx in range(inner + 1, outer + 1)
        for sign in (-1, 1)
        for dy in range(-ring, ring + 1)
    }
    return tuple(sorted(moves, key=lambda move: (move[0] ** 2 + move[1] ** 2, -move[1], -move[0])))


def _around_zero(moved: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """Return all places with the middle of the whole at (0, 0)."""
    flat = [point for points in moved for point in points]
    if not flat:
        return []
    centred = iter(_centred(flat))
    return [[next(centred) for _ in points] for points in moved]
