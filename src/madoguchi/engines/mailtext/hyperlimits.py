"""HTML that no person's program writes: told apart before it can take minutes to clean."""

import html
import re
from collections import Counter

from madoguchi.engines.mailtext.hypertokens import CrowdedTagError, Token, tokens_of

_ANY_TAG = re.compile(r"<[^<>]*>?")
_LONG_NUMBER = re.compile(r"&#0*[1-9][0-9]{7,};?")
_LONG_ZEROS = re.compile(r"&#0{8,}")
_VOID = frozenset(["area", "br", "col", "hr", "img", "wbr"])
_FORMATTING = frozenset(
    [
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    ]
)
_CELLS = frozenset(["td", "th", "caption"])
_ROW_GROUPS = frozenset(["tbody", "thead", "tfoot", "caption", "colgroup"])
_TABLE = frozenset({"table"})
_PARTS = _ROW_GROUPS | _CELLS | {"tr", "col"}
_SCOPES = _CELLS | _TABLE
_BETWEEN_CELLS = frozenset(["table", "tbody", "thead", "tfoot", "tr", "colgroup"])
_CELL = Token("td", "<td>")
_LISTS = _SCOPES | {"ul", "ol", "dl", "blockquote"}
# A start tag in the first column ends what is open of the second, looked for up to one of the third.
_ENDING = {
    **dict.fromkeys(
        [
            "address",
            "article",
            "aside",
            "blockquote",
            "center",
            "details",
            "div",
            "dl",
            "figcaption",
            "figure",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "ul",
        ],
        (frozenset({"p"}), _SCOPES),
    ),
    "li": (frozenset({"li", "p"}), _LISTS),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd", "p"}), _LISTS)),
    **dict.fromkeys(("td", "th"), (_CELLS | {"colgroup"}, _TABLE)),
    "tr": (_CELLS | {"tr", "colgroup"}, _TABLE),
    **dict.fromkeys(_ROW_GROUPS, (_PARTS, _TABLE)),
}
# The sanitiser's tree builder takes time in the depth for each tag, and copies open font tags into each paragraph.
_DEEPEST = 300
_MOST_WORK = 3_000_000
_MOST_COPIES = 300_000


def balanced(source: str, tags: frozenset[str]) -> str | None:
    """The page written anew with `tags` alone, each closed in its place; None when no person's program writes so.

    The sanitiser then finds neither comments nor stray ends, so that its work is what is counted here: the depth at
    each tag, and the open formatting elements that a tree builder may have to copy there.
    """
    writer = _Writer(tags)
    try:
        return writer.page(source)
    except (CrowdedTagError, _UnreasonableError):
        return None


class _UnreasonableError(ValueError):
    """Nested deeper or more often than anybody writes."""


class _Writer:
    """Writes one page with every element closed."""

    def __init__(self, tags: frozenset[str]) -> None:
        self._tags = tags
        self._pieces: list[str] = []
        self._open: list[Token] = []
        self._names: Counter[str] = Counter()
        self._formatting = self._work = self._copies = 0

    def page(self, source: str) -> str:
        for token in tokens_of(source):
            if not token.name:
                self._text(token.source)
            elif token.name in self._tags:
                self._count()
                (self._end if token.closing else self._start)(token)
        self._close_from(0)
        return "".join(self._pieces)

    def _text(self, source: str) -> None:
        if self._is_between_cells() and source.strip():
            self._start(_CELL)
        self._pieces.append(source)

    def _is_between_cells(self) -> bool:
        """Whether a tree builder would move what comes now out of the table, searching the table for each piece."""
        return bool(self._open) and self._open[-1].name in _BETWEEN_CELLS

    def _start(self, token: Token) -> None:
        name = token.name
        if name in _PARTS and not self._names["table"]:
            return
        if name not in _PARTS and self._is_between_cells():
            if name in _FORMATTING:
                return
            self._start(_CELL)
        reopened: list[Token] = []
        if name in _ENDING:
            ended, limits = _ENDING[name]
            reopened = self._end_implied(ended, limits)
        if name in _VOID:
            self._reopen(reopened)
            self._pieces.append(token.source)
        else:
            self._push(token)
            self._reopen(reopened)

    def _end_implied(self, ended: frozenset[str], limits: frozenset[str]) -> list[Token]:
        """Close the elements whose end tag was left out; returns the formatting that goes on behind them."""
        if not any(self._names[name] for name in ended):
            return []
        first = None
        for place in range(len(self._open) - 1, -1, -1):
            name = self._open[place].name
            if name in ended:
                first = place
            if name in limits and (name not in ended):
                break
        if first is None:
            return []
        cells = self._open[first].name in _PARTS
        closed = self._close_from(first)
        return [] if cells else closed

    def _end(self, token: Token) -> None:
        """Close an element and what it holds; ends of what is not open, or open outside of the cell, are nothing."""
        name = token.name
        if not self._names[name]:
            return
        is_part = name in _PARTS | _TABLE
        stops = {name} if is_part else _SCOPES | {name}
        below = range(len(self._open) - 1, -1, -1)
        place = next(place for place in below if self._open[place].name in stops)
        if self._open[place].name == name:
            closed = self._close_from(place)
            self._reopen([] if is_part else closed)

    def _close_from(self, first: int) -> list[Token]:
        """Write the ends of all from that place on; returns the formatting elements above it."""
        closed = self._open[first:]
        del self._open[first:]
        for token in reversed(closed):
            self._names[token.name] -= 1
            self._formatting -= token.name in _FORMATTING
            self._pieces.append(f"</{token.name}>")
        return [token for token in closed[1:] if token.name in _FORMATTING]

    def _reopen(self, closed: list[Token]) -> None:
        for token in closed:
            self._push(token)
            self._count()

    def _push(self, token: Token) -> None:
        self._open.append(token)
        self._names[token.name] += 1
        self._formatting += token.name in _FORMATTING
        self._pieces.append(token.source)

    def _count(self) -> None:
        self._work += len(self._open)
        self._copies += self._formatting
        if len(self._open) > _DEEPEST or self._work > _MOST_WORK or self._copies > _MOST_COPIES:
            raise _UnreasonableError


def without_tags(source: str) -> str:
    """The bare text of HTML that is not reasonable."""
    bare = _LONG_ZEROS.sub("&#0", _ANY_TAG.sub(" ", source))
    # Python refuses to read numbers of thousands of digits; no character has more than seven.
    return html.unescape(_LONG_NUMBER.sub("\ufffd", bare)).strip()
