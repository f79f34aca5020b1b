"""The queries that kg brings along, a file each in `ontology/queries/` with a comment on top that explains
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.config import ontology_folder

__all__ = ["CANNED", "Canned"]


class Canned(Mapping[str, str]):
    """The queries of `ontology/queries/`, text by name, read when they are asked for."""

    def __getitem__(self, name: str) -> str:
        """Return the text of a query; `KeyError` for an unknown name."""
        path = ontology_folder() / "queries" / f"{name}.rq"
        if name not in set(self):
            raise KeyError(name)
        return path.read_text(encoding="utf-8")

    def __iter__(self) -> Iterator[str]:
        """Yield the names, sorted."""
        return iter(sorted(path.stem for path in (ontology_folder() / "queries").glob("*.rq")))

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for _ in self)

    def describe(self, name: str) -> str:
        """Return what a query answers: the comment at its top, as one line."""
        lines = self[name].splitlines()
        return " ".join(line.lstrip("# ").strip() for line in lines[: _header(lines)])


def _header(lines: list[str]) -> int:
    """Return how many lines at the top are comments."""
    return next((index for index, line in enumerate(lines) if not line.startswith("#")), len(lines))


CANNED = Canned()
