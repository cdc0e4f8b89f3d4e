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
    lines = "".join(f"{_under(name, line)}\n" for line in text.splitlines())
    with contextlib.suppress(OSError):
        sys.stdout.write(lines)
        sys.stdout.flush()


def _under(name: str, line: str) -> str:
    """An object of JSON stays one, for who collects them: the name is its first member then."""
    if not name:
        return line
    if line.startswith('{"'):
        return f'{{"process": "{name}", {line[1:]}'
    return f"{name:<9}| {line}"


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
