"""What the deeds of `madoguchi guard` read and print: lines in UTF-8 whatever the locale."""

import sys
from collections.abc import Iterator
from pathlib import Path


def text_of(name: str) -> str:
    """All of a file, or of standard input for "-"; a byte that is no UTF-8 becomes U+FFFD. Raises OSError."""
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return raw.decode("utf-8-sig", errors="replace")


def lines(name: str) -> Iterator[str]:
    """The non-blank lines of a file or of standard input. Raises OSError."""
    for line in text_of(name).split("\n"):
        if line.strip():
            yield line


def say(line: str) -> None:
    """Print a line; a lone surrogate of the input becomes a question mark."""
    sys.stdout.buffer.write(line.encode("utf-8", errors="replace") + b"\n")
    sys.stdout.buffer.flush()


def refuse(reason: object) -> int:
    """Say on standard error what is wrong; the exit code of it."""
    print(f"madoguchi guard: {reason}", file=sys.stderr)
    return 1
