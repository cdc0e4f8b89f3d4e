"""How the pages of search write a text in which something was found."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from madoguchi.desk.search.rows import Pieces

register = template.Library()


@register.filter
def marked(pieces: Pieces) -> SafeString:
    """The text, escaped, in <mark> what was asked for."""
    written = (
        f"<mark>{escape(piece.text)}</mark>" if piece.is_hit else escape(piece.text)
        for piece in pieces
    )
    return mark_safe("".join(written))  # noqa: S308  every piece was escaped
