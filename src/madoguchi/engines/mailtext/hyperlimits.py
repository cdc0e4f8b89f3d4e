"""HTML that no person's program writes: told apart before it can take minutes to clean."""

import html
import re
from collections import Counter

_ANY_TAG = re.compile(r"<[^<>]*>?")
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
# Elements without an end tag, or whose end tag may be left out since the next one closes them.
_SELF_CLOSING = re.compile(
    r"area|base|br|col|hr|img|input|link|meta|param|source|track|wbr|p|li|td|th|tr|tbody|thead|tfoot|dd|dt|option"
)
_FORMATTING = re.compile(r"a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u")
# The sanitiser's tree builder takes time in the square of the depth, and copies open font tags into each paragraph.
_DEEPEST = 300
_MOST_WORK = 3_000_000
_MOST_COPIES = 300_000
_MOST_ATTRIBUTES = 1000


def is_reasonable(source: str) -> bool:
    """Whether HTML is nested and sized as people's programs write it, so that it can be sanitised in a second."""
    if any(len(run.partition(">")[0].split()) > _MOST_ATTRIBUTES for run in source.split("<")[1:]):
        return False
    names = [(slash, name.lower()) for slash, name in _NAME.findall(source)]
    nesting = [(slash, name) for slash, name in names if not _SELF_CLOSING.fullmatch(name)]
    depth = _depth(nesting)
    copies = _depth([(slash, name) for slash, name in nesting if _FORMATTING.fullmatch(name)])
    return (
        depth <= _DEEPEST
        and depth * len(names) <= _MOST_WORK
        and copies * len(names) <= _MOST_COPIES
    )


def _depth(tags: list[tuple[str, str]]) -> int:
    """The most elements open at once; an end tag closes only what has its name."""
    opened: Counter[str] = Counter()
    depth = deepest = 0
    for slash, name in tags:
        step = -1 if slash and opened[name] else 0 if slash else 1
        opened[name] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest


def without_tags(source: str) -> str:
    """The bare text of HTML that is not reasonable."""
    return html.unescape(_ANY_TAG.sub(" ", source)).strip()
