"""Whether the receiving server found the sender's address forged: its Authentication-Results (RFC 8601)."""

import re

from madoguchi.engines.mailtext.headers import Headers

_COMMENT = re.compile(r"\([^()]*\)")
_DEEPEST = 8  # comments within comments
_RESULT = re.compile(r"^\s*(dmarc|spf|dkim)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)")
_LONGEST = 8000  # characters of one header that are read


def forged_mark(headers: Headers) -> str:
    """「dmarc=fail」 or 「spf=fail dkim=fail」 as the receiving server wrote it; "" where it did not.

    The topmost header counts, and those of the same server with it: what stands further below was
    written on the way, or by the sender. Whoever forges one can only say of themselves that they fail.
    """
    found: dict[str, set[str]] = {}
    server = None
    for value in headers.all("authentication-results"):
        name, results = _read(value)
        if server not in {None, name}:
            break
        server = name
        for method, result in results:
            found.setdefault(method, set()).add(result)
    return _judged(found)


def _judged(found: dict[str, set[str]]) -> str:
    dmarc, spf, dkim = (found.get(one, set()) for one in ("dmarc", "spf", "dkim"))
    if "pass" in dmarc:
        return ""
    if "fail" in dmarc:
        return "dmarc=fail"
    # One of several signatures that holds is enough.
    both_fail = "fail" in spf and "fail" in dkim and "pass" not in spf | dkim
    return "spf=fail dkim=fail" if both_fail else ""


def _read(value: bytes) -> tuple[str, list[tuple[str, str]]]:
    """The server's name, and each method with its result."""
    text = value[:_LONGEST].decode("ascii", "ignore").replace("\n", " ").lower()
    for _ in range(_DEEPEST):
        shorter = _COMMENT.sub(" ", text)
        if shorter == text:
            break
        text = shorter
    first, *rest = text.split(";")
    name = next(iter(first.split()), "")
    return name, [(one[1], one[2]) for part in rest if (one := _RESULT.match(part))]
