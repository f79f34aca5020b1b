"""Graphs that are made up: as large as wanted, in the shape that the network room gives, with their texts.

They serve to measure the page; what they say means nothing.  Like real ones they have a few nodes that much
is said of and many that little is said of, topics that documents keep to, dates, sources that say and deny,
plans and possibilities, values and things that no edge reaches, and sentences that say more than their
statement.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import networkx as nx

from kg.network import communities, importance

__all__ = ["made_up"]

BASE = "https://w3id.org/kg-text/id/"
CLASSES = {
    "Person": 30,
    "Organization": 15,
    "Country": 5,
    "City": 8,
    "Event": 12,
    "Concept": 20,
    "Artifact": 10,
}
MODALITIES = {"actual": 80, "planned": 6, "possible": 6, "necessary": 3, "conditional": 3, "asked": 2}
STANCES = {"said": 7, "claimed": 2, "denied": 1}
TOPIC = 60
"""Nodes of a topic."""
SENTENCES = 10
"""Statements of a document."""


def made_up(nodes: int, statements: int, *, seed: int = 1) -> tuple[nx.MultiDiGraph, dict[str, str]]:
    """Return a graph of so many nodes and statements, and the text of each document by its id.

    The graph is what `kg.network.build` returns; about one statement in three has a third participant, which
    is an edge more.  The same arguments give the same graph.

    >>> graph, texts = made_up(40, 60)
    >>> len(graph), len(graph.graph["statements"]), len(graph.graph["documents"]), len(texts)
    (40, 60, 6, 6)
    >>> record = next(iter(graph.graph["statements"].values()))
    >>> place = record["subject"]
    >>> texts[record["document"]][place["start"]:place["end"]] == place["text"]
    True
    """
    maker = _Maker(random.Random(seed), nodes)
    for first in range(0, statements, SENTENCES):
        maker.add_document(min(SENTENCES, statements - first))
    return maker.finish(), maker.texts


@dataclass
class _Maker:
    """A graph while it grows."""

    random: random.Random
    size: int
    graph: nx.MultiDiGraph = field(default_factory=nx.MultiDiGraph)
    texts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = [self._word() for _ in range(400)]
        self.verbs = [self._word() + "s" for _ in range(60)]
        self.things = [self._thing(i) for i in range(self.size)]
        self.fresh = list(range(0, self.size, 7))[::-1]
        self.graph.graph.update(statements={}, documents={})

    def _word(self) -> str:
        syllables = self.random.randint(1, 3)
        return "".join(
            self.random.choice("bdfgklmnprstv") + self.random.choice("aeiou") for _ in range(syllables)
        )

    def _thing(self, index: int) -> str:
        """Add a node and return its IRI."""
        kind = self._pick({"named": 50, "concept": 42, "value": 8})
        words = [self._word() for _ in range(self.random.randint(1, 3))]
        label = " ".join(word.title() for word in words) if kind == "named" else " ".join(words)
        if kind == "value":
            label = f"{self.random.randint(1, 28)} May {self.random.randint(1990, 2026)}"
        iri = BASE + _id("en", index)
        self.graph.add_node(
            iri,
            id=_id("en", index),
            label=label,
            type="Time" if kind == "value" else self._pick(CLASSES),
            kind=kind,
            aliases=[label.split()[-1]] if kind == "named" and " " in label else [],
            links=[],
            value=None,
            mentions=[],
            documents=[],
        )
        return iri

    def _pick(self, weights: dict[str, int]) -> str:
        return self.random.choices(list(weights), list(weights.values()))[0]

    def add_document(self, sentences: int) -> None:
        """Add a document of so many sentences, each with one statement, within one topic."""
        name = _id("doc", len(self.texts))
        year, month, day = (self.random.randint(*ends) for ends in ((2015, 2026), (1, 12), (1, 28)))
        topic = int(self.random.random() ** 1.5 * max(1, self.size // TOPIC))
        self.graph.graph["documents"][name] = {
            "title": " ".join(self.random.choices(self.words, k=6)).capitalize(),
            "source": f"{self.words[len(self.texts) % len(self.words)]}-{len(self.texts)}.txt",
            "date": f"{year}-{month:02}-{day:02}",
        }
        parts: list[str] = []
        start = 0
        for _ in range(sentences):
            sentence = self._say(name, topic, start)
            parts.append(sentence)
            start += len(sentence) + 1
        self.texts[name] = " ".join(parts)

    def _who(self, topic: int) -> str:
        """Return a thing of a topic, now and then one of any; what was never spoken of comes up in turn."""
        if self.fresh and self.random.random() < 0.25:
            return self.things[self.fresh.pop()]
        if self.random.random() < 0.12:
            return self.things[int(self.random.random() ** 3 * self.size)]
        return self.things[min(topic * TOPIC + int(self.random.random() ** 2 * TOPIC), self.size - 1)]

    def _say(self, document: str, topic: int, start: int) -> str:
        """Add a statement whose sentence begins at `start`, and return the sentence."""
        sentence = _Sentence(self.graph, document, start)
        source, roles, time = None, [], None
        stance, is_denial = self._pick(STANCES), self.random.random() < 0.06
        if self.random.random() < 0.2:
            source = sentence.mention(self._who(topic))
            sentence.add(f"{stance} that")
        subject = sentence.mention(self._who(topic))
        if is_denial:
            sentence.add("never")
        verb = self.random.choice(self.verbs)
        begin = sentence.add(verb)
        object_ = sentence.mention(self._who(topic))
        if self.random.random() < 0.33:
            sentence.add("to")
            filler = sentence.mention(self._who(topic))
            roles.append({"role": "recipient", "marker": "to", "filler": filler})
        sentence.add(", " + " ".join(self.random.choices(self.words, k=self.random.randint(4, 16))))
        if self.random.random() < 0.3:
            year = str(self.random.randint(1990, 2026))
            at = sentence.add(f"in {year}") + 3
            time = {"text": year, "value": year, "entity": None, "start": at, "end": at + 4}
        sentence.text += "."
        attribution = {"source": source, "verb": "say", "stance": stance, "outer": None} if source else None
        self._add(
            sentence,
            subject=subject,
            predicate=_predicate(verb, begin),
            object=object_,
            roles=roles,
            polarity="negative" if is_denial else "positive",
            attribution=attribution,
            time=time,
        )
        return sentence.text

    def _add(self, sentence: _Sentence, **said: Any) -> None:
        """Add the record of a sentence, and its edges."""
        name = _id("st", len(self.graph.graph["statements"]))
        rule = self.random.choice(["verbal.active", "verbal.passive", "apposition"])
        confidence, modality = round(0.3 + 0.7 * self.random.random(), 4), self._pick(MODALITIES)
        is_fact = said["polarity"] == "positive" and modality == "actual" and not said["attribution"]
        lemma, ends = said["predicate"]["lemma"], (said["subject"]["label"], said["object"]["label"])
        record = {
            "id": name,
            "document": sentence.document,
            "rule": rule,
            "confidence": confidence,
            **said,
            "modality": modality,
            "place": None,
            "asserted": is_fact,
            "subject_role": "agent",
            "object_role": "theme",
            "rules": [rule],
            "cues": [],
            "confidence_parts": {"parse": confidence, "sentence": 0.998, "depth": 0.0, rule: 1.0},
            "evidence": [sentence.evidence()],
            "line": f"{lemma}(agent: {ends[0]}, theme: {ends[1]})",
        }
        self.graph.graph["statements"][name] = record
        self._connect(record)

    def _connect(self, record: dict[str, Any]) -> None:
        """Add the edges of a statement."""
        source = record["attribution"]["source"]["label"] if record["attribution"] else ""
        common = {
            "statement": record["id"],
            "property": record["predicate"]["property"],
            "lemma": record["predicate"]["lemma"],
            "polarity": record["polarity"],
            "modality": record["modality"],
            "source": source,
            "stance": record["attribution"]["stance"] if source else "",
            "time": record["time"]["text"] if record["time"] else "",
            "time_value": record["time"]["value"] if record["time"] else "",
            "place": "",
            "confidence": record["confidence"],
            "rule": record["rule"],
            "document": record["document"],
            "evidence": record["evidence"][0]["text"],
            "asserted": record["asserted"],
            "minted": True,
        }
        verb, start = record["predicate"]["text"], BASE + record["subject"]["entity"]
        ends = [("", record["object"], verb, "theme")]
        ends += [
            (f"/{r['role']}", r["filler"], f"{verb} … {r['marker']}", r["role"]) for r in record["roles"]
        ]
        for suffix, filler, label, role in ends:
            self.graph.add_edge(
                start,
                BASE + filler["entity"],
                record["id"] + suffix,
                **common,
                label=label,
                role=role,
                primary=not suffix,
            )

    def finish(self) -> nx.MultiDiGraph:
        """Return the graph with its measures."""
        for _, attributes in self.graph.nodes(data=True):
            attributes["documents"] = sorted({mention["document"] for mention in attributes["mentions"]})
        nx.set_node_attributes(self.graph, importance(self.graph), "importance")
        nx.set_node_attributes(self.graph, communities(self.graph), "community")
        return self.graph


@dataclass
class _Sentence:
    """A sentence while it is written, and where it stands in its document."""

    graph: nx.MultiDiGraph
    document: str
    start: int
    text: str = ""

    def add(self, words: str) -> int:
        """Add words and return where they begin in the document."""
        self.text += "" if not self.text or words.startswith(",") else " "
        begin = self.start + len(self.text)
        self.text += words
        return begin

    def evidence(self) -> dict[str, Any]:
        """Return the whole as evidence."""
        end = self.start + len(self.text)
        return {"document": self.document, "start": self.start, "end": end, "text": self.text}

    def mention(self, node: str) -> dict[str, Any]:
        """Name a node and return the participant."""
        thing = self.graph.nodes[node]
        begin = self.add(thing["label"])
        place = {"start": begin, "end": begin + len(thing["label"]), "text": thing["label"]}
        thing["mentions"].append({"document": self.document, **place})
        kind = {"named": "name", "concept": "nominal", "value": "time"}[thing["kind"]]
        return {**place, "entity": thing["id"], "label": thing["label"], "class": thing["type"], "kind": kind}


def _predicate(verb: str, start: int) -> dict[str, Any]:
    """Return the predicate of a verb that is made of a lemma and an "s"."""
    return {
        "text": verb,
        "lemma": verb[:-1],
        "property": f"kg:{verb}",
        "event": None,
        "minted": True,
        "start": start,
        "end": start + len(verb),
    }


def _id(prefix: str, number: int) -> str:
    return f"{prefix}_{sha256(f'{prefix} {number}'.encode()).hexdigest()[:16]}"
