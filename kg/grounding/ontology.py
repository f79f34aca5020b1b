"""The classes and properties of the ontology, as the other parts of the room need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph

from kg.grounding.turtle import KG, RDF_TYPE, Source, Term, local_name
from kg.model import EntityClass, Role

__all__ = ["OWL", "RDFS", "Ontology", "Property", "ontology"]

OWL = "http://www.w3.org/2002/07/owl#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the flat triples: which roles its subject and object play, and in what kind of event.

    `iri` and `event` are compact ("kg:supplies"); names outside the namespace of kg stay whole.  `domain`
    and `range` are local names of classes, "" where the ontology does not say.
    """

    iri: str
    label: str
    event: str = "kg:Event"
    subject_role: Role = Role.AGENT
    object_role: Role = Role.THEME
    domain: str = ""
    range: str = ""


@dataclass(frozen=True, slots=True)
class Ontology:
    """Classes by local name, their IRIs, and properties by compact IRI."""

    classes: Mapping[str, EntityClass] = field(default_factory=dict)
    class_names: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, Property] = field(default_factory=dict)

    @staticmethod
    def compact(iri: str) -> str:
        """Return "kg:NAME" for a name of kg, else the IRI itself.

        >>> Ontology.compact("https://w3id.org/kg-text/ns/1#supplies")
        'kg:supplies'
        """
        return f"kg:{iri[len(KG) :]}" if iri.startswith(KG) else iri


def ontology(sources: Iterable[Source]) -> Ontology:
    """Return what `sources` define together.

    Raises `OntologyError` if two classes share a local name, or a property names what is not there.
    """
    files = list(sources)
    names = _class_names(files)
    return Ontology(_classes(files, names), names, _properties(files, names))


def _class_names(files: list[Source]) -> dict[str, str]:
    """Return the local name of each class, by IRI."""
    names: dict[str, str] = {}
    for source in files:
        for subject in source.named(OWL + "Class"):
            if not isinstance(subject, pyoxigraph.NamedNode):
                continue
            name = local_name(subject.value)
            if name in names.values() and subject.value not in names:
                raise source.error(subject, "is the name of another class too", "choose another local name")
            names[subject.value] = name
    return dict(sorted(names.items()))


def _classes(files: list[Source], names: Mapping[str, str]) -> dict[str, EntityClass]:
    """Return the classes by local name, with all superclasses, nearest first."""
    parents: dict[str, list[str]] = {name: [] for name in names.values()}
    labels: dict[str, str] = {}
    for source in files:
        for iri, name in names.items():
            subject = pyoxigraph.NamedNode(iri)
            above = [names[parent] for parent in source.iris(subject, RDFS + "subClassOf") if parent in names]
            parents[name] += [parent for parent in above if parent not in parents[name]]
            for label in source.texts(subject, RDFS + "label")[:1]:
                labels.setdefault(name, label)
    return {
        name: EntityClass(name, labels.get(name, name), _above(name, parents)) for name in sorted(parents)
    }


def _above(name: str, parents: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return all superclasses of a class, level by level."""
    found: dict[str, None] = {}
    level = parents[name]
    while level:
        found.update(dict.fromkeys(level))
        level = [
            upper for parent in level for upper in parents[parent] if upper not in found and upper != name
        ]
    return tuple(found)


def _properties(files: list[Source], names: Mapping[str, str]) -> dict[str, Property]:
    """Return the properties of news by compact IRI: object properties but roles and descriptions."""
    others = {pyoxigraph.NamedNode(KG + name) for name in ("DescriptionProperty", "Role")}
    found: dict[str, Property] = {}
    for source in files:
        for subject in source.named(OWL + "ObjectProperty"):
            if isinstance(subject, pyoxigraph.NamedNode) and others.isdisjoint(
                source.objects(subject, RDF_TYPE)
            ):
                made = _property(source, subject, names)
                found[made.iri] = made
    return dict(sorted(found.items()))


def _property(source: Source, subject: pyoxigraph.NamedNode, names: Mapping[str, str]) -> Property:
    """Return one property; what it does not say has the defaults of `Property`."""
    iri = Ontology.compact(subject.value)
    events = source.iris(subject, KG + "event")
    unknown = [event for event in events if event not in names]
    if unknown:
        raise source.error(
            subject, f"has the event {Ontology.compact(unknown[0])}, which is no class", "define the class"
        )
    return Property(
        iri=iri,
        label=(source.texts(subject, RDFS + "label") or [local_name(subject.value)])[0],
        event=Ontology.compact(events[0]) if events else "kg:Event",
        subject_role=_role(source, subject, "subjectRole", Role.AGENT),
        object_role=_role(source, subject, "objectRole", Role.THEME),
        domain=_class(source, subject, RDFS + "domain", names),
        range=_class(source, subject, RDFS + "range", names),
    )


def _role(source: Source, subject: Term, name: str, default: Role) -> Role:
    """Return the role that a property names, or `default`."""
    for iri in source.iris(subject, KG + name):
        value = iri.removeprefix(KG)
        if value not in {role.value for role in Role}:
            raise source.error(
                subject,
                f"has an unknown kg:{name} {value}",
                f"one of {', '.join(f'kg:{role}' for role in Role)}",
            )
        return Role(value)
    return default


def _class(source: Source, subject: Term, predicate: str, names: Mapping[str, str]) -> str:
    """Return the local name of the class that a domain or range names, or ""."""
    return next((names[iri] for iri in source.iris(subject, predicate) if iri in names), "")
