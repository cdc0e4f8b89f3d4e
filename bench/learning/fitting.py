"""Fit the weights: sentences and messages as sparse rows, a logistic regression for each rule."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from bench.learning.cases import Case
from madoguchi.engines.rulebook.weighing.evidence import MEANING, Evidence

# Found by trying on writers that were left out: vectors count as much as the words themselves do.
VECTOR_SCALE = 1.5
# A piece that only one message holds teaches nothing of the next.
FEWEST = 2
STRENGTH = 10.0
FAULTS_COUNT = 4
# The score of a message without any sentence.
SILENCE = -10.0

Floats: TypeAlias = NDArray[np.float64]
Marks: TypeAlias = NDArray[np.bool_]
Indices: TypeAlias = NDArray[np.int64]


@dataclass
class Rows:
    """Rows of evidence for learning: named pieces first, then the dimensions of the word vectors."""

    names: list[str]
    matrix: sparse.csr_matrix


class Encoder:
    """Turns evidence into rows."""

    def __init__(self, vectors: dict[str, NDArray[np.float32]]) -> None:
        self.vectors = vectors
        self.width = len(next(iter(vectors.values())))

    def rows(self, evidence: Sequence[Evidence]) -> Rows:
        """All rows, of the pieces that occur often enough to be learned from."""
        places: dict[str, int] = {}
        values, columns, starts = [], [], [0]
        for one in evidence:
            held: dict[str, float] = {}
            for share, name in _shares(one):
                if not name.startswith(MEANING):
                    held[name] = held.get(name, 0.0) + share
            # In the order of names: the same lessons are learned the same way each time.
            for name in sorted(held):
                columns.append(places.setdefault(name, len(places)))
                values.append(held[name])
            starts.append(len(values))
        matrix = sparse.csr_matrix((values, columns, starts), shape=(len(evidence), len(places)))
        often = np.asarray((matrix != 0).sum(axis=0)).ravel() >= FEWEST
        names = [name for name, kept in zip(places, often, strict=True) if kept]
        dense = sparse.csr_matrix(np.vstack([self._meaning(one) for one in evidence]))
        return Rows(names, narrow(sparse.hstack([matrix[:, often], dense])))

    def _meaning(self, evidence: Evidence) -> Floats:
        total = np.zeros(self.width)
        for share, name in _shares(evidence):
            if name in self.vectors:
                total += share * VECTOR_SCALE * self.vectors[name]
        return total


def _shares(evidence: Evidence) -> Iterator[tuple[float, str]]:
    for share, runs in evidence:
        for run in runs:
            for name in run.names:
                yield share, name


def narrow(matrix: sparse.spmatrix) -> sparse.csr_matrix:
    """liblinear takes indices of 32 bits alone."""
    rows = matrix.tocsr()
    rows.indices = rows.indices.astype(np.int32)
    rows.indptr = rows.indptr.astype(np.int32)
    return rows


@dataclass
class Lessons:
    """All cases as rows, of sentences and of messages, with whose message each row is."""

    cases: list[Case]
    counts: Floats
    sentences: Rows
    messages: Rows

    @classmethod
    def of(cls, held: Iterable[Case], encoder: Encoder) -> "Lessons":
        cases = list(held)
        return cls(
            cases,
            np.array([case.counts for case in cases]),
            encoder.rows([one for case in cases for one in case.sentences]),
            encoder.rows([case.message for case in cases]),
        )

    def owner(self) -> Indices:
        """The index of the message that each row of `sentences` belongs to."""
        return np.repeat(np.arange(len(self.cases)), [len(case.sentences) for case in self.cases])

    def labelled(self, slug: str) -> Marks:
        """Which messages a person found at fault."""
        return np.array([slug in case.labelled for case in self.cases])

    def labelled_within(self, slug: str) -> Marks:
        """Which sentences hold the words at fault."""
        return np.array([slug in found for case in self.cases for found in case.within])

    def read(self, slug: str) -> Marks:
        """Which messages the rule's own reading finds at fault."""
        return np.array([slug in case.read for case in self.cases])

    def known(self, slug: str) -> Marks:
        """Which messages were labelled for the rule at all."""
        return np.array([slug in case.known for case in self.cases])


def fit_both(
    lessons: Lessons, slug: str, taught: Marks
) -> tuple[LogisticRegression, LogisticRegression]:
    """The weights of sentences and of messages for one rule, learned from some of the messages."""
    taught = taught & lessons.known(slug)
    rows = taught[lessons.owner()]
    return (
        _fit(
            lessons.sentences.matrix[rows],
            lessons.labelled_within(slug)[rows],
            lessons.counts[lessons.owner()[rows]],
        ),
        _fit(
            lessons.messages.matrix[taught], lessons.labelled(slug)[taught], lessons.counts[taught]
        ),
    )


def left_out_scores(lessons: Lessons, slug: str, parts: Indices) -> Floats:
    """The strongest sentence's and the message's score of each case, learned without its own part.

    Part -1 is learned from always and never scored: what the rules themselves were written beside.
    """
    owner = lessons.owner()
    scores = np.full((len(lessons.cases), 2), SILENCE)
    for part in sorted(set(parts.tolist()) - {-1}):
        out = parts == part
        rows = out[owner]
        of_sentences, of_messages = fit_both(lessons, slug, ~out)
        said = of_sentences.decision_function(narrow(lessons.sentences.matrix[rows]))
        np.maximum.at(scores[:, 0], owner[rows], said)
        scores[out, 1] = of_messages.decision_function(narrow(lessons.messages.matrix[out]))
    return scores


def _fit(matrix: sparse.csr_matrix, faulty: Marks, counts: Floats) -> LogisticRegression:
    model = LogisticRegression(
        C=STRENGTH,
        class_weight={0: 1, 1: FAULTS_COUNT},
        max_iter=500,
        solver="liblinear",
        random_state=0,
    )
    return model.fit(narrow(matrix), faulty, sample_weight=counts)
