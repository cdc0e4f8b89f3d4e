"""What is measured: one module a measure, each with `measure(world)`; a new one is listed here."""

from collections.abc import Callable

from bench.figures import Figure
from bench.measures import (
    board,
    conversation,
    desk,
    guard,
    intake,
    ledger,
    live,
    machine,
    memory,
    replies,
    room,
    search,
    throughput,
    weight,
)
from bench.world import World

OF_ALL = frozenset(
    {"memory"}
)  # measured with all that `madoguchi run` starts, the others with its web process
MEASURES: dict[str, Callable[[World], list[Figure]]] = {
    "machine": machine.measure,
    "desk": desk.measure,
    "board": board.measure,
    "conversation": conversation.measure,
    "room": room.measure,
    "ledger": ledger.measure,
    "search": search.measure,
    "guard": guard.measure,
    "live": live.measure,
    "memory": memory.measure,
    "replies": replies.measure,
    "intake": intake.measure,
    "throughput": throughput.measure,
    "weight": weight.measure,
}
