"""Write what was learned as the engine reads it: names in a text, their weights in hundredths beside it."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from zlib import compress

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench.learning.fitting import VECTOR_SCALE, Rows
from bench.learning.scales import Fitted
from madoguchi.engines.rulebook.weighing.tables import pack, stored

FOLDER = Path("src/madoguchi/engines/rulebook/weighing/weights")
# Lighter weights are left out: together they decide nothing, and fill most of the lines.
LIGHTEST = 0.2

Hundredths = list[int]


@dataclass(frozen=True)
class Taught:
    """What was learned of one rule."""

    slug: str
    scale: Fitted
    pointed: bool
    sentences: LogisticRegression
    messages: LogisticRegression


def write(
    taught: Sequence[Taught],
    sentences: Rows,
    messages: Rows,
    vectors: dict[str, NDArray[np.float32]],
) -> None:
    """All files of the weights."""
    of_sentences = [one.sentences for one in taught]
    of_messages = [one.messages for one in taught]
    weights: dict[str, Hundredths] = defaultdict(lambda: [0] * 2 * len(taught))
    for rows, models, first in ((sentences, of_sentences, 0), (messages, of_messages, len(taught))):
        for name, column in _columns(rows, models, vectors):
            weights[name][first : first + len(taught)] = column
    told = sorted((name, column) for name, column in weights.items() if any(column))
    FOLDER.mkdir(exist_ok=True)
    _write("names.txt", "".join(f"{name}\n" for name, _ in told))
    held = stored((pack(column) for _, column in told), 2 * len(taught))
    (FOLDER / "weights.zlib").write_bytes(compress(held, 9))
    scales = {
        "bias": [round(float(one.intercept_[0]), 4) for one in (*of_sentences, *of_messages)],
        "scales": {one.slug: _scale(one) for one in taught},
    }
    _write("scales.json", json.dumps(scales, indent=2) + "\n")


def _columns(
    rows: Rows, models: Sequence[LogisticRegression], vectors: dict[str, NDArray[np.float32]]
) -> Iterator[tuple[str, Hundredths]]:
    """Each name with its weights for all rules."""
    weights = np.vstack([model.coef_[0] for model in models])
    pieces, dimensions = weights[:, : len(rows.names)], weights[:, len(rows.names) :]
    meanings = VECTOR_SCALE * dimensions @ np.vstack(list(vectors.values())).T
    every = np.hstack([pieces, meanings]).T
    heavy = np.where(np.abs(every) < LIGHTEST, 0, every)
    hundredths: list[Hundredths] = np.rint(heavy * 100).astype(int).tolist()
    return zip([*rows.names, *vectors], hundredths, strict=True)


def _scale(one: Taught) -> dict[str, float | bool]:
    fitted = {name: round(value, 4) for name, value in asdict(one.scale).items()}
    return {**fitted, "pointed": one.pointed}


def _write(name: str, text: str) -> None:
    (FOLDER / name).write_text(text, encoding="utf-8")
