"""`python -m bench.everyday`: the nouns that people of many trades say, from labelled messages."""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from madoguchi.engines.japanese import everyday, meanings

DATA = Path(__file__).parents[1] / "tests" / "data"
SETS = (
    DATA / "rulebook" / "public.jsonl",
    DATA / "guard" / "own.jsonl",
    DATA / "guard" / "further.jsonl",
)
FEWEST_TRADES = 6


def everyday_words(sets: Iterable[Path] = SETS) -> list[tuple[str, int]]:
    """Each with the number of trades in whose messages it stands, what most say first."""
    said: dict[str, set[str]] = defaultdict(set)
    for path in sets:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            before = (one["text"] for one in record["context"].get("previous", ()))
            for text in (record["text"], *before):
                for one in meanings(text):
                    if not one.spelled.isascii():  # of an address
                        said[one.word].add(record["industry"])
    counted = [(word, len(trades)) for word, trades in said.items()]
    kept = [one for one in counted if one[1] >= FEWEST_TRADES]
    return sorted(kept, key=lambda one: (-one[1], one[0]))


def main() -> None:
    """Write the list beside the engine."""
    lines = "".join(f"{word}\t{trades}\n" for word, trades in everyday_words())
    everyday.FILE.write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
