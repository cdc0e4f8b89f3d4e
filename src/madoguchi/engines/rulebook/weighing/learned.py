"""The weights that `bin/learn-guard` wrote, read once in a process."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zlib import decompress

from madoguchi.engines.rulebook.weighing.tables import Table, restored


@dataclass(frozen=True)
class Scale:
    """How a rule's own reading and the weighed evidence add up: above 0 the message is faulty.

    `pointed` where people mark the words at fault rather than the message.
    """

    read: float
    sentence: float
    message: float
    bias: float
    pointed: bool


@dataclass(frozen=True)
class Learned:
    """All that was learned: a scale a rule, and the weights of the evidence."""

    scales: Mapping[str, Scale]
    table: Table


@cache
def learned() -> Learned:
    """The weights beside this module; raises OSError or ValueError where they are no weights."""
    folder = files(__package__) / "weights"
    told = json.loads((folder / "scales.json").read_text(encoding="utf-8"))
    scales = {slug: Scale(**scale) for slug, scale in told["scales"].items()}
    # The names stand in a text, a line each, their weights behind each other in a compressed file.
    names = (folder / "names.txt").read_text(encoding="utf-8").split("\n")[:-1]
    held = decompress((folder / "weights.zlib").read_bytes())
    weights = dict(zip(names, restored(held, 2 * len(scales)), strict=True))
    return Learned(scales, Table(tuple(scales), weights, tuple(told["bias"])))
