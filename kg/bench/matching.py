"""The best one-to-one matching of rows with columns (Kuhn 1955, Munkres 1957)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_total"]

Weights: TypeAlias = Mapping[tuple[int, int], float]
"""Weight, above 0, of each pair (row, column) that fits at all."""


def best_total(weights: Weights) -> float:
    """Return the greatest sum of weights of pairs of which no two share a row or a column.

    >>> best_total({(0, 0): 3.0, (0, 1): 2.0, (1, 0): 2.0})
    4.0
    """
    return sum(_best_of_table(_table(weights, pairs)) for pairs in _components(weights))


def _components(weights: Weights) -> list[list[tuple[int, int]]]:
    """Return the pairs in groups of which no two share a row or a column: each is matched alone."""
    by_column: dict[int, list[int]] = {}
    by_row: dict[int, list[int]] = {}
    for row, column in weights:
        by_row.setdefault(row, []).append(column)
        by_column.setdefault(column, []).append(row)
    groups, seen = [], set[int]()
    for first in by_row:
        rows, group = [first], []
        while rows:
            row = rows.pop()
            if row not in seen:
                seen.add(row)
                group += [(row, column) for column in by_row[row]]
                rows += [other for column in by_row[row] for other in by_column[column]]
        if group:
            groups.append(group)
    return groups


def _table(weights: Weights, pairs: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    rows, columns = (sorted({pair[side] for pair in pairs}) for side in (0, 1))
    table = np.zeros((len(rows), len(columns)))
    for row, column in pairs:
        table[rows.index(row), columns.index(column)] = weights[row, column]
    return table if len(rows) <= len(columns) else table.T


def _best_of_table(table: NDArray[np.float64]) -> float:
    """Return the best total of a table with no more rows than columns.

    Shortest augmenting paths: rows join one by one; `owner` tells the row of each column, prices keep the
    reduced costs at 0 or more. Column 0 and row 0 stand for "none".
    """
    rows, columns = table.shape
    costs = np.zeros((rows + 1, columns + 1))
    costs[1:, 1:] = -table
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=np.int64)
    for row in range(1, rows + 1):
        _insert(row, costs, row_price, column_price, owner)
    owned = np.flatnonzero(owner[1:])
    return float(table[owner[1:][owned] - 1, owned].sum())


def _insert(
    row: int,
    costs: NDArray[np.float64],
    row_price: NDArray[np.float64],
    column_price: NDArray[np.float64],
    owner: NDArray[np.int64],
) -> None:
    """Match one more row by the cheapest path of changes; prices and owners are changed."""
    columns = len(owner)
    least, before = np.full(columns, np.inf), np.zeros(columns, dtype=np.int64)
    done = np.zeros(columns, dtype=bool)
    owner[0], column = row, 0
    while True:
        done[column] = True
        at = owner[column]
        reduced = costs[at] - row_price[at] - column_price
        better = ~done & (reduced < least)
        least[better], before[better] = reduced[better], column
        following = int(np.where(done, np.inf, least).argmin())
        step = least[following]
        row_price[owner[done]] += step
        column_price[done] -= step
        least[~done] -= step
        column = following
        if owner[column] == 0:
            break
    while column:
        owner[column] = owner[before[column]]
        column = int(before[column])
