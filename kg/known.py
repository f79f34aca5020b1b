"""The entries of all gazetteers, packed: a million of them take little more memory than their text.

Each entry is one line of UTF-8 in one block of bytes, and a `KnownEntity` is made of it when somebody asks.
An entry is named by its *place*, the offset at which its line starts.  Beside the block lie the places in the
order of the files, and the same sorted by the hash of the IRI.  Hashes are those of the running process: they
tell where to look, never what is equal.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from kg.errors import OntologyError
from kg.model import KnownEntity

__all__ = ["Collector", "Hashes", "Known"]

_CELL, _NAME = "\x1f", "\x1e"
_LAST = 7
_LABEL, _TYPE, _ALIASES, _DEMONYMS, _CAPITAL, _COUNTRY, _OWN = range(1, 8)


def _numbers() -> array[int]:
    return array("q")


@dataclass(frozen=True, slots=True)
class Hashes:
    """Places by the hash of a text: `places[i]` goes with `hashes[i]`, and the hashes are sorted."""

    hashes: array[int] = field(default_factory=_numbers)
    places: array[int] = field(default_factory=_numbers)

    @classmethod
    def of(cls, hashes: array[int], places: array[int]) -> Hashes:
        """Return pairs, sorted by hash and then as given; 16 bytes a pair."""
        import numpy as np

        values, found = np.frombuffer(hashes, np.int64), np.frombuffer(places, np.int64)
        order = np.argsort(values, kind="stable")
        return cls(array("q", values[order].tobytes()), array("q", found[order].tobytes()))

    def find(self, text: str) -> Iterator[int]:
        """Yield the places that `text` may lead to: whoever asks must look what stands there."""
        wanted = hash(text)
        index = bisect_left(self.hashes, wanted)
        while index < len(self.hashes) and self.hashes[index] == wanted:
            yield self.places[index]
            index += 1

    def shared(self) -> Iterator[list[int]]:
        """Yield the places that share their hash with others, each group in the order given."""
        import numpy as np

        values = np.frombuffer(self.hashes, np.int64)
        same = np.flatnonzero(values[1:] == values[:-1]).tolist()
        end = -1
        for index in same:
            if index >= end:
                end = bisect_right(self.hashes, self.hashes[index], index)
                yield self.places[index:end].tolist()


@dataclass(frozen=True, slots=True, eq=False)
class Known(Sequence[KnownEntity]):
    """Known entities in the order of their files, no two with one IRI.

    `peoples` are the places of those that have demonyms or a capital.

    >>> known = Known.of([KnownEntity("x:1", "Peru", "Country", ("Republic of Peru",), capital="Lima")])
    >>> len(known), known[0].aliases, known[0].capital
    (1, ('Republic of Peru',), 'Lima')
    """

    data: bytes
    places: array[int]
    iris: Hashes
    peoples: array[int]

    @classmethod
    def of(cls, entities: Iterable[KnownEntity]) -> Known:
        """Return entities packed; what is packed is returned as it is."""
        if isinstance(entities, Known):
            return entities
        into = Collector()
        for e in entities:
            into.own = e.own
            into.add(e.iri, e.label, e.type, e.aliases, e.demonyms, e.capital or "", e.country or "")
        return into.done()

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self.places)

    @overload
    def __getitem__(self, index: int) -> KnownEntity: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[KnownEntity]: ...

    def __getitem__(self, index: int | slice) -> KnownEntity | Sequence[KnownEntity]:
        """Return one or several entries, made anew."""
        if isinstance(index, slice):
            return tuple(map(self.entry, self.places[index]))
        return self.entry(self.places[index])

    def __eq__(self, other: object) -> bool:
        """Tell whether the same entries stand in the same order."""
        return isinstance(other, Known) and (self.data, self.places) == (other.data, other.places)

    def __hash__(self) -> int:
        """Return a number that equal ones share."""
        return hash((self.data, len(self.places)))

    def entry(self, place: int) -> KnownEntity:
        """Return the entry of a place."""
        iri, label, kind, aliases, demonyms, capital, country, own = self._cells(place)
        names = _names(aliases), _names(demonyms)
        return KnownEntity(iri, label, kind, *names, self._label(capital), self._label(country), bool(own))

    def names(self) -> Iterator[tuple[int, str, list[str]]]:
        """Yield place, class and names (label first) of each entry, quicker than by making it."""
        data = self.data
        for place in self.places:
            line = data[place : data.index(b"\n", place)].decode()
            _, label, kind, aliases, _ = line.split(_CELL, 4)
            yield place, kind, [label, *aliases.split(_NAME)] if aliases else [label]

    def _cells(self, place: int) -> list[str]:
        return self.data[place : self.data.index(b"\n", place)].decode().split(_CELL)

    def _label(self, name: str) -> str | None:
        """Return what a cell names: a name, or the label of the entry whose IRI it is."""
        if ":" not in name:
            return name or None
        found = (self._cells(place) for place in self.iris.find(name))
        return next((cells[_LABEL] for cells in found if cells[0] == name), None)


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(_NAME)) if cell else ()


@dataclass(slots=True)
class Collector:
    """Takes entries one by one and packs them.

    What a later file says of an IRI takes the place of what earlier ones said; entries of one file with the
    same IRI become one, with the names of all.
    """

    own: bool = False
    _data: bytearray = field(default_factory=bytearray)
    _places: array[int] = field(default_factory=_numbers)
    _hashes: array[int] = field(default_factory=_numbers)
    _peoples: array[int] = field(default_factory=_numbers)
    _lines: array[int] = field(default_factory=_numbers)
    _files: list[tuple[int, str]] = field(default_factory=list)

    def begin(self, file: str, *, own: bool) -> None:
        """Note that what is added from now on is of another file, the user's own or one shipped."""
        self.own = own
        self._files.append((len(self._data), file))

    def add(
        self,
        iri: str,
        label: str,
        type_: str,
        aliases: Iterable[str] = (),
        demonyms: Iterable[str] = (),
        capital: str = "",
        country: str = "",
        *,
        line: int = 0,
    ) -> None:
        """Take an entry that stands in that line of its file.  `capital` and `country` are names, or IRIs of
        entries.
        """
        own = "1" if self.own else ""
        cells = iri, label, type_, _NAME.join(aliases), _NAME.join(demonyms), capital, country, own
        self._put(cells, line)

    def _put(self, cells: Sequence[str], line: int) -> None:
        text = _CELL.join(cells)
        if "\n" in text or text.count(_CELL) != _LAST:
            text = _CELL.join(cell.replace("\n", " ").replace(_CELL, " ") for cell in cells)
        place = len(self._data)
        if cells[_DEMONYMS] or cells[_CAPITAL]:
            self._peoples.append(place)
        self._places.append(place)
        self._hashes.append(hash(cells[0]))
        self._lines.append(line)
        self._data += text.encode()
        self._data += b"\n"

    def done(self) -> Known:
        """Return everything that was added, packed.  Raises `OntologyError` where one file gives an IRI two
        classes.
        """
        gone = self._repeated()
        if gone:
            self._hashes = array(
                "q", (h for h, p in zip(self._hashes, self._places, strict=True) if p not in gone)
            )
            self._places = array("q", (p for p in self._places if p not in gone))
            self._peoples = array("q", (p for p in self._peoples if p not in gone))
        iris = Hashes.of(self._hashes, self._places)
        return Known(bytes(self._data), self._places, iris, self._peoples)

    def _repeated(self) -> set[int]:
        """Return the places of entries that give way to another of their IRI; joined ones are added."""
        gone: set[int] = set()
        for group in sorted(Hashes.of(self._hashes, self._places).shared()):
            by_iri: dict[str, list[int]] = {}
            for place in group:
                by_iri.setdefault(self._cells(place)[0], []).append(place)
            for iri, places in by_iri.items():
                if iri and len(places) > 1:
                    gone.update(self._yielding(places))
        return gone

    def _yielding(self, places: Sequence[int]) -> Sequence[int]:
        """Return which of the entries of one IRI give way."""
        last = self._file(places[-1])
        latest = [place for place in places if self._file(place) == last]
        if len(latest) > 1:
            self._put(self._joined(latest), self._line(latest[0]))
            return places
        return places[:-1]

    def _joined(self, places: Sequence[int]) -> list[str]:
        """Return the cells of one entry for all these, which have one IRI: the label is that of the first."""
        rows = [self._cells(place) for place in places]
        first = list(rows[0])
        for place, row in zip(places, rows, strict=True):
            if row[_TYPE] != first[_TYPE]:
                raise OntologyError(
                    f"{row[0]} is {row[_TYPE]} here and {first[_TYPE]} in line {self._line(places[0])}",
                    where=f"{self._files[self._file(place)][1]}:{self._line(place)}" if self._files else "",
                    remedy="give two things two identifiers",
                )
        names = [name for row in rows for name in (row[_LABEL], *_names(row[_ALIASES]))]
        first[_ALIASES] = _NAME.join(name for name in dict.fromkeys(names) if name != first[_LABEL])
        first[_DEMONYMS] = _NAME.join(dict.fromkeys(n for row in rows for n in _names(row[_DEMONYMS])))
        for column in (_CAPITAL, _COUNTRY):
            first[column] = next((row[column] for row in rows if row[column]), "")
        return first

    def _cells(self, place: int) -> list[str]:
        return self._data[place : self._data.index(b"\n", place)].decode().split(_CELL)

    def _file(self, place: int) -> int:
        return bisect_right([start for start, _ in self._files], place) - 1

    def _line(self, place: int) -> int:
        return self._lines[bisect_left(self._places, place)]
