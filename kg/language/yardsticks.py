"""What the speed of a pipeline is measured against: its bare encoder, and a spaCy CNN pipeline.

The CNN pipeline has the shape of `en_core_web_sm` 3.8, which need not be installed: a shared tok2vec layer
under tagger and parser, another one under the named entity recognizer, with its sizes and as many labels.
It is not trained. A word costs two transitions of the parser and one of the recognizer, whatever these are,
so what it costs hardly depends on that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import onnxruntime
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from kg.language.component import Annotator
from kg.language.subgraph import cut_after_last

__all__ = ["bare_encoder", "cnn_pipeline"]

_TAGS, _LEFT, _RIGHT, _NAMES = 50, 47, 56, 18
"""How many tags, arcs to the left and to the right, and types of names `en_core_web_sm` can choose from."""

_WIDTH = 96


def bare_encoder(nlp: Language, texts: Iterable[str]) -> Callable[[], None] | None:
    """Return a function that runs the encoder of kg_en over the windows of texts, and nothing else.

    The windows are those that the pipeline cuts, their pieces are looked up beforehand; the network ends
    at the last layer, so heads, decoding and the making of docs are left out. None where the pipeline has no
    such network.
    """
    annotators = [part for _, part in nlp.pipeline if isinstance(part, Annotator)]
    if not annotators:
        return None
    network = annotators[0].network
    windows = _windows(nlp, network, texts)
    graph = cut_after_last((network.folder / "network.onnx").read_bytes(), "LayerNormalization")
    session = onnxruntime.InferenceSession(
        graph, network._session.get_session_options(), providers=["CPUExecutionProvider"]
    )

    def run() -> None:
        for window in windows:
            session.run(None, window)

    return run


class _Recorder:
    """Stands for an onnxruntime session and keeps what it is given."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.given: list[dict[str, Any]] = []

    def run(self, names: list[str], given: dict[str, Any]) -> Any:
        self.given.append(given)
        return self.session.run(names, given)


def _windows(nlp: Language, network: Any, texts: Iterable[str]) -> list[dict[str, Any]]:
    """Return the inputs of the network, a dict a window, that the pipeline makes of texts."""
    recorder = _Recorder(network._session)
    network._session = recorder
    try:
        for _ in nlp.pipe(texts):
            pass
    finally:
        network._session = recorder.session
    return recorder.given


def cnn_pipeline() -> Language:
    """Return an untrained pipeline of the shape of `en_core_web_sm`: tok2vec, tagger, parser, ner.

    Its attribute ruler and its lemmatizer are left out.

    >>> cnn_pipeline().pipe_names
    ['tok2vec', 'tagger', 'parser', 'ner']
    """
    nlp = spacy.blank("en")
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH, "upstream": "tok2vec"}
    models = {
        "tok2vec": _tok2vec(),
        "tagger": {"@architectures": "spacy.Tagger.v2", "tok2vec": shared},
        "parser": _transitions("parser", shared),
        "ner": _transitions("ner", _tok2vec()),
    }
    for name, model in models.items():
        rare = {"min_action_freq": 0} if name == "parser" else {}
        nlp.add_pipe(name, config={"model": model, **rare})
    with _same_chance():
        nlp.initialize(lambda: [_example(nlp)])
    for name in ("parser", "ner"):
        _fill_output(nlp.get_pipe(name))
    return nlp


@contextmanager
def _same_chance() -> Iterator[None]:
    """Let the layers start with the same weights each time; thinc draws them from numpy's generator."""
    before = np.random.get_state()
    np.random.seed(0)
    try:
        yield
    finally:
        np.random.set_state(before)


def _example(nlp: Language) -> Example:
    """Return a made-up sentence that has all labels: they and the sizes of the layers are taken from it."""
    count = _LEFT + 1 + _RIGHT
    annotations = {
        "heads": [_LEFT] * count,
        "deps": ["ROOT" if i == _LEFT else f"arc{i % _RIGHT}" for i in range(count)],
        "tags": [f"tag{i % _TAGS}" for i in range(count)],
        "entities": [f"U-type{i % _NAMES}" for i in range(count)],
    }
    return Example.from_dict(Doc(nlp.vocab, words=["word"] * count), annotations)


def _tok2vec() -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": _WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [5000, 1000, 2500, 2500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": _WIDTH,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _transitions(kind: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


def _fill_output(part: Any) -> None:
    """Give the output layer random weights: spaCy starts with zeros, and all transitions would be the same.

    With these the parser ends a sentence now and then, as a trained one does.
    """
    output = next(node for node in part.model.walk() if node.name == "linear" and node.has_param("W"))
    shape = output.get_param("W").shape
    output.set_param("W", np.random.default_rng(1).normal(size=shape).astype(np.float32))
