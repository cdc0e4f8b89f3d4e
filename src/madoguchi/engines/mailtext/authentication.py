"""Whether the receiving server found the sender's address forged: its Authentication-Results (RFC 8601)."""

import re

from madoguchi.engines.mailtext.headers import Headers

_COMMENT = re.compile(r"\([^()]*\)")
_ABOUT = re.compile(r"\sheader\.from\s*=\s*\"?(?:[^\s\"@]*@)?([^\s\"]+)")
_DEEPEST = 8  # comments within comments
_RESULT = re.compile(r"^\s*(dmarc|spf|dkim)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)")
_LONGEST = 8000  # characters of one header that are read


def forged_mark(headers: Headers, sender: str) -> str:
    """「dmarc=fail」 or 「spf=fail dkim=fail」 as the receiving server wrote it; "" where it did not.

    A pass counts for the domain that it names: one of another domain than the `sender`'s says nothing
    for them, and is told as 「dmarc=pass header.from=elsewhere.example」.

    The topmost header counts, and those of the same server with it: what stands further below was
    written on the way, or by the sender. Whoever forges one can only say of themselves that they fail.
    """
    found: dict[str, set[str]] = {}
    domain = _domain(sender)
    server = None
    for value in headers.all("authentication-results"):
        name, results = _read(value)
        if server not in {None, name}:
            break
        server = name
        for method, result, about in results:
            of_another = method == "dmarc" and result == "pass" and about not in {"", domain}
            kept = f"pass header.from={about}" if of_another else result
            found.setdefault(method, set()).add(kept)
    return _judged(found)


def _judged(found: dict[str, set[str]]) -> str:
    dmarc, spf, dkim = (found.get(one, set()) for one in ("dmarc", "spf", "dkim"))
    if "pass" in dmarc:
        return ""
    if "fail" in dmarc:
        return "dmarc=fail"
    if of_others := sorted(one for one in dmarc if one.startswith("pass ")):
        return f"dmarc={of_others[0]}"
    # One of several signatures that holds is enough.
    both_fail = "fail" in spf and "fail" in dkim and "pass" not in spf | dkim
    return "spf=fail dkim=fail" if both_fail else ""


def _domain(email: str) -> str:
    """As a server writes it: in lower case, and what is not ASCII in its coded form."""
    domain = email.rpartition("@")[2].strip().lower()
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def _read(value: bytes) -> tuple[str, list[tuple[str, str, str]]]:
    """The server's name, and each method with its result and the domain of the From that it is about."""
    text = value[:_LONGEST].decode("ascii", "ignore").replace("\n", " ").lower()
    for _ in range(_DEEPEST):
        shorter = _COMMENT.sub(" ", text)
        if shorter == text:
            break
        text = shorter
    first, *rest = text.split(";")
    name = next(iter(first.split()), "")
    return name, [
        (one[1], one[2], about[1].rstrip(".") if (about := _ABOUT.search(part)) else "")
        for part in rest
        if (one := _RESULT.match(part))
    ]
