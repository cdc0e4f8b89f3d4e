"""A rule's meaning as HTML: Markdown without HTML, pictures and anything that runs."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

_HEADING = re.compile(r"^## +(.+?) *$", re.M)
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a meaning under its `##` heading; "" for what stands before the first."""

    heading: str
    body: SafeString


@lru_cache(maxsize=512)
def sections(text: str) -> tuple[Section, ...]:
    """The text's parts in their order, each as HTML of our own making."""
    opening, *rest = _HEADING.split(text)
    found = [("", opening), *zip(rest[::2], rest[1::2], strict=True)]
    return tuple(Section(heading, _html(body)) for heading, body in found if body.strip())


def _html(text: str) -> SafeString:
    return SafeString(_markdown.render(text))  # the renderer escapes all that it is given
