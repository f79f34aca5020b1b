"""Sets of things that are one: union-find which refuses to join what must stay apart.

Tarjan (1975), "Efficiency of a Good But Not Linear Set Union Algorithm".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.entities.constraints import Mark
from kg.entities.decisions import opposed

__all__ = ["Partition"]


class Partition:
    """A partition of the items 0 … n-1, each at one `place`; no set ever holds two items of the same place.

    Places are documents: what one document tells apart is never joined by way of others.  Items whose `marks`
    are opposed (see `decisions.opposed`) are in no set together.  `traits` are what can be of one kind only
    (an identifier, a gender; "" for unknown): `clash` tells whether those of two sets differ.

    >>> partition = Partition(["a", "a", "b"])
    >>> partition.join(0, 2, "exact name"), partition.join(1, 2, "typo")
    (True, False)
    """

    def __init__(
        self,
        places: list[str],
        marks: Sequence[frozenset[Mark]] = (),
        traits: Sequence[tuple[str, ...]] = (),
    ) -> None:
        """Start with every item on its own."""
        self._traits = list(traits) or [()] * len(places)
        self._marks = list(marks) or [frozenset[Mark]()] * len(places)
        self._parent = list(range(len(places)))
        self._places: list[dict[str, int]] = [{place: item} for item, place in enumerate(places)]
        self._reasons: list[str] = [""] * len(places)

    def find(self, item: int) -> int:
        """Return the item that stands for the set of `item`."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def members(self, item: int) -> Mapping[str, int]:
        """Return the items of a set by their places."""
        return self._places[self.find(item)]

    def join(self, first: int, second: int, reason: str, *, decided: bool = False) -> bool:
        """Join the sets of two items and note why on the second; False, and nothing done, if their marks are
        opposed or a place holds both (which does not count if an analyst has `decided` it).
        """
        a, b = self.find(first), self.find(second)
        if a == b:
            return True
        if len(self._places[a]) < len(self._places[b]):
            a, b = b, a
        if not decided and self.meet(a, b):
            return False
        if self.apart(a, b):
            return False
        self._parent[b] = a
        self._marks[a] |= self._marks[b]
        self._traits[a] = tuple(x or y for x, y in zip(self._traits[a], self._traits[b], strict=True))
        self._places[a].update(self._places[b])
        self._places[b] = {}
        self._reasons[second] = self._reasons[second] or reason
        return True

    def apart(self, first: int, second: int) -> bool:
        """Tell whether a decision keeps the sets of two items apart."""
        return opposed(self._marks[self.find(first)], self._marks[self.find(second)])

    def meet(self, first: int, second: int) -> bool:
        """Tell whether a place holds items of both sets."""
        few, many = sorted((self.members(first), self.members(second)), key=len)
        return any(place in many for place in few)

    def clash(self, first: int, second: int) -> bool:
        """Tell whether a trait that two sets both have differs.

        >>> Partition(["a", "b"], traits=[("Q1", ""), ("Q2", "")]).clash(0, 1)
        True
        """
        traits = zip(self._traits[self.find(first)], self._traits[self.find(second)], strict=True)
        return any(x and y and x != y for x, y in traits)

    def reason(self, item: int) -> str:
        """Return why an item was joined to others, "" if it was not or if others were joined to it."""
        return self._reasons[item]
