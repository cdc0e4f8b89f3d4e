"""The one output of many processes: each line begins with the name of the one that wrote it."""

import asyncio
import contextlib
import sys

OURSELVES = "run"
_LONGEST_LINE = 100_000


def say(text: str, name: str = OURSELVES) -> None:
    """Write the lines of `text`, each under `name` if any.

    A reader who has left is no error, nor is a full disk below a file of ours.
    """
    margin = f"{name:<9}| " if name else ""
    lines = "".join(f"{margin}{line}\n" for line in text.splitlines())
    with contextlib.suppress(OSError):
        sys.stdout.write(lines)
        sys.stdout.flush()


async def pass_on(stream: asyncio.StreamReader, name: str) -> None:
    """Say what comes, line by line, until the stream ends."""
    rest = b""
    while chunk := await stream.read(65_536):
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > _LONGEST_LINE:
            lines, rest = [*lines, rest], b""
        if lines:
            say(b"\n".join(lines).decode(errors="replace"), name)
    if rest:
        say(rest.decode(errors="replace"), name)
