"""A dataset read back: entities, statements and documents as the records that a build writes.

The dataset may be any object with `quads()` whose terms are texts; this room needs nothing else of rdflib.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Protocol
from urllib.parse import unquote

__all__ = ["KG", "Quads", "Reader", "Record", "identifier"]

Record = dict[str, Any]

#: The namespace of the ontology, which is fixed.
KG = "https://w3id.org/kg-text/ns/1#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OA = "http://www.w3.org/ns/oa#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCTERMS = "http://purl.org/dc/terms/"
_SCHEMA = "https://schema.org/"
_PROV = "http://www.w3.org/ns/prov#"
_TYPE, _LABEL, _STATEMENT = f"{_RDF}type", f"{_RDFS}label", f"{_RDF}Statement"


class Quads(Protocol):
    """What is needed of a dataset."""

    def quads(self, pattern: Any = None, /) -> Iterable[tuple[Any, Any, Any, Any]]:
        """Yield subject, predicate, object and graph name of all triples."""


class Reader:
    """The dataset by subject and predicate, and the records in it."""

    def __init__(self, dataset: Quads) -> None:
        """Index all triples of `dataset`, each once, in a fixed order."""
        self._values: dict[str, dict[str, list[Any]]] = {}
        found: dict[Any, dict[Any, list[Any]]] = {}
        for subject, predicate, value, _ in dataset.quads((None,) * 4):
            found.setdefault(subject, {}).setdefault(predicate, []).append(value)
        names = {predicate: str(predicate) for values in found.values() for predicate in values}
        for subject, values in found.items():
            self._values[str(subject)] = {names[one]: _sorted(many) for one, many in values.items()}
        self._entities = {node: self._entity(node) for node in self.entities}
        self._owners = {target: node for node in self._entities for target in self.all(node, f"{KG}mention")}

    @property
    def entities(self) -> list[str]:
        """The IRIs of all entities, sorted."""
        return sorted(node for node, values in self._values.items() if f"{KG}kind" in values)

    @property
    def statements(self) -> list[str]:
        """The IRIs of all statements, sorted."""
        return self._of_type(_STATEMENT)

    @property
    def documents(self) -> list[str]:
        """The IRIs of all documents, sorted."""
        return self._of_type(f"{_SCHEMA}DigitalDocument")

    def all(self, node: str | None, predicate: str) -> list[Any]:
        """Return the values of a property of a node, sorted."""
        return self._values.get(node or "", {}).get(predicate, [])

    def one(self, node: str | None, predicate: str) -> Any:
        """Return the first value of a property of a node, None without one."""
        values = self.all(node, predicate)
        return values[0] if values else None

    def label(self, node: str) -> str:
        """Return the label of anything: its rdfs:label, else the words of its local name."""
        found = self.one(node, _LABEL)
        return str(found) if found is not None else _spaced(identifier(node))

    def entity(self, node: str) -> Record:
        """Return what the network shows of an entity."""
        return dict(self._entities[node])

    def _entity(self, node: str) -> Record:
        classes = [kind[len(KG) :] for kind in self.all(node, _TYPE) if kind.startswith(KG)]
        mentions = sorted(
            (
                {"document": self._document(target), **self._place(target)}
                for target in self.all(node, f"{KG}mention")
            ),
            key=lambda mention: (mention["document"], mention["start"], mention["end"]),
        )
        return {
            "id": identifier(node),
            "label": self.label(node),
            "type": classes[0] if classes else "Thing",
            "kind": self.one(node, f"{KG}kind"),
            "aliases": [str(alias) for alias in self.all(node, f"{_SKOS}altLabel")],
            "links": [self._link(link) for link in sorted(self.all(node, f"{KG}link"), key=_number)],
            "value": self.one(node, f"{KG}normalizedValue"),
            "mentions": mentions,
            "documents": sorted({mention["document"] for mention in mentions}),
        }

    def document(self, node: str) -> Record:
        """Return title, source and date of a document."""
        date = self.one(node, f"{_SCHEMA}datePublished")
        return {
            "title": self.one(node, f"{_SCHEMA}name"),
            "source": self.one(node, f"{_DCTERMS}source"),
            "date": None if date is None else str(date),
        }

    def statement(self, node: str) -> Record:
        """Return a statement as its line of `statements.jsonl` holds it."""
        subject, object_, others = self._parts(node)
        property_, rules = self.one(node, f"{_RDF}predicate"), str(self.one(node, f"{KG}rules") or "").split()
        target = self.one(node, f"{_PROV}wasDerivedFrom")
        evidence = {"document": self._document(target), **self._place(target)}
        events = [kind for kind in self.all(node, _TYPE) if kind != _STATEMENT]
        return {
            "id": identifier(node),
            "document": evidence["document"],
            "rule": str(self.one(node, f"{KG}rule") or ""),
            "confidence": float(self.one(node, f"{KG}confidence")),
            "subject": self._filler(subject),
            "predicate": {
                "text": self.one(node, f"{KG}predicateText"),
                "lemma": self.one(node, f"{KG}lemma"),
                "property": _compact(property_),
                "event": _compact(events[0] if events else None),
                "minted": self.one(node, f"{KG}minted") is True,
                "start": self.one(node, f"{KG}predicateStart"),
                "end": self.one(node, f"{KG}predicateEnd"),
            },
            "object": self._filler(object_),
            "roles": [
                {"role": self._role(part), "marker": self._marker(part), "filler": self._filler(part)}
                for part in others
            ],
            "polarity": self.one(node, f"{KG}polarity"),
            "modality": self.one(node, f"{KG}modality"),
            "attribution": self._attribution(node),
            "time": self._time(node),
            "place": self._mention(self.one(node, f"{KG}placeMention")),
            "asserted": self.one(node, f"{KG}asserted") is True,
            "subject_role": self._role(subject),
            "object_role": self._role(object_),
            "rules": rules,
            "cues": [self._cue(cue) for cue in sorted(self.all(node, f"{KG}cue"), key=_number)],
            "confidence_parts": self._confidence_parts(node),
            "evidence": [evidence],
            "line": self.label(node),
        }

    def property_label(self, node: str) -> str:
        """Return the label of a statement's property."""
        property_ = self.one(node, f"{_RDF}predicate")
        return self.label(property_) if property_ else str(self.one(node, f"{KG}lemma"))

    def _of_type(self, kind: str) -> list[str]:
        return sorted(node for node, values in self._values.items() if kind in values.get(_TYPE, ()))

    def _parts(self, node: str) -> tuple[str | None, str | None, list[str]]:
        """Return the participations that are subject and object, and the rest in order.

        Where nobody knows who the subject is ("they"), an agent without entity is it.
        """
        left = sorted(self.all(node, f"{KG}participation"), key=lambda part: self.one(part, f"{KG}order"))
        wanted, aim = self.one(node, f"{_RDF}subject"), self.one(node, f"{_RDF}object")
        subject = self._take(left, wanted, None if wanted else f"{KG}agent")
        object_ = self._take(left, aim, None) if aim else None
        return subject, object_, left

    def _take(self, parts: list[str], filler: str | None, role: str | None) -> str | None:
        """Remove and return the first participation with this filler (and role, if one is given)."""
        for index, part in enumerate(parts):
            if self.one(part, f"{KG}filler") == filler and role in (None, self.one(part, f"{KG}role")):
                return parts.pop(index)
        return None

    def _role(self, part: str | None) -> str | None:
        return identifier(self.one(part, f"{KG}role")) if part else None

    def _marker(self, part: str) -> str:
        return str(self.one(part, f"{KG}marker") or "")

    def _filler(self, part: str | None) -> Record | None:
        """Return what fills a participation: a mention or a statement."""
        if part is None:
            return None
        if target := self.one(part, f"{KG}mention"):
            return self._mention(target)
        return {
            "statement": identifier(self.one(part, f"{KG}filler")),
            "text": str(self.one(part, f"{KG}text")),
        }

    def _mention(self, target: str | None) -> Record | None:
        """Return a mention with the entity that it stands for; without one its text is the label."""
        if target is None:
            return None
        place, owner = self._place(target), self._owners.get(target)
        entity = self._entities[owner] if owner else {}
        return {
            "text": place["text"],
            "entity": entity.get("id"),
            "label": entity.get("label", place["text"]),
            "class": entity.get("type"),
            "start": place["start"],
            "end": place["end"],
            "kind": self.one(target, f"{KG}form"),
        }

    def _place(self, target: str) -> Record:
        """Return where a target stands (half-open, in characters of the document) and its text."""
        at = self.one(target, f"{_OA}hasSelector")
        shown = self.one(target, f"{KG}text")
        exact = self.one(at, f"{_OA}exact") if shown is None else shown
        return {"start": self.one(at, f"{_OA}start"), "end": self.one(at, f"{_OA}end"), "text": exact}

    def _document(self, target: str) -> str:
        return identifier(self.one(target, f"{_OA}hasSource"))

    def _attribution(self, node: str | None) -> Record | None:
        """Return who says it, and who says that they do."""
        if node is None or self.one(node, f"{KG}stance") is None:
            return None
        return {
            "source": self._mention(self.one(node, f"{KG}sourceMention")),
            "verb": self.one(node, f"{KG}attributionVerb"),
            "stance": self.one(node, f"{KG}stance"),
            "outer": self._attribution(self.one(node, f"{KG}outerAttribution")),
        }

    def _time(self, node: str) -> Record | None:
        """Return a time: its words, its value, its entity and where it stands."""
        target = self.one(node, f"{KG}timeMention")
        mention = self._mention(target)
        if mention is None:
            return None
        place = {key: mention[key] for key in ("entity", "start", "end")}
        return {"text": mention["text"], "value": self.one(node, f"{KG}timeValue"), **place}

    def _cue(self, cue: str) -> Record:
        return {key: self.one(cue, KG + key) for key in ("aspect", "value", "text", "start", "end")}

    def _link(self, link: str) -> Record:
        """Return an identifier that an entity may have."""
        return {
            "iri": self.one(link, f"{KG}identifier"),
            "score": float(self.one(link, f"{KG}score")),
            "reason": self.one(link, f"{KG}reason"),
            "certain": self.one(link, f"{KG}certain") is True,
        }

    def _confidence_parts(self, node: str) -> dict[str, float]:
        """Return the factors of the confidence."""
        pairs = (str(part).rpartition(" ") for part in self.all(node, f"{KG}confidencePart"))
        return {name: float(value) for name, _, value in pairs}


def _sorted(terms: list[Any]) -> list[Any]:
    """Return plain values, sorted as the terms are, each once."""
    return [_plain(term) for term in (terms if len(terms) == 1 else sorted(set(terms)))]


def _plain(term: Any) -> Any:
    """Return an IRI or text as `str`, a truth value or whole number as itself, all else as its text."""
    value = term.toPython()
    if isinstance(value, (bool, int)):
        return value
    return str(term)


def identifier(iri: str) -> str:
    """Return the id in an IRI: what stands after its last "/" or "#"."""
    return unquote(re.split("[/#]", iri)[-1])


def _number(iri: str) -> int:
    """Return the number at the end of an IRI."""
    return int(re.search(r"\d*$", iri)[0] or 0)  # type: ignore[index]


def _compact(iri: str | None) -> str | None:
    """Return a term of the ontology as "kg:name"."""
    return f"kg:{iri[len(KG) :]}" if iri and iri.startswith(KG) else iri


def _spaced(name: str) -> str:
    """Return the words of a local name."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.replace("_", " ")).lower()
