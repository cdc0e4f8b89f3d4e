"""The memory of all processes as `madoguchi run` has them, PostgreSQL's shared buffers left out."""

import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.figures import Figure
from bench.measures.intake import a_letter, running, send_and_wait, wait_for_smtp
from bench.world import World

KILOBYTES_A_MEGABYTE = 1000
SETTLING_SECONDS = 8
MAILS = 50
WORDS = ("worker", "intake --fetch")


def measure(world: World) -> list[Figure]:
    """After pages were asked for and mail came in: proportional set sizes, what is shared counts once."""
    ann = world.operators[0]
    for path in ("/desk/", "/desk/?queue=open", "/search/?q=A1"):
        ann.get(path)
    with ExitStack() as stack:
        own = [stack.enter_context(running(world, word)).pid for word in WORDS]
        wait_for_smtp()
        run = uuid.uuid4().hex[:8]
        send_and_wait(world, run, [a_letter(number, run) for number in range(MAILS)])
        time.sleep(SETTLING_SECONDS)
        sizes = {"web": _kilobytes(world.web.pid)}
        sizes |= {word: _kilobytes(pid) for word, pid in zip(WORDS, own, strict=True)}
        sizes["postgres"] = sum(_kilobytes(pid) for pid in _servers(world))
    figures = [
        Figure(f"memory of {name}", size / KILOBYTES_A_MEGABYTE, "MB")
        for name, size in sizes.items()
    ]
    return [
        *figures,
        Figure("memory of all", sum(sizes.values()) / KILOBYTES_A_MEGABYTE, "MB"),
    ]


def _kilobytes(pid: int) -> int:
    """PSS without shared memory, which is where PostgreSQL's buffers are."""
    told = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]:
        name, _, value = line.partition(":")
        told[name] = int(value.split()[0])
    return told["Pss"] - told.get("Pss_Shmem", 0)


def _servers(world: World) -> Iterator[int]:
    postmaster = (world.place.home / "data" / "postmaster.pid").read_text(encoding="utf-8")
    main = int(postmaster.splitlines()[0])
    yield main
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == main:
            yield int(path.parent.name)
