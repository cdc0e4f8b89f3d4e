"""HTML of a mail: made harmless, and as plain text for mails that bring no other."""

import html
import re

import nh3

_IMAGE_SOURCE = re.compile(r"cid:|https?:|data:image/(?:png|jpeg|gif|webp)[;,]")
_LAYOUT = {"align", "valign", "width", "height", "bgcolor", "border", "cellpadding", "cellspacing"}
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>')
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_ALT = re.compile(r'\balt="([^"]*)"')
_META_CHARSET = re.compile(
    rb"""<meta[^<>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_-]{2,40})""", re.IGNORECASE
)
_PARAGRAPHS = frozenset(
    {"p", *(f"h{level}" for level in range(1, 7)), "ul", "ol", "dl", "table", "blockquote", "pre"}
)
_LINES = frozenset(
    {
        "div",
        "tr",
        "li",
        "dt",
        "dd",
        "center",
        "hr",
        "article",
        "section",
        "header",
        "footer",
        "caption",
    }
)
_DROPPED = "script style title template svg math iframe object noembed"
_MOST_QUOTES = 20
LONGEST = 1_000_000
TAGS = frozenset({*nh3.ALLOWED_TAGS, "font", "section", "main"})


def _attribute(tag: str, attribute: str, value: str) -> str | None:
    """Keep links that lead out and pictures; `data:` and `cid:` anywhere else are dropped."""
    address = value.strip().lower()
    if tag == "img" and attribute == "src":
        return value if _IMAGE_SOURCE.match(address) else None
    return None if address.startswith(("data:", "cid:")) else value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(_DROPPED.split()),
    attributes={
        **nh3.ALLOWED_ATTRIBUTES,
        "font": {"color", "size"},
        **{
            tag: nh3.ALLOWED_ATTRIBUTES.get(tag, set()) | _LAYOUT
            for tag in ("table", "tr", "td", "th", "img")
        },
    },
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
    url_relative="deny",
    link_rel="noopener noreferrer",
    set_tag_attribute_values={"a": {"target": "_blank"}},
)


def sanitise(source: str) -> str:
    """HTML without scripts, styles, forms, event handlers and addresses that run; links open without an opener.

    Pictures keep `cid:` and remote addresses: whoever shows the mail decides when remote ones are loaded.
    """
    return _CLEANER.clean(source)


def charset_in(data: bytes) -> str:
    """The charset that the HTML itself names in its first bytes, "" when none."""
    match = _META_CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else ""


def as_text(sanitised: str) -> str:
    """Sanitised HTML as lines of text: blocks end lines, quotes are marked `> `, list items `- `."""
    writer = _Writer()
    place = 0
    for match in _TAG.finditer(sanitised):
        writer.text(sanitised[place : match.start()])
        place = match.end()
        writer.tag(match[2], match[3], closing=bool(match[1]))
    writer.text(sanitised[place:])
    return writer.result()


class _Writer:
    """Builds the lines of one HTML text."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._pieces: list[str] = []
        self._quotes = 0
        self._preformatted = 0

    def text(self, source: str) -> None:
        text = html.unescape(source)
        if self._preformatted:
            *whole, last = text.split("\n")
            for line in whole:
                self._lines.append(self._mark() + "".join([*self._pieces, line]))
                self._pieces.clear()
            self._add(last)
            return
        text = _BLANKS.sub(" ", text)
        self._add(text if self._pieces and not self._pieces[-1].endswith(" ") else text.lstrip(" "))

    def _add(self, piece: str) -> None:
        if piece:
            self._pieces.append(piece)

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if name == "br":
            self._end_line(even_if_empty=True)
        elif name in ("td", "th") and closing:
            self.text(" ")
        elif name == "img":
            alternative = _ALT.search(attributes)
            self.text(alternative[1] if alternative else "")
        elif name in _LINES or name in _PARAGRAPHS:
            self._end_line(even_if_empty=False)
            self._change_block(name, 0 if name == "hr" else -1 if closing else 1)

    def _change_block(self, name: str, step: int) -> None:
        if name == "blockquote" and step < 0:
            self._quotes = max(0, self._quotes - 1)
        if name in _PARAGRAPHS and self._lines and self._lines[-1].strip("> "):
            self._lines.append(self._mark().rstrip())
        if name == "blockquote" and step > 0:
            self._quotes += 1
        elif name == "pre":
            self._preformatted = max(0, self._preformatted + step)
        elif name == "li" and step > 0:
            self._pieces = ["- "]

    def _mark(self) -> str:
        return "> " * min(self._quotes, _MOST_QUOTES)

    def _end_line(self, *, even_if_empty: bool) -> None:
        line = "".join(self._pieces)
        if line.strip() or even_if_empty:
            self._lines.append((self._mark() + line).rstrip())
        self._pieces = []

    def result(self) -> str:
        self._end_line(even_if_empty=False)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")
