"""A small softmax classifier over sparse features.

Berger, Della Pietra and Della Pietra, Computational Linguistics 22(1), 1996; trained by AdaGrad (Duchi, Hazan
and Singer, JMLR 12, 2011).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Classifier"]

Floats = NDArray[np.float64]


class Classifier:
    """Gives each class a probability from the features that an example has.

    >>> classifier = Classifier(["no", "yes"])
    >>> classifier.train([(["good"], 1), (["bad"], 0)] * 10)
    >>> classifier.probabilities(["good"]).argmax().item()
    1
    """

    def __init__(self, classes: Sequence[str], *, rate: float = 0.2, passes: int = 4) -> None:
        """Make an empty classifier; `rate` is the first step, `passes` how often the examples are seen."""
        self.classes = list(classes)
        self.rate, self.passes = rate, passes
        self._weights: dict[str, Floats] = {}
        self._squares: dict[str, Floats] = {}

    def probabilities(self, features: Sequence[str]) -> Floats:
        """Return the probability of each class, shape (classes,)."""
        known = [self._weights[f] for f in features if f in self._weights]
        scores: Floats = np.sum(known, axis=0) if known else np.zeros(len(self.classes))
        powers = np.exp(scores - scores.max())
        result: Floats = powers / powers.sum()
        return result

    def train(self, examples: Sequence[tuple[Sequence[str], int]]) -> None:
        """Learn from (features, class) examples, in an order that is the same at every run."""
        order = np.random.default_rng(0)
        for _ in range(self.passes):
            for i in order.permutation(len(examples)):
                self._step(*examples[i])

    def _step(self, features: Sequence[str], target: int) -> None:
        gradient = self.probabilities(features)
        gradient[target] -= 1.0
        if abs(gradient[target]) < 0.01:
            return
        square = gradient * gradient
        for feature in features:
            weights = self._weights.setdefault(feature, np.zeros(len(self.classes)))
            squares = self._squares.setdefault(feature, np.full(len(self.classes), 1e-2))
            squares += square
            weights -= self.rate * gradient / np.sqrt(squares)
