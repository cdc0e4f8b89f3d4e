"""What a contact wants to be called how, read from their own words: 「「出荷」ではなく「発送」」."""

import re
from functools import lru_cache

_QUOTED = r"[「『“\"]([^「」『』“”\"\n]{1,40})[」』”\"]"
_BARE = r"([^\s「」『』、。,;；→⇒]{1,40}?)"
_WORD = rf"(?:{_QUOTED}|{_BARE})"
_NOT_BUT = re.compile(
    rf"(?:^|(?<=[、。,;；\n・\s」』]))\s*{_WORD}\s*(?:ではなく(?:て)?|でなく|じゃなく|→|⇒|->|よりも?)[、\s]*{_WORD}"
    r"(?=$|[、。,;；\n・\s]|を使|と(?:書|呼|言)|で(?:お願い|統一|書)|に(?:統一|して))"
)


@lru_cache(maxsize=1024)
def wanted_in(words: str) -> tuple[tuple[str, str], ...]:
    """(wanted, not wanted) pairs, in their order; nothing of what is said otherwise."""
    pairs = []
    for match in _NOT_BUT.finditer(words):
        avoided, preferred = match.group(1) or match.group(2), match.group(3) or match.group(4)
        # 「箇条書きではなく文で」 asks for a form, not for a word.
        if avoided != preferred and not (match.group(4) or "").endswith(("で", "に", "を")):
            pairs.append((preferred, avoided))
    return tuple(dict.fromkeys(pairs))
