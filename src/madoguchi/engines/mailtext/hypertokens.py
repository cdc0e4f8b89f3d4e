"""HTML to tags and text in one pass: what is no tag of a page to read is left out on the way."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_TAG_START = re.compile(r"<(/?)([A-Za-z][^ \t\n\f\r/>]*+)")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(
    r"[ \t\n\f\r/]*+(=[^ \t\n\f\r/>=]*+|[^ \t\n\f\r/>=]++)(?:[ \t\n\f\r]*+(=)[ \t\n\f\r]*+)?+"
)
_UNQUOTED = re.compile(r"[^ \t\n\f\r>]*+")
_ATTRIBUTE_NAME = re.compile(r"[a-z][a-z0-9:_-]{0,60}")
# Tags inside of these are no tags; left open they reach to the end of the page.
_RAW = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"]
_LEFT_OUT = ["template", "svg", "math", "noscript", "object"]
_ENDS = {
    name: re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE) for name in [*_RAW, *_LEFT_OUT]
}
_MOST_ATTRIBUTES = 200


class CrowdedTagError(ValueError):
    """A tag with more attributes than anybody writes."""


class Token(NamedTuple):
    """A start tag, an end tag (`closing`), or text where `name` is "". `source` is safe to be put into a page again."""

    name: str
    source: str
    closing: bool = False


def tokens_of(source: str) -> Iterator[Token]:
    """The tags and texts of HTML in order, without comments, doctypes, scripts, styles, pictures drawn in the page.

    Takes time in the length alone. Tags have lower-case names and quoted attributes, each once. Raises CrowdedTagError.
    """
    return _Reader(source).tokens()


def _shown(text: str) -> str:
    return text.replace("<", "&lt;")


class _Reader:
    """Walks forward through one page; nothing is looked at again."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._never_ended: set[str] = set()

    def tokens(self) -> Iterator[Token]:
        source, place = self._source, 0
        while opening := _OPENING.search(source, place):
            start = opening.start()
            if start > place:
                yield Token("", _shown(source[place:start]))
            if tag := _TAG_START.match(source, start):
                attributes, place = self._attributes(tag.end())
                name = tag[2].lower()
                if place > len(source):
                    return
                if name in _ENDS:
                    place = place if tag[1] else self._after(name, place)
                else:
                    yield Token(name, f"<{tag[1]}{name}{attributes}>", closing=bool(tag[1]))
            else:
                place = self._after_remark(start)
        if place < len(source):
            yield Token("", _shown(source[place:]))

    def _attributes(self, place: int) -> tuple[str, int]:
        """The attributes written anew and the place behind the tag, beyond the source when the tag never ends."""
        source, found = self._source, dict[str, str]()
        if source.startswith(">", place):
            return "", place + 1
        while match := _ATTRIBUTE.match(source, place):
            place = match.end()
            value = ""
            if match[2]:
                value, place = self._value(place)
            name = match[1].lower()
            if _ATTRIBUTE_NAME.fullmatch(name):
                found.setdefault(name, value)
            if len(found) > _MOST_ATTRIBUTES:
                raise CrowdedTagError
        return "".join(f' {name}="{value}"' for name, value in found.items()), (
            source.find(">", place) + 1 or len(source) + 1
        )

    def _value(self, place: int) -> tuple[str, int]:
        source = self._source
        quote = source[place : place + 1]
        if quote in ("'", '"'):
            end = source.find(quote, place + 1)
            stop, after = (end, end + 1) if end >= 0 else (len(source), len(source))
            value = source[place + 1 : stop]
        else:
            after = _UNQUOTED.match(source, place).end()  # type: ignore[union-attr]  # matches nothing too
            value = source[place:after]
        escaped = value.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
        return escaped, after

    def _after(self, name: str, place: int) -> int:
        """The place behind the content of an element whose content is left out."""
        drawn_at_once = name in ("svg", "math") and self._source.startswith("/>", place - 2)
        if drawn_at_once or name in self._never_ended:
            return place
        end = _ENDS[name].search(self._source, place)
        if end:
            return self._behind(">", end.end())
        self._never_ended.add(name)
        return len(self._source) if name in _RAW else place

    def _after_remark(self, start: int) -> int:
        """The place behind a comment, a doctype or a processing instruction."""
        if self._source.startswith("<!--", start):
            end = _COMMENT_END.search(self._source, start + 2)
            return end.end() if end else len(self._source)
        return self._behind(">", start)

    def _behind(self, mark: str, place: int) -> int:
        end = self._source.find(mark, place)
        return end + 1 if end >= 0 else len(self._source)
