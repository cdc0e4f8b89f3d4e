"""Plain text as it was typed: line ends, and `format=flowed` (RFC 3676) with its soft breaks undone."""

_SIGNATURE = "-- "


def plain_lines(text: str) -> str:
    """Text with newlines as its only line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unflow(text: str, *, delete_space: bool) -> str:
    """Join lines that end in a blank with the next of the same quote depth.

    `delete_space` is DelSp=yes: the blank was added by the sender's program, as Japanese needs it.
    """
    lines: list[list[str]] = []
    open_depth = -1
    for raw in text.split("\n"):
        plain = raw.lstrip(">")
        depth = len(raw) - len(plain)
        line = plain.removeprefix(" ")
        soft = line.endswith(" ") and line != _SIGNATURE
        shown = line[:-1] if soft and delete_space else line
        if open_depth == depth and line != _SIGNATURE:
            lines[-1].append(shown)
        else:
            lines.append([f"{'>' * depth} {shown}" if depth else shown])
        open_depth = depth if soft else -1
    return "\n".join(map("".join, lines))
