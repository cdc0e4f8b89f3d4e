"""HTML of a mail: made harmless, and as plain text for mails that bring no other."""

import html
import re
from collections import Counter

import nh3

_IMAGE_SOURCES = (
    "cid:",
    "http:",
    "https:",
    "data:image/png",
    "data:image/jpeg",
    "data:image/gif",
    "data:image/webp",
)
_LAYOUT = {"align", "valign", "width", "height", "bgcolor", "border", "cellpadding", "cellspacing"}
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>')
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_ALT = re.compile(r'\balt="([^"]*)"')
_ANY_TAG = re.compile(r"<[^<>]*>?")
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
_META_CHARSET = re.compile(
    rb"""<meta[^<>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_-]{2,40})""", re.IGNORECASE
)
_PARAGRAPHS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre"]
)
_LINES = frozenset(
    [
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
    ]
)
_MOST_QUOTES = 20
LONGEST = 1_000_000
# Elements without an end tag, or whose end tag may be left out since the next one closes them.
_SELF_CLOSING = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "dd",
        "dt",
        "option",
    ]
)
# The sanitiser's tree builder takes time in the square of the depth, and copies open font tags into each paragraph.
_DEEPEST = 300
_MOST_WORK = 3_000_000
_MOST_COPIES = 300_000
_MOST_ATTRIBUTES = 1000
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


def _attribute(tag: str, attribute: str, value: str) -> str | None:
    """Keep links that lead out and pictures; `data:` and `cid:` anywhere else are dropped."""
    address = value.strip().lower()
    if tag == "img" and attribute == "src":
        return value if address.startswith(_IMAGE_SOURCES) else None
    return None if address.startswith(("data:", "cid:")) else value


_CLEANER = nh3.Cleaner(
    tags=nh3.ALLOWED_TAGS | {"font", "section", "main"},
    clean_content_tags={
        "script",
        "style",
        "title",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "noembed",
    },
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


def is_reasonable(source: str) -> bool:
    """Whether HTML is nested and sized as people's programs write it, so that it can be sanitised in a second."""
    if any(len(run.partition(">")[0].split()) > _MOST_ATTRIBUTES for run in source.split("<")[1:]):
        return False
    names = [(slash, name.lower()) for slash, name in _NAME.findall(source)]
    nesting = [(slash, name) for slash, name in names if name not in _SELF_CLOSING]
    depth = _depth(nesting)
    copies = _depth([(slash, name) for slash, name in nesting if name in _FORMATTING])
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
        self._line = ""
        self._quotes = 0
        self._preformatted = 0

    def text(self, source: str) -> None:
        text = html.unescape(source)
        if self._preformatted:
            *whole, self._line = (self._line + text).split("\n")
            self._lines += [self._mark() + line for line in whole]
            return
        text = _BLANKS.sub(" ", text)
        self._line += text.lstrip(" ") if self._line == "" or self._line.endswith(" ") else text

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
            self._line = "- "

    def _mark(self) -> str:
        return "> " * min(self._quotes, _MOST_QUOTES)

    def _end_line(self, *, even_if_empty: bool) -> None:
        if self._line.strip() or even_if_empty:
            self._lines.append((self._mark() + self._line).rstrip())
        self._line = ""

    def result(self) -> str:
        self._end_line(even_if_empty=False)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")
