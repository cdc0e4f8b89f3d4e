"""Fit how a rule's own reading and the weighed evidence add up, on writers that neither was learned from."""

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.learning.fitting import Floats, Marks

# A false finding costs more than a miss: people stop reading a guard that cries wolf.
_RECALL_COUNTS = 0.8
_LEVELS = np.linspace(0.15, 0.9, 76)


@dataclass(frozen=True)
class Fitted:
    """The scale of one rule: above 0 the message is faulty."""

    read: float
    sentence: float
    message: float
    bias: float

    def faulty(self, evidence: Floats) -> Marks:
        """Rows of read, sentence, message; true where faulty."""
        return np.asarray(evidence @ [self.read, self.sentence, self.message] + self.bias > 0)


def fit_scale(evidence: Floats, faulty: Marks, counts: Floats) -> Fitted:
    """The scale that is expected to be right most often; rows of read, sentence, message."""
    model = LogisticRegression(C=1.0).fit(evidence, faulty, sample_weight=counts)
    if model.coef_[0][0] < 0:
        # A reading that says nothing beside the evidence is not taken for the contrary.
        evidence = evidence * [0, 1, 1]
        model = LogisticRegression(C=1.0).fit(evidence, faulty, sample_weight=counts)
    chance = model.predict_proba(evidence)[:, 1]
    level = max(_LEVELS, key=lambda level: _expected(chance, counts, level))
    read, sentence, message = (float(weight) for weight in model.coef_[0])
    bias = float(model.intercept_[0]) - float(np.log(level / (1 - level)))
    return Fitted(read, sentence, message, bias)


def _expected(chance: Floats, counts: Floats, level: float) -> float:
    """The F-measure to be expected where what is likelier than `level` is marked."""
    marked = chance > level
    beta = _RECALL_COUNTS**2
    right, all_faulty = (chance * counts)[marked].sum(), (chance * counts).sum()
    return float((1 + beta) * right / (counts[marked].sum() + beta * all_faulty + 1e-9))
