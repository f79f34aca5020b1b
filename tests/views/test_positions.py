"""Where nodes stand."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from kg.views.positions import LABEL_LIMIT, _box, _overlapping, place


def overlaps(labels: list[str], sizes: list[float], places: list[tuple[int, int]]) -> int:
    boxes = [_box(label, size) for label, size in zip(labels, sizes, strict=True)]
    return sum(
        abs(places[i][0] - places[j][0]) < boxes[i][0] + boxes[j][0] - 2
        and abs(places[i][1] - places[j][1]) < boxes[i][1] + boxes[j][1] - 2
        for i, j in itertools.combinations(range(len(places)), 2)
    )


def grid(count: int) -> tuple[list[str], list[float], list[tuple[int, int]]]:
    labels = [f"A thing with the number {i}" for i in range(count)]
    return labels, [10.0] * count, [(i, i * 7 % count) for i in range(count)]


def test_nothing() -> None:
    assert place([], [], []) == []


def test_one_node_stands_in_the_middle() -> None:
    assert place(["a"], [10], []) == [(0, 0)]
    assert place(["a"], [10], [(0, 0)], given=[(7, 7)]) == [(0, 0)]


@pytest.mark.parametrize("count", [2, 10, 80])
def test_own_layout_leaves_room_for_labels(count: int) -> None:
    labels, sizes, edges = grid(count)
    places = place(labels, sizes, edges)
    assert overlaps(labels, sizes, places) <= count // 40
    assert places == place(labels, sizes, edges)


def test_nodes_given_the_same_place_are_parted() -> None:
    labels, sizes, edges = grid(12)
    places = place(labels, sizes, edges, given=[(1.0, 1.0)] * 12)
    assert overlaps(labels, sizes, places) == 0


@pytest.mark.parametrize("bad", [None, (math.nan, 1.0), (1.0,), (math.inf, 0.0)])
def test_a_node_without_usable_place_gets_one(bad: tuple[float, ...] | None) -> None:
    labels, sizes = ["a", "b", "c"], [10.0] * 3
    for edges in ([(0, 1)], [(0, 1), (1, 2)]):
        places = place(labels, sizes, edges, given=[(0, 0), (100, 10), bad])
        assert overlaps(labels, sizes, places) == 0


def test_a_component_keeps_its_shape_and_lies() -> None:
    tall = [(0.0, float(k)) for k in range(5)]
    places = place(["x"] * 5, [8.0] * 5, [(k, k + 1) for k in range(4)], given=tall)
    steps = [b[0] - a[0] for a, b in itertools.pairwise(places)]
    assert {abs(y) for _, y in places} == {0}
    assert len({abs(step) for step in steps}) == 1 and len({step > 0 for step in steps}) == 1


def test_small_components_stand_near_and_apart() -> None:
    ring = [(math.cos(k / 3) * 5, math.sin(k / 3) * 5) for k in range(19)]
    labels, sizes = ["x"] * 25, [8.0] * 25
    given = [*ring, *[(0.0, 0.0)] * 6]
    places = place(labels, sizes, [(k, k + 1) for k in range(18)], given=given)
    assert overlaps(labels, sizes, places) == 0
    assert all(max(abs(x), abs(y)) < 600 for x, y in places)


def test_the_unit_of_given_places_does_not_matter() -> None:
    small = [(0.0, 0.0), (0.001, 0.002), (0.004, 0.0)]
    large = [(x * 1e6, y * 1e6) for x, y in small]
    rest = (["a", "b", "c"], [10.0] * 3, [(0, 1), (1, 2)])
    assert place(*rest, given=small) == place(*rest, given=large)


def test_pairs_that_overlap_are_found_each_once() -> None:
    chance = random.Random(1)
    places = [(chance.uniform(-300, 300), chance.uniform(-300, 300)) for _ in range(300)]
    boxes = [(chance.uniform(1, 20), chance.uniform(1, 20)) for _ in places]
    wanted = [
        [i, j]
        for i, j in itertools.combinations(range(len(places)), 2)
        if all(abs(places[i][k] - places[j][k]) < boxes[i][k] + boxes[j][k] for k in (0, 1))
    ]
    assert len(wanted) > 50
    assert _overlapping(places, boxes, 2 * max(map(max, boxes))) == wanted


def test_signs_of_a_large_component_stand_apart() -> None:
    count = LABEL_LIMIT + 100
    edges = [(i, (i * 7 + 1) % count) for i in range(count)] + [(i, i + 1) for i in range(count - 1)]
    places = place(["x"] * count, [10.0] * count, edges, given=[(i % 25, i // 25) for i in range(count)])
    near = min(math.dist(a, b) for a, b in itertools.combinations(places, 2))
    assert near > 20
