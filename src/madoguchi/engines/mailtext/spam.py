"""What the servers on the way said of a mail: marked as spam, and by which header."""

import re

from madoguchi.engines.mailtext.headers import Headers

_YES = {"yes", "true", "1", "spam"}
# Headers that say it in one word at their beginning.
_FLAGS = (
    "x-spam-flag",
    "x-spam-status",
    "x-spam",
    "x-spam-result",
    "x-barracuda-spam-flag",
    "x-barracuda-spam-status",
    "x-tm-as-result",
    "x-gm-spam",
    "x-mailscanner-spamcheck",
)
_FIRST_WORD = re.compile(r"[a-z0-9]+")
_VERDICTS = (
    ("x-forefront-antispam-report", re.compile(r"(?:^|;)\s*sfv:(?:spm|skb|skq)\b")),
    ("x-ms-exchange-organization-scl", re.compile(r"^[5-9]\b")),
    ("x-rspamd-action", re.compile(r"^(?:reject|add header|rewrite subject)\b")),
    ("x-amavis-alert", re.compile(r"\bspam\b")),
)


def spam_mark(headers: Headers) -> str:
    """The header by which a server called the mail spam, with its value; "" when none did."""
    for name in _FLAGS:
        word = _FIRST_WORD.match(headers.word(name))
        if word and word[0] in _YES:
            return f"{name}: {word[0]}"
    for name, pattern in _VERDICTS:
        if found := pattern.search(headers.word(name)):
            return f"{name}: {found[0].strip('; ')}"
    return ""
