"""Word vectors of the ja_ginza package (chiVe's), read without spaCy: words by how frequent they are."""

import json
from pathlib import Path

import msgpack
import numpy as np
from numpy.typing import NDArray

_MIX = 0xC6A4A7935BD1E995
_WHOLE = (1 << 64) - 1
_SHIFT = 47


def vectors(vocab: Path, most: int) -> dict[str, NDArray[np.float32]]:
    """The unit vectors, their common mean taken off, of the most frequent words; 300 numbers each.

    `vocab` is the folder of that name in the unpacked package, with vectors, key2row and strings.json.
    """
    rows = np.load(vocab / "vectors")
    rows = rows - rows.mean(axis=0)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    words = {_key(word): word for word in json.loads((vocab / "strings.json").read_text("utf-8"))}
    # Its keys stand in the order of frequency.
    key2row: dict[int, int] = msgpack.unpackb(
        (vocab / "key2row").read_bytes(), strict_map_key=False
    )
    frequent = list(key2row.items())[:most]
    return {words[key]: rows[row] for key, row in frequent if key in words}


def _key(word: str) -> int:
    """MurmurHash64A of its UTF-8 bytes with seed 1, as spaCy keys its strings."""
    data = word.encode()
    mixed = (1 ^ (len(data) * _MIX)) & _WHOLE
    whole = len(data) - len(data) % 8
    for start in range(0, whole, 8):
        part = int.from_bytes(data[start : start + 8], "little") * _MIX & _WHOLE
        part = (part ^ part >> _SHIFT) * _MIX & _WHOLE
        mixed = (mixed ^ part) * _MIX & _WHOLE
    if data[whole:]:
        mixed = (mixed ^ int.from_bytes(data[whole:], "little")) * _MIX & _WHOLE
    mixed = (mixed ^ mixed >> _SHIFT) * _MIX & _WHOLE
    return mixed ^ mixed >> _SHIFT
