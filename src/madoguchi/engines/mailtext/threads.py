"""Message ids: read from headers, put in the order in which a thread is looked for, and made new."""

import re
from datetime import datetime

from madoguchi.engines.mailtext.model import Mail

_ANGLED = re.compile(r"<\s*([^<>\s][^<>]{0,900}?)\s*>")
_MOST = 200
_DOMAIN = re.compile(r"[A-Za-z0-9.-]{1,200}")
_RANDOM = re.compile(r"[A-Za-z0-9._-]{8,100}")


def read_ids(value: bytes) -> tuple[str, ...]:
    """The message ids of a header in order, each once, with their angle brackets; at most 200, the last ones.

    Folds inside of an id are taken out; ids that lost their brackets get them back when they hold an `@`.
    """
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", value.decode("ascii", "ignore"))
    found = [f"<{re.sub(r'[ ]+', '', match)}>" for match in _ANGLED.findall(text)]
    if not found:
        found = [f"<{word.strip('<>,;')}>" for word in text.split() if "@" in word.strip("@<>,;")]
    return tuple(dict.fromkeys(found))[-_MOST:]


def thread_keys(mail: Mail) -> tuple[str, ...]:
    """The ids by which to look for the mail's thread, the surest first: In-Reply-To, then References from the newest.

    Each id once, the mail's own never. The subject is no key: equal subjects do not join.
    """
    ordered = dict.fromkeys((*mail.in_reply_to, *reversed(mail.references)))
    return tuple(key for key in ordered if key != mail.message_id)


def new_message_id(*, domain: str, now: datetime, random: str) -> str:
    """A Message-ID of ours: `<20261120143600.RANDOM@domain>`. `random` is 8 or more letters, digits, `.`, `_`, `-`.

    Raises ValueError when the domain or the random part could not stand in a header.
    """
    if not (_DOMAIN.fullmatch(domain) and _RANDOM.fullmatch(random)):
        raise ValueError("a message id needs a host name and at least 8 plain random characters")
    return f"<{now:%Y%m%d%H%M%S}.{random}@{domain}>"
