"""Check a finished graph against SHACL shapes and say in words what is wrong.

Follows the W3C Shapes Constraint Language (2017); the engine is pySHACL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import rdflib
from rdflib.namespace import RDF, RDFS, SH

from kg.errors import OntologyError
from kg.grounding.turtle import add_to, local_name, read
from kg.grounding.vocabulary import Vocabulary
from kg.model import Finding, Severity

__all__ = ["validate"]

SEVERITIES: Mapping[object, Severity] = {
    SH.Info: Severity.INFO,
    SH.Violation: Severity.ERROR,
    SH.Warning: Severity.WARNING,
}
ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def validate(graph: rdflib.Graph, vocabulary: Vocabulary, shapes: Iterable[str | Path] = ()) -> list[Finding]:
    """Return what is wrong in a graph: errors first, then warnings, each sorted by what they are about.

    The graphs of a dataset are checked together.  Checked are the shapes that ship, those of the settings,
    and the further files `shapes`; classes are those of the vocabulary.  `where` of a finding is the node
    ("st_…", "en_…"), `code` the shape or kind of constraint.  Raises `OntologyError` for shapes that cannot
    be used.
    """
    wanted = rdflib.Graph()
    paths = [Path(path) for path in (*vocabulary.shapes, *shapes)]
    for path in paths:
        add_to(wanted, read(path))
    graph = _merged(graph)
    results = _run(graph, wanted, vocabulary, paths)
    found = {_finding(results, result, graph) for result in results.subjects(RDF.type, SH.ValidationResult)}
    return sorted(
        found,
        key=lambda finding: (ORDER.index(finding.severity), finding.where, finding.message, finding.code),
    )


def _run(
    graph: rdflib.Graph, shapes: rdflib.Graph, vocabulary: Vocabulary, paths: list[Path]
) -> rdflib.Graph:
    """Return pySHACL's report as a graph; the engine is loaded here, since it is needed for this alone."""
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError

    try:
        _, results, _ = pyshacl.validate(
            graph,
            shacl_graph=shapes,
            ont_graph=_hierarchy(vocabulary),
            allow_warnings=True,
            meta_shacl=False,
            do_owl_imports=False,
        )
    except ReportableRuntimeError as error:
        where = str(paths[-1]) if len(paths) > 1 else ""
        raise OntologyError(f"shapes cannot be used: {error}", where=where, remedy="correct them") from error
    if not isinstance(results, rdflib.Graph):
        raise OntologyError(f"shapes cannot be used: {results}", where=str(paths[-1]), remedy="correct them")
    return results


def _merged(graph: rdflib.Graph) -> rdflib.Graph:
    """Return the triples of a dataset in one graph: that of a document does not tell all of an entity."""
    if not isinstance(graph, rdflib.Dataset):
        return graph
    merged = rdflib.Graph()
    for subject, predicate, object_, _ in graph.quads():
        merged.add((subject, predicate, object_))
    return merged


def _hierarchy(vocabulary: Vocabulary) -> rdflib.Graph:
    """Return which class lies below which: all that shapes need of the ontology, and quick to mix in."""
    below = rdflib.Graph()
    for triple in vocabulary.graph.triples((None, RDFS.subClassOf, None)):
        below.add(triple)
    return below


def _finding(results: rdflib.Graph, result: rdflib.term.Node, graph: rdflib.Graph) -> Finding:
    """Return one result in words."""
    focus = results.value(result, SH.focusNode)
    path = results.value(result, SH.resultPath)
    value = results.value(result, SH.value)
    shape = results.value(result, SH.sourceShape)
    component = results.value(result, SH.sourceConstraintComponent)
    told = sorted(str(text) for text in results.objects(result, SH.resultMessage))
    message = " ".join((told or ["breaks a rule"])[0].split())
    about = [_said(graph, node) for node in dict.fromkeys((focus, value)) if node is not None]
    named = path if isinstance(path, rdflib.URIRef) else None
    code = shape if isinstance(shape, rdflib.URIRef) else named or component
    return Finding(
        severity=SEVERITIES.get(results.value(result, SH.resultSeverity), Severity.ERROR),
        message=f"{message} ({'; '.join(about)})",
        where=local_name(str(focus)),
        code=local_name(str(code)),
    )


def _said(graph: rdflib.Graph, node: rdflib.term.Node | None) -> str:
    """Return the label of a node, or the value itself."""
    if isinstance(node, rdflib.Literal):
        return repr(str(node))
    labels = sorted(str(label) for label in graph.objects(node, RDFS.label)) if node is not None else []
    return labels[0] if labels else local_name(str(node))
