"""The memory of all that `madoguchi run` starts, PostgreSQL's shared buffers left out."""

import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure
from bench.measures import conversation, desk, guard, live, search
from bench.measures.intake import a_letter, send_and_wait, wait_for_smtp
from bench.world import World

KILOBYTES_A_MEGABYTE = 1000
SETTLING_SECONDS = 8
MAILS = 50
BUSY = (desk, conversation, search, guard, live)
NAMES = ("web", "worker", "intake")


def measure(world: World) -> list[Figure]:
    """After some hundred pages, 500 open desks and mail: proportional set sizes, what is shared counts once."""
    for one in BUSY:
        one.measure(world)
    wait_for_smtp()
    run = uuid.uuid4().hex[:8]
    send_and_wait(world, run, [a_letter(number, run) for number in range(MAILS)])
    time.sleep(SETTLING_SECONDS)
    sizes = _of_the_desk(world)
    sizes["postgres"] = sum(map(_kilobytes, _with_children(_server(world))))
    sizes["all"] = sum(sizes.values())
    return [
        Figure(f"memory of {name}", size / KILOBYTES_A_MEGABYTE, "MB")
        for name, size in sizes.items()
    ]


def _of_the_desk(world: World) -> dict[str, int]:
    """By name; what has none is what they are started by and forked from."""
    home = Path(world.place.environment(world.size)["MADOGUCHI_HOME"])
    named = {int((home / f"{name}.pid").read_text(encoding="ascii")): name for name in NAMES}
    sizes = dict.fromkeys(("run", *NAMES), 0)
    for pid in _with_children(world.process.pid):
        sizes[named.get(pid, "run")] += _kilobytes(pid)
    return sizes


def _kilobytes(pid: int) -> int:
    """PSS without shared memory, which is where PostgreSQL's buffers are."""
    told = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]:
        name, _, value = line.partition(":")
        told[name] = int(value.split()[0])
    return told["Pss"] - told.get("Pss_Shmem", 0)


def _server(world: World) -> int:
    postmaster = (world.place.home / "data" / "postmaster.pid").read_text(encoding="utf-8")
    return int(postmaster.splitlines()[0])


def _with_children(pid: int) -> Iterator[int]:
    """The process, its children and theirs."""
    yield pid
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == pid:
            yield from _with_children(int(path.parent.name))
