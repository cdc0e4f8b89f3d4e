"""`bin/bench`: makes the data, starts the product, measures, prints a table and writes JSON."""

import argparse
import json
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench import data
from bench.figures import Figure, table
from bench.measures import MEASURES, OF_ALL
from bench.people import Operator
from bench.place import ROOT, Place
from bench.world import World
from madoguchi.desk.platform.launcher import Postgres

PEOPLE = 8
SIZES = "1000,100000,1000000"


def main(words: Sequence[str] | None = None) -> None:
    """Measure at each size; one database server for all of them."""
    asked = _arguments(words)
    names = _names(asked.only)
    by_size: dict[int, list[Figure]] = {}
    with Postgres(home=asked.home):
        place = Place(asked.home)
        for size in sorted(int(one) for one in asked.size.split(",")):
            by_size[size] = _measured(place, size, names)
    print(table(by_size))
    asked.json.write_text(_as_json(by_size), encoding="utf-8")


def _measured(place: Place, size: int, names: list[str]) -> list[Figure]:
    place.make_database(size)
    data.prepare(place, size)
    return [
        *_figures(place, size, "web", [name for name in names if name not in OF_ALL]),
        *_figures(place, size, "run", [name for name in names if name in OF_ALL]),
    ]


def _figures(place: Place, size: int, word: str, names: list[str]) -> list[Figure]:
    """What these measures find while `madoguchi WORD` runs."""
    if not names:
        return []
    with place.answering(size, word) as process:
        operators = Operator.signed_in(place, size, people=PEOPLE)
        world = World(place, size, process, operators)
        figures: list[Figure] = []
        for name in names:
            print(f"{size:,}: {name} …", flush=True)
            figures += MEASURES[name](world)
    return figures


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--size", default=SIZES, help=f"conversations ({SIZES})")
    parser.add_argument("--only", default="", help=f"some of: {','.join(MEASURES)}")
    parser.add_argument("--home", type=Path, default=ROOT / ".bench", help="the data's folder")
    parser.add_argument("--json", type=Path, default=ROOT / "bench.json", help="the figures")
    asked = parser.parse_args(words)
    unknown = [one for one in _names(asked.only) if one not in MEASURES]
    if unknown:
        parser.error(
            f"--only: no measure is called {', '.join(unknown)}; some of {','.join(MEASURES)}"
        )
    return asked


def _names(only: str) -> list[str]:
    """The measures that are asked for; all of them for ""."""
    return [one.strip() for one in only.split(",") if one.strip()] or list(MEASURES)


def _as_json(by_size: dict[int, list[Figure]]) -> str:
    told = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "figures": {size: [asdict(one) for one in figures] for size, figures in by_size.items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    main()
