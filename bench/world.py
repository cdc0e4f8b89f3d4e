"""What a measure is given: the running product, its data and who is signed in."""

import subprocess
from dataclasses import dataclass
from typing import Any

import psycopg

from bench.people import Operator
from bench.place import Place


@dataclass(frozen=True)
class World:
    """The desk at one size. The operators have five clients each."""

    place: Place
    size: int
    process: "subprocess.Popen[bytes]"  # `madoguchi web` or `madoguchi run`
    operators: list[Operator]

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the superuser reads."""
        with psycopg.connect(self.place.superuser(self.size).conninfo()) as connection:
            return connection.execute(query.encode(), values or None).fetchall()
