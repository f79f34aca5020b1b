"""Where nodes stand: given places are scaled, missing ones found, labels get room, components are packed.

Units are pixels at zoom 1.  A label is taken to be wrapped below its node, so a node needs a box, and boxes
that overlap are pushed apart along the shorter way.  Everything is deterministic: no random numbers, input
order only.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Sequence
from statistics import median

import numpy as np

from kg.views.packing import ASPECT, Point, pack

__all__ = ["place", "settle"]

EDGE_LENGTH = 165.0
MATRIX_LIMIT, LABEL_LIMIT = 3000, 400
CROWDED = 0.4
#: More than there are cells in a column.
_COLUMN = 1 << 32


def place(
    labels: Sequence[str],
    sizes: Sequence[float],
    edges: Sequence[tuple[int, int]],
    *,
    given: Sequence[Sequence[float] | None] | None = None,
) -> list[tuple[int, int]]:
    """Return for each node its place in whole pixels, around (0, 0).

    `labels` and `sizes` (radii) say how much room a node needs, `edges` are pairs of node numbers, `given`
    holds known places in any unit, None for a node without one.  A connected component keeps the shape that
    is given for all of its nodes, turned to lie; where the components stand is decided here.

    >>> place(["a", "b"], [10, 10], [(0, 1)], given=[(0, 0), (5, 0)])
    [(-82, 0), (82, 0)]
    """
    boxes = [_box(label, size) for label, size in zip(labels, sizes, strict=True)]
    if (
        len(labels) > LABEL_LIMIT
    ):  # labels of large graphs are set while drawing, by what zoom leaves room for
        boxes = [(size + 5, size + 5) for size in sizes]
    known = [_usable(point) for point in given or [None] * len(labels)]
    factor = _factor(known, edges)
    parts = _components(len(labels), edges)
    pairs = _pairs_by_part(parts, edges)
    drawn = []
    for part, inner in zip(parts, pairs, strict=True):
        points = [known[i] for i in part]
        found = [(p[0] * factor, p[1] * factor) for p in points if p is not None]
        shape = found if len(found) == len(part) else _own_layout(len(part), inner)
        drawn.append(_spread(shape, [boxes[i] for i in part]))
    places: list[tuple[int, int]] = [(0, 0)] * len(labels)
    for part, points_of_part in zip(parts, pack(drawn, boxes, parts, pairs), strict=True):
        for i, (x, y) in zip(part, points_of_part, strict=True):
            places[i] = (round(x), round(y))
    return places


def settle(given: Sequence[Sequence[float] | None]) -> list[tuple[int, int]]:
    """Return given places as whole numbers; nodes without one stand in a row below.

    >>> settle([(1.2, 0), None])
    [(1, 0), (0, 165)]
    """
    known = [_usable(point) for point in given]
    below = max((point[1] for point in known if point is not None), default=0.0) + EDGE_LENGTH
    row = iter(range(0, len(known) * 120, 120))
    return [(next(row), round(below)) if p is None else (round(p[0]), round(p[1])) for p in known]


def _usable(point: Sequence[float] | None) -> Point | None:
    """Return a given place as two finite numbers, None if it is none."""
    if point is None or len(point) < 2:
        return None
    x, y = float(point[0]), float(point[1])
    return (x, y) if math.isfinite(x) and math.isfinite(y) else None


def _factor(known: Sequence[Point | None], edges: Sequence[tuple[int, int]]) -> float:
    """Return by how much given places are multiplied, so that the median edge gets `EDGE_LENGTH`."""
    ends = [(known[a], known[b]) for a, b in edges if a != b]
    lengths = [math.dist(a, b) for a, b in ends if a is not None and b is not None and a != b]
    return EDGE_LENGTH / median(lengths) if lengths else 1.0


def _components(count: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the connected components, the largest first, each in the order of a walk through it."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for a, b in edges:
        neighbours[a].add(b)
        neighbours[b].add(a)
    seen: set[int] = set()
    parts = []
    for first in sorted(range(count), key=lambda i: (-len(neighbours[i]), i)):
        if first in seen:
            continue
        seen.add(first)
        part, queue = [], deque([first])
        while queue:
            node = queue.popleft()
            part.append(node)
            fresh = sorted(neighbours[node] - seen)
            seen.update(fresh)
            queue.extend(fresh)
        parts.append(part)
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _pairs_by_part(
    parts: Sequence[Sequence[int]], edges: Sequence[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    """Return for each part its edges, their ends counted within the part; no loops, none twice, sorted."""
    home = {node: (k, i) for k, part in enumerate(parts) for i, node in enumerate(part)}
    found: list[set[tuple[int, int]]] = [set() for _ in parts]
    for a, b in edges:
        if a != b:
            (k, i), (_, j) = home[a], home[b]
            found[k].add((min(i, j), max(i, j)))
    return [sorted(pairs) for pairs in found]


def _box(label: str, size: float) -> tuple[float, float]:
    """Return half the width and half the height that a node with its label needs."""
    shown = min(len(label), 34)
    lines = 2 if shown > 18 else 1
    return max(size, 3.4 * (shown / lines + 2)) + 6, size + 8.0 * lines + 5


def _spread(points: Sequence[Point], boxes: Sequence[tuple[float, float]]) -> list[Point]:
    """Return the places of one component lying, wider than high, with room for its boxes."""
    if len(points) < 2:
        return [(0.0, 0.0)] * len(points)
    lying = _stretched(_lying(points))
    return _apart(_roomy(lying, boxes), boxes, rounds=max(4, min(60, 60_000 // len(points))))


def _lying(points: Sequence[Point]) -> list[Point]:
    """Return `points` turned around their middle so that they reach farthest from left to right."""
    array = np.array(points)
    array = array - array.mean(axis=0)
    xx, yy, xy = (array[:, 0] ** 2).sum(), (array[:, 1] ** 2).sum(), (array[:, 0] * array[:, 1]).sum()
    angle = -math.atan2(2 * float(xy), float(xx - yy)) / 2
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    return [(float(x), float(y)) for x, y in array @ turn]


def _stretched(points: Sequence[Point]) -> list[Point]:
    """Return the places drawn out or in, within limits, towards the shape of a screen."""
    width, height = _extent(points)
    if width <= 0 or height <= 0:
        return list(points)
    factor = min(max(math.sqrt(ASPECT * height / width), 0.8), 1.3)
    return [(x * factor, y / factor) for x, y in points]


def _roomy(points: Sequence[Point], boxes: Sequence[tuple[float, float]]) -> list[Point]:
    """Return the places drawn out so far that the boxes fill at most `CROWDED` of the whole."""
    width, height = _extent(points)
    needed = sum(4 * w * h for w, h in boxes) / CROWDED
    factor = max(1.0, math.sqrt(needed / (width * height))) if width > 0 and height > 0 else 1.0
    return [(x * min(factor, 3.0), y * min(factor, 3.0)) for x, y in points]


def _extent(points: Sequence[Point]) -> tuple[float, float]:
    """Return width and height of the box around `points`."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) - min(xs), max(ys) - min(ys)


def _apart(points: Sequence[Point], boxes: Sequence[tuple[float, float]], *, rounds: int) -> list[Point]:
    """Return the places with overlapping boxes pushed apart, as far as `rounds` passes get."""
    places = [[x, y] for x, y in points]
    cell = 2 * max(max(box) for box in boxes)
    for turn in range(rounds):
        moved = False
        pairs = _near(places, cell) if len(places) <= LABEL_LIMIT else _overlapping(places, boxes, cell)
        for i, j in pairs:
            moved |= _push(places[i], places[j], boxes[i], boxes[j], tie=i + j + turn)
        if not moved:
            break
    return [(x, y) for x, y in places]


def _near(places: Sequence[Sequence[float]], cell: float) -> list[tuple[int, int]]:
    """Return the pairs of places (i < j) that lie in the same or in neighbouring cells of a grid."""
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, (x, y) in enumerate(places):
        grid[int(x // cell), int(y // cell)].append(i)
    pairs = []
    for (column, row), members in grid.items():
        around = [k for dx in (-1, 0, 1) for dy in (-1, 0, 1) for k in grid.get((column + dx, row + dy), ())]
        pairs += [(i, j) for i in members for j in around if i < j]
    return pairs


def _overlapping(
    places: Sequence[Sequence[float]], boxes: Sequence[tuple[float, float]], cell: float
) -> list[list[int]]:
    """Return the pairs [i, j] of places whose boxes overlap, sorted; no box is larger than half a `cell`."""
    points, halves = np.array(places), np.array(boxes)
    columns, rows = np.floor(points / cell).astype(np.int64).T
    cells = columns * _COLUMN + rows
    order = np.argsort(cells, kind="stable")
    found = []
    for step in (0, 1, _COLUMN - 1, _COLUMN, _COLUMN + 1):  # the cell itself, and half of those around it
        first = np.searchsorted(cells[order], cells + step, side="left")
        counts = np.searchsorted(cells[order], cells + step, side="right") - first
        one = np.repeat(np.arange(len(points)), counts)
        run = np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts, counts)
        other = order[np.repeat(first, counts) + run]
        overlap = (np.abs(points[one] - points[other]) < halves[one] + halves[other]).all(axis=1)
        overlap &= (one < other) | (step > 0)
        found.append(np.stack([one[overlap], other[overlap]], axis=1))
    pairs = np.sort(np.concatenate(found), axis=1)
    sorted_pairs: list[list[int]] = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].tolist()
    return sorted_pairs


def _push(
    one: list[float],
    other: list[float],
    box: tuple[float, float],
    other_box: tuple[float, float],
    *,
    tie: int,
) -> bool:
    """Move two places apart along the shorter way if their boxes overlap; tell whether they did."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    over_x, over_y = box[0] + other_box[0] - abs(dx), box[1] + other_box[1] - abs(dy)
    if over_x <= 0 or over_y <= 0:
        return False
    axis, over, way = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
    sign = math.copysign(1.0, way) if way else (1.0 if tie % 2 else -1.0)
    shift = sign * (over / 2 + 0.5)
    one[axis] -= shift
    other[axis] += shift
    return True


def _own_layout(count: int, pairs: Sequence[tuple[int, int]]) -> list[Point]:
    """Return places for one component of `count` nodes, the usual edge being `EDGE_LENGTH` long."""
    points = _spiral(count)
    if 2 < count <= MATRIX_LIMIT and pairs:
        points = _springs(points, np.array(pairs))
    return [(float(x) * EDGE_LENGTH, float(y) * EDGE_LENGTH) for x, y in points]


def _spiral(count: int) -> np.ndarray:
    """Return `count` places on a spiral with the golden angle, evenly spread. Shape (count, 2)."""
    steps = np.arange(count)
    angles, radii = steps * math.pi * (3 - math.sqrt(5)), np.sqrt(steps)
    return np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=1)


def _springs(points: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Return `points` after the forces of Fruchterman and Reingold (1991) with a weak pull to the middle.

    `points` has the shape (n, 2), `pairs` (m, 2).
    """
    heat = math.sqrt(len(points)) / 3
    rounds = max(5, min(120, 30_000_000 // len(points) ** 2))
    for turn in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        squares = np.maximum((apart**2).sum(axis=2), 1e-4)
        force = (apart / squares[:, :, None]).sum(axis=1) - 0.02 * points
        along = points[pairs[:, 0]] - points[pairs[:, 1]]
        pull = along * np.sqrt((along**2).sum(axis=1, keepdims=True))
        np.add.at(force, pairs[:, 0], -pull)
        np.add.at(force, pairs[:, 1], pull)
        lengths = np.maximum(np.sqrt((force**2).sum(axis=1, keepdims=True)), 1e-9)
        points = points + force / lengths * np.minimum(lengths, heat * (1 - turn / rounds) + 0.01)
    return np.asarray(points)
