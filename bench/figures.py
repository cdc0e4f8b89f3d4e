"""What was measured, as a table for people and JSON for machines."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `unit` is "ms", "1/s", "kB" or "mails"."""

    name: str
    value: float
    unit: str


def timed(name: str, seconds: list[float]) -> list[Figure]:
    """The median and the 95th percentile of durations, in milliseconds."""
    return [
        Figure(f"{name} p50", 1000 * percentile(seconds, 50), "ms"),
        Figure(f"{name} p95", 1000 * percentile(seconds, 95), "ms"),
    ]


def percentile(values: list[float], share: int) -> float:
    """The smallest value that `share` per cent of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-share * len(ordered) // 100) - 1)]


def table(by_size: dict[int, list[Figure]]) -> str:
    """A row a figure, a column a size, and how much the largest costs of the smallest."""
    sizes = sorted(by_size)
    names = {one.name: one.unit for size in sizes for one in by_size[size]}
    head = ["", *(f"{size:,}" for size in sizes), "×"]
    lines = [head]
    for name, unit in names.items():
        values = [next((one.value for one in by_size[s] if one.name == name), None) for s in sizes]
        cells = ["–" if one is None else f"{one:.1f} {unit}" for one in values]
        first, last = values[0], values[-1]
        lines.append([name, *cells, f"{last / first:.2f}" if first and last else "–"])
    return "\n".join(_line(line) for line in lines)


def _line(cells: list[str]) -> str:
    return cells[0].ljust(36) + "".join(cell.rjust(14) for cell in cells[1:])
